"""A changed text is put down to the rule that took it, however many of both there are."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner.addons.compare import attribution as module
from cleaner.addons.compare.attribution import attributed
from tests.addons.rows import removal, row


def test_of_two_rules_that_took_the_same_text_the_first_is_named() -> None:
    taken = row("a", "", removal("x.first", 0, "a b"), removal("x.second", 1, "ab"))
    assert attributed(taken, row("a"), ["ab", "other"]) == {"ab": "x.first"}


def test_a_row_of_a_table_is_found_in_the_table_that_was_taken_as_an_element() -> None:
    taken = row("a", "", removal("consent.box", -1, "Name Time Purpose sid 1 day It keeps the session.", stage="prune"))
    assert list(attributed(taken, row("a"), ["sid | 1 day | It keeps the session."]).values()) == ["consent.box"]


def test_many_removals_are_each_walked_through_once_however_many_texts_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    walks: list[str] = []
    inside = module._Starts.inside

    def counted(self: Any, text: str, farthest: int) -> Any:
        walks.append(text)
        return inside(self, text, farthest)

    monkeypatch.setattr(module._Starts, "inside", counted)
    taken = row("a", "", *(removal("x.a", i, f"removed text {i}") for i in range(300)))
    attributed(taken, row("a"), [f"changed text {i}" for i in range(400)])
    assert len(walks) == 300 + 400
