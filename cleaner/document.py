"""What flows between stages. Everything here is frozen: a stage returns a new ``Document``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from cleaner.article import ArticleBlock, Comment, Image, Link, Removal

BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table_row", "caption", "preformatted", "standfirst"]
DocumentKind = Literal["page", "text", "auto"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item ... in reading order.

    ``index`` counts the blocks of a text, or of a page's body, from 0. ``link_share`` is the share (0 to 1) of its characters
    inside links.
    ``separator`` is what stood before it in a text input, so that the input can be put together again. ``why`` says of a
    block that stands outside the body what told so. ``parent`` numbers a page's elements that hold blocks: those of one
    parent stand side by side. ``line`` is the number of the text's line that it is a piece of, where a line was cut.
    """

    index: int
    text: str
    kind: BlockKind = "paragraph"
    link_share: float = 0.0
    separator: str = "\n\n"
    why: str = ""
    parent: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the body was found, for confidence and for people.

    ``how``: "prose", "json-ld", "select" (a site's rule), "script" (data in scripts), "trafilatura", "text". ``share``: of the
    page's prose outside pruned elements and comments, how much the body holds. ``runner_up``: how much of it the strongest
    element outside the body holds. ``titled``: a heading that says the title stands on the page. ``gap``: blocks between that
    heading and the body.
    """

    how: str = "text"
    share: float = 1.0
    runner_up: float = 0.0
    titled: bool = True
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. The tree is shared and never changed: what goes is named in ``pruned``, and walkers step over it.

    ``elements`` are those of the body's blocks, by the blocks' numbers; none where the body doesn't stand in the tree.
    Of what is pruned, ``comments`` holds what readers wrote, ``captions`` what stands with pictures, ``bylines`` names and dates.
    """

    tree: Any
    pruned: frozenset[Any] = frozenset()
    jsonld: tuple[dict[str, Any], ...] = ()
    elements: tuple[Any, ...] = ()
    comments: tuple[Any, ...] = ()
    captions: frozenset[Any] = frozenset()
    bylines: frozenset[Any] = frozenset()


@dataclass(frozen=True, slots=True)
class Output:
    """What the row has beside text and metadata; the same names as in ``Article``."""

    blocks: tuple[ArticleBlock, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page, a record or a rule says about the article; the same names as in ``Article``."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    published_local: str | None = None
    published_raw: str | None = None
    modified_at: str | None = None
    canonical_url: str | None = None
    source: str | None = None
    description: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image_url: str | None = None
    language: str | None = None
    language_score: float | None = None
    attribution: str | None = None
    is_free: bool | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One input on its way. ``content`` is what came in; each stage fills what it is named after.

    ``hints`` is what the page says of itself, by field, each a tuple of (where it stood, value) in order of trust;
    ``record`` what the input record said beside its content; ``captured`` what rules caught. ``origins`` says of a field of the
    metadata from which of these places it is, where more than their order decides.
    ``utf8`` is the markup's bytes, where it came as just these.
    ``apart`` is the standfirst, where it was moved out of the blocks.
    ``normalised`` names the steps that changed the text before its lines became blocks.
    ``error`` ends the way: later stages leave the document as it is.
    """

    id: str
    content: bytes | str
    kind: DocumentKind = "auto"
    url: str | None = None
    charset: str | None = None
    record: Mapping[str, Any] = field(default_factory=dict)
    markup: str = ""
    utf8: bytes = b""
    page: Page | None = None
    hints: Mapping[str, tuple[tuple[str, Any], ...]] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    outside: tuple[Block, ...] = ()
    evidence: Evidence = Evidence()
    confidence: float | None = None
    apart: str | None = None
    source_blocks: int = 0
    removed: tuple[Removal, ...] = ()
    captured: Mapping[str, str] = field(default_factory=dict)
    metadata: Metadata = Metadata()
    origins: Mapping[str, str] = field(default_factory=dict)
    output: Output = Output()
    flags: tuple[str, ...] = ()
    error: str | None = None
    trailing: str = ""
    normalised: tuple[str, ...] = ()

    def but(self, **changes: Any) -> Document:
        """The same document with these fields changed."""
        return replace(self, **changes)

    def text(self) -> str:
        """The body as it stands now: the blocks joined by a blank line."""
        return "\n\n".join(b.text for b in self.blocks)

    def standfirst(self) -> str | None:
        """The standfirst, its blocks joined by a blank line: from the body, or as it was moved out of it."""
        return self.apart or "\n\n".join(b.text for b in self.blocks if b.kind == "standfirst") or None
