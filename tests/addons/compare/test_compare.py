"""A comparison counts over all rows, keeps the biggest differences, and names what only one side has."""

from __future__ import annotations

from typing import Any

from cleaner.addons.compare.compare import compare
from cleaner.addons.compare.join import Pair
from cleaner.addons.compare.text import compare_lines
from cleaner.addons.report.data import NO_RULE
from tests.addons.rows import failed, flagged, removal, row


def pair(id: str, old: str, new: str, **more: Any) -> Pair:
    gone = [removal("promo.x", 9, b) for b in old.split("\n\n") if b not in new.split("\n\n")]
    return row(id, old), row(id, new, *gone, **more)


def test_text_and_blocks_lost_and_won_are_counted_by_rule() -> None:
    found = compare([pair("a", "one\n\ntwo", "one"), pair("b", "one", "one"), (row("c", "x"), row("c", "x\n\nmore"))])
    assert (found.both, found.changed, found.old_chars, found.old_blocks) == (3, 2, 12, 4)
    assert (found.total.lost, found.total.won, found.total.lost_blocks, found.total.won_blocks) == (3, 4, 1, 1)
    assert (found.rules["promo.x"].lost, found.rules["promo.x"].rows) == (3, 1)
    assert found.rules[NO_RULE].won == 4


def test_the_biggest_differences_come_first_and_no_more_than_asked_for() -> None:
    found = compare([pair(i, "k\n\n" + i * 5, "k") for i in ("a", "bbb", "cc", "dddd")], most=2)
    assert [(d.id, d.lost) for d in found.biggest] == [("dddd", 20), ("bbb", 15)]


def test_rows_of_one_side_are_named() -> None:
    found = compare([(row("a"), None), (None, row("b")), (None, row("c"))])
    assert (found.only_old, found.only_new, found.both, found.old_rows, found.new_rows) == (["a"], ["b", "c"], 0, 1, 2)


def test_a_row_that_fails_now_counts_as_failed_and_changed() -> None:
    found = compare(
        [(row("a", "one"), failed("a")), (failed("b"), failed("b")), (row("c", "x"), flagged("c", "f", text="x"))]
    )
    assert (found.failed, found.changed) == (1, 2)
    assert found.statuses == {("ok", "failed"): 1, ("ok", "flagged"): 1}


def test_other_fields_that_changed_are_counted_without_making_the_row_a_changed_one() -> None:
    found = compare([(row("a", "x", title="A"), row("a", "x", title="B"))])
    assert (found.fields, found.changed) == ({"title": 1}, 0)


def test_a_field_that_one_format_leaves_empty_and_another_null_did_not_change() -> None:
    unknown = {"title": None, "tags": [], "authors": None, "is_free": None}
    empty = {"title": "", "tags": None, "authors": [], "is_free": ""}
    assert compare([({**row("a"), **unknown}, {**row("a"), **empty})]).fields == {}
    assert compare([(row("a", is_free=None), row("a", is_free=False))]).fields == {"is_free": 1}


def test_what_stayed_far_from_a_change_is_only_counted() -> None:
    old = "\n\n".join(f"block {i}" for i in range(10))
    (found,) = compare([pair("a", old, old.replace("block 5\n\n", ""))]).biggest
    assert [b if isinstance(b, int) else b[0].text for b in found.blocks] == [4, "block 4", "block 5", "block 6", 3]


def test_the_terminal_gets_totals_rules_and_the_biggest_differences() -> None:
    found = compare([pair("a", "one\n\nt\x1bwo", "one"), (None, row("n"))])
    lines = list(compare_lines(("old.jsonl", "new.jsonl"), found, 10, lambda text, colour: text))
    assert lines[:4] == [
        "=== old.jsonl -> new.jsonl", "rows     1 in both, 1 changed", "         1 only in NEW: n",
        "lost     4 characters in 1 block (44.44% of OLD)",
    ]  # fmt: skip
    assert lines[-2:] == ["a  -4 +0", "  - t\u241bwo  [promo.x]"]
    assert not any("\x1b" in line for line in lines)
