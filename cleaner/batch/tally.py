"""The count at the end of a run, which adds up: in = ok + flagged + failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cleaner.article import Article, Status

# So many ids are told apart, in about 100 bytes each; rows after them are not looked at.
_IDS = 1_000_000


@dataclass
class Ids:
    """The ids of rows: ``equal`` have that of an earlier row, as ``first``."""

    equal: int = 0
    first: str = ""
    _seen: set[int] = field(default_factory=set, repr=False)

    def add(self, id: str) -> None:
        before = len(self._seen)
        if before >= _IDS:
            return
        self._seen.add(hash(id))
        if len(self._seen) == before:
            self.first = self.first if self.equal else id
            self.equal += 1


# As many kinds of what was left out are named.
_NAMED = 12


def left_out_line(counts: Counter[str]) -> str:
    """``12,004 image/jpeg, 310 of status 404``, the most first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    others = sum(count for _, count in ordered[_NAMED:])
    said = [f"{count:,} {what}" for what, count in ordered[:_NAMED]]
    return ", ".join(said + ([f"and {others:,} of {len(ordered) - _NAMED} other kinds"] if others else []))


@dataclass
class Tally:
    """Counts of articles by status, flag and rule; ``ids`` where one place sees all rows."""

    status: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    overridden: set[str] = field(default_factory=set)
    chars_in: int = 0
    chars_out: int = 0
    ids: Ids | None = None

    def add(self, article: Article) -> None:
        """Count one article."""
        self.status[str(article.status)] += 1
        if self.ids is not None:
            self.ids.add(article.id)
        self.flags.update(f.split(":", 1)[0] for f in article.flags)
        self.chars_in += article.chars_in
        self.chars_out += article.chars_out
        for removal in article.removed:
            if removal.refused.startswith("override:"):
                self.overridden.add(removal.rule_id)
            elif removal.refused:
                self.refused[removal.rule_id] += 1
            else:
                self.rules[removal.rule_id] += 1

    @property
    def total(self) -> int:
        return sum(self.status.values())

    @property
    def failed(self) -> int:
        return self.status[str(Status.FAILED)]

    def to_dict(self, seconds: float) -> dict[str, object]:
        """All counts as plain JSON values, for a dashboard."""
        return {
            "rows": self.total,
            "status": {str(s): self.status[str(s)] for s in Status},
            "flags": dict(sorted(self.flags.items())),
            "rules": dict(sorted(self.rules.items())),
            "refused": dict(sorted(self.refused.items())),
            "equal_ids": self.ids.equal if self.ids else None,
            "chars_in": self.chars_in,
            "chars_out": self.chars_out,
            "seconds": round(seconds, 3),
            "rows_per_second": round(self.total / seconds, 1) if seconds > 0 else None,
        }

    def line(self) -> str:
        """``12 in = 9 ok + 2 flagged + 1 failed; ...``"""
        ok, flagged = self.status[str(Status.OK)], self.status[str(Status.FLAGGED)]
        removals = sum(self.rules.values())
        return (
            f"{self.total} in = {ok} ok + {flagged} flagged + {self.failed} failed; "
            f"{removals} removals by {len(self.rules)} rules"
        )
