"""What a batch learns of its own outlets: which lines repeat, counted in bounded memory.

Lines are counted by outlet as 64-bit hashes, in at most ``CAPACITY`` entries. When these are full, the half that was
counted least is forgotten (lossy counting after Manku and Motwani, with a cap on entries instead of an error). An article
is counted the first time it comes: a document whose address, or most of whose prose, was there before is a version of one
and says nothing more. What was there stands in a filter that may take something new for known, never something known
for new. So a count can come out too low, never too high: what is missed leaves boilerplate in and takes nothing away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from cleaner.addons.learn.known import Known
from cleaner.addons.repeats import MIN_DOCUMENTS, SAME_STORY, Line, Side, Story, hashed, may_go, sides, story_of

RULE = "learned.repeated-line"
CAPACITY = 500_000
_OUTLETS = 50_000
_PROSE = 64  # hashes of a document's prose: the smallest, which versions share
_LINES = 400  # of a document, from its start and from its end: boilerplate of longer ones stands there too
_MOST_TAKEN = 0.5


@dataclass(frozen=True, slots=True)
class Learned:
    """Lines that repeat (hash by outlet and key: in how many articles) and how many articles each outlet has."""

    lines: Mapping[int, int] = field(default_factory=dict)
    documents: Mapping[str, int] = field(default_factory=dict)
    least: int = MIN_DOCUMENTS

    @property
    def digest(self) -> str:
        """The same for the same knowledge."""
        said = repr((sorted(self.lines.items()), sorted(self.documents.items()), self.least))
        return sha256(said.encode()).hexdigest()[:16]

    def seen(self, outlet: str, line: Line) -> int:
        """In how many of the outlet's articles the line stands, 0 for one that doesn't repeat."""
        return max((self.lines.get(hashed(outlet, key), 0) for key in line.keys), default=0)

    def boilerplate(self, outlet: str | None, lines: tuple[Line, ...]) -> tuple[list[int], str]:
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
        self._entries: dict[int, int] = {}
        self._documents: dict[str, int] = {}
        self._known = Known()

    def add(self, outlet: str | None, lines: tuple[Line, ...], url: str | None) -> None:
        """Count a document's lines; one without an outlet or without prose says nothing of where boilerplate stands."""
        story = story_of(lines, url, _PROSE)
        if not outlet or not story.prose:
            return
        if outlet not in self._documents and len(self._documents) >= _OUTLETS:
            return
        if self._came_before(outlet, story):
            return
        self._documents[outlet] = self._documents.get(outlet, 0) + 1
        for key in _keys(lines):
            at = hashed(outlet, key)
            self._entries[at] = self._entries.get(at, 0) + 1
        if len(self._entries) > self._capacity:
            self._forget()

    def _came_before(self, outlet: str, story: Story) -> bool:
        """Whether this is a version of an article that was there. From now on it was, and what is new in it too."""
        own = hashed(outlet)
        address = bool(story.address) and self._known.add(story.address ^ own)
        prose = sum([self._known.add(h ^ own) for h in story.prose])
        return address or prose >= SAME_STORY * len(story.prose)

    def _forget(self) -> None:
        """Keep the half that was counted most; of equals those that came last."""
        by_count = sorted(self._entries, key=lambda at: self._entries[at])
        for at in by_count[: len(by_count) - self._capacity // 2]:
            del self._entries[at]

    def learned(self) -> Learned:
        """What stands in enough articles."""
        kept = {at: count for at, count in self._entries.items() if count >= self._least}
        return Learned(kept, dict(self._documents), self._least)


def _keys(lines: tuple[Line, ...]) -> Iterable[str]:
    near = lines if len(lines) <= 2 * _LINES else (*lines[:_LINES], *lines[-_LINES:])
    return dict.fromkeys(key for line in near for key in line.keys)
