"""Walking a page's elements into blocks, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.document import BlockKind
from cleaner.page.elements import INLINE, MAYBE_MUTE, is_mute, visible_text
from cleaner.page.invisible import without_invisible

_KIND_OF: dict[str, BlockKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list_item", "dt": "list_item", "dd": "list_item", "blockquote": "quote", "figcaption": "caption",
    "caption": "caption", "pre": "preformatted", "tr": "table_row",
}  # fmt: skip
_MAX_DEPTH = 180
# A table's cell of more than so many characters, or of fewer in several paragraphs, is a piece of the page, not of data.
_LONG_CELL = 1200
_PARAGRAPHS_FROM = 400
CELLS = ("td", "th")
BETWEEN_CELLS = " | "
STORY = 300  # characters of prose: what is shorter is none
_MOST_BREAKS = 3


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block of the page, with the element whose text it is."""

    text: str
    kind: BlockKind
    link_share: float
    element: Any


def walk(root: Any, pruned: frozenset[Any]) -> list[RawBlock]:
    """All blocks below ``root``; what is in ``pruned`` is stepped over."""
    walker = Walker(pruned)
    walker.element(root, "paragraph", 0)
    walker.flush(root, "paragraph")
    return walker.blocks


class Walker:
    """Gathers the text of elements and ends a block where an element, or a line break, does."""

    def __init__(self, pruned: frozenset[Any]) -> None:
        self.pruned = pruned
        self.blocks: list[RawBlock] = []
        self.parts: list[str] = []
        self.linked = 0
        self.links = 0

    def text(self, text: str) -> None:
        self.parts.append(text)
        if self.links:
            self.linked += len(text.strip())

    def flush(self, element: Any, kind: BlockKind) -> None:
        """End the block that has gathered, if it holds any text."""
        if not self.parts:
            return
        joined = "".join(self.parts)
        # Between most elements stands nothing but the page's own line ends.
        text = "" if joined.isspace() else " ".join(without_invisible(joined).split())
        if text:
            share = min(1.0, self.linked / len(text)) if self.linked else 0.0
            self.blocks.append(RawBlock(text, kind, share, element))
        self.parts = []
        self.linked = 0

    def element(self, element: Any, kind: BlockKind, depth: int) -> None:
        """Walk one element's inside."""
        pruned = self.pruned
        if text := element.text:
            self.text(text)
        for child in element:
            tag = child.tag
            goes = (
                child in pruned or (tag in MAYBE_MUTE and is_mute(child)) or (tag == "rt" and _is_bare_reading(child))
            )
            if not goes:
                if tag == "br" or tag == "hr":
                    self.flush(element, kind)
                elif depth > _MAX_DEPTH:
                    self.text(" " + visible_text(child, self.pruned) + " ")
                elif tag in INLINE:
                    self.inline(child, kind, depth)
                elif tag == "table" and not is_layout(child):
                    self.flush(element, kind)
                    self.table(child)
                else:
                    self.flush(element, kind)
                    inner = _KIND_OF.get(tag, kind if kind in ("quote", "list_item", "caption") else "paragraph")
                    self.element(child, inner, depth + 1)
                    self.flush(child, inner)
            if tail := child.tail:
                self.text(tail)

    def inline(self, element: Any, kind: BlockKind, depth: int) -> None:
        # Many headings are links to themselves.
        own = kind == "heading" and (element.get("href") or "").startswith("#")
        is_link = element.tag == "a" and not own
        self.links += is_link
        self.element(element, kind, depth + 1)
        self.links -= is_link

    def table(self, table: Any) -> None:
        """A data table: one block a row, its cells side by side."""
        for row in table.iter("caption", "tr"):
            if row in self.pruned:
                continue
            if row.tag == "caption":
                self.element(row, "caption", _MAX_DEPTH)
                self.flush(row, "caption")
                continue
            self.cells(row, [self.line(c) for c in row if c.tag in CELLS])

    def line(self, cell: Any) -> Walker:
        """A cell's inside, walked on its own."""
        walker = self.new()
        walker.element(cell, "table_row", _MAX_DEPTH - 20)
        walker.flush(cell, "table_row")
        return walker

    def new(self) -> Walker:
        """Another of the same kind."""
        return Walker(self.pruned)

    def cells(self, row: Any, cells: Sequence[Walker]) -> None:
        """A row's block, of its cells' lines."""
        text = BETWEEN_CELLS.join(filter(None, (c.one_line() for c in cells)))
        if text:
            linked = sum(round(b.link_share * len(b.text)) for c in cells for b in c.blocks)
            self.blocks.append(RawBlock(text, "table_row", min(1.0, linked / len(text)), row))

    def one_line(self) -> str:
        """The text of all blocks."""
        return " ".join(b.text for b in self.blocks)


def _is_bare_reading(rt: Any) -> bool:
    """A reading over a word, without the brackets that would part the two in running text."""
    ruby = rt.getparent()
    return ruby is not None and next(ruby.iter("rp"), None) is None


def is_layout(table: Any) -> bool:
    """A table that only places things: it holds another, or a cell with paragraphs or long text, or has one cell."""
    if any(e is not table for e in table.iter("table", "h1", "h2", "article")):
        return True
    cells = list(table.iter("td"))
    return len(cells) < 2 or any(_is_of_running_text(c) for c in cells)


def _is_of_running_text(cell: Any) -> bool:
    length = sum(map(len, cell.itertext()))
    if length <= _PARAGRAPHS_FROM:
        return False
    return length > _LONG_CELL or sum(1 for _ in cell.iter("br", "p")) >= _MOST_BREAKS
