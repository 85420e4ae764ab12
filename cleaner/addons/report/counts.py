"""What a report counts over all rows, shown or not."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cleaner.addons.report.rows import Row
from cleaner.addons.report.trim import shorten

# A crawl can have a million outlets; a chart of them says nothing more than one of the largest.
_MOST_KINDS = 2_000
# Names stand in each document of a page; nobody reads one that is longer.
_NAME = 100


@dataclass
class Spread:
    """How a number is spread over the documents.

    ``edges``, ascending, part the steps: the first is up to ``edges[0]``, the last over ``edges[-1]``.
    """

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


@dataclass
class Counts:
    """Rows by status, flag (its name), language and outlet; removals by rule: [removals, documents, refused]."""

    rows: int = 0
    status: Counter[str] = field(default_factory=Counter)
    flag: Counter[str] = field(default_factory=Counter)
    language: Counter[str] = field(default_factory=Counter)
    outlet: Counter[str] = field(default_factory=Counter)
    rules: dict[str, list[int]] = field(default_factory=dict)
    chars_kept: int = 0
    chars_gone: int = 0
    spreads: dict[str, Spread] = field(default_factory=spreads)

    def add(self, row: Row) -> None:
        self.rows += 1
        self.status[row["status"]] += 1
        self.flag.update({flag_name(f) for f in row["flags"]})
        self.language[language_of(row)] += 1
        self.outlet[outlet_of(row)] += 1
        kept, gone = weight(row)
        self.chars_kept += kept
        self.chars_gone += gone
        if row["status"] != "failed":
            self._spread(kept, gone, confidence_of(row))
        seen: set[str] = set()
        for removal in row["removed"]:
            told = self.rules.setdefault(removal["rule_id"], [0, 0, 0])
            if removal["refused"]:
                told[2] += 1
                continue
            told[0] += 1
            told[1] += removal["rule_id"] not in seen
            seen.add(removal["rule_id"])

    def _spread(self, kept: int, gone: int, confidence: float | None) -> None:
        self.spreads["share"].add(gone / (kept + gone) if kept + gone else 0.0)
        self.spreads["length"].add(kept)
        if confidence is not None:
            self.spreads["confidence"].add(confidence)

    def to_dict(self) -> dict[str, Any]:
        """Largest first, as the page reads it."""
        return {
            "rows": self.rows,
            "kept": self.chars_kept,
            "gone": self.chars_gone,
            "spreads": {name: spread.to_dict() for name, spread in self.spreads.items()},
            **{name: _largest(getattr(self, name)) for name in ("status", "flag", "language", "outlet")},
        }


def _largest(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda kv: (-kv[1], kv[0]))[:_MOST_KINDS]


def flag_name(flag: str) -> str:
    """``too_short`` of ``too_short: 12 words``."""
    return shorten(flag.partition(":")[0].strip(), _NAME)


def confidence_of(row: Row) -> float | None:
    """Between 0 and 1; None where the row doesn't say, or says something else."""
    value = row.get("confidence")
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1 else None


def language_of(row: Row) -> str:
    return shorten(str(row.get("language") or "unknown"), _NAME)


def outlet_of(row: Row) -> str:
    """The domain, else the outlet's name, else the URL's host."""
    for name in ("domain", "source"):
        if isinstance(row.get(name), str) and row[name]:
            return shorten(row[name], _NAME)
    try:
        host = urlsplit(str(row.get("url") or "")).hostname
    except ValueError:
        host = None
    return shorten(host or "unknown", _NAME)


def weight(row: Row) -> tuple[int, int]:
    """Characters of the body that stayed, and that went; elements of the page aren't counted, nor what moved to the metadata."""
    went = (r for r in row["removed"] if r["block"] >= 0 and r["stage"] != "metadata" and not r["refused"])
    return len(row["text"]), sum(len(r["text"]) for r in went)
