"""What two texts share in the same order is as much as there can be."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.compare.subsequence import common_blocks

BLOCKS = st.lists(st.sampled_from("abcd"), max_size=14)


def longest(old: list[str], new: list[str]) -> int:
    """The textbook's table."""
    above = [0] * (len(new) + 1)
    for a in old:
        row = [0]
        for j, b in enumerate(new):
            row.append(above[j] + 1 if a == b else max(above[j + 1], row[j]))
        above = row
    return above[-1]


@given(BLOCKS, BLOCKS)
def test_it_is_in_order_the_same_on_both_sides_and_the_longest(old: list[str], new: list[str]) -> None:
    found = common_blocks(old, new)
    assert all(old[i] == new[j] for i, j in found)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(found))
    assert len(found) == longest(old, new)


def test_nothing_is_shared_with_nothing() -> None:
    assert common_blocks([], ["a"]) == common_blocks(["a"], []) == common_blocks([], []) == []
