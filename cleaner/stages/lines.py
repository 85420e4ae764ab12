"""The short lines around an article's body: where pages without markup for it say who wrote it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from cleaner.page.elements import INLINE, NO_TEXT, is_mute, visible_lines

_PROSE = 120
_PROSE_OF_IDEOGRAMS = 50
_MOST_LINES = 4000
_BEFORE = 12
_OVER_TITLE = 3
_TAIL = 4
_RUNNING = INLINE | NO_TEXT | {"br", "img", "picture", "source"}
_OUTSIDE = frozenset(("nav", "footer", "aside", "form", "figure", "figcaption", "table"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, and the innermost block that holds it."""

    element: Any
    text: str

    @property
    def is_prose(self) -> bool:
        """Long enough for a paragraph; ideograms say more in less."""
        return len(self.text) >= (_PROSE_OF_IDEOGRAMS if _is_dense(self.text) else _PROSE)


Lines = tuple[Line, ...]


def around_body(tree: Any) -> tuple[Lines, Lines]:
    """The lines between headline and first paragraph (or over it), and those right after the last.

    The body is where most of the page's prose has the same parent.
    """
    lines = _lines(tree)
    by_parent: dict[Any, list[int]] = {}
    for i, line in enumerate(lines):
        if line.is_prose and line.element.tag != "li":
            by_parent.setdefault(line.element.getparent(), []).append(i)
    if not by_parent:
        return (), ()
    prose = max(by_parent.values(), key=lambda found: sum(len(lines[i].text) for i in found))
    first, last = prose[0], prose[-1]
    title = next((i for i in range(first, -1, -1) if lines[i].element.tag == "h1"), None)
    if title is None:
        head = lines[max(0, first - _BEFORE) : first]
    else:
        # Some pages put the date over the headline.
        head = lines[max(0, title - _OVER_TITLE) : min(first, title + _BEFORE)]
    return tuple(head), tuple(lines[last + 1 : last + 1 + _TAIL])


def _lines(tree: Any) -> list[Line]:
    """The page's lines in their order, without navigation, side columns and captions."""
    body = tree if tree.tag == "body" else tree.find("body")
    if body is None:
        return []
    holders = _holders_of_blocks(body)
    found: list[Line] = []
    stack = [body]
    while stack and len(found) < _MOST_LINES:
        element = stack.pop()
        if is_mute(element) or element.tag in _OUTSIDE:
            continue
        if element in holders:
            stack.extend(reversed(element))
        else:
            found.extend(Line(element, text) for text in visible_lines(element))
    return found


def _holders_of_blocks(body: Any) -> set[Any]:
    """The elements with a block somewhere in them, be it within a link around a card."""
    holders: set[Any] = set()
    for element in body.iter(etree.Element):
        if element.tag in _RUNNING:
            continue
        above = element.getparent()
        while above is not None and above not in holders:
            holders.add(above)
            above = above.getparent()
    return holders


def _is_dense(text: str) -> bool:
    return sum("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text) * 2 > len(text)
