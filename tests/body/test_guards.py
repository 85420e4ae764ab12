"""What says itself that it is the article is not taken by a rule that goes by names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.body.guards import headline_of, holding_the_article, stands_among_paragraphs
from cleaner.page.parse import parse
from cleaner.rules.compile import Rules
from tests.samples import LAST, MORE, PROSE, TITLE, rule
from tests.stages.work import article, page

Load = Callable[[str], Rules]
TEXT = f"<p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>"
WHOLE = f"{PROSE}\n\n{MORE}\n\n{LAST}"
HEAD = f"<title>{TITLE}</title>"
BOX = rule("find: {css: [.box]}\n  guard: {share: 1.0}", "prune")


@pytest.mark.parametrize("name", ["has-comments", "comments-open", "is-related", "with-sidebar", "newsletter-enabled"])
def test_a_name_that_says_what_the_article_has_does_not_take_it(shipped: Rules, name: str) -> None:
    row = article(page(HEAD, f"<article class='post {name}'><h1>{TITLE}</h1>{TEXT}</article>"), shipped)
    assert row.text == WHOLE
    assert [r for r in row.removed if r.stage == "prune"] == []


def test_a_box_that_holds_headline_and_body_is_refused(load: Load) -> None:
    row = article(page(HEAD, f"<div><div class='box'><h1>{TITLE}</h1>{TEXT}{TEXT}</div></div>"), load(BOX))
    assert [r.refused for r in row.removed] == ["guard: it holds the headline"]
    assert PROSE in row.text


def test_a_headline_may_be_an_h2_and_have_the_outlet_behind_it(load: Load) -> None:
    inside = f"<div class='box'><h2>{TITLE}</h2>{TEXT}{TEXT}</div>"
    row = article(page(f"<title>{TITLE} – Lantern Gazette</title>", inside), load(BOX))
    assert [r.refused for r in row.removed] == ["guard: it holds the headline"]


@pytest.mark.parametrize("inside", ["<div itemprop='articleBody'>{}</div>", "<p itemprop='x articleBody'>{}</p>"])
def test_a_box_that_holds_the_marked_body_is_refused(load: Load, inside: str) -> None:
    text = TEXT + TEXT if inside.startswith("<div") else f"{PROSE} {MORE} {LAST} {PROSE} {MORE} {LAST}"
    row = article(page("", f"<div><div class='box'>{inside.format(text)}</div></div>"), load(BOX))
    assert [r.refused for r in row.removed] == ["guard: it holds articleBody"]
    assert PROSE in row.text


def test_the_marked_body_itself_is_refused(load: Load) -> None:
    row = article(page("", f"<div class='box' itemprop='articleBody'>{TEXT}{TEXT}</div>"), load(BOX))
    assert [r.refused for r in row.removed] == ["guard: it holds articleBody"]


def test_a_small_box_of_headline_and_byline_may_go(load: Load) -> None:
    box = f"<header class='box'><h1>{TITLE}</h1><p>By Ada Quill, 3 May</p></header>"
    row = article(page(HEAD, f"<article>{box}{TEXT}</article>"), load(BOX))
    assert [(r.rule_id, r.refused) for r in row.removed] == [("test.rule", "")]
    assert (row.title, row.text) == (TITLE, WHOLE)


def test_a_box_without_headline_and_marked_body_goes(load: Load) -> None:
    row = article(page(HEAD, f"<h1>{TITLE}</h1><div>{TEXT}</div><div class='box'>{TEXT}{TEXT}</div>"), load(BOX))
    assert [r.refused for r in row.removed] == [""]
    assert row.text == WHOLE


def test_a_site_of_the_rules_own_is_not_guarded(load: Load) -> None:
    text = BOX.replace("guard:", "scope: {sites: [lantern.example]}\n  guard:")
    inside = f"<div class='box'><h1>{TITLE}</h1>{TEXT}{TEXT}</div><div>{TEXT}</div>"
    row = article(page(HEAD, inside), load(text), url="https://lantern.example/a")
    assert [r.refused for r in row.removed] == [""]


def test_a_short_text_marked_as_the_body_is_a_teasers() -> None:
    body = parse(page("", "<div itemprop='articleBody'><p>Ferry to close for the winter</p></div>")).find("body")
    assert holding_the_article(body, None) == {}


def test_a_heading_that_says_something_else_holds_nothing() -> None:
    body = parse(page("", f"<div><h1>Ferry to close for the winter</h1>{TEXT}</div>")).find("body")
    assert holding_the_article(body, headline_of(body, [TITLE])) == {}


HIDING = ("hidden", "aria-hidden='true'", "style='display:none'", "style='color:red; display: none'")


@pytest.mark.parametrize("hiding", HIDING)
def test_hidden_paragraphs_among_other_paragraphs_stay(shipped: Rules, hiding: str) -> None:
    row = article(
        page("", f"<article>{TEXT}<p {hiding}>{PROSE} {LAST}</p><p {hiding}>{MORE} {LAST}</p></article>"), shipped
    )
    assert row.text.split("\n\n") == [PROSE, MORE, LAST, f"{PROSE} {LAST}", f"{MORE} {LAST}"]
    assert {r.refused for r in row.removed} == {"guard: a paragraph among others"}


@pytest.mark.parametrize("hiding", HIDING)
def test_a_hidden_box_elsewhere_goes(shipped: Rules, hiding: str) -> None:
    box = (
        f"<div {hiding}><p>The ferrymen sail again in May, the office of the harbour says to all who ask it.</p></div>"
    )
    for inside in (f"<article>{TEXT}</article>{box}", f"<article><div>{TEXT}</div>{box}</article>"):
        row = article(page("", inside), shipped)
        assert row.text == WHOLE
        assert [(r.rule_id, r.refused) for r in row.removed] == [("page.hidden", "")]


@pytest.mark.parametrize(
    ("inside", "among"),
    [
        (f"<p id=x>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>", True),
        (f"<div id=x>{PROSE}</div><p>{MORE}</p><p>{LAST}</p>", True),
        (f"<div id=x>{PROSE}</div><div>{MORE}</div><div>{LAST}</div>", True),
        (f"<p id=x>{PROSE}</p><p>{MORE}</p>", False),
        (f"<p id=x>{PROSE}</p><div>{MORE}</div><div>{LAST}</div>", False),
        (f"<p id=x>The mill is open again.</p><p>{MORE}</p><p>{LAST}</p>", False),
        (f"<p id=x>{PROSE}</p><p>Mill</p><p>Weir</p><p>Toll</p>", False),
    ],
)
def test_a_paragraph_among_others_has_two_neighbours_of_its_kind(inside: str, among: bool) -> None:
    (element,) = parse(page("", f"<div>{inside}</div>")).find("body").xpath(".//*[@id='x']")
    assert stands_among_paragraphs(element) == among
