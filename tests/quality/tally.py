"""Per rule, and per publisher within it, what was taken: sums that a table or a later run reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.quality.judge import Taken

# A publisher loses body by a rule: so many words, and such a share of what the rule took there. Less may be chance.
LEAST_WORDS = 8
LEAST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule took, with its document and that one's publisher."""

    document: str
    publisher: str
    taken: Taken


@dataclass(frozen=True, slots=True)
class Counts:
    hits: int = 0
    words: int = 0
    judged: int = 0
    body: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.hits + other.hits, self.words + other.words, self.judged + other.judged, self.body + other.body
        )

    @property
    def loses(self) -> bool:
        return self.body >= LEAST_WORDS and self.body >= LEAST_SHARE * self.judged


@dataclass(frozen=True, slots=True)
class Tally:
    """What one rule did. ``publishers`` holds those where it took something; ``refused`` counts what guards kept."""

    publishers: Mapping[str, Counts] = field(default_factory=dict)
    documents: int = 0
    refused: int = 0

    @property
    def all(self) -> Counts:
        return sum(self.publishers.values(), Counts())

    @property
    def losing(self) -> dict[str, Counts]:
        """The publishers that lose body by it."""
        return {name: c for name, c in self.publishers.items() if c.loses}

    @property
    def lost(self) -> int:
        """The body words that went at these."""
        return sum(c.body for c in self.losing.values())

    @property
    def share(self) -> float | None:
        """What share of what it took the gold calls body; None where the gold says nothing of it."""
        return self.all.body / self.all.judged if self.all.judged else None

    def to_dict(self) -> dict[str, Any]:
        whole, share = self.all, self.share
        return {
            "hits": whole.hits, "documents": self.documents, "publishers": len(self.publishers),
            "words": whole.words, "judged": whole.judged, "body": whole.body,
            "share": None if share is None else round(share, 4),
            "lost": self.lost, "losing": {p: c.body for p, c in sorted(self.losing.items())}, "refused": self.refused,
        }  # fmt: skip


def tally(findings: Iterable[Finding]) -> dict[str, Tally]:
    """All findings, summed by rule."""
    publishers: dict[str, dict[str, Counts]] = {}
    documents: dict[str, set[str]] = {}
    refused: Counter[str] = Counter()
    for f in findings:
        rule = f.taken.rule
        here = publishers.setdefault(rule, {})
        if f.taken.refused:
            refused[rule] += 1
            continue
        documents.setdefault(rule, set()).add(f.document)
        one = Counts(1, f.taken.words, f.taken.judged, f.taken.body)
        here[f.publisher] = here.get(f.publisher, Counts()) + one
    return {r: Tally(here, len(documents.get(r, ())), refused[r]) for r, here in publishers.items()}


def worst_first(found: Mapping[str, Tally]) -> list[str]:
    """The rules by which a publisher loses body, the most words first."""
    losing = [r for r, t in found.items() if t.losing]
    return sorted(losing, key=lambda r: (-found[r].lost, -len(found[r].losing), r))


def well_behaved(found: Mapping[str, Tally]) -> list[str]:
    return sorted((r for r, t in found.items() if not t.losing), key=lambda r: (-found[r].all.hits, r))


def rare(found: Mapping[str, Tally], rules: Iterable[str]) -> Iterator[tuple[str, Tally]]:
    """The rules that took something at one publisher alone, or nowhere."""
    for rule in rules:
        seen = found.get(rule, Tally())
        if len(seen.publishers) < 2:
            yield rule, seen
