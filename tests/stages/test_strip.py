"""The strip stage of a whole document: the headline, the title's removal, what rules caught."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.rules.compile import Rules
from tests.samples import ARTICLE, LAST, MORE, PROSE, SMALL_RULES, TITLE, rule
from tests.stages.work import article, page, row

Load = Callable[[str], Rules]


def test_a_texts_first_line_becomes_its_title_and_leaves_the_body() -> None:
    row = article(ARTICLE.replace("DON'T MISS\n\nFerry to close for the winter [REPORT]\n\n", ""))
    assert row.title == TITLE
    assert row.text == f"{PROSE}\n\n{MORE}\n\n{LAST}"
    (moved,) = row.removed
    assert (moved.rule_id, moved.stage, moved.block, moved.text) == ("title.first-line", "metadata", 0, TITLE)


@pytest.mark.parametrize("text", [f"{PROSE}\n{MORE}", TITLE, f"{TITLE}\nAnother line", f"the mill opens\n{PROSE}", ""])
def test_a_first_line_that_is_no_headline_over_prose_stays(text: str) -> None:
    row = article(text)
    assert (row.title, row.removed) == (None, [])


def test_a_first_line_too_long_for_a_headline_stays() -> None:
    standfirst = "The mill on the upper lake has been standing still for two years and its owners want it back"
    row = article(f"{standfirst}\n{PROSE}")
    assert row.removed == []
    assert row.text.startswith(standfirst)


def test_a_headline_is_found_under_what_a_rule_takes(load: Load) -> None:
    row = article(f"Menu\n{TITLE}\n{PROSE}", load(rule("find: {equals: [menu]}")))
    assert (row.title, row.text) == (TITLE, PROSE)


def test_what_stands_between_headline_and_prose_goes_first(load: Load) -> None:
    row = article(f"{TITLE}\nShare this\n{PROSE}", load(rule("find: {equals: [share this]}")))
    assert (row.title, row.text) == (TITLE, PROSE)


def test_removals_name_the_block_of_the_input(load: Load) -> None:
    row = article(ARTICLE, load(SMALL_RULES))
    assert [(r.block, r.rule_id) for r in row.removed if r.stage == "strip"] == [
        (2, "promo.dont-miss"), (3, "promo.dont-miss"),
    ]  # fmt: skip


def test_a_captured_attribution_fills_the_row(load: Load) -> None:
    row = article(f"{ARTICLE}\n\nSource: Lakeside Press", load(SMALL_RULES))
    assert row.attribution == "Lakeside Press"


def test_a_captured_author_and_date_fill_the_row(load: Load) -> None:
    rules = load(rule(r"find: {regex: '^by (?P<authors>[a-z ]+), (?P<published_at>\d+ [a-z]+ \d+)$'}"))
    row = article(f"{TITLE}\nBy Ana Cruz, 3 May 2024\n{PROSE}", rules)
    assert row.authors == ["Ana Cruz"]
    assert (row.published_at, row.published_raw) == ("2024-05-03T00:00:00+00:00", "3 May 2024")


def test_the_pages_own_word_goes_before_what_a_rule_caught(load: Load) -> None:
    rules = load(rule(r"find: {regex: '^by (?P<authors>[a-z ]+)$'}"))
    content = page(
        "<meta name='author' content='Ben Okoro'>", f"<article><p>By Ana Cruz</p><p>{PROSE}</p><p>{MORE}</p></article>"
    )
    assert article(content, rules).authors == ["Ben Okoro"]


def test_a_rule_for_a_site_knows_the_url(load: Load) -> None:
    rules = load(rule("find: {equals: [menu]}\n  scope: {sites: [a.example]}"))
    assert article(f"Menu\n{PROSE}", rules, url="https://www.a.example/x").text == PROSE
    assert article(f"Menu\n{PROSE}", rules, url="https://b.example/x").text == f"Menu\n\n{PROSE}"


def test_a_rule_for_a_site_knows_a_page_without_address_by_its_canonical_link(load: Load) -> None:
    rules = load(rule("find: {equals: [menu]}\n  scope: {sites: [a.example]}"))
    body = f"<article><p>{PROSE}</p><p>Menu</p><p>{MORE}</p></article>"
    link = "<link rel='canonical' href='https://www.a.example/x'>"
    assert article(page(link, body), rules).text == f"{PROSE}\n\n{MORE}"
    assert "Menu" in article(page(link, body), rules, url="https://b.example/x").text


def test_says_finds_a_block_that_repeats_what_the_page_gives_a_field(load: Load) -> None:
    rules = load(rule("shape: {says: [authors]}"))
    head = "<meta name='author' content='Ana Cruz'>"
    row = article(page(head, f"<article><p>{PROSE}</p><p>ANA CRUZ</p><p>Ben Okoro</p><p>{MORE}</p></article>"), rules)
    assert [r.text for r in row.removed] == ["ANA CRUZ"]
    assert "Ben Okoro" in row.text


def test_scope_input_keeps_a_rule_to_pages_or_to_texts(load: Load) -> None:
    rules = load(rule("find: {equals: [menu]}\n  scope: {input: text}"))
    assert article(f"{PROSE}\nMenu\n{MORE}", rules).text == f"{PROSE}\n\n{MORE}"
    content = page("", f"<article><p>{PROSE}</p><p>Menu</p><p>{MORE}</p></article>")
    assert article(content, rules).text == f"{PROSE}\n\nMenu\n\n{MORE}"


def test_a_pages_body_of_which_rules_would_take_most_is_put_back_and_flagged(load: Load) -> None:
    rules = load(rule("find: {regex: ['^.*$']}"))
    row = article(page("", f"<main><div><p>{PROSE}</p></div></main>"), rules, kind="page")
    assert row.text == PROSE
    assert "over_removed: rules took most of the prose, so it was put back" in row.flags
    assert {r.refused for r in row.removed if r.stage == "strip"} == {"guard: most of the prose would go"}


_KICKER, _DECK = "WATERWAYS", "Three brothers want the wheel to turn before the summer is over"
_HEAD = f"{_KICKER}\n{TITLE}\n{_DECK}\nJane Doe\n3 May 2024"


def test_kicker_headline_deck_name_and_date_come_out_of_a_texts_head() -> None:
    row = article(f"{_HEAD}\n{PROSE}\n{MORE}\n{LAST}")
    assert (row.title, row.authors, row.published_at) == (TITLE, ["Jane Doe"], "2024-05-03T00:00:00+00:00")
    assert row.standfirst == _DECK
    assert row.text == f"{_DECK}\n\n{PROSE}\n\n{MORE}\n\n{LAST}"
    assert sorted((r.block, r.rule_id, r.stage) for r in row.removed) == [
        (0, "title.over", "strip"),
        (1, "title.first-line", "metadata"),
        (3, "byline.line", "metadata"),
        (4, "byline.line", "metadata"),
    ]


def test_the_same_text_gives_the_same_row() -> None:
    text = f"{_HEAD}\n{PROSE}\n{MORE}\n{LAST}"
    assert article(text) == article(text)


def test_no_rule_of_shape_takes_a_texts_deck(load: Load) -> None:
    rules = load(rule("shape: {headline: true, words: {max: 20}}"))
    assert article(f"{TITLE}\n{_DECK}\n{PROSE}\n{MORE}", rules).standfirst == _DECK


def test_a_line_that_says_the_records_title_is_the_headline_wherever_it_stands() -> None:
    given = row(text=f"Home\nGates: a goodbye\n{TITLE}\n{PROSE}\n{MORE}", title="Gates – a goodbye")
    assert given.title == "Gates – a goodbye"
    assert [r.text for r in given.removed if r.rule_id == "title.first-line"] == ["Gates: a goodbye"]


def test_a_headline_that_is_less_sure_is_given_and_stays_in_the_text() -> None:
    question = "Who wants the old mill on the upper lake to grind flour again for us?"
    found = article(f"Home\nNews\nSport\n{question}\n{PROSE}\n{MORE}\n{LAST}")
    assert found.title == question
    assert question in found.text


def test_a_headline_that_is_sure_without_what_rules_took_over_it_leaves_the_text(load: Load) -> None:
    rules = load(rule("find: {starts: [choose]}\n  then: {regex: 'river$'}"))
    found = article(f"Choose your town\nMarnham on the river\nWhy the mill has to wait\n{PROSE}\n{MORE}", rules)
    assert (found.title, found.text) == ("Why the mill has to wait", f"{PROSE}\n\n{MORE}")


def test_a_name_in_a_sentence_that_a_scraper_cut_stays() -> None:
    cut = "Friends of the miller\nJane Doe\nwill not grind flour there, the council said on Monday."
    assert "Jane Doe" in article(f"{TITLE}\n{cut}\n{PROSE}\n{MORE}\n{LAST}").text


def test_a_row_cleaned_again_loses_no_more() -> None:
    first = article(f"{TITLE}\n{_DECK}\n3 May 2024\n{PROSE}\n{MORE}\n{LAST}")
    again = row(**first.to_dict())
    assert (first.title, again.title, again.text) == (TITLE, TITLE, first.text)
    assert again.removed == []


def test_a_line_over_boilerplate_alone_is_no_headline(load: Load) -> None:
    rules = load(rule("find: {starts: [a new password]}"))
    found = article(f"{TITLE}\nA new password for the mill on the upper lake will be emailed to you.", rules)
    assert (found.title, found.text) == (None, TITLE)


def test_a_headline_loses_the_outlets_name_where_a_line_says_it_alone() -> None:
    assert article(f"{TITLE} - River Post\nRiver Post\n3 May 2024\n{PROSE}\n{MORE}").title == TITLE
    assert article(f"{TITLE} - River Post\n3 May 2024\n{PROSE}\n{MORE}").title == f"{TITLE} - River Post"


def test_the_outlet_is_not_its_texts_author() -> None:
    assert article(f"{TITLE} - River Post\nRiver Post\n3 May 2024\n{PROSE}\n{MORE}").authors == []


def test_what_a_rule_caught_gives_the_hour_of_the_day_under_the_headline_and_no_other_day(load: Load) -> None:
    rules = load(rule(r"find: {regex: '^on (?P<published_at>.+)$'}"))
    head, hour, day = f"{TITLE}\n3 May 2024\n{PROSE}\n{MORE}", "2024-05-03T10:15:00+00:00", "2024-05-03T00:00:00+00:00"
    assert article(f"{head}\nOn 2024-05-03T10:15Z", rules).published_at == hour
    assert article(f"{head}\nOn 2024-05-01T10:15Z", rules).published_at == day


def test_a_line_leaves_a_texts_head_once() -> None:
    found = article(f"3 May 2024\n{_KICKER}\n{TITLE}\nJane Doe\n{PROSE}\n{MORE}\n{LAST}")
    assert sorted((r.block, r.rule_id) for r in found.removed) == [
        (0, "byline.line"),
        (1, "title.over"),
        (2, "title.first-line"),
        (3, "byline.line"),
    ]
