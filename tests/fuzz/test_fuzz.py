"""A short run of ``make fuzz``; every failure it ever found becomes a fixture."""

from __future__ import annotations

from cleaner import Pipeline
from cleaner.rules.compile import Rules
from tests.fuzz.run import fuzz, fuzz_files


def test_whatever_comes_in_one_whole_row_comes_out(shipped: Rules) -> None:
    assert sum(fuzz(Pipeline(shipped), 150, seed=1).values()) >= 150


def test_files_of_all_formats_however_damaged_are_read_to_their_end_and_give_the_same_twice() -> None:
    seen = fuzz_files(300, seed=1)
    assert seen["files"] >= 300
    assert seen["whole"] > seen["files"]
