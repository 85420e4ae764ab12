"""The output contract: one input, one ``Article``."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any


class Status(str, Enum):
    """``OK``; ``FLAGGED``: an article with something to look at; ``FAILED``: no article, ``error`` says why."""

    OK = "ok"
    FLAGGED = "flagged"
    FAILED = "failed"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that a rule took, or was refused.

    ``block`` counts a text's blocks, or those of a page's body, from 0 (-1: an element of the page that never became a block).
    So the blocks of ``text``, in order, have the numbers that no removed block has.
    ``start`` is the offset in that block's text where a cut part stood, None where the whole block went.
    ``captured`` holds the rule's named groups. ``refused`` says which guard kept the text in, "" if it went.
    """

    rule_id: str
    stage: str
    block: int
    text: str
    captured: dict[str, str] = field(default_factory=dict)
    refused: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. Dates are ISO 8601 (``published_at`` and ``modified_at`` in UTC), lengths count characters.

    ``text`` holds the body's blocks joined by a blank line; the title is not repeated in it.
    ``language`` is an ISO 639-1 code, ``language_score`` between 0 and 1. ``flags`` are ``name`` or ``name: evidence``.
    """

    id: str
    url: str | None = None
    canonical_url: str | None = None
    domain: str | None = None
    source: str | None = None
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    published_at: str | None = None
    published_raw: str | None = None
    modified_at: str | None = None
    language: str | None = None
    language_score: float | None = None
    description: str | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    image_url: str | None = None
    attribution: str | None = None
    is_free: bool | None = None
    text: str = ""
    status: Status = Status.OK
    flags: list[str] = field(default_factory=list)
    error: str | None = None
    removed: list[Removal] = field(default_factory=list)
    chars_in: int = 0
    chars_out: int = 0
    text_hash: str = ""
    cleaner_version: str = ""
    rules_version: str = ""

    def to_dict(self) -> dict[str, Any]:
        """All fields, in the order of the contract, as plain JSON values."""
        row = {name: getattr(self, name) for name in _ARTICLE_FIELDS}
        row["status"] = str(self.status)
        row["removed"] = [{name: getattr(r, name) for name in _REMOVAL_FIELDS} for r in self.removed]
        return row

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Article:
        """The article that ``to_dict`` made this row of."""
        removed = [Removal(**r) for r in row["removed"]]
        return cls(**{**row, "status": Status(row["status"]), "removed": removed})


_ARTICLE_FIELDS = tuple(f.name for f in fields(Article))
_REMOVAL_FIELDS = tuple(f.name for f in fields(Removal))
