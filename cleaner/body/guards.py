"""What no rule by name may take: the parts of a page that say themselves that they are the article."""

from __future__ import annotations

from itertools import islice
from typing import Any

from lxml import etree

from cleaner.body.span import same_title
from cleaner.document import Block
from cleaner.page.elements import visible_text
from cleaner.rules.shape import BlockView, squeeze

_MARKED = etree.XPath("descendant::*[@itemprop][contains(concat(' ', @itemprop, ' '), ' articleBody ')]")
_NEIGHBOURS = 2
SMALL = 200  # characters: a teaser, a picture, a label, which pages mark as articleBody, too


def headline_of(body: Any, titles: list[str]) -> Any | None:
    """The first h1 that says the page's title, else the first h2 that does. ``titles``: what the page's head gives."""
    wanted = {squeeze(t) for t in titles}
    found = (h for tag in ("h1", "h2") for h in body.iter(tag) if same_title(squeeze(visible_text(h)), wanted))
    return next(found, None)


def holding_the_article(body: Any, headline: Any | None) -> dict[Any, str]:
    """The elements that hold the headline or the marked body, with what of the two they hold."""
    held: dict[Any, str] = {}
    marked = next(iter(_MARKED(body)), None)
    if marked is not None and len(visible_text(marked)) >= SMALL:
        held |= dict.fromkeys((marked, *marked.iterancestors()), "articleBody")
    if headline is not None:
        held |= dict.fromkeys(headline.iterancestors(), "the headline")
    return held


def stands_among_paragraphs(element: Any) -> bool:
    """It is prose, and at least two of its neighbours under the same parent are, of the same tag or as paragraphs."""
    parent = element.getparent()
    if parent is None or not _is_paragraph(element):
        return False
    beside = (e for e in parent.iterchildren("p", element.tag) if e is not element)
    return len(list(islice(filter(_is_paragraph, beside), _NEIGHBOURS))) == _NEIGHBOURS


def _is_paragraph(element: Any) -> bool:
    return BlockView(Block(0, visible_text(element))).prose
