"""The output contract: one input, one ``Article``."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Annotated, Any


class Status(str, Enum):
    """``OK``; ``FLAGGED``: an article with something to look at; ``FAILED``: no article, ``error`` says why."""

    OK = "ok"
    FLAGGED = "flagged"
    FAILED = "failed"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that a rule took, or was refused. The blocks of ``text``, in order, have the numbers that no removed block has."""

    rule_id: Annotated[str, "The rule's id."]
    stage: Annotated[str, "The stage that ran the rule: prune, strip ..."]
    block: Annotated[
        int,
        "The text's block, or the page's body's, counted from 0; -1: an element that never became one.",
    ]
    text: Annotated[str, "What went."]
    captured: Annotated[dict[str, str], "What the rule's named groups caught."] = field(default_factory=dict)
    refused: Annotated[str, "The guard that kept the text in; empty if it went."] = ""
    start: Annotated[int | None, "Where in the block's text a cut part stood; null where the whole block went."] = None


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article; what stands beside each field is published with the schema (``cleaner schema``).

    ``text`` holds the body's blocks joined by a blank line; the title is not repeated in it.
    """

    id: Annotated[
        str, "A file's path below the folder, without its endings; a record's id, else its URL, else file:line."
    ]
    url: Annotated[str | None, "The address that the document came with."] = None
    canonical_url: Annotated[str | None, "The address that the page gives as its own."] = None
    domain: Annotated[str | None, "The registered domain: example.co.uk of www.example.co.uk."] = None
    source: Annotated[str | None, "The outlet's name."] = None
    title: Annotated[str | None, "The headline."] = None
    authors: Annotated[list[str], "Their names, one an item."] = field(default_factory=list)
    published_at: Annotated[str | None, "When it came out: ISO 8601 in UTC; midnight where only the day is known."] = (
        None
    )
    published_local: Annotated[
        str | None,
        "That date as the outlet tells it: ISO 8601, a day, or with its hour, or with that and the offset from UTC.",
    ] = None
    published_raw: Annotated[str | None, "That date as it is written."] = None
    modified_at: Annotated[str | None, "When it was last changed: ISO 8601 in UTC."] = None
    language: Annotated[str | None, "The language of the clean text, an ISO 639-1 code."] = None
    language_score: Annotated[float | None, "How sure that is, between 0 and 1."] = None
    description: Annotated[str | None, "The page's own summary."] = None
    section: Annotated[str | None, "The part of the outlet that it stood in."] = None
    tags: Annotated[list[str], "The page's keywords, one an item."] = field(default_factory=list)
    image_url: Annotated[str | None, "The main picture's address."] = None
    attribution: Annotated[str | None, "Whose text it is, where a rule caught a line that says so (Source: ...)."] = (
        None
    )
    is_free: Annotated[bool | None, "Whether the page says that it can be read without paying."] = None
    standfirst: Annotated[
        str | None, "The sentences under the headline that sum the story up, where the page tells them from the body."
    ] = None
    text: Annotated[
        str, "The article: its blocks joined by a blank line, without the title; empty where it failed."
    ] = ""
    confidence: Annotated[
        float | None,
        "How sure it is, between 0 and 1, that text is this article, whole and alone; null where it failed.",
    ] = None
    status: Annotated[
        Status, "ok; flagged: an article with something to look at; failed: no article, error says why."
    ] = Status.OK
    flags: Annotated[list[str], "What to look at: name, or name: evidence."] = field(default_factory=list)
    error: Annotated[str | None, "Why there is no article."] = None
    removed: Annotated[list[Removal], "What rules took, or were refused, in order."] = field(default_factory=list)
    normalised: Annotated[
        list[str],
        "What was undone of how the text was written down, before the rules: mojibake, escapes, tags, entities, invisible, "
        "spaces, wrapped_lines, one_line.",
    ] = field(default_factory=list)
    chars_in: Annotated[int, "Characters that came in."] = 0
    chars_out: Annotated[int, "Characters of text."] = 0
    text_hash: Annotated[str, "The first 32 hex digits of the text's SHA-256; empty where there is no text."] = ""
    cleaner_version: Annotated[str, "The version of the package that made the row."] = ""
    rules_version: Annotated[str, "A digest of the rules in force: the same digest means the same removals."] = ""

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
