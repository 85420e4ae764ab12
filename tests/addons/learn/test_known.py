"""A set in memory that never grows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.learn.known import Known
from cleaner.addons.repeats import hashed


@given(st.lists(st.integers(0, 2**64 - 1), max_size=50))
def test_what_was_added_is_always_held(numbers: list[int]) -> None:
    known = Known(bits=256)
    for n in numbers:
        known.add(n)
    assert all(known.add(n) for n in numbers)


def test_what_was_not_added_is_seldom_held() -> None:
    known = Known(bits=1 << 20)
    wrong = sum(known.add(hashed(i)) for i in range(20_000))
    assert wrong < 40
