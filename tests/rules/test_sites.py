"""Rules by site, and selectors by what finds them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.model import Find, Rule
from cleaner.rules.sites import Selectors, SiteIndex

SITES = st.lists(st.sampled_from(["a.example", "b.a.example", "c.example", "example"]), max_size=2).map(tuple)
RULE = Rule("x.y", "why", "prune")


@given(st.lists(st.tuples(SITES, SITES, st.sampled_from([None, "page", "text"]))), st.sampled_from(
    [None, "", "a.example", "www.b.a.example", "c.example", "xc.example"]))  # fmt: skip
def test_the_index_names_the_rules_that_apply_in_their_order(
    scopes: list[tuple[tuple[str, ...], tuple[str, ...], str | None]], host: str | None
) -> None:
    rules = tuple(replace(RULE, sites=s, not_sites=n, input=i) for s, n, i in scopes)
    assert SiteIndex(rules).places(host) == tuple(at for at, r in enumerate(rules) if r.applies_to(host, "page"))


def test_a_selector_of_a_class_or_id_is_asked_only_where_the_page_has_it() -> None:
    css = (".a", "div.b > p", "p#c.d", "aside", "[role=x]")
    rules = (replace(RULE, find=Find(css=css, xpath=("//i",))), replace(RULE, find=Find(css=(".e",))))
    found = Selectors(rules, (0,))
    assert found.others(lambda: "x y") == [(0, "div.b > p")]
    assert found.others(lambda: "a d e") == [(0, ".a"), (0, "div.b > p"), (0, "p#c.d")]
    assert (found.tags, found.rules_for("role", "x"), found.expressions) == ({"aside": [0]}, [0], [(0, "//i")])
