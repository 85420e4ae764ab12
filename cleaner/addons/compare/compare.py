"""What changed between two outputs of the same documents: counted over all, kept for the biggest differences."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cleaner.addons.compare.changes import ChangedBlock, changed_blocks
from cleaner.addons.compare.join import Pair
from cleaner.addons.report.counts import outlet_of
from cleaner.addons.report.data import NO_RULE
from cleaner.addons.report.documents import ID, TITLE
from cleaner.addons.report.rows import Row
from cleaner.addons.report.trim import shorten

MOST_KEPT = 2_000
_MOST_NAMED = 200
_CONTEXT = 1
_MOST_BLOCKS = 120
_SHOWN = 1_500
# What else of a row people look at, as far as both sides have the field.
_FIELDS = (
    "title",
    "authors",
    "published_at",
    "source",
    "language",
    "description",
    "section",
    "tags",
    "is_free",
    "attribution",
)


@dataclass
class Amount:
    """Characters and blocks (a part of one counts as one) lost and won, and in how many rows."""

    lost: int = 0
    won: int = 0
    lost_blocks: int = 0
    won_blocks: int = 0
    rows: int = 0

    def add(self, kind: str, chars: int) -> None:
        if kind == "lost":
            self.lost += chars
            self.lost_blocks += 1
        elif kind == "won":
            self.won += chars
            self.won_blocks += 1


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed row. ``blocks`` holds what changed with a little around it; a number counts blocks left out there."""

    id: str
    title: str
    outlet: str
    status: tuple[str, str]
    lost: int
    won: int
    blocks: tuple[ChangedBlock | int, ...]


@dataclass
class Comparison:
    """All of it. ``biggest`` is sorted, the most characters lost and won first."""

    old_rows: int = 0
    new_rows: int = 0
    both: int = 0
    changed: int = 0
    failed: int = 0
    old_chars: int = 0
    old_blocks: int = 0
    total: Amount = field(default_factory=Amount)
    rules: dict[str, Amount] = field(default_factory=dict)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    only_old: list[str] = field(default_factory=list)
    only_new: list[str] = field(default_factory=list)
    biggest: list[Difference] = field(default_factory=list)


def compare(pairs: Iterable[Pair], most: int = MOST_KEPT) -> Comparison:
    """Look at each pair once. Memory holds the ``most`` biggest differences and the first ids that one side lacks."""
    found = Comparison()
    heap: list[tuple[int, int, Difference]] = []
    for number, (old, new) in enumerate(pairs):
        difference = _look(old, new, found)
        if difference is not None:
            entry = (difference.lost + difference.won, -number, difference)
            if len(heap) < most:
                heapq.heappush(heap, entry)
            else:
                heapq.heappushpop(heap, entry)
    found.biggest = [d for _, _, d in sorted(heap, reverse=True)]
    return found


def _look(old: Row | None, new: Row | None, found: Comparison) -> Difference | None:
    if old is not None:
        found.old_rows += 1
        found.old_chars += len(old["text"])
        found.old_blocks += old["text"].count("\n\n") + bool(old["text"])
    if new is not None:
        found.new_rows += 1
    if old is None or new is None:
        _name_lonely(old, new, found)
        return None
    found.both += 1
    found.failed += new["status"] == "failed" and old["status"] != "failed"
    found.fields.update(f for f in _FIELDS if f in old and f in new and _known(old.get(f)) != _known(new.get(f)))
    status = (str(old["status"]), str(new["status"]))
    if status[0] != status[1]:
        found.statuses[status] += 1
    elif old["text"] == new["text"]:
        return None
    found.changed += 1
    return _difference(old, new, status, found)


def _known(value: Any) -> Any:
    """A field's value; None where nothing is known, which formats write as null, an empty text or an empty list."""
    if value is None or value == "" or value == []:
        return None
    return value if isinstance(value, (str, bool, list)) else str(value)


def _name_lonely(old: Row | None, new: Row | None, found: Comparison) -> None:
    row, names = (old, found.only_old) if new is None else (new, found.only_new)
    if row is not None and len(names) < _MOST_NAMED:
        names.append(shorten(row["id"], ID))


def _difference(old: Row, new: Row, status: tuple[str, str], found: Comparison) -> Difference:
    blocks = changed_blocks(old, new)
    here = Amount()
    by_rule: dict[str, Amount] = {}
    for change in (c for b in blocks for c in b if c.kind != "same"):
        rule = change.rule or NO_RULE
        for amount in (here, found.total, found.rules.setdefault(rule, Amount()), by_rule.setdefault(rule, Amount())):
            amount.add(change.kind, len(change.text))
    for rule in by_rule:
        found.rules[rule].rows += 1
    title = str(new.get("title") or old.get("title") or "")
    id, shown = shorten(old["id"], ID), _excerpt(blocks)
    return Difference(id, shorten(title, TITLE), outlet_of(new), status, here.lost, here.won, shown)


def _excerpt(blocks: list[ChangedBlock]) -> tuple[ChangedBlock | int, ...]:
    """The changed blocks with one block around each."""
    changed = {i for i, b in enumerate(blocks) if any(c.kind != "same" for c in b)}
    near = {i + d for i in changed for d in range(-_CONTEXT, _CONTEXT + 1)}
    kept: list[ChangedBlock | int] = []
    left_out = 0
    for i, block in enumerate(blocks):
        if i not in near or len(kept) >= _MOST_BLOCKS:
            left_out += 1
            continue
        if left_out:
            kept.append(left_out)
            left_out = 0
        kept.append(tuple(type(c)(c.kind, shorten(c.text, _SHOWN), c.rule) for c in block))
    return (*kept, left_out) if left_out else tuple(kept)
