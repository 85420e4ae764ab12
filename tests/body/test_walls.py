"""Pages in an article's place are told by what they say; articles about them are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Pipeline, Rules
from cleaner.body.walls import pieces
from tests.body.wall_pages import ARTICLES, WALLS, page

RULE = (
    "- {id: wall.x, why: w, stage: flag, tells: error page, find: {equals: [no page here]}, match: [a], keep: [b]%s}\n"
)
WORDS = "The bridge over the lower river opened on Monday after two years, the river office said. "


@pytest.fixture(scope="module")
def shipped() -> Pipeline:
    return Pipeline()


def with_rules(folder: Path, text: str) -> Pipeline:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return Pipeline(Rules.load([folder], shipped=False))


def told(pipeline: Pipeline, content: str) -> list[str]:
    return [f for f in pipeline.clean(content).flags if f.startswith("non_article")]


def test_walls_are_tried_in_eight_languages_or_more() -> None:
    assert len({language for language, *_ in WALLS.values()}) >= 8


@pytest.mark.parametrize("name", WALLS)
def test_a_page_in_an_articles_place_is_flagged(name: str, shipped: Pipeline) -> None:
    assert told(shipped, page(*WALLS[name])) != []


@pytest.mark.parametrize("name", ARTICLES)
def test_a_short_article_about_such_pages_is_not(name: str, shipped: Pipeline) -> None:
    assert told(shipped, page(*ARTICLES[name])) == []


@pytest.mark.parametrize("name", ["en robot", "de missing", "ja missing"])
def test_the_same_as_a_text_is_flagged_too(name: str, shipped: Pipeline) -> None:
    _, title, h1, lines = WALLS[name]
    assert [f for f in shipped.clean("\n".join((title, h1, *lines)), kind="text").flags if "non_article" in f] != []


@pytest.mark.parametrize(
    "title",
    [
        "No page here",
        "Herald - No page here",
        "No page here | Herald | News and sport from the coast, the islands and the hills",
        "Herald: No page here!",
        "The Herald » No page here « Coast",
        "404 No page here",
        "Error 404: No page here",
        "No page here (404) – Herald",
    ],
)
def test_the_sites_name_and_the_status_may_stand_around_the_words_of_a_title(title: str, tmp_path: Path) -> None:
    assert told(with_rules(tmp_path, RULE % ""), page("en", title, "Hm", ("It sank.",))) != []


def test_a_menus_line_before_a_texts_headline_is_no_title(tmp_path: Path) -> None:
    pipeline = with_rules(tmp_path, RULE % ", in: title")
    text = "No page here\nBridge opens after two years\n" + WORDS * 4
    assert pipeline.clean(text, kind="text").flags == []
    assert [f for f in pipeline.clean("No page here\nIt sank.", kind="text").flags if "non_article" in f] != []


def test_what_goes_on_behind_a_dash_or_colon_is_a_headline() -> None:
    assert "No page here" not in pieces("No page here: how the town on the hill lost its books")
    assert "No page here" in pieces("No page here: The Herald")


def test_a_page_with_much_prose_is_an_article_whatever_it_says(tmp_path: Path) -> None:
    lines = tuple(WORDS for _ in range(8))
    assert told(with_rules(tmp_path, RULE % ""), page("en", "No page here", "No page here", lines)) == []


def test_two_signs_of_different_rules_are_enough_for_a_longer_page(tmp_path: Path) -> None:
    lines = ("Out of order.", *(WORDS + str(n) for n in range(10)))
    content = page("en", "No page here", "No page here", lines)
    other = RULE.replace("wall.x", "wall.y").replace("no page here", "out of order")
    assert told(with_rules(tmp_path, RULE % ""), content) == []
    assert told(with_rules(tmp_path, RULE % "" + other % ""), content) == [
        "non_article: error page, told by 'No page here' (wall.x) and by 'Out of order.' (wall.y)"
    ]


def test_the_same_words_told_by_two_rules_are_one_sign(tmp_path: Path) -> None:
    lines = tuple(WORDS + str(n) for n in range(10))
    both = RULE % "" + RULE.replace("wall.x", "wall.y") % ""
    assert told(with_rules(tmp_path, both), page("en", "No page here", "No page here", lines)) == []


def test_teasers_under_the_message_are_no_article(tmp_path: Path) -> None:
    teaser = "</p><h2><a href='/{0}'>Ferry number {0} sails again</a></h2><p>" + WORDS + WORDS + "{0}"
    lines = ("Try one of these.", *(teaser.format(n) for n in range(10)))
    assert told(with_rules(tmp_path, RULE % ""), page("en", "No page here", "No page here", lines)) != []


def test_words_further_down_tell_nothing(tmp_path: Path) -> None:
    lines = (*(f"Line {n} of a list" for n in range(12)), "No page here")
    assert told(with_rules(tmp_path, RULE % ""), page("en", "Ships of the week", "Ships of the week", lines)) == []


def test_words_in_a_link_tell_nothing(tmp_path: Path) -> None:
    lines = ("<a href='/x'>No page here</a>", WORDS)
    assert told(with_rules(tmp_path, RULE % ""), page("en", "Bridge opens", "Bridge opens", lines)) == []


def test_a_page_that_shows_nothing_else_is_told_by_its_noscript(tmp_path: Path) -> None:
    content = "<html><head><title>Herald</title></head><body><noscript>No page here</noscript>%s</body></html>"
    pipeline = with_rules(tmp_path, RULE % "")
    assert told(pipeline, content % "<div id='app'></div>") != []
    assert told(pipeline, content % f"<h1>Bridge opens</h1><p>{WORDS * 3}</p>") == []


def test_a_page_that_shows_nothing_else_is_told_by_what_page_rules_took(tmp_path: Path) -> None:
    prune = "- {id: box.x, why: w, stage: prune, find: {names: [wall]}, match: [{html: a, left: a}], keep: ['b']}\n"
    content = page("en", "Herald", "Herald", ("<span></span>",)).replace(
        "<main>", "<main><div class='wall'><p>No page here</p></div>"
    )
    assert told(with_rules(tmp_path, RULE % "" + prune), content) != []


def test_an_override_silences_a_flag_rule(tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text("- {override: wall.x, reason: r, disable: true}\n")
    assert told(with_rules(tmp_path, RULE % ""), page("en", "No page here", "No page here", ("It sank.",))) == []


def test_a_rule_that_is_no_sign_alone_needs_another(tmp_path: Path) -> None:
    weak = (
        "- {id: wall.y, why: w, stage: flag, tells: form, alone: false, find: {css: [form]}, match: [a], keep: [b]}\n"
    )
    content = page("en", "No page here", "No page here", (*(WORDS + str(n) for n in range(10)), "<form></form>"))
    pipeline = with_rules(tmp_path, RULE % "" + weak)
    assert told(pipeline, content) == [
        "non_article: error page, told by 'No page here' (wall.x) and by 'form' (wall.y)"
    ]
    assert told(pipeline, content.replace("No page", "A page")) == []
