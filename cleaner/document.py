"""What flows between stages. Everything here is frozen: a stage returns a new ``Document``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated, Any, Literal, get_type_hints

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
class From:
    """The places that a field may be from, and what decides where several say something."""

    places: str
    decides: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page, a record or a rule says about the article; the same names as in ``Article``.

    What stands beside a field is what ``cleaner explain`` and docs/reference/row.md say of it.
    """

    title: Annotated[
        str | None,
        From(
            "JSON-LD, OpenGraph, h1, title element, meta",
            "a vote, without the outlet's name; an h1 that nothing bears out has none; of a title element alone, the part that a "
            "line of the page says",
        ),
    ] = None
    authors: Annotated[
        tuple[str, ...],
        From(
            "JSON-LD, meta, microdata, what a rule caught, bylines",
            "the first that names people; the page's bylines where its head names only the house",
        ),
    ] = ()
    published_at: Annotated[
        str | None,
        From(
            "meta and JSON-LD, time elements, what a rule caught, lines by the headline, the address, other lines, htmldate",
            "the first that can be read and is not to come; of one day the one with an offset",
        ),
    ] = None
    published_local: str | None = None
    published_raw: str | None = None
    modified_at: Annotated[str | None, From("meta, JSON-LD", "the first that can be read")] = None
    canonical_url: Annotated[str | None, From("link, og:url, JSON-LD", "the first that is an article's address")] = None
    source: Annotated[
        str | None,
        From(
            "JSON-LD's publisher, og:site_name, meta",
            "the first that isn't the headline; else what title, feeds and domain agree on",
        ),
    ] = None
    description: Annotated[str | None, From("JSON-LD, meta, microdata", "the first")] = None
    section: Annotated[str | None, From("JSON-LD, meta, bread crumbs", "the first")] = None
    tags: Annotated[tuple[str, ...], From("JSON-LD, meta", "all, each once")] = ()
    image_url: Annotated[str | None, From("JSON-LD, meta, microdata", "the first that is a picture")] = None
    language: Annotated[
        str | None, From("the text, `lang`, og:locale", "the text; the page's word where it can't tell")
    ] = None
    language_score: float | None = None
    attribution: Annotated[str | None, From("what a rule caught", "the first")] = None
    is_free: Annotated[bool | None, From("JSON-LD, meta, microdata", "the first")] = None
    dateline: Annotated[str | None, From("the first paragraph", "what it begins with")] = None


@lru_cache(maxsize=1)
def origins() -> Mapping[str, From]:
    """By field of the metadata where it is from."""
    each = get_type_hints(Metadata, include_extras=True).items()
    return {name: said for name, kind in each for said in getattr(kind, "__metadata__", ())}


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
