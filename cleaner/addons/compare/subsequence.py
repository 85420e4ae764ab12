"""Which blocks two texts share in the same order, as many as there can be."""

from __future__ import annotations

from collections.abc import Sequence


def common_blocks(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places (in OLD, in NEW) of a longest common subsequence, in order.

    difflib looks for long runs instead: a block that is lost can then cost others, the same on both sides, their partner. A whole
    row of the table of lengths is one integer here, so that the work of the square is done 64 blocks at a time.
    """
    rows = _rows(old, new)
    found: list[tuple[int, int]] = []
    i, j = len(old), len(new)
    while i and j:
        if _grows(rows[j], i):
            # The length grows with this block of OLD: here where it doesn't do so without this block of NEW.
            if not _grows(rows[j - 1], i):
                found.append((i - 1, j - 1))
                i -= 1
            j -= 1
        else:
            i -= 1
    return found[::-1]


def _rows(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For each start of NEW the blocks of OLD, as bits, with which the length does not grow."""
    places: dict[str, int] = {}
    for i, text in enumerate(old):
        places[text] = places.get(text, 0) | 1 << i
    whole = (1 << len(old)) - 1
    rows = [whole]
    for text in new:
        still = rows[-1]
        met = still & places.get(text, 0)
        # Of each stretch that ends where the length grew, the first block that is met becomes where it grows now.
        rows.append(((still + met) | (still - met)) & whole)
    return rows


def _grows(row: int, count: int) -> bool:
    return not row >> (count - 1) & 1
