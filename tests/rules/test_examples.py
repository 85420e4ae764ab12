"""How the examples that prove a rule are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.errors import RuleError
from cleaner.rules.compile import Rules
from cleaner.rules.examples import expand, prose, unexpanded
from cleaner.rules.fold import fold
from tests.samples import rule

Load = Callable[[str], Rules]


def test_prose_in_an_example_stands_for_so_many_words(load: Load) -> None:
    text = rule("find: {has: [x]}").replace("keep: ['c']", "keep: ['{prose:12} And this.']")
    (example,) = load(text).all[0].keep
    assert example.text == f"{prose(12)} And this."
    assert [len(prose(n).split()) for n in (1, 12, 200)] == [1, 12, 200]


def test_a_keep_example_that_is_a_text_is_left_as_it_is(load: Load) -> None:
    (example,) = load(rule("find: {has: [x]}")).all[0].keep
    assert (example.text, example.left, example.is_html) == ("c", "c", False)


def test_a_match_example_has_what_is_left_what_was_caught_and_where_it_stood(load: Load) -> None:
    given = "[{html: '<p>a</p>', left: 'b', captured: {authors: Ana}, url: 'https://a.example/x'}]"
    text = rule("find: {css: [p]}", "prune").replace("[{text: 'a', left: 'b'}]", given)
    (example,) = load(text).all[0].match
    assert (example.left, example.captured, example.is_html) == ("b", {"authors": "Ana"}, True)
    assert example.url == "https://a.example/x"


@pytest.mark.parametrize(
    "asked", ["{prose:5001}", "{prose:30000000}", "{prose:4000} {prose:2000}", "{prose:" + "9" * 5000 + "}"]
)
def test_more_prose_than_an_example_needs_is_refused_where_it_stands(load: Load, asked: str) -> None:
    text = rule("find: {has: [x]}").replace("keep: ['c']", f"keep: ['{asked}']")
    with pytest.raises(RuleError, match=r"mine\.yaml:\d+:\d+: \{prose:N\} stands for at most 5000 words in an example"):
        load(text)


@pytest.mark.parametrize("text", ["{prose:3}", "a {prose:30000000} {prose:1}", "{prose:x}", "{{prose:2}}"])
def test_a_text_can_be_given_so_that_none_of_it_is_prose(text: str) -> None:
    assert expand(unexpanded(text)) == unexpanded(text)
    assert fold(unexpanded(text)) == fold(text)
