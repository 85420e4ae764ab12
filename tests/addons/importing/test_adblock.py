"""Cosmetic filters: host##selector, generic ones, exceptions; all else is not taken for a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.importing.adblock import GROUP, NotTaken, filters, grouped, read
from cleaner.addons.importing.draft import Draft


def drafts(text: str) -> list[Draft]:
    return read({"list.txt": text})[0]


def reasons(text: str) -> list[str]:
    return [n.reason for n in read({"list.txt": text})[1]]


@pytest.mark.parametrize(
    ("line", "css", "sites", "not_sites"),
    [
        ("##.ad-box", ".ad-box", (), ()),
        ("###ad_top", "#ad_top", (), ()),
        ("a.example,B.Example##div > .ad", "div > .ad", ("a.example", "b.example"), ()),
        ("a.example,~c.a.example##.ad", ".ad", ("a.example",), ("c.a.example",)),
        ("~a.example##.ad", ".ad", (), ("a.example",)),
        ('##a[href^="https://ads."]', 'a[href^="https://ads."]', (), ()),
        ('a.example##a[title="x, body"]', 'a[title="x, body"]', ("a.example",), ()),
        ("a.example##p:is(.x, body)", "p:is(.x, body)", ("a.example",), ()),
        ("a.example##body .x, main > .y", "body .x, main > .y", ("a.example",), ()),
        ("a.example##article.sponsored", "article.sponsored", ("a.example",), ()),
    ],
)
def test_a_filter_becomes_a_prune_rule(line: str, css: str, sites: tuple[str, ...], not_sites: tuple[str, ...]) -> None:
    (draft,) = drafts(line)
    assert (draft.stage, draft.css, draft.sites, draft.not_sites) == ("prune", (css,), sites, not_sites)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("||ads.example^$third-party", "a network filter, not a cosmetic one"),
        ("@@||ads.example^$elemhide", "a network filter, not a cosmetic one"),
        ("a.example#?#.x:has-text(ad)", "extended syntax"),
        ("a.example#$#.x { display: none }", "extended syntax"),
        ("a.example##+js(abort)", "extended syntax"),
        ("a.example##^script", "extended syntax"),
        ("a.example##.x:has-text(ad)", "extended syntax"),
        ("a.example##.x:style(color: red)", "extended syntax"),
        ("a.*##.x", "a host that no rule can name"),
        ("/a[0-9]/##.x", "a host that no rule can name"),
        ("a.example##.x\x08", "the selector cannot be read"),
        ("a.example##[[", "the selector cannot be read"),
        ("a.example##iframe.x", "what it hides holds no text"),
        ("a.example#@#.x", "takes back what no filter here hides"),
        ("~a.example#@#.x", "takes back, but not on some sites"),
        *((f"a.example##{s}", "it would take the page or its article")
          for s in ("html", "body.x", "main", "article", "*", "div, body", ".x > *", "body:not(.x)", "MAIN#x", ":root.x",
                    '[title="x"], body')),
        ("a.example##.x::before", "the selector cannot be read"),
        ("a.example##p, iframe[title='a, b']", "what it hides holds no text"),
    ],
)  # fmt: skip
def test_what_is_not_taken_has_a_reason(line: str, reason: str) -> None:
    assert reasons(line) == [reason]
    assert drafts(line) == []


def test_lines_are_those_of_an_editor() -> None:
    text = "! a\x0bb\x0cc\x1cd\x85e\u2028f\r\n##.one\r##.two\n##.three"
    assert [d.sources[0].line for d in drafts(text)] == [2, 3, 4]


def test_comments_and_headers_are_no_filters() -> None:
    assert list(filters("l.txt", "[Adblock Plus 2.0]\n! Title: x\n\n# a comment\n#\n")) == []


def test_an_exception_takes_its_sites_out_of_the_same_selectors_filters() -> None:
    (draft,) = drafts("##.ad\na.example,b.example#@#.ad")
    assert (draft.sites, draft.not_sites) == ((), ("a.example", "b.example"))
    (draft,) = drafts("a.example,b.example##.ad\nb.example,c.a.example,z.example#@#.ad")
    assert (draft.sites, draft.not_sites) == (("a.example",), ("c.a.example",))


def test_a_filter_of_which_nothing_is_left_is_taken_back() -> None:
    assert reasons("c.a.example##.ad\na.example#@#.ad") == ["taken back by an exception"]
    assert reasons("##.ad\n#@#.ad") == ["taken back by an exception"]


def test_exceptions_count_for_all_lists() -> None:
    (draft,) = read({"one.txt": "##.ad", "two.txt": "a.example#@#.ad"})[0]
    assert draft.not_sites == ("a.example",)


def test_filters_of_the_same_sites_stand_in_rules_of_a_sane_size() -> None:
    text = "\n".join([*(f"##.ad-{i}" for i in range(GROUP + 1)), "a.example##.x", "a.example##.y"])
    assert [len(d.css) for d in grouped(drafts(text))] == [GROUP, 1, 2]


FILTERS = st.sampled_from(
    ["##.ad", "a.example##.ad", "a.example#@#.ad", "#@#.ad", "! x", "||x^", "a.example#?#b", "##body", "##[", ""]
)


@given(st.lists(FILTERS | st.text(max_size=30) | st.text(max_size=20).map("a.example##".__add__), max_size=8))
def test_whatever_a_list_holds_each_filter_is_taken_or_not(lines: list[str]) -> None:
    text = "\n".join(lines)
    made, refused, counts = read({"list.txt": text})
    back = [f for f in filters("list.txt", text) if not isinstance(f, NotTaken) and f.back]
    useless = [n for n in refused if n.reason.startswith("takes back what")]
    assert sum(len(d.sources) for d in made) + len(refused) + len(back) - len(useless) == sum(counts.values())
