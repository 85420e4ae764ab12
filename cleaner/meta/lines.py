"""The short lines around an article's body: where pages without markup for it say who wrote it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from cleaner.page.elements import INLINE, NO_TEXT, is_mute, visible_lines

_MOST_LINES = 4000
_UNDER_TITLE = 12
_OVER_TITLE = 3
_AFTER = 4
_RUNNING = INLINE | NO_TEXT | {"br", "img", "picture", "source"}
_OUTSIDE = frozenset(("nav", "footer", "aside", "form", "figure", "figcaption", "table"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, and the innermost block that holds it."""

    element: Any
    text: str


Lines = tuple[Line, ...]


class Around(NamedTuple):
    """The lines between headline and first paragraph (or over it), those right after the last, and all over the first."""

    head: Lines = ()
    tail: Lines = ()
    over: Lines = ()


def around_body(tree: Any, first: Any, last: Any) -> Around:
    """The lines around a body; ``first`` and ``last``: the elements of its first and last paragraph."""
    lines, start, end = _lines(tree, first, last)
    if not end:  # the body stands below the first 4,000 lines
        return Around()
    title = next((i for i in range(start - 1, -1, -1) if lines[i].element.tag == "h1"), None)
    if title is None:
        head = lines[max(0, start - _UNDER_TITLE) : start]
    else:
        # Some pages put the date over the headline.
        head = lines[max(0, title - _OVER_TITLE) : min(start, title + _UNDER_TITLE)]
    return Around(tuple(head), tuple(lines[end : end + _AFTER]), tuple(lines[:start]))


def _lines(tree: Any, first: Any, last: Any) -> tuple[list[Line], int, int]:
    """The page's lines in their order, without navigation, side columns and captions; before which of them the body begins
    and before which one it is over.
    """
    body = tree if tree.tag == "body" else tree.find("body")
    holders = _holders_of_blocks(body)
    on_the_way = {first, last, *first.iterancestors(), *last.iterancestors()}
    found: list[Line] = []
    start = end = 0
    stack = [body]
    while stack and len(found) < _MOST_LINES:
        element = stack.pop()
        if is_mute(element) or (element.tag in _OUTSIDE and element not in on_the_way):
            continue
        if element is first:
            start = len(found)
        if element in holders:
            stack.extend(reversed(element))
        else:
            found.extend(Line(element, text) for text in visible_lines(element))
        if element is last:
            end = len(found)
    return found, start, end


def _holders_of_blocks(body: Any) -> set[Any]:
    """The elements with a block somewhere in them, be it within a link around a teaser."""
    holders: set[Any] = set()
    for element in body.iter(etree.Element):
        if element.tag in _RUNNING:
            continue
        above = element.getparent()
        while above is not None and above not in holders:
            holders.add(above)
            above = above.getparent()
    return holders
