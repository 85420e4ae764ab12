"""The standfirst: the sentence or two under the title that often stand outside the element of the body."""

from __future__ import annotations

import re

from cleaner.body.segment import RawBlock
from cleaner.body.span import Choice
from cleaner.document import Block
from cleaner.page.elements import names_of
from cleaner.rules.compile import split_names
from cleaner.rules.shape import BlockView, squeeze

_NAMES = re.compile(
    r" (?:stand ?first|dek|lead|lede|leadin|intro|introduction|summary|sub ?title|sub ?headline|sub ?head|sub ?heading|deck"
    r"|excerpt|abstract|chapo|chapeau|entradilla|sommario|occhiello|ingress|vorspann|teaser text|description|bajada"
    r"|sumario|perex|anriss|strapline|sell|sapo|manchet|lid) "
)
_OF_AUTHOR = re.compile(r" (?:authors?|bio|biography|byline|autor|autorin|auteur|profile) ")
_FARTHEST = 10
_MIN_WORDS = 5
_SAME = 40


def find(blocks: list[RawBlock], choice: Choice, descriptions: list[str]) -> tuple[int, ...]:
    """The places of blocks between title and body that are named as a standfirst, or say the page's description."""
    if not choice.places:
        return ()
    start = 0 if choice.title is None else choice.title + 1
    stop = choice.places[0]
    start = max(start, stop - _FARTHEST)
    told = [squeeze(d) for d in descriptions]
    opening = squeeze(" ".join(blocks[i].text for i in choice.places[:3]))
    said = {squeeze(blocks[i].text) for i in choice.places}
    found: list[int] = []
    for i in range(start, stop):
        squeezed = squeeze(blocks[i].text)
        if squeezed not in said and _is_standfirst(blocks[i], told, opening):
            said.add(squeezed)
            found.append(i)
    return tuple(found)


def _is_standfirst(block: RawBlock, told: list[str], body: str) -> bool:
    view = BlockView(Block(0, block.text, block.kind, block.link_share))
    if view.words < _MIN_WORDS or block.link_share > 0.3 or block.kind == "caption":
        return False
    squeezed = squeeze(block.text)
    if squeezed[:_SAME] in body:
        return False
    if len(squeezed) >= _SAME and any(
        squeezed[:_SAME] in t or (t and t[:_SAME] in squeezed) for t in told if len(t) >= _SAME
    ):
        return True
    if block.kind == "list_item":
        return False
    element = block.element
    for _ in range(3):
        if element is None:
            return False
        names = split_names(names_of(element))
        if _OF_AUTHOR.search(names):
            return False
        if _NAMES.search(names):
            return True
        element = element.getparent()
    return False
