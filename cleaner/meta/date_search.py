"""The day that an article came out where nothing says so in a usual place: what else a page writes, and what htmldate finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

from lxml import etree

from cleaner.document import Document, Page
from cleaner.meta import dates
from cleaner.meta.boxes import COMMENTS, NAVIGATION, is_masthead, is_of_other, links_elsewhere
from cleaner.meta.date_order import Reader
from cleaner.meta.dates import Moment
from cleaner.page.addresses import address_of
from cleaner.page.elements import NO_TEXT, with_html_classes
from cleaner.rules.words import date_words

_LONGEST_TEXT = 1000
_LONGEST_LINE = 120  # letters: a longer text is a sentence that speaks of a day
_LEAST_DATA = 40  # letters: a shorter value of an attribute is a name or a number, and holds no data
_BOXES = ("header", "nav", "footer", "aside", "form")
_NOT_READ = NO_TEXT - {"title", "head"}
_PUBLISHING = re.compile(r"publi|date|creat|time", re.I)
# A value that a script sets, in quotes: datePublished, publish_date, pub_date.
_PUBLISHED = re.compile(
    r"""(?:publi(?:sh|c)[a-z_]{0,20}|pub_?date)["']?\s?[:=]\s?(?:new Date\(\s?)?["']([^"'<>]{8,40})["']""", re.I
)


def search(document: Document, read_as: Reader) -> Moment | None:
    """What a page tells anywhere else: in a meta element or data that speak of publishing, in a line, else where htmldate looks.

    On 238 pages whose day is known by when they were fetched this is right on 181 of the 225 where it finds one; htmldate alone,
    which was asked here before, on 126 of 222. What the lines tell needs no dateparser, which takes two seconds to load.
    """
    page = document.page
    if page is None:
        return None
    told = dates.read_all(chain(_in_meta(page.tree), _in_data(page.tree)), read_as)
    return next(chain(told, _in_lines(page, read_as)), None) or _by_htmldate(document, read_as)


def _in_meta(tree: Any) -> Iterator[str]:
    updated = date_words().updated
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if _PUBLISHING.search(name) and not updated.search(name.casefold()):
            yield element.get("content") or ""


def _in_data(tree: Any) -> Iterator[str]:
    """What scripts set, and the data that elements carry in their attributes for scripts."""
    for element in tree.iter(etree.Element):
        values = (v for v in element.attrib.values() if len(v) >= _LEAST_DATA)
        for data in (element.text or "", *values) if element.tag == "script" else values:
            yield from _PUBLISHED.findall(data)


def _in_lines(page: Page, read_as: Reader) -> Iterator[Moment]:
    """The dates that are written in lines of their own, but for those of other stories, of comments and of the paper's own header:
    over the body the nearest first, then those from there on.
    """
    over: list[tuple[Any, Moment]] = []
    under: list[tuple[Any, Moment]] = []
    found = over
    for element in page.tree.iter(etree.Element):
        if page.elements and element is page.elements[0]:
            found = under
        if element.tag not in _NOT_READ:
            texts = (text for text in (element.text, *(child.tail for child in element)) if text)
            short = (text for text in texts if len(text.strip()) <= _LONGEST_LINE)
            found += [(element, moment) for text in short for moment in dates.every(text, read_as)]
    boxes: dict[Any, str] = {}
    headers: dict[Any, bool] = {}
    for element, moment in (*reversed(over), *under):
        if not is_of_other(element, boxes) and not is_masthead(element, headers):
            yield moment


def _by_htmldate(document: Document, read_as: Reader) -> Moment | None:
    """What htmldate finds on the page, if that is not the day of another story, of comments or of the paper's own header; else what
    it finds without what stands around the article.
    """
    if document.page is None:
        return None
    moment = _asked(document.page.tree, document, read_as)
    if moment is None or not _is_anothers(document.page, moment, read_as):
        return moment
    return _asked(_without_surroundings(document.page), document, read_as)


def _asked(tree: Any, document: Document, read_as: Reader) -> Moment | None:
    from htmldate import find_date

    named = with_html_classes(tree)
    found = find_date(named, original_date=True, url=address_of(document))
    # Of a bare year, as in a copyright line, htmldate makes its first day: no date is better than that.
    moment = dates.read(found, read_as) if found and not found.endswith("-01-01") else None
    return replace(moment, raw=_as_written(named, moment, read_as)) if moment else None


def _is_anothers(page: Page, moment: Moment, read_as: Reader) -> bool:
    """Whether the day is written in comments, by another story's headline or in the paper's own header."""
    known: dict[Any, str] = {}
    for element in page.tree.iter(etree.Element):
        text = element.get("datetime") or element.text or ""
        if len(text) <= _LONGEST_TEXT and any(f.at.date() == moment.at.date() for f in dates.every(text, read_as)):
            return is_of_other(element, known) or is_masthead(element, {})
    return False


def _without_surroundings(page: Page) -> Any:
    """A copy of the tree without navigation, the paper's header, comments, and boxes of other stories."""
    copied = deepcopy(page.tree)
    days_in = lru_cache(maxsize=None)(_days_in)  # boxes stand in boxes
    gone = [
        twin for element, twin in zip(page.tree.iter(etree.Element), copied.iter(etree.Element), strict=True)
        if (element in page.pruned or element.tag in _BOXES) and _is_surrounding(element, days_in)
    ]  # fmt: skip
    for element in gone:
        element.clear(
            keep_tail=True
        )  # what stands behind it isn't written anew: lxml refuses the control characters of odd pages
    return copied


def _is_surrounding(element: Any, days_in: Callable[[str], frozenset[date]]) -> bool:
    """Whether a box is no part of the article: the paper's header, comments, several days, headlines of other stories."""
    if element.tag == "header":
        return is_masthead(element, {})
    if element.tag in NAVIGATION or COMMENTS.search(f"{element.get('class')} {element.get('id')}"):
        return True
    days = frozenset[date]().union(*map(days_in, filter(_may_hold_a_date, element.itertext())))
    return len(days) > 1 or (bool(days or next(element.iter("time"), None) is not None) and links_elsewhere(element))


def _may_hold_a_date(text: str) -> bool:
    return len(text) <= _LONGEST_TEXT and not text.isspace()


def _days_in(text: str) -> frozenset[date]:
    return frozenset(found.at.date() for found in dates.every(text))


def _as_written(tree: Any, moment: Moment, read_as: Reader) -> str:
    """That day as the page writes it, if it does, else as htmldate gives it."""
    for text in tree.itertext():
        if len(text) <= _LONGEST_TEXT:
            for found in dates.every(text, read_as):
                if found.at.date() == moment.at.date():
                    return found.raw
    return moment.raw
