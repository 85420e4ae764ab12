"""How a number is spread over an output's documents: its average, and how many documents lie in each of its steps."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Spread:
    """``edges``, ascending, part the steps: the first is up to ``edges[0]``, the last over ``edges[-1]``."""

    edges: tuple[float, ...]
    counts: list[int] = field(default_factory=list)
    total: float = 0.0

    def __post_init__(self) -> None:
        self.counts = [0] * (len(self.edges) + 1)

    def add(self, value: float) -> None:
        self.counts[bisect_left(self.edges, value)] += 1
        self.total += value

    def to_dict(self) -> dict[str, Any]:
        """As the page reads it; ``mean`` is null where nothing was counted."""
        number = sum(self.counts)
        return {"edges": self.edges, "counts": self.counts, "mean": self.total / number if number else None}


def spreads() -> dict[str, Spread]:
    """Of the share of the body that went, of confidence, and of the text's length in characters."""
    return {
        "share": Spread((0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5)),
        # Most articles are sure: what parts them lies near the top.
        "confidence": Spread((0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)),
        "length": Spread((250, 500, 1000, 2000, 4000, 8000, 16000)),
    }
