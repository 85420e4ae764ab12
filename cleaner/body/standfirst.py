"""The standfirst: the sentence or two under the title that often stand outside the element of the body."""

from __future__ import annotations

import re
from itertools import islice

from cleaner.body.segment import RawBlock
from cleaner.body.span import Span
from cleaner.document import Block
from cleaner.page.elements import names_of
from cleaner.rules.name_index import split_names
from cleaner.rules.shape import NAME_WORDS, BlockView, squeeze

_NAMES = re.compile(
    r" (?:stand ?first|dek|lead|lede|leadin|intro|introduction|summary|sub ?title|sub ?headline|sub ?head|sub ?heading|deck"
    r"|excerpt|abstract|chapo|chapeau|entradilla|sommario|occhiello|ingress|vorspann|teaser text|description|bajada"
    r"|sumario|perex|anriss|strapline|sell|sapo|manchet|lid) "
)
_OF_AUTHOR = re.compile(r" (?:authors?|bio|biography|byline|autor|autorin|auteur|profile) ")
_FARTHEST = 10
_LEVELS = 3
_SAME = 40  # letters and digits that tell a text by how it begins


def find(blocks: list[RawBlock], span: Span, descriptions: list[str]) -> tuple[set[int], set[int]]:
    """The places of the standfirst's blocks: those between title and body, which come to the body, and those that open it.

    Between title and body a block is one that is named so, or says the page's description; in the body only a name tells,
    since many outlets give their first paragraph as description.
    """
    if not span.places:
        return set(), set()
    start = 0 if span.title is None else span.title + 1
    stop = span.places[0]
    start = max(start, stop - _FARTHEST)
    told = [squeeze(d) for d in descriptions]
    opening = squeeze(" ".join(blocks[i].text for i in span.places[:3]))
    said = {squeeze(blocks[i].text) for i in span.places}
    over: set[int] = set()
    for i in range(start, stop):
        squeezed = squeeze(blocks[i].text)
        if squeezed not in said and _is_standfirst(blocks[i], told, opening):
            said.add(squeezed)
            over.add(i)
    return over, _opening(blocks, span.places)


def _opening(blocks: list[RawBlock], places: tuple[int, ...]) -> set[int]:
    """The body's first blocks while they are named as a standfirst, unless they are half of it."""
    found: set[int] = set()
    for i in places:
        if not _is_standfirst(blocks[i], [], ""):
            break
        found.add(i)
    return found if 2 * len(found) < len(places) else set()


def _is_standfirst(block: RawBlock, told: list[str], body: str) -> bool:
    view = BlockView(Block(0, block.text, block.kind, block.link_share))
    if view.words <= NAME_WORDS or block.link_share > 0.3 or block.kind == "caption":
        return False
    squeezed = squeeze(block.text)
    if body and squeezed[:_SAME] in body:
        return False
    if len(squeezed) >= _SAME and any(
        squeezed[:_SAME] in t or (t and t[:_SAME] in squeezed) for t in told if len(t) >= _SAME
    ):
        return True
    if block.kind == "list_item":
        return False
    around = [block.element, *islice(block.element.iterancestors(), _LEVELS - 1)]
    names = [split_names(names_of(e)) for e in around]
    return not any(map(_OF_AUTHOR.search, names)) and any(map(_NAMES.search, names))
