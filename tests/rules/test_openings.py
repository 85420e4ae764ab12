"""Where a rule's phrase begins in the middle of a line."""

from __future__ import annotations

import pytest

from cleaner.rules.compile import Rules
from cleaner.rules.openings import Openings, beginnings, beginnings_of


class Anything(frozenset[str]):
    """Holds all."""

    def __contains__(self, item: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("^(?:read more|see also)$", {"read m", "see al"}),
        ("^(?:the )?post", {"post", "the po"}),
        ("^[(\\[]?ad$", {"(ad\n", "[ad\n", "ad\n"}),
        ("^\\d{1,2}:\\d", {"0"}),
        ("^by .{3,60}$", {"by "}),
        ("^.{0,60}read more", {""}),
        ("^read more|[.!] see also", {"read m"}),
    ],
)
def test_the_first_letters_that_an_expression_may_find(pattern: str, wanted: set[str]) -> None:
    assert beginnings(pattern) == wanted


@pytest.mark.parametrize("phrase", ["Advertisement", "Read more: Ferry to close", "Sign up for our newsletter here."])
def test_a_phrase_opens_its_line_and_no_sentence_is_opened(phrase: str, shipped: Rules) -> None:
    assert shipped.openings.of(phrase)
    assert not shipped.openings.of(f"They said {phrase.lower()}")


def test_letters_that_no_phrase_begins_with_hide_none(shipped: Rules) -> None:
    lines = {
        line.strip()
        for rule in shipped.all
        if rule.stage == "strip" and not rule.sites
        for example in rule.match
        if not example.is_html
        for line in example.text.splitlines()
    }
    unfiltered = Openings(shipped.strip.rules, beginnings_of(shipped.strip.rules))
    unfiltered._begin = Anything()
    found = {line for line in lines if unfiltered.of(line)}
    assert len(found) > 1000
    assert {line for line in lines if shipped.openings.of(line)} == found
