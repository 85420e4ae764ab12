"""When an article came out: the places that may say so, in the order that they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from lxml import etree

from cleaner.document import Document
from cleaner.meta import date_search, dates
from cleaner.meta.boxes import TEASER, is_masthead, is_of_other
from cleaner.meta.bylines import is_elsewhere
from cleaner.meta.date_order import Reader, reader
from cleaner.meta.dates import Moment
from cleaner.meta.lines import Around, Lines
from cleaner.page.addresses import address_of, site_of
from cleaner.rules.words import author_words, date_words

Hints = dict[str, tuple[tuple[str, Any], ...]]
_LONGEST_AGE = 80


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
    text, then anything else on the page. Of the same day the one with an offset is better than the one without.
    """
    best: Moment | None = None
    for moment in _candidates(document, hints, around, read_as):
        if best is None or (_is_same_day(best, moment) and (moment.zoned, moment.timed) > (best.zoned, best.timed)):
            best = moment
        if best.zoned:
            return best
    return best or (None if _tells_age(around().head) else date_search.search(document, read_as))


def modified(hints: Hints, read_as: Reader) -> str | None:
    """When it was last changed, in UTC."""
    told = (v for f in ("modified_at", "page_modified_at") for where, v in hints.get(f, ()) if where != TEASER)
    return next((moment.utc for moment in dates.read_all(told, read_as)), None)


def _is_same_day(one: Moment, other: Moment) -> bool:
    return one.at.date() in (other.at.date(), date.fromisoformat(other.utc[:10]))


def _candidates(document: Document, hints: Hints, around: Callable[[], Around], read_as: Reader) -> Iterator[Moment]:
    told = [v for where, v in hints.get("published_at", ()) if where != TEASER]
    told += [v for _, v in hints.get("page_published_at", ())[:1]]
    yield from dates.read_all(told, read_as)
    over, under = _times(document)
    yield from dates.read_all(over, read_as)
    if "published_at" in document.captured:
        yield from dates.read_all([document.captured["published_at"]], read_as)
    head, tail, _ = around()
    yield from _by_headline(head, read_as)
    address = dates.in_url(address_of(document))
    if address:
        yield from dates.read_all([address], read_as)
    yield from dates.read_all(under, read_as)
    line = dates.shown((line.text for line in tail), read_as, marked=True)
    if line:
        yield line


def _by_headline(head: Lines, read_as: Reader) -> Iterator[Moment]:
    """The date that the lines under the headline show, else the one over it, where papers also print today's."""
    title = next((i for i, line in enumerate(head) if line.element.tag == "h1"), -1)
    over, under = head[: title + 1], head[title + 1 :]
    shown = dates.shown((line.text for line in under), read_as)
    if shown is None and not _tells_age(under):
        shown = dates.shown((line.text for line in over if not is_masthead(line.element, {})), read_as)
    if shown:
        yield shown


def _tells_age(lines: Lines) -> bool:
    """Whether a line says how long ago it was: other dates on such a page are of something else."""
    return any(len(line.text) <= _LONGEST_AGE and author_words().ago.search(line.text) for line in lines)


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


def _values(times: list[Any]) -> list[str]:
    """The dates of time elements, those that are marked as an update's last."""
    updated = date_words().updated

    def is_update(element: Any) -> bool:
        return updated.search(f"{element.get('class')} {element.get('itemprop')}".casefold()) is not None

    return [str(e.get("datetime")) for e in sorted(times, key=is_update)]
