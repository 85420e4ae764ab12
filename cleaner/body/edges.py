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

# One share answers four questions:
# - The core holds at least so much of the body's prose. If no part does, the body has no middle, and nothing is trimmed.
# - Parts built like the core, with so much prose beside its own, are core too: a body in several boxes.
# - A part after the core goes where less than this of it is prose.
# - A part before the core goes where at least this much of it stands inside links.
# With four numbers instead of one, no set of pages came out better by .0003. As the core's share, half of it loses .0008 on wcxb,
# double .003 on aed.
_PART = 0.3
NEARLY_ALL = 0.95
# A part after the core also goes where at least this share of it stands inside links.
# Measured on 2,000 pages of nine sets: a tenth of what goes this way is body, and two thirds of what stays.
LINKED = 0.05
# Elements that are never parts of one body, however alike: each article is one of its own, and all cells are built alike.
_NOT_PARTS = frozenset(("td", "tr", "table", "article"))


@dataclass(frozen=True, slots=True)
class _Inside:
    """By element: which of the body's places are in it, and their characters of prose."""

    places: dict[Any, list[int]]
    prose: dict[Any, float]


def trim(blocks: Sequence[RawBlock], places: list[int], masses: Sequence[float]) -> list[int]:
    """``places`` without the parts after the core that don't read like more of it, and the lists of links before it.

    ``masses``: each block's characters of prose.
    """
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
    """Whether a part before the core is a list of links. Nothing else goes there: it may be the lead or the date."""
    length = sum(len(blocks[i].text) for i in held)
    return sum(len(blocks[i].text) * blocks[i].link_share for i in held) >= _PART * length


def _reads_on(blocks: Sequence[RawBlock], held: list[int], prose: float) -> bool:
    """Whether a part after the core reads like more of the article: enough prose, hardly a link."""
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
    """The element whose own blocks hold most prose; or one around it, where its siblings are built alike and hold prose too."""
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
    """Tag and first class, by which siblings are compared. None for an element with an id and no class: it is like no other."""
    first = (element.get("class") or "").split(" ")[0]
    return (element.tag, first) if first or element.get("id") is None else None
