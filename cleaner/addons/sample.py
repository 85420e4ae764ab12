"""A cleaned document as lines to lay beside those of others, with the selectors that hold each on its page."""

from __future__ import annotations

import re
from typing import Any

from cleaner.addons.repeats import Line, line_of
from cleaner.body.segment import walk
from cleaner.document import Block, Document
from cleaner.stages.strip import HEAD_RULES

_NEVER = frozenset(("html", "body", "main", "article", "h1"))
_PLAIN = re.compile(r"-?[A-Za-z_][\w-]*", re.A)
_VALUE = re.compile(r"[\w .:/-]+", re.A)
_MOST_HOLDERS = 40


def sample(document: Document) -> tuple[Line, ...]:
    """The lines that the rules left in, a text's head among them: what is its title is a guess."""
    holders = _holders(document)
    return tuple(line_of(b, holders.get(b.index, ())) for b in _left(document))


def sample_with_places(document: Document) -> tuple[tuple[Line, ...], list[int]]:
    """The same without selectors, and each line's place among the input's blocks."""
    blocks = _left(document)
    return tuple(line_of(b) for b in blocks), [b.index for b in blocks]


def _left(document: Document) -> list[Block]:
    moved = [Block(r.block, r.text) for r in document.removed if r.rule_id in HEAD_RULES]
    return sorted((*moved, *document.blocks), key=lambda b: b.index)


def _holders(document: Document) -> dict[int, tuple[str, ...]]:
    """For each kept block of a page the selectors of the elements around it; none where the fallback made the blocks."""
    if document.page is None or (body := document.page.tree.find("body")) is None:
        return {}
    outside = {b.index for b in document.outside}
    inside = [b for i, b in enumerate(walk(body, document.page.pruned)) if i not in outside]
    if any(b.index >= len(inside) for b in document.blocks):
        return {}
    known: dict[Any, tuple[str, ...]] = {}
    # A rule may have cut a part of a block.
    kept = [(b.index, inside[b.index]) for b in document.blocks if b.text in inside[b.index].text]
    return {i: _around(b.element, body, known) for i, b in kept}


def _around(element: Any, body: Any, known: dict[Any, tuple[str, ...]]) -> tuple[str, ...]:
    if element not in known:
        parent = element.getparent()
        above = () if element is body or parent is None else _around(parent, body, known)
        known[element] = (*_selectors(element), *above)[:_MOST_HOLDERS]
    return known[element]


def _selectors(element: Any) -> list[str]:
    """How a rule can name the element: by its test id, its id, one of its classes."""
    if element.tag in _NEVER or not isinstance(element.tag, str):
        return []
    found = [f'[data-testid="{v}"]' for v in [element.get("data-testid")] if v and _VALUE.fullmatch(v)]
    found += [f"#{v}" for v in [element.get("id")] if v and _PLAIN.fullmatch(v)]
    return found + [f".{v}" for v in (element.get("class") or "").split() if _PLAIN.fullmatch(v)]
