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
class ArticleBlock:
    """A block of the body with its structure.

    The blocks are the paragraphs of ``text`` in order, with pictures between them where asked for, and without the lines of a text
    that only draw a table (``|---|---|``).
    """

    kind: Annotated[
        str,
        "paragraph, heading, list_item, numbered_item, quote, table_row, code, caption, standfirst; image: a picture in its place.",
    ]
    level: Annotated[
        int,
        "Of a heading 1 to 6; of an item and a quote how deep it stands, from 1; of a paragraph within an item the item's; of a "
        "table's row 1 where it is a head; else 0.",
    ]
    text: Annotated[
        str, "What it says, without the marks of lists and headings that texts have; code keeps its line breaks."
    ]
    source: Annotated[
        str, "Where it stood: the element's path, line N of the text, or what stood in for the page's body."
    ]
    html: Annotated[
        str | None, "The same with emphasis and links, or the picture, as safe HTML; null unless asked for."
    ] = None
    cells: Annotated[list[str], "The cells of a table's row."] = field(default_factory=list)
    number: Annotated[int | None, "Of a numbered item its number, which its text leaves out; else null."] = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the body."""

    text: Annotated[str, "The words that are linked."]
    href: Annotated[str, "Where it leads, absolute."]
    rel: Annotated[str | None, "What the page says of it: nofollow, sponsored ..."] = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article."""

    src: Annotated[str, "Its address, absolute; the largest that the page offers."]
    alt: Annotated[str | None, "What the page says it shows, for who can't see it."] = None
    caption: Annotated[str | None, "The words under it."] = None
    credit: Annotated[str | None, "Whose it is."] = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader wrote under the article."""

    author: Annotated[str | None, "The reader's name, as it stands there."]
    at: Annotated[str | None, "When, as it is written."]
    text: Annotated[str, "What was said: its paragraphs joined by a blank line."]


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
    blocks: Annotated[
        list[ArticleBlock],
        "The text's paragraphs with their structure, without lines that only draw a table; pictures in their place on demand.",
    ] = field(default_factory=list)
    links: Annotated[list[Link], "The links of the text, in order; empty unless asked for."] = field(
        default_factory=list
    )
    images: Annotated[list[Image], "The article's pictures, in order; empty unless asked for."] = field(
        default_factory=list
    )
    comments: Annotated[list[Comment], "What readers wrote under it; empty unless asked for."] = field(
        default_factory=list
    )
    dateline: Annotated[str | None, "Where it was written, as the text's start says (MARNHAM, Ohio)."] = None
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
        for name, (_, parts) in _PARTS.items():
            row[name] = [{part: getattr(one, part) for part in parts} for one in row[name]]
        return row

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Article:
        """The article that ``to_dict`` made this row of."""
        parts = {name: [made(**one) for one in row[name]] for name, (made, _) in _PARTS.items()}
        return cls(**{**row, **parts, "status": Status(row["status"])})


_ARTICLE_FIELDS = tuple(f.name for f in fields(Article))
# The fields that are lists of things with fields of their own.
_PARTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    name: (made, tuple(f.name for f in fields(made)))
    for name, made in (
        ("blocks", ArticleBlock),
        ("links", Link),
        ("images", Image),
        ("comments", Comment),
        ("removed", Removal),
    )
}
