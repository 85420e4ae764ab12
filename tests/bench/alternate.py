"""Times side by side: every contestant takes an item before anyone takes the next, so that a slow minute hits all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
PARTS = 5


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over all items, and the least and the greatest of it over their parts."""

    whole: float
    least: float
    greatest: float

    def __str__(self) -> str:
        return f"{self.whole:.3g} ({self.least:.3g} to {self.greatest:.3g})"


def once_each(
    contestants: Mapping[str, Callable[[T], object]], items: Sequence[T], warm_up: Sequence[T]
) -> dict[str, list[float]]:
    """Processor seconds of each contestant, item by item.

    An item is shown once: a second look would measure what was remembered of the first. What is compiled at the
    first use is no item's own cost, so other items go before and don't count. Who begins changes from item to item.
    """
    for item in warm_up:
        for work in contestants.values():
            work(item)
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    order = list(contestants)
    for item in items:
        for name in order:
            start = time.process_time()
            contestants[name](item)
            seconds[name].append(time.process_time() - start)
        order.append(order.pop(0))
    return seconds


def rate(seconds: Sequence[float]) -> Spread:
    """Items a second."""
    return _spread([1.0] * len(seconds), seconds)


def ratio(over: Sequence[float], under: Sequence[float]) -> Spread:
    """How often the time of ``under`` goes into that of ``over``, on the same items."""
    return _spread(over, under)


def _spread(over: Sequence[float], under: Sequence[float]) -> Spread:
    parts = min(PARTS, len(under))
    each = [sum(over[n::parts]) / max(sum(under[n::parts]), 1e-9) for n in range(parts)]
    return Spread(sum(over) / max(sum(under), 1e-9), min(each), max(each))
