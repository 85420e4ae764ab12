"""Which part of the page is the article's body.

Every block of prose gives its length, without links, to all elements around it. From the page's root the search goes
down to the child that holds most of it, and stops where the paragraphs themselves stand. Where the page's own JSON-LD
holds the body, only blocks that stand in it count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.body import edges
from cleaner.body.segment import RawBlock, is_layout
from cleaner.document import Evidence
from cleaner.rules.shape import BlockView, squeeze

_LEAST_SHOWN = 0.5  # of the body that JSON-LD gives, and of the page: where less is shown, that is another text
# Letters of that body times blocks of the page: each block is looked for in all of it. 300 blocks and 30,000 letters are much.
_MOST_COMPARED = 300_000_000
MIN_TITLE = 8  # letters and digits: fewer stand anywhere
_LEAST_BEFORE_TITLE = 0.15  # more of the prose before the title than this, and what stands there is kept
_TITLED_BONUS = 0.25  # for the child that holds the title, on top of its share of the prose
_LEAST_BESIDE = 0.08  # of the prose: a sibling that holds less is ignored
# The search never enters these: they are parts of an article, whatever share of its prose they hold.
_NEVER_CONTAINERS = frozenset(("ul", "ol", "dl", "blockquote", "p", "pre", "figure", "details", "h1", "h2", "h3"))


@dataclass(frozen=True, slots=True)
class Reach:
    """When the search for the body's container stops; ``--favor`` decides it.

    ``dominant``: the share of the prose that a child needs to be entered; ``titled``: the same for a child that holds the title.
    The search stops at an element where the share ``direct`` of the prose, or so many ``paragraphs``, stand right in it.
    """

    dominant: float = 0.7
    titled: float = 0.4
    direct: float = 0.6
    paragraphs: int = 3


# On 1,413 pages of seven sets 49 lose over a fifth of their body when balanced, and 38 with recall, at .003 to .03 less F1.
REACH: Mapping[str, Reach] = {"balanced": Reach(), "precision": Reach(), "recall": Reach(0.97, 0.6, 0.85, 8)}


@dataclass(frozen=True, slots=True)
class Span:
    """The answer to where the body is.

    ``places``: its blocks by their place in the page's list. ``outside``: of each other block why it is none of them.
    ``title``: the place of the heading that says the title.
    """

    places: tuple[int, ...]
    outside: Mapping[int, str]
    title: int | None
    evidence: Evidence


def choose(
    blocks: list[RawBlock],
    views: list[BlockView],
    root: Any,
    jsonld_body: str | None,
    titles: list[str],
    reach: Reach = REACH["balanced"],
) -> Span:
    """Find the body among a page's blocks.

    ``views``: the same blocks with what rules ask of them. ``jsonld_body`` is what the page's JSON-LD gives as its body; ``titles``
    are what the page gives as its title.
    """
    prose = [len(b.text) * (1 - b.link_share) if v.prose else 0.0 for b, v in zip(blocks, views, strict=True)]
    in_jsonld = _found_in_jsonld(blocks, jsonld_body, prose)
    masses = [m if held else 0.0 for m, held in zip(prose, in_jsonld, strict=True)] if in_jsonld else prose
    title = title_block(blocks, titles)
    if not any(masses):
        # Short lines, verse, scripts without stops: whatever is no link and no heading counts.
        masses = prose = [0.0 if b.kind == "heading" else len(b.text) * (1 - b.link_share) for b in blocks]
    around = _sum_around(blocks, masses)
    if not around.get(root):
        return Span((), {}, title, Evidence("nothing", 0.0, 0.0, title is not None))
    search = _Search(blocks, masses, around, None if title is None else blocks[title].element, reach)
    container = search.descend(root, edges.NEARLY_ALL if in_jsonld else reach.dominant)
    within = set(container.iter())
    places = [i for i, b in enumerate(blocks) if b.element in within]
    outside = dict.fromkeys(set(range(len(blocks))).difference(places), f"outside {_name(container)}")
    if in_jsonld:
        held = [i for i in places if in_jsonld[i]]
        steps = [([i for i in places if held[0] <= i <= held[-1]], "not in the body that JSON-LD gives")]
    else:
        after_title = places if title is None else _after_title(places, title, masses)
        trimmed = edges.trim(blocks, after_title, masses)
        steps = [(after_title, "the title, or above it"), (trimmed, "beside the part that holds the prose")]
    for left, why in steps:
        outside |= dict.fromkeys(set(places).difference(left), why)
        places = left
    opening = _opening(blocks, places[0], title, prose) if places else []
    for i in opening:
        outside.pop(i, None)
    places = [*opening, *places]
    whole = max(1.0, sum(prose))
    evidence = Evidence(
        "json-ld" if in_jsonld else "prose",
        sum(prose[i] for i in places) / whole,
        _runner_up(container, around, root) / whole,
        title is not None,
        sum(title < i < places[0] for i in range(len(blocks))) if title is not None and places else 0,
    )
    return Span(tuple(places), outside, title, evidence)


def _opening(blocks: list[RawBlock], first: int, title: int | None, prose: list[float]) -> list[int]:
    """Paragraphs between the title and the first block, several: the body's first may stand in boxes of their own.

    One alone is a standfirst; items of a list are a summary.
    """
    between = range(first if title is None else title + 1, first)
    found = [i for i in between if prose[i] and blocks[i].kind == "paragraph" and blocks[i].link_share < edges.LINKED]
    return found if len(found) > 1 else []


def inside(blocks: list[RawBlock], containers: list[Any], title: int | None) -> Span:
    """The span of what stands in these elements, less the title."""
    within = {e for c in containers for e in c.iter()}
    found = [i for i, b in enumerate(blocks) if i != title and b.element in within]
    outside = dict.fromkeys(set(range(len(blocks))).difference(found), "outside what a site's rule selects")
    return Span(tuple(found), outside, title, Evidence("select", 1.0, 0.0, title is not None))


def _runner_up(container: Any, around: dict[Any, float], root: Any) -> float:
    """The prose of the strongest element beside the container or beside what it stands in."""
    best, here = 0.0, container
    while here is not root:
        best = max([best, *(around.get(e, 0.0) for e in here.getparent() if e is not here)])
        here = here.getparent()
    return best


def _name(element: Any) -> str:
    names = " ".join(filter(None, (element.get("id"), element.get("class"))))
    return f"<{element.tag}{' ' + names[:60] if names else ''}>"


def _after_title(places: list[int], anchor: int, masses: list[float]) -> list[int]:
    """What follows the title, unless a good part of the prose stands before it."""
    before = sum(masses[i] for i in places if i < anchor)
    if before > _LEAST_BEFORE_TITLE * sum(masses[i] for i in places):
        return [i for i in places if i != anchor]
    return [i for i in places if i > anchor]


def title_block(blocks: list[RawBlock], titles: list[str]) -> int | None:
    """The block that says the page's title: an h1 before another heading before any other, the first of equals."""
    wanted = {squeeze(t) for t in titles}
    longest = 3 * max(map(len, titles), default=0)  # what is longer is no title, and needs no look
    found = [i for i, b in enumerate(blocks) if len(b.text) <= longest and same_title(squeeze(b.text), wanted)]
    headings = [i for i in found if blocks[i].kind == "heading"]
    first = [i for i in headings if blocks[i].element.tag == "h1" or blocks[i].element.getparent().tag == "h1"]
    all_h1 = [i for i, b in enumerate(blocks) if b.element.tag == "h1"]
    exact = [i for i in found if squeeze(blocks[i].text) in wanted]
    best = first or headings or (all_h1 if len(all_h1) == 1 else []) or exact
    return best[0] if best else None


def same_title(heading: str, wanted: set[str]) -> bool:
    """Whether a heading, squeezed, is one of the titles, or most of one: an outlet's name may stand behind it."""
    return len(heading) >= MIN_TITLE and any(
        heading in t or (t in heading and 2 * len(t) > len(heading)) for t in wanted
    )


def _found_in_jsonld(blocks: list[RawBlock], body: str | None, prose: list[float]) -> list[bool]:
    """For each block whether JSON-LD's body holds its text; [] where there is none, or the page shows less than half of it.

    A block of a few letters ("Money") stands somewhere in any body, and tells nothing.
    """
    if not body:
        return []
    squeezed = squeeze(body)
    if len(squeezed) * len(blocks) > _MOST_COMPARED:
        return []
    held = [len(own) >= MIN_TITLE and own[:200] in squeezed for own in (squeeze(b.text) for b in blocks)]
    shown = sum(letters for letters, is_held in zip(prose, held, strict=True) if is_held)
    return held if shown >= _LEAST_SHOWN * max(len(body), sum(prose)) else []


def _sum_around(blocks: list[RawBlock], masses: list[float]) -> dict[Any, float]:
    around: dict[Any, float] = {}
    for block, mass in zip(blocks, masses, strict=True):
        if mass:
            element = block.element
            while element is not None:
                around[element] = around.get(element, 0.0) + mass
                element = element.getparent()
    return around


class _Search:
    """The way down from the root to the element that holds the body."""

    def __init__(
        self, blocks: list[RawBlock], masses: list[float], around: dict[Any, float], title: Any | None, reach: Reach
    ) -> None:
        self.around = around
        self.reach = reach
        above = [] if title is None else [title, *title.iterancestors()]
        self.over_title = set(above)
        self.linked = _sum_around(blocks, [len(b.text) * b.link_share for b in blocks])
        self.under_h1 = any(e.tag == "h1" for e in above)
        articles = [i for i, e in enumerate(above) if e.tag in ("article", "main")]
        self.over_article = set(above[articles[0] :]) if articles else set()
        self.direct: dict[Any, float] = {}
        self.paragraphs: dict[Any, int] = {}
        for block, mass in zip(blocks, masses, strict=True):
            if mass:
                element = block.element
                self.direct[element] = self.direct.get(element, 0.0) + mass
                parent = element.getparent()
                self.direct[parent] = self.direct.get(parent, 0.0) + mass
                self.paragraphs[parent] = self.paragraphs.get(parent, 0) + 1

    def descend(self, root: Any, dominant: float) -> Any:
        here = root
        while not self._is_body(here):
            below = self._below(here, dominant * self.around[here])
            if below is None:
                break
            here = below
        return here

    def _is_body(self, here: Any) -> bool:
        """The paragraphs stand right in it: a good part of the prose, or several and not by chance."""
        share = self.direct.get(here, 0.0) / self.around[here]
        several = self.paragraphs.get(here, 0) >= self.reach.paragraphs
        return share >= self.reach.direct or (several and share >= _LEAST_BESIDE)

    def _below(self, here: Any, needed: float) -> Any | None:
        """The child to go on in: the article under the page's title, else the one with most of the prose."""
        children = [c for c in here if self.around.get(c) and not _is_part_only(c)]
        for child in children:
            if child not in self.over_title:
                continue
            beside = [c for c in children if c is not child and self.around[c] >= _LEAST_BESIDE * self.around[here]]
            parts = [c for c in beside if _alike(child, c) and not self._is_another(c)]
            share = self.around[child] / self.around[here]
            if child in self.over_article or any(_alike(child, c) for c in beside):
                share += _TITLED_BONUS
            if not parts and share >= self.reach.titled:
                return child
        best = max(children, key=lambda c: self.around[c], default=None)
        if best is None or self.around[best] < needed:
            return None
        others = [c for c in children if c is not best and self.around[c] >= _LEAST_BESIDE * self.around[here]]
        return None if any(_alike(best, other) for other in others) else best

    def _is_another(self, element: Any) -> bool:
        """It has a headline of its own. Under the page's h1, an h2 over prose without links is a section's."""
        headings = [heading.tag for heading in element.iter("h1", "h2")]
        if not self.under_h1 or "h1" in headings:
            return bool(headings)
        return bool(headings) and self.linked.get(element, 0.0) > edges.LINKED * self.around[element]


def _is_part_only(element: Any) -> bool:
    return element.tag in _NEVER_CONTAINERS or (element.tag == "table" and not is_layout(element))


def _alike(one: Any, other: Any) -> bool:
    """Two parts of one body, cut by an advertisement or a picture, are built alike; two articles are not parts."""
    if one.tag != other.tag or one.tag == "article":
        return False
    classes = (one.get("class") or "").split(), (other.get("class") or "").split()
    return classes[0][:1] == classes[1][:1]
