"""Page rules remove elements; each one is recorded with its text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.rules.compile import Rules
from cleaner.stages import prune
from tests.samples import LAST, MORE, PROSE, rule
from tests.stages.work import article, page

Load = Callable[[str], Rules]

BODY = f"<article><p>{PROSE}</p>%s<p>{MORE}</p><p>{LAST}</p></article>"


def pruned(rules: Rules, inside: str, url: str | None = None) -> list[str]:
    """What went of a page with this inside its article."""
    row = article(page("", BODY % inside), rules, url=url)
    assert PROSE in row.text
    assert LAST in row.text
    return [r.text for r in row.removed if not r.refused]


@pytest.mark.parametrize(
    ("find", "inside", "went"),
    [
        ("css: [aside.related]", "<aside class='related'>Ferry to close</aside>", ["Ferry to close"]),
        ("css: [aside.related]", "<aside class='other'>Ferry to close</aside>", []),
        ("css: ['[data-ad]']", "<div data-ad='1'>Buy a boat</div>", ["Buy a boat"]),
        ("css: ['div > i, em']", "<p><em>Buy</em></p>", ["Buy"]),
        ("xpath: ['.//div[@data-x=\"1\"]']", "<div data-x='1'>Buy</div><div data-x='2'>Sell</div>", ["Buy"]),
        ("names: [related]", "<div class='c-relatedLinks'>Ferry to close</div>", ["Ferry to close"]),
        ("names: [related]", "<div id='box' data-testid='related-list'>Ferry</div>", ["Ferry"]),
        ("names: [related]", "<div class='unrelated'>Ferry to close</div>", []),
    ],
)
def test_find_takes_what_it_says_and_nothing_else(load: Load, find: str, inside: str, went: list[str]) -> None:
    assert pruned(load(rule(f"find: {{{find}}}", "prune")), inside) == went


def test_shape_speaks_of_the_elements_text(load: Load) -> None:
    rules = load(rule("find: {css: [.box]}\n  shape: {words: {max: 3}}", "prune"))
    assert pruned(rules, "<div class='box'>Ferry to close</div>") == ["Ferry to close"]
    assert pruned(rules, "<div class='box'>Ferry to close down</div>") == []


def test_link_share_speaks_of_the_elements_links(load: Load) -> None:
    rules = load(rule("find: {css: [.box]}\n  shape: {link_share: {min: 0.8}}", "prune"))
    assert pruned(rules, "<div class='box'><a href='/f'>Ferry to close</a></div>") == ["Ferry to close"]
    assert pruned(rules, "<div class='box'>A long text and <a href='/f'>one link</a></div>") == []


def test_a_name_never_takes_a_word_inside_a_sentence(load: Load) -> None:
    rules = load(rule("find: {names: [related]}", "prune"))
    assert pruned(rules, "<p>He is <span class='related'>related</span> to her.</p>") == []


def test_an_element_inside_a_removed_one_is_not_recorded_twice(load: Load) -> None:
    rules = load(rule("find: {css: [.box, .box b]}", "prune"))
    assert pruned(rules, "<div class='box'>Ferry <b>to close</b></div>") == ["Ferry to close"]


def test_the_heading_of_the_page_and_the_body_itself_never_go(load: Load) -> None:
    rules = load(rule("find: {css: [body, h1, main]}", "prune"))
    row = article(page("", f"<main><h1>Old mill opens</h1><p>{PROSE}</p></main>"), rules)
    assert row.removed == []
    assert PROSE in row.text


def test_a_page_rule_may_not_take_over_30_percent_and_the_refusal_is_recorded(load: Load) -> None:
    rules = load(rule("find: {css: [.half]}", "prune"))
    row = article(
        page("", f"<article><p>{PROSE}</p><div class='half'><p>{MORE}</p><p>{LAST}</p></div></article>"), rules
    )
    (removal,) = row.removed
    assert removal.refused.startswith("guard: ")
    assert removal.refused.endswith("of the page's text, over 30%")
    assert MORE in row.text


def test_many_small_takings_of_one_rule_add_up_for_the_guard(load: Load) -> None:
    rules = load(rule("find: {css: [.part]}", "prune"))
    parts = "".join(f"<div class='part'><p>{MORE} {LAST} Part {i}.</p></div>" for i in range(10))
    row = article(page("", f"<article><p>{PROSE}</p>{parts}</article>"), rules)
    refusals = [r for r in row.removed if r.refused]
    assert len(row.removed) == 10
    assert 6 <= len(refusals) <= 8


def test_a_rule_may_widen_its_guard(load: Load) -> None:
    stays = "".join(f"<p>{PROSE} {MORE} Part {i}.</p>" for i in range(6))
    content = page("", f"<article>{stays}<div class='half'>{f'<p>{LAST} {MORE}</p>' * 5}</div></article>")
    body = "find: {css: [.half]}"
    assert LAST in article(content, load(rule(body, "prune"))).text
    wide = article(content, load(rule(body + "\n  guard: {share: 0.9}", "prune")))
    assert [r.refused for r in wide.removed] == [""]
    assert LAST not in wide.text


def test_scope_keeps_a_rule_to_its_site(load: Load) -> None:
    rules = load(rule("find: {css: [.box]}\n  scope: {sites: [a.example]}", "prune"))
    assert pruned(rules, "<div class='box'>Ferry to close</div>", "https://www.a.example/x") == ["Ferry to close"]
    assert pruned(rules, "<div class='box'>Ferry to close</div>", "https://b.example/x") == []


def test_an_override_keeps_the_element_and_says_why(folder: Callable[..., object]) -> None:
    root = folder(mine=rule("find: {css: [.box]}", "prune"))
    rules = Rules.load([root], shipped=False, disable=["test.rule"])  # type: ignore[list-item]
    row = article(page("", BODY % "<p class='box'>The ferry will close in winter, they all said.</p>"), rules)
    assert [r.refused for r in row.removed] == ["override: asked for by --disable"]
    assert "The ferry will close" in row.text


def test_an_expression_of_a_rule_that_is_turned_off_is_not_asked(
    folder: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder(mine=rule("find: {xpath: './/em/..'}", "prune"))
    content = page("", BODY % "<div><em>The ferry will close in winter</em></div>")
    asked: list[str] = []
    found = prune.xpath
    monkeypatch.setattr(prune, "xpath", lambda e: asked.append(e) or found(e))
    assert article(content, Rules.load([root], shipped=False)).removed  # type: ignore[list-item]
    assert asked == [".//em/.."]
    off = Rules.load([root], shipped=False, disable=["test.rule"])  # type: ignore[list-item]
    assert article(content, off).removed == []
    assert len(asked) == 1


def test_a_removal_of_a_page_belongs_to_no_block(load: Load) -> None:
    row = article(
        page("", BODY % "<aside class='related'>Ferry</aside>"), load(rule("find: {css: [.related]}", "prune"))
    )
    (removal,) = row.removed
    assert (removal.rule_id, removal.stage, removal.block) == ("test.rule", "prune", -1)


def test_scripts_are_no_text_of_an_element(load: Load) -> None:
    rules = load(rule("find: {css: [.box]}", "prune"))
    assert pruned(rules, "<div class='box'>Ferry<script>var x = 1</script></div>") == ["Ferry"]
    assert pruned(rules, "<div class='box'><script>var x = 1</script></div>") == []


def test_a_page_without_address_is_of_the_site_of_its_canonical_link(load: Load) -> None:
    rules = load(rule("find: {css: [.box]}\n  scope: {sites: [a.example]}", "prune"))
    content = page("<link rel='canonical' href='https://www.a.example/x'>", BODY % "<p class=box>Menu</p>")
    assert [r.text for r in article(content, rules).removed] == ["Menu"]
    assert article(content, rules, url="https://b.example/x").removed == []


def test_a_sites_rule_takes_nothing_in_pieces_that_it_may_not_take_whole(load: Load) -> None:
    rules = load(rule("find: {css: ['[class*=\"box\"]']}\n  scope: {sites: [a.example]}", "prune"))
    lines = "".join(f"<p class='box-line'>Line {i} of what the page has to say.</p>" for i in range(60))
    row = article(page("", BODY % f"<div class='box'>{lines}</div>"), rules, url="https://a.example/")
    assert [r.text for r in row.removed if not r.refused] == []
    assert "Line 59" in row.text


def test_small_boxes_of_a_sites_rule_add_up_to_its_share(load: Load) -> None:
    rules = load(rule("find: {css: [.box]}\n  scope: {sites: [a.example]}", "prune"))
    lines = "".join(f"<p class='box'>Line {i} of what the page has to say.</p>" for i in range(90))
    row = article(page("", BODY % lines), rules, url="https://a.example/")
    went = sum(len(r.text) for r in row.removed if not r.refused)
    assert 0 < went <= 0.3 * sum(len(r.text) for r in row.removed) + 0.3 * len(row.text)
    assert any(r.refused.startswith("guard") for r in row.removed)


@pytest.mark.parametrize(("href", "went"), [("https://ads.example/1", ["Buy"]), ("https://news.example/1", [])])
def test_a_selector_of_a_links_address_is_asked_where_the_page_has_it(load: Load, href: str, went: list[str]) -> None:
    rules = load(rule("find: {css: ['a[href^=\"https://ads.\"]']}", "prune"))
    assert pruned(rules, f"<p><a href='{href}'>Buy</a></p>") == went
