"""What an expression needs is found wherever the expression is."""

from __future__ import annotations

import re

import pytest
import re2
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.rules.compile import Rules
from cleaner.rules.fold import fold
from cleaner.rules.patterns import PatternMatcher
from cleaner.rules.prefilter import prefilter

_LETTERS = st.sampled_from("abcé1. (")
_AROUND = st.text(_LETTERS, max_size=4)
_ATOMS = st.sampled_from(["ab ", "éa", "cab", "c", "éb", r"\d", "[bc]", ".", r"\.", r"\b", r"\("])
_TIMES = st.sampled_from(["", "", "?", "?", "*", "+", "{2,3}", "{0,2}", "+?"])
_STARTS = st.sampled_from(["", "^", ".+", "[^a]*"])


def _sequences(atoms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeated = st.tuples(atoms, _TIMES).map(lambda pair: f"(?:{pair[0]}){pair[1]}" if pair[1] else pair[0])
    return st.lists(repeated, min_size=1, max_size=3).map("".join)


def _groups(atoms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(_sequences(atoms), min_size=2, max_size=3).map("|".join).map("(?:{})".format)


def _expressions() -> st.SearchStrategy[str]:
    return st.tuples(_STARTS, _sequences(_ATOMS | _groups(_ATOMS | _groups(_ATOMS)))).map("".join)


@given(st.data())
def test_what_is_needed_is_found_wherever_the_expression_is(data: st.DataObject) -> None:
    expression = data.draw(_expressions().filter(prefilter))
    inside = data.draw(st.from_regex(re.compile(expression), alphabet=_LETTERS, fullmatch=True))
    text = data.draw(_AROUND) * (not expression.startswith("^")) + inside + data.draw(_AROUND)
    assume(re2.search(expression, text))  # a word's edge may be gone with letters around it
    assert re2.search(prefilter(expression), text), prefilter(expression)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("^(?:a )?mill.+", "mill stands"),
        ("^(?:a+ )?mill", "mill"),
        ("old(?: grey)? mill.+", "the old mill stands"),
        (".+(?:old mill.*|new bridge.+)+", "the new bridge stands"),
        ("^(?:old|new) mill", "new mill"),
        ("^[0-9]*mill", "mill"),
    ],
)
def test_what_may_be_left_out_or_be_another_is_not_needed(expression: str, text: str) -> None:
    assert re2.search(expression, text)
    assert re2.search(prefilter(expression), text), prefilter(expression)


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


def test_of_alternatives_of_which_one_is_anchored_to_the_start_the_other_is_found_anywhere() -> None:
    assert PatternMatcher(["^old mill|new bridge", "^old (?:mill)+|new bridge"]).hits("a new bridge") == {0, 1}


def test_the_shipped_rules_are_found_in_one_look_as_each_alone(shipped: Rules) -> None:
    texts = [m.text for r in shipped.all if r.stage == "strip" for m in r.match if not m.is_html][::60]
    index = shipped.strip
    compiled = [re2.compile(p) for p in index.patterns]
    for line in {fold(line) for t in texts for line in t.splitlines()}:
        assert index.found(line).patterns == {i for i, c in enumerate(compiled) if c.search(line)}
