"""When an article came out: the places that may say so, in the order that they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

from lxml import etree

from cleaner.document import Document, Page
from cleaner.meta import dates
from cleaner.meta.bylines import is_elsewhere
from cleaner.meta.date_order import Reader, reader
from cleaner.meta.dates import Moment
from cleaner.meta.lines import Around, Lines
from cleaner.page.addresses import address_of, site_of
from cleaner.page.elements import with_html_classes
from cleaner.rules.words import author_words, date_words

Hints = dict[str, tuple[tuple[str, Any], ...]]
# What a page says of other stories than its own.
TEASER = "teaser"
_LONGEST_AGE = 80
_LONGEST_TEXT = 1000
_NAVIGATION = ("nav", "form")
_BOXES = ("header", "nav", "footer", "aside", "form")
_COMMENTS = re.compile(r"(?<![a-z])(?:comments?(?![a-z])|commentlist|disqus|replies)", re.I)
# A box with a date and a linked headline is a teaser, if it holds no more letters than this; of shorter links "Fund this
# blog" is none, but in lists and at the side "Old mill closes" is.
_SMALL_BOX = 300
_HEADLINE_WORDS = 4
_ASIDE_WORDS = 3


def reader_of(document: Document, hints: Hints, body_language: Callable[[], str | None]) -> Reader:
    """How this document's dates are to be read."""
    days = {dates.url_day(document.url), *(dates.url_day(str(v)) for _, v in hints.get("canonical_url", ())[:2])}
    told = [str(v) for field in ("modified_at", "times", "published_at") for _, v in hints.get(field, ())]
    days |= {dates.iso_day(value) for value in told}
    languages = [v for _, v in hints.get("language", ())]
    return reader(languages, site_of(document), (d for d in days if d), body_language)


def find(document: Document, hints: Hints, around: Callable[[], Around], read_as: Reader) -> Moment | None:
    """The first date that can be read of: what is meant as the article's, the page's own in JSON-LD, the time elements by the
    headline, what a rule caught, the lines by the headline, the address, the time elements further down, the lines below the
    text, htmldate's search of the page. Of the same day the one with an offset is better than the one without.
    """
    best: Moment | None = None
    for moment in _candidates(document, hints, around, read_as):
        if best is None or (_is_same_day(best, moment) and (moment.zoned, moment.timed) > (best.zoned, best.timed)):
            best = moment
        if best.zoned:
            return best
    return best or (None if _tells_age(around().head) else _by_htmldate(document, read_as))


def modified(hints: Hints, read_as: Reader) -> str | None:
    """When it was last changed, in UTC."""
    told = (v for f in ("modified_at", "page_modified_at") for where, v in hints.get(f, ()) if where != TEASER)
    return next((moment.utc for moment in _read(told, read_as)), None)


def _is_same_day(one: Moment, other: Moment) -> bool:
    return one.at.date() in (other.at.date(), date.fromisoformat(other.utc[:10]))


def _candidates(document: Document, hints: Hints, around: Callable[[], Around], read_as: Reader) -> Iterator[Moment]:
    told = [v for where, v in hints.get("published_at", ()) if where != TEASER]
    told += [v for _, v in hints.get("page_published_at", ())[:1]]
    yield from _read(told, read_as)
    over, under = _times(document)
    yield from _read(over, read_as)
    if "published_at" in document.captured:
        yield from _read([document.captured["published_at"]], read_as)
    head, tail, _ = around()
    yield from _by_headline(head, read_as)
    address = dates.in_url(address_of(document))
    if address:
        yield from _read([address], read_as)
    yield from _read(under, read_as)
    line = dates.shown((line.text for line in tail), read_as, marked=True)
    if line:
        yield line


def _by_headline(head: Lines, read_as: Reader) -> Iterator[Moment]:
    """The date that the lines under the headline show, else the one over it, where papers also print today's."""
    title = next((i for i, line in enumerate(head) if line.element.tag == "h1"), -1)
    over, under = head[: title + 1], head[title + 1 :]
    shown = dates.shown((line.text for line in under), read_as)
    if shown is None and not _tells_age(under):
        shown = dates.shown((line.text for line in over if not _is_masthead(line.element)), read_as)
    if shown:
        yield shown


def _tells_age(lines: Lines) -> bool:
    """Whether a line says how long ago it was: other dates on such a page are of something else."""
    return any(len(line.text) <= _LONGEST_AGE and author_words().ago.search(line.text) for line in lines)


def _is_masthead(element: Any) -> bool:
    """Whether it stands in a header that isn't the article's."""
    header = next(chain((element,) if element.tag == "header" else (), element.iterancestors("header")), None)
    return header is not None and next(header.iterdescendants("h1"), None) is None


def _read(values: Iterable[object], read_as: Reader) -> Iterator[Moment]:
    for value in values:
        moment = dates.read(str(value), read_as)
        if moment:
            yield moment


def _times(document: Document) -> tuple[list[str], list[str]]:
    """What the article's time elements say: those over its first paragraph, the nearest to its headline first; and those in
    boxes of their own over it, then those below, which count where they agree on a day.
    """
    if document.page is None or next(document.page.tree.iter("time"), None) is None:
        return [], []
    elements = document.page.elements
    over: list[Any] = []
    titled: list[Any] = []
    boxed: list[Any] = []
    below: list[Any] = []
    in_body = seen_title = False
    boxes: dict[Any, str] = {}
    for element in document.page.tree.iter(etree.Element):
        in_body = in_body or (bool(elements) and element is elements[0])
        seen_title = seen_title or (element.tag == "h1" and not in_body)
        if element.tag != "time" or not element.get("datetime") or is_of_other(element, boxes):
            continue
        if in_body:
            below.append(element)
        elif is_elsewhere(element):
            boxed.append(element)
        else:
            (titled if seen_title else over).append(element)
    days = {dates.iso_day(str(element.get("datetime"))) for element in below}
    return _values([*titled, *reversed(over)]), _values([*boxed, *(below if len(days) == 1 else ())])


def is_of_other(element: Any, known: dict[Any, str]) -> bool:
    """Whether a date is a comment's or another story's: it stands in comments or navigation, or in a small box with a headline
    that is a link.

    ``known`` keeps what was found of a box for the next date in it: a page may have thousands.
    """
    for above in element.iterancestors():
        if above not in known:
            known[above] = _kind_of_box(above)
        kind = known[above]
        if kind == "apart":
            return bool(above.tag != "body")
        if kind or above.tag in ("main", "body"):
            return bool(kind)
    return False


def _kind_of_box(box: Any) -> str:
    """Comments and navigation stand "apart"; a "teaser" is small and has a headline that is a link; others are ""."""
    if box.tag in _NAVIGATION or _COMMENTS.search(f"{box.get('class')} {box.get('id')}"):
        return "apart"
    return "teaser" if _is_small(box) and _links_elsewhere(box) else ""


def _is_small(element: Any) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _SMALL_BOX:
            return False
    return True


def _links_elsewhere(box: Any) -> bool:
    """Whether a link in it reads as a headline; one around a date does not."""
    least = _ASIDE_WORDS if box.tag in ("li", "aside") else _HEADLINE_WORDS
    links = ("".join(link.itertext()) for link in box.iter("a"))
    return any(sum(map(str.isalpha, text.split())) >= least for text in links)


def _values(times: list[Any]) -> list[str]:
    """The dates of time elements, those that are marked as an update's last."""
    updated = date_words().updated

    def is_update(element: Any) -> bool:
        return updated.search(f"{element.get('class')} {element.get('itemprop')}".casefold()) is not None

    return [str(e.get("datetime")) for e in sorted(times, key=is_update)]


def _by_htmldate(document: Document, read_as: Reader) -> Moment | None:
    """What htmldate finds on the page, if that is not the day of another story, of comments or of the paper's own header; else what
    it finds without what stands around the article.
    """
    if document.page is None:
        return None
    moment = _searched(document.page.tree, document, read_as)
    if moment is None or not _is_anothers(document.page, moment, read_as):
        return moment
    return _searched(_without_surroundings(document.page), document, read_as)


def _searched(tree: Any, document: Document, read_as: Reader) -> Moment | None:
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
            return is_of_other(element, known) or _is_masthead(element)
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
        parent = element.getparent()
        if parent is not None:
            before = element.getprevious()
            if element.tail and before is not None:
                before.tail = (before.tail or "") + element.tail
            elif element.tail:
                parent.text = (parent.text or "") + element.tail
            parent.remove(element)
    return copied


def _is_surrounding(element: Any, days_in: Callable[[str], frozenset[date]]) -> bool:
    """Whether a box is no part of the article: the paper's header, comments, several days, headlines of other stories."""
    if element.tag == "header":
        return _is_masthead(element)
    if element.tag in _NAVIGATION or _COMMENTS.search(f"{element.get('class')} {element.get('id')}"):
        return True
    days = frozenset[date]().union(*map(days_in, filter(_may_hold_a_date, element.itertext())))
    return len(days) > 1 or (bool(days or next(element.iter("time"), None) is not None) and _links_elsewhere(element))


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
