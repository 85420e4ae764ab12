"""A short run of ``make fuzz``; every failure it ever found becomes a fixture."""

from __future__ import annotations

from cleaner import Pipeline
from cleaner.rules.compile import Rules
from tests.fuzz.run import fuzz


def test_whatever_comes_in_one_whole_row_comes_out(shipped: Rules) -> None:
    assert sum(fuzz(Pipeline(shipped), 150, seed=1).values()) >= 150
