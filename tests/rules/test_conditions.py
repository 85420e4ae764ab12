"""A condition is one entry of ``Shape`` or ``Where``, from which all else follows."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

import pytest

from cleaner.document import Block
from cleaner.errors import RuleError
from cleaner.rules.compile import Rules
from cleaner.rules.conditions import OfBlock, OfPlace, Range, Shape, Where, conditions_of, entry
from cleaner.rules.model import without_each_condition
from cleaner.rules.near_misses import near_misses
from tests.rules.work import left
from tests.samples import rule

Load = Callable[[str], Rules]


def vowels(text: str) -> int:
    return sum(c in "aeiou" for c in text)


@dataclass(frozen=True)
class WiderShape(Shape):
    vowels: int | None = entry(
        OfBlock(
            "3",
            "so many vowels",
            lambda node: node.whole(1),
            lambda wanted: lambda view: vowels(view.block.text) == wanted,
            lambda view, _: f"it has {vowels(view.block.text)}",
        )
    )


@dataclass(frozen=True)
class WiderWhere(Where):
    odd: bool | None = entry(
        OfPlace(
            "true",
            "every second block of the input",
            lambda node: node.flag(),
            lambda place, i, _: f"it is block {i + 1}",
            holds=lambda place, i, wanted: (place.indexes[i] % 2 == 0) is wanted,
        )
    )


@pytest.mark.parametrize(
    ("condition", "taken", "reason"),
    [("shape: {vowels: 3}", [2], "vowels: it has 2"), ("where: {odd: true}", [0, 2], "odd: it is block 2")],
)
def test_what_a_new_entry_says_is_read_asked_told_proved_and_in_the_docs(
    load: Load,
    monkeypatch: pytest.MonkeyPatch,
    generate: ModuleType,
    condition: str,
    taken: list[int],
    reason: str,
) -> None:
    monkeypatch.setattr("cleaner.rules.load.Shape", WiderShape)
    monkeypatch.setattr("cleaner.rules.load.Where", WiderWhere)
    lines = ["the ferry", "the ferries", "ferry one"]
    rules = load(rule(f"find: {{has: [ferry, ferries]}}\n  {condition}"))
    assert left(rules, "\n".join(lines)) == "\n".join(line for i, line in enumerate(lines) if i not in taken)
    near = near_misses([Block(i, line) for i, line in enumerate(lines)], rules, None)
    assert reason in [told for found in near.values() for _, told in found]
    name = condition.replace(": {", ".").partition(":")[0]
    assert name in [dropped for dropped, _ in without_each_condition(rules.all[0])]
    table = generate.conditions(WiderShape) + generate.conditions(WiderWhere)
    assert "| `vowels` | `3` | so many vowels |\n" in table
    assert "| `odd` | `true` | every second block of the input |\n" in table


def test_a_key_that_is_no_entry_is_refused_with_all_that_are(load: Load) -> None:
    with pytest.raises(RuleError, match=f"unknown key 'vowels'; known here: {', '.join(conditions_of(Shape))}"):
        load(rule("shape: {vowels: 3}"))


def test_only_what_a_rule_names_is_asked() -> None:
    assert [name for name, _, _ in Shape(words=Range(1), prose=False).given] == ["words", "prose"]
    assert not Shape()
    assert not Where()
    assert Shape(prose=False)


def test_a_condition_that_was_asked_goes_to_another_process_and_is_the_same() -> None:
    for one in (Shape(words=Range(1), says=("title",)), Where(head=3, ended=False)):
        assert one.given
        assert pickle.loads(pickle.dumps(one)) == one
        assert pickle.loads(pickle.dumps(one)).given == one.given


def test_without_one_condition_the_others_stay() -> None:
    assert Shape(words=Range(1), says=("title",)).without("says") == Shape(words=Range(1))
