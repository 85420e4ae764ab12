"""Which rows a report holds where they are too many: every failed and flagged one first, the others spread evenly."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

# What opens in under 3 seconds.
MOST_ROWS = 20_000


def chosen(notable: Sequence[int], plain: Sequence[int], most: int = MOST_ROWS) -> tuple[array[int], str]:
    """The numbers of the rows to show, in order, and in words how they were chosen ("" where all are)."""
    total = len(notable) + len(plain)
    if total <= most:
        return array("q", sorted((*notable, *plain))), ""
    first = spread(notable, most)
    others = spread(plain, most - len(first))
    what = f"all {len(notable):,} failed and flagged ones" if len(first) == len(notable) else (
        f"{len(first):,} of {len(notable):,} failed and flagged ones, spread evenly"
    )  # fmt: skip
    rest = f", and {len(others):,} of {len(plain):,} others, spread evenly" if others else ""
    return array("q", sorted((*first, *others))), f"{most:,} of {total:,} documents are shown: {what}{rest}"


def spread(numbers: Sequence[int], most: int) -> Sequence[int]:
    """At most so many of them, at even distances."""
    if len(numbers) <= most:
        return numbers
    return [numbers[i * len(numbers) // most] for i in range(most)]
