"""What a batch learns of its own outlets: which lines repeat, counted in bounded memory.

Lines are counted by outlet as 64-bit hashes, in at most ``CAPACITY`` entries. When these are full, the half that was
counted least is forgotten (lossy counting after Manku and Motwani, with a cap on entries instead of an error): so a count
comes out too low, which leaves furniture in and takes nothing away. Versions of one article count once: a document must
differ from the first stories of a line, which its entry holds; beyond these it must be new among the outlet's latest, and at
an address that the outlet's articles haven't had. By that alone the outlet's articles are counted, so no line counts more.
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
_ADDRESSES = 1_000_000
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
        seen = max((self.lines.get(hashed(outlet, key), 0) for key in line.keys), default=0)
        # Of versions that are alike only by way of a third, the line may have counted two.
        return min(seen, self.documents.get(outlet, 0))

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
        self._addresses: set[int] = set()

    def add(self, outlet: str | None, lines: tuple[Line, ...], url: str | None) -> None:
        """Count a document's lines; one without an outlet or without prose says nothing of where furniture stands."""
        story = story_of(lines, url)
        if not outlet or not story.prose:
            return
        if outlet not in self._documents and len(self._documents) >= _OUTLETS:
            return
        new = self._is_new(outlet, story)
        self._documents[outlet] = self._documents.get(outlet, 0) + new
        for key in _keys(lines):
            at = hashed(outlet, key)
            count, stories = self._entries.get(at, (0, ()))
            if len(stories) == _STORIES and not new:
                continue
            if any(story.is_same(other) for other in stories):
                continue
            self._entries[at] = (count + 1, (*stories, story) if len(stories) < _STORIES else stories)
        if len(self._entries) > self._capacity:
            self._forget()

    def _is_new(self, outlet: str, story: Story) -> bool:
        """Whether this is another article than those known of the outlet; it is known now."""
        known = story.address in self._addresses
        if story.address and not known and len(self._addresses) < _ADDRESSES:
            self._addresses.add(story.address)
        recent = self._recent.setdefault(outlet, deque(maxlen=_RECENT))
        if known or any(story.is_same(other) for other in recent):
            return False
        recent.append(story)
        return True

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
