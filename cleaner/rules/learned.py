"""What a batch learns of its own outlets: which lines repeat, counted in bounded memory.

Lines are counted by outlet as 64-bit hashes, in at most ``CAPACITY`` entries. When these are full, the half that was
counted least is forgotten (lossy counting after Manku and Motwani, with a cap on entries instead of an error): a count can
come out too low, never too high, so that what is forgotten leaves furniture in and takes nothing away. Versions of one
article count once: each entry holds the sketches of its first stories, and a document must differ from all of them;
how many articles an outlet has is counted beside its latest ones.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from cleaner.rules.repeats import MIN_DOCUMENTS, Line, Side, Story, hashed, may_go, sides, story_of

RULE = "learned.repeated-line"
CAPACITY = 500_000
_OUTLETS = 50_000
_STORIES = 8  # of a line, its first
_RECENT = 16  # of an outlet, its last
_LINES = 400  # of a document, from its start and from its end: furniture of longer ones stands there too
_MOST_TAKEN = 0.5


@dataclass(frozen=True, slots=True)
class Learned:
    """Lines that repeat (hash by outlet and key: in how many documents) and how many documents each outlet has."""

    lines: Mapping[int, int] = field(default_factory=dict)
    documents: Mapping[str, int] = field(default_factory=dict)
    least: int = MIN_DOCUMENTS

    @property
    def digest(self) -> str:
        """The same for the same knowledge."""
        said = repr((sorted(self.lines.items()), sorted(self.documents.items()), self.least))
        return sha256(said.encode()).hexdigest()[:16]

    def seen(self, outlet: str, line: Line) -> int:
        """In how many of the outlet's documents the line stands, 0 for one that doesn't repeat."""
        return max((self.lines.get(hashed(outlet, key), 0) for key in line.keys), default=0)

    def furniture(self, outlet: str | None, lines: tuple[Line, ...]) -> tuple[list[int], str]:
        """The places of the lines that go, and why a guard keeps them in ("" where they go)."""
        documents = self.documents.get(outlet or "", 0)
        if not outlet or documents < self.least:
            return [], ""
        counts = [self.seen(outlet, line) for line in lines]
        by_id = {id(line): n for line, n in zip(lines, counts, strict=True)}
        where: list[Side] = sides(lines, lambda line: by_id[id(line)] >= self.least)
        found = [
            i for i, line in enumerate(lines) if may_go(line, where[i], counts[i], documents, self.least)
        ]  # fmt: skip
        taken, whole = sum(len(lines[i].text) for i in found), sum(len(line.text) for line in lines)
        if taken > _MOST_TAKEN * whole:
            return found, f"guard: {taken / whole:.0%} of the text, over {_MOST_TAKEN:.0%}"
        return found, ""


class Counter:
    """Counts lines by outlet, a document at a time; ``learned`` says what repeats."""

    def __init__(self, least: int = MIN_DOCUMENTS, capacity: int = CAPACITY) -> None:
        self._least = least
        self._capacity = capacity
        self._entries: dict[int, tuple[int, tuple[Story, ...]]] = {}
        self._documents: dict[str, int] = {}
        self._recent: dict[str, deque[Story]] = {}

    def add(self, outlet: str | None, lines: tuple[Line, ...], url: str | None) -> None:
        """Count a document's lines; one without an outlet or without prose says nothing of where furniture stands."""
        story = story_of(lines, url)
        if not outlet or not story.prose:
            return
        if outlet not in self._documents and len(self._documents) >= _OUTLETS:
            return
        recent = self._recent.setdefault(outlet, deque(maxlen=_RECENT))
        if not any(story.is_same(other) for other in recent):
            self._documents[outlet] = self._documents.get(outlet, 0) + 1
            recent.append(story)
        for key in _keys(lines):
            at = hashed(outlet, key)
            count, stories = self._entries.get(at, (0, ()))
            if any(story.is_same(other) for other in stories):
                continue
            self._entries[at] = (count + 1, (*stories, story) if len(stories) < _STORIES else stories)
        if len(self._entries) > self._capacity:
            self._forget()

    def _forget(self) -> None:
        """Keep the half that was counted most; of equals those that came last."""
        by_count = sorted(self._entries, key=lambda at: self._entries[at][0])
        for at in by_count[: len(by_count) - self._capacity // 2]:
            del self._entries[at]

    def learned(self) -> Learned:
        """What stands in enough documents."""
        kept = {at: count for at, (count, _) in self._entries.items() if count >= self._least}
        return Learned(kept, dict(self._documents), self._least)


def _keys(lines: tuple[Line, ...]) -> Iterable[str]:
    near = lines if len(lines) <= 2 * _LINES else (*lines[:_LINES], *lines[-_LINES:])
    return dict.fromkeys(key for line in near for key in line.keys)
