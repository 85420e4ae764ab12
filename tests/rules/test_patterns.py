"""Many expressions looked for at once; none is compiled twice for being asked for again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from cleaner.rules import patterns
from cleaner.rules.patterns import compile_set, matcher

# Bound to the start, anywhere, with a repetition whose need is known, with one that needs nothing, with a long gap.
ASKED = ("^one kelpwort", "two kelpworts", "^three kelpworts? .+ by", "[a-z]+ [0-9]+$", "[^a]{0,40}9[^a]{0,40}")
TEXTS = ("one kelpwort", "here are two kelpworts", "three kelpworts sold by", "sold 9", "a kelp")


def test_the_places_are_those_of_the_expressions_in_any_order() -> None:
    found = [matcher(ASKED).hits(text) for text in TEXTS]
    assert found == [{0}, {1}, {2}, {3, 4}, set()]
    backwards = [matcher(ASKED[::-1]).hits(text) for text in TEXTS]
    assert backwards == [{len(ASKED) - 1 - i for i in places} for places in found]


def test_an_expression_that_stands_twice_is_found_at_both_places() -> None:
    assert matcher((ASKED[0], ASKED[1], ASKED[0])).hits(TEXTS[0]) == {0, 2}


def test_the_same_expressions_in_another_order_are_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[tuple[str, ...]] = []

    def counted(wanted: Iterable[str], at_start: bool = False) -> Any:
        compiled.append(tuple(sorted(wanted)))
        return compile_set(compiled[-1], at_start)

    monkeypatch.setattr(patterns, "compile_set", counted)
    mine = tuple(p.replace("kelpwort", "glasswort") for p in ASKED)
    first: int | None = None
    for order in (mine, mine[::-1], (*mine[2:], *mine[:2])):
        for text in TEXTS:
            matcher(order).hits(text.replace("kelpwort", "glasswort"))
        first = first or len(compiled)
    assert first == len(compiled) > 2
