"""Where the body ends within the element that holds it.

The element that the search finds is often one level too high: beside the article's own column it holds a column of
headlines, a footer, a list of the newest stories. Most of the prose then stands in one part of it, the core. What comes
after the core, outside of it, is kept only where it reads like more of the same article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.body.segment import RawBlock

# A good part. A core holds so much of the prose at least: below it the body is many parts, and none of them its middle.
# Parts built like the core that hold so much of its prose are core, too: a body in several boxes. What comes after the core
# goes where less of it is prose, what comes before it where so much stands inside links. One number does for all four:
# with four of their own no set of pages was better by .0003. As the core's share, half of it loses wcxb .0008, double aed .003.
_PART = 0.3
NEARLY_ALL = 0.95
# What comes after the core goes, too, where more than this share stands inside links.
# Measured on 2,000 pages of nine sets: of what goes so, a tenth is body; of what stays, two thirds.
LINKED = 0.05
# No parts of one body, however alike they are: each is an article, or tells nothing by how it is built.
_NOT_PARTS = frozenset(("td", "tr", "table", "article"))


@dataclass(frozen=True, slots=True)
class _Inside:
    """By element: which of the body's places are in it, and their characters of prose."""

    places: dict[Any, list[int]]
    prose: dict[Any, float]


def trim(blocks: Sequence[RawBlock], places: list[int], masses: Sequence[float]) -> list[int]:
    """``places`` less those that stand after the core and read like no more of it, or before it and are lists of links."""
    inside = _gather(blocks, places, masses)
    core = _core(blocks, places, masses, inside.prose)
    if core is None or inside.prose[core] < _PART * sum(masses[i] for i in places):
        return places
    gone: set[int] = set()
    here = core
    while len(inside.places[here]) < len(places):
        for part in here.itersiblings():
            held = inside.places.get(part, [])
            if held and not _reads_on(blocks, held, inside.prose.get(part, 0.0)):
                gone.update(held)
        for part in here.itersiblings(preceding=True):
            held = inside.places.get(part, [])
            if held and inside.prose.get(part, 0.0) < _PART * inside.prose[core] and _is_of_links(blocks, held):
                gone.update(held)
        here = here.getparent()
    return [i for i in places if i not in gone]


def _is_of_links(blocks: Sequence[RawBlock], held: list[int]) -> bool:
    """What stands over the body may be its lead or its date, so only lists of links go."""
    length = sum(len(blocks[i].text) for i in held)
    return sum(len(blocks[i].text) * blocks[i].link_share for i in held) >= _PART * length


def _reads_on(blocks: Sequence[RawBlock], held: list[int], prose: float) -> bool:
    length = sum(len(blocks[i].text) for i in held)
    linked = sum(len(blocks[i].text) * blocks[i].link_share for i in held)
    return prose >= _PART * length and linked < LINKED * length


def _gather(blocks: Sequence[RawBlock], places: list[int], masses: Sequence[float]) -> _Inside:
    held: dict[Any, list[int]] = {}
    prose: dict[Any, float] = {}
    for i in places:
        element = blocks[i].element
        while element is not None:
            held.setdefault(element, []).append(i)
            prose[element] = prose.get(element, 0.0) + masses[i]
            element = element.getparent()
    return _Inside(held, prose)


def _core(
    blocks: Sequence[RawBlock], places: list[int], masses: Sequence[float], prose: dict[Any, float]
) -> Any | None:
    """The element with most prose right in it, or the one around it where its neighbours are more of the same."""
    direct: dict[Any, float] = {}
    for i in places:
        if masses[i]:
            element = blocks[i].element
            for holder in (element, element.getparent()):
                direct[holder] = direct.get(holder, 0.0) + masses[i]
    core = here = max(direct, key=lambda e: direct[e], default=None)
    while here is not None and (around := here.getparent()) in prose:
        if _prose_beside(here, prose) >= _PART * prose[here]:
            core = around
        elif prose[here] < NEARLY_ALL * prose[around]:
            break
        here = around
    return core


def _prose_beside(core: Any, prose: dict[Any, float]) -> float:
    if core.tag in _NOT_PARTS or _build(core) is None:
        return 0.0
    return sum(prose.get(e, 0.0) for e in core.getparent() if e is not core and _build(e) == _build(core))


def _build(element: Any) -> tuple[str, str] | None:
    """Tag and first class. None for a box that has its name, and so its purpose, for itself alone."""
    first = (element.get("class") or "").split(" ")[0]
    return (element.tag, first) if first or element.get("id") is None else None
