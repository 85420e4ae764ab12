"""Times side by side: every contestant runs in turn, again and again, so that a slow minute of the machine hits all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

RUNS = 5


@dataclass(frozen=True, slots=True)
class Ratio:
    """The middle, the least and the greatest of a ratio over the runs."""

    middle: float
    least: float
    greatest: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.least:.2f} to {self.greatest:.2f})"


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def alternate(contestants: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, list[float]]:
    """Processor seconds of each contestant, run by run; one call of each beforehand doesn't count."""
    for work in contestants.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(runs):
        for name, work in contestants.items():
            seconds[name].append(seconds_of(work))
    return seconds


def ratio(over: list[float], under: list[float]) -> Ratio:
    """How often ``under`` goes into ``over``, by the pairs of one run."""
    each = [a / b for a, b in zip(over, under, strict=True)]
    return Ratio(statistics.median(each), min(each), max(each))
