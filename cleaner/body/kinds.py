"""What each block of the body is, and how deep it stands: of a page by its elements, of a text by the marks of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from cleaner.article import ArticleBlock
from cleaner.body.paths import Paths
from cleaner.body.segment import BETWEEN_CELLS, CELLS, Walker
from cleaner.document import Block

_ITEMS = ("li", "dt", "dd")
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
# Marks at the start of a text's line. What follows must be there: "- " alone and "#tag" are no marks.
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"[-*+•‣▪●]\s+(?=\S)")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_QUOTE = re.compile(r">\s*(?=\S)")
_ROW = re.compile(r"\|(.+)\|")
_WHOLE = re.compile(r"\s*([0-9]{1,9})\s*")
_RULER = re.compile(r"\|?(\s*:?-{3,}:?\s*\|)+\s*(:?-{3,}:?)?\s*")


def of_nothing(blocks: Sequence[Block], how: str) -> Iterator[ArticleBlock]:
    """Blocks that stand in no element: those of data in scripts and the like, ``how`` they were found."""
    return (ArticleBlock("code" if b.kind == "preformatted" else b.kind, 0, b.text, how) for b in blocks)


def of_lines(blocks: Sequence[Block]) -> Iterator[ArticleBlock | None]:
    """The blocks of a text, None for a line that only draws a table. A row over such a ruler is the table's head.

    A number makes an item of a line only beside one with the next: "24. December" may begin a sentence.
    """
    marks = [_NUMBERED.match(block.text) for block in blocks]
    numbers = [None, *(int(mark[1]) if mark else None for mark in marks), None]
    for i, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        before, number, behind = numbers[i : i + 3]
        found = _of_line(block)
        if found and found.cells and i + 1 < len(blocks) and _RULER.fullmatch(blocks[i + 1].text):
            found = replace(found, level=1)
        elif found and mark and number is not None and (before == number - 1 or behind == number + 1):
            found = replace(found, kind="numbered_item", level=1, text=block.text[mark.end() :], number=number)
        yield found


def _of_line(block: Block) -> ArticleBlock | None:
    """What a line says of itself, but for its number."""
    text = block.text
    source = f"line {(block.index if block.line is None else block.line) + 1}"
    if block.kind == "standfirst":
        return ArticleBlock("standfirst", 0, text, source)
    if _RULER.fullmatch(text):
        return None
    if row := _ROW.fullmatch(text):
        cells = [cell.strip() for cell in row.group(1).split("|")]
        return ArticleBlock("table_row", 0, BETWEEN_CELLS.join(filter(None, cells)), source, cells=cells)
    if not any(map(str.isalnum, text)):  # "* * *" parts two scenes, and marks nothing
        return ArticleBlock("paragraph", 0, text, source)
    if mark := _HEADING.match(text):
        return ArticleBlock("heading", len(mark.group(1)), text[mark.end() :], source)
    for kind, sign in (("list_item", _ITEM), ("quote", _QUOTE)):
        if mark := sign.match(text):
            return ArticleBlock(kind, 1, text[mark.end() :], source)
    return ArticleBlock("paragraph", 0, text, source)


def of_elements(blocks: Sequence[Block], elements: Sequence[Any], pruned: frozenset[Any]) -> Iterator[ArticleBlock]:
    """The blocks of a page, each by its element; ``elements`` are those of the whole body by the blocks' numbers.

    A list or quotation that holds the whole body is how the page is built, not what it says.
    """
    root = common_ancestor(elements)
    paths = Paths()
    begun: set[Any] = set()
    numbers: dict[Any, int] = {}
    for block in blocks:
        element = elements[block.index]
        source = paths.of(element)
        around = [element, *_within(element, root)]
        item = next((e for e in around if e.tag in _ITEMS), None)
        depth = sum(e.tag in _ITEMS for e in around)
        if block.kind == "heading":
            level = next((_HEADINGS[e.tag] for e in around if e.tag in _HEADINGS), 2)
            yield ArticleBlock("heading", level, block.text, source)
        elif block.kind == "table_row":
            yield _row(block, element, source, pruned)
        elif block.kind == "preformatted":
            yield ArticleBlock("code", 0, _lines_of(block.text, element), source)
        elif block.kind == "quote" and (quotes := sum(e.tag == "blockquote" for e in around)):
            yield ArticleBlock("quote", quotes, block.text, source)
        elif block.kind == "list_item" and item is not None and item not in begun:
            begun.add(item)
            number = _number(item, numbers)
            kind = "list_item" if number is None else "numbered_item"
            yield ArticleBlock(kind, depth, block.text, source, number=number)
        elif block.kind in ("standfirst", "caption"):
            yield ArticleBlock(block.kind, 0, block.text, source)
        else:
            yield ArticleBlock("paragraph", depth, block.text, source)


def common_ancestor(elements: Sequence[Any]) -> Any:
    """The innermost element that holds all of these, or is the only one; None of none."""
    if not elements:
        return None
    chain = [elements[0], *elements[0].iterancestors()]
    depth = {e: i for i, e in enumerate(chain)}
    at = 0
    for element in elements[1:]:
        above = element
        while above not in depth:
            above = above.getparent()
        at = max(at, depth[above])
    return chain[at]


def _within(element: Any, root: Any) -> Iterator[Any]:
    if element is root:
        return
    for above in element.iterancestors():
        if above is root:
            return
        yield above


def _number(item: Any, known: dict[Any, int]) -> int | None:
    """The number that the page shows before an item, None where it shows a dot; ``known`` gathers those of a whole list."""
    above = item.getparent()
    if above is None or above.tag != "ol":
        return None
    if item not in known:
        items = list(above.iterchildren(*_ITEMS))
        step = -1 if "reversed" in above.attrib else 1
        number = _whole(above.get("start"), 1 if step > 0 else len(items))
        for one in items:
            known[one] = number = _whole(one.get("value"), number)
            number += step
    return known[item]


def _whole(said: str | None, otherwise: int) -> int:
    found = _WHOLE.fullmatch(said or "")
    return int(found[1]) if found else otherwise


def _row(block: Block, row: Any, source: str, pruned: frozenset[Any]) -> ArticleBlock:
    cells = [c for c in row if c.tag in CELLS and c not in pruned]
    texts = [Walker(pruned).line(c).one_line() for c in cells]
    if BETWEEN_CELLS.join(filter(None, texts)) != block.text:  # a rule cut a part out
        texts = block.text.split(BETWEEN_CELLS)
    head = bool(cells) and all(c.tag == "th" for c in cells)
    return ArticleBlock("table_row", int(head), block.text, source, cells=texts)


def _lines_of(text: str, element: Any) -> str:
    """Code with its line breaks, where it stands alone in its element."""
    written = "".join(element.itertext()).strip("\n")
    return written if "".join(written.split()) == "".join(text.split()) else text
