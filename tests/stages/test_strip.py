"""The strip stage of a whole document: the headline, the title's removal, what rules caught."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.rules.compile import Rules
from tests.samples import ARTICLE, LAST, MORE, PROSE, SMALL_RULES, TITLE, rule
from tests.stages.work import article, page

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
