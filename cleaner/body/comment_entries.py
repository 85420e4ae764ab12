"""What readers wrote, one by one: read of the boxes that were taken out of the body, and of the page's JSON-LD."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from cleaner.article import Comment
from cleaner.body import comments
from cleaner.body.segment import RawBlock, walk
from cleaner.document import Block, Page
from cleaner.page import jsonld
from cleaner.page.elements import visible_text
from cleaner.rules.shape import BlockView

_AUTHOR, _AT, _TEXT = ("author", "creator"), ("dateCreated", "datePublished", "commentTime"), ("text", "commentText")
# Of the lines that stand by so many of the comments ("Reply", "Like") none is one.
_BY_MOST = 0.5


def find(page: Page) -> tuple[Comment, ...]:
    """The comments in the order of the page; those of JSON-LD only where the page itself shows none."""
    found: list[Comment] = []
    for run in _side_by_side(page.comments):
        found.extend(_marked(run) or _by_shape(run))
    shown = tuple(dict.fromkeys(found))
    return shown or tuple(dict.fromkeys(_of_data(page)))


def _side_by_side(boxes: Sequence[Any]) -> Iterator[list[Any]]:
    """Boxes of one parent are one list: a box may be a single comment."""
    all_boxes = frozenset(boxes)
    outer = [b for b in boxes if all_boxes.isdisjoint(b.iterancestors())]
    by_parent: dict[Any, list[Any]] = {}
    for box in outer:
        by_parent.setdefault(box.getparent(), []).append(box)
    yield from by_parent.values()


def _marked(boxes: Sequence[Any]) -> list[Comment]:
    """Comments that the page marks as schema.org's Comment."""
    items = (item for box in boxes for item in box.iter() if _is_comment(item))
    return [
        Comment(_prop(item, _AUTHOR) or None, _prop(item, _AT) or None, text)
        for item in items
        if (text := _prop(item, _TEXT))
    ]


def _prop(item: Any, names: Sequence[str]) -> str:
    """The first text of the item's own properties of these names."""
    for element in item.iter():
        if set((element.get("itemprop") or "").split()).intersection(names) and _item_of(element) is item:
            blocks = [b.text for b in walk(element, frozenset())]
            value = element.get("content") or element.get("datetime") or "\n\n".join(blocks)
            if value.strip():
                return value.strip()
    return ""


def _item_of(element: Any) -> Any:
    """The item that a property belongs to: a nested comment's are its own."""
    return next((a for a in element.iterancestors() if _is_comment(a)), None)


def _is_comment(item: Any) -> bool:
    return (item.get("itemtype") or "").rstrip("/").endswith(("/Comment", "/UserComments"))


def _by_shape(boxes: Sequence[Any]) -> list[Comment]:
    """Comments by their heads: a name and when it was said; between two heads stands what was said."""
    raw = [block for box in boxes for block in walk(box, frozenset())]
    views = [BlockView(Block(i, b.text, b.kind, b.link_share)) for i, b in enumerate(raw)]
    heads = _with_names_of_their_own(comments.heads(raw, views), raw)
    starts = [h.first for h in heads]
    spans = list(zip(heads, [*starts[1:], len(raw)], strict=True)) if heads else []
    lines = [[raw[i] for i in range(head.last + 1, end)] for head, end in spans]
    common = Counter(text for of_one in lines for text in {b.text for b in of_one})
    most = max(2, _BY_MOST * len(heads))
    found: list[Comment] = []
    for (head, _), of_one in zip(spans, lines, strict=True):
        said = [b.text for b in of_one if b.link_share < _BY_MOST and not (common[b.text] >= most and len(b.text) < 40)]
        if said:
            author, at = _who_and_when(head, raw)
            found.append(Comment(author, at, "\n\n".join(said)))
    return found


def _with_names_of_their_own(heads: Sequence[comments.Head], raw: Sequence[RawBlock]) -> list[comments.Head]:
    """The heads, without the line beside where the time's own line names the reader, or that line is the same for most."""
    beside = Counter(h.beside for h in heads)
    return [
        replace(h, beside="", first=h.place, last=h.place)
        if _parts(raw[h.place])[0] or beside[h.beside] > max(1, _BY_MOST * len(heads))
        else h
        for h in heads
    ]


def _parts(line: RawBlock) -> tuple[str, str]:
    """The name and the time of a line that holds both, where an element of its own holds the time; else ""."""
    inside = (visible_text(e) for e in line.element.iter() if e is not line.element)
    at = next((text for text in inside if text != line.text and comments.is_time(text)), "")
    return (line.text.replace(at, "").strip(" ,;:|·•–—-"), at) if at else ("", "")


def _who_and_when(head: comments.Head, raw: Sequence[RawBlock]) -> tuple[str | None, str | None]:
    """The name beside the time, or the words around the time in its own line."""
    line = raw[head.place].text
    name, at = _parts(raw[head.place])
    return name or head.beside or head.own or None, at or line


def _of_data(page: Page) -> Iterator[Comment]:
    for article in jsonld.articles(list(page.jsonld)):
        given = article.get("comment")
        for node in given if isinstance(given, list) else [given]:
            if isinstance(node, dict) and (text := jsonld.text_of(node.get("text"))):
                names, houses = jsonld.people(node.get("author") or node.get("creator"))
                at = jsonld.text_of(node.get("dateCreated")) or jsonld.text_of(node.get("datePublished"))
                yield Comment(next(iter([*names, *houses]), None), at, text)
