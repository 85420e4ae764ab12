"""What an expression needs is found wherever the expression is."""

from __future__ import annotations

import re

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.compile import Rules
from cleaner.rules.fold import fold
from cleaner.rules.patterns import PatternMatcher
from cleaner.rules.prefilter import prefilter

_ATOM = st.sampled_from(["a", "b", "ab ", r"\d", "[bc]", "[^a]", ".", r"\.", r"\b", "(", "é"])
_TIMES = st.sampled_from(["", "", "", "?", "*", "+", "{2,3}", "{0,2}", "+?"])


def _expressions() -> st.SearchStrategy[str]:
    def group(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        several = st.lists(inner, min_size=1, max_size=3).map("|".join)
        return st.lists(st.tuples(inner | several.map("(?:{})".format), _TIMES), max_size=4).map(
            lambda pairs: "".join(f"(?:{text}){times}" if times else text for text, times in pairs)
        )

    atom = _ATOM.map(lambda a: re.escape(a) if a == "(" else a)
    return st.tuples(st.sampled_from(["", "^"]), st.recursive(atom, group, max_leaves=12)).map("".join)


@given(_expressions(), st.text("abcé1. (", max_size=14))
def test_what_is_needed_is_found_wherever_the_expression_is(expression: str, text: str) -> None:
    part = prefilter(expression)
    if part is not None and re2.search(expression, text):
        assert re2.search(part, text), part


@pytest.mark.parametrize(
    ("expression", "part"),
    [
        ("^source: ?[a-z ]{2,60}$", "^(?:source: ?[a-z ])"),
        ("^(?:von|by) (?P<authors>.+)$", "^(?:(?:von|by) (?:.))"),
        ("^(?:mon, )?(?:the )*(?:read|see) .+", "^(?:(?:mon, )?(?:(?:the )|(?:read|see) .))"),
        ("[a-z]+ newsletters? .*", " newsletters? "),
        (r".+(?:cookies|consent) \d+", "(?:cookies|consent) "),
        (r"[^a]+\[[a-z]+", r"\["),
        (r"^[^.]{2,50} ?[/|] ?(?:ap|efe)\.?$", r"[/|] ?(?:ap|efe)\.?$"),
        (r"^(?:\d+|een) (?:uur|dagen) geleden .+", r"^(?:(?:\d+|een) (?:uur|dagen) geleden .)"),
    ],
)
def test_what_is_needed_keeps_the_start_or_the_longest_text(expression: str, part: str) -> None:
    assert prefilter(expression) == part


@pytest.mark.parametrize("expression", ["^[^@]+$", "[a-z]+ ?", "(?i)news.*", r"\Qa.b\E+", "(?:newsletter)?.+", ".+"])
def test_of_what_settles_too_little_nothing_is_needed(expression: str) -> None:
    assert prefilter(expression) is None


def test_of_alternatives_of_which_one_is_bound_to_the_start_the_other_is_found_anywhere() -> None:
    assert PatternMatcher(["^old mill|new bridge", "^old (?:mill)+|new bridge"]).hits("a new bridge") == {0, 1}


def test_the_shipped_rules_are_found_in_one_look_as_each_alone(shipped: Rules) -> None:
    texts = [m.text for r in shipped.all if r.stage == "strip" for m in r.match if not m.is_html][::60]
    index = shipped.strip
    compiled = [re2.compile(p) for p in index.patterns]
    for line in {fold(line) for t in texts for line in t.splitlines()}:
        assert index.found(line).patterns == {i for i, c in enumerate(compiled) if c.search(line)}
