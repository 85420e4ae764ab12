"""One value for each field, by a fixed precedence: a site's select rule, the record, JSON-LD, the head, microdata, captures."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from cleaner.document import Document, Metadata
from cleaner.meta import bylines, dateline, published
from cleaner.meta.authors import clean_authors, is_signature, is_weak
from cleaner.meta.boxes import TEASER
from cleaner.meta.lines import Around, around_body
from cleaner.meta.outlets import choose_source
from cleaner.meta.signed import names_people
from cleaner.meta.titles import choose_title
from cleaner.page.addresses import address_of, base_of, canonical, domain_of, folders_of, picture, site_of
from cleaner.page.invisible import plain_spaces, without_invisible
from cleaner.page.jsonld import ONE_EACH
from cleaner.rules.compile import Rules
from cleaner.rules.shape import BlockView
from cleaner.rules.words import in_force
from cleaner.text.languages import detect

_RECORD_FIELDS = {
    "title": "title", "authors": "authors", "author": "authors", "byline": "authors", "published_at": "published_at",
    "date": "published_at", "published": "published_at", "date_publish": "published_at", "publish_date": "published_at",
    "description": "description", "section": "section", "tags": "tags", "keywords": "tags", "source": "source",
    "sitename": "source", "publication": "source", "summary": "description", "image_url": "image_url", "image": "image_url",
    "socialimage": "image_url", "language": "language",
}  # fmt: skip
BYLINE = "byline of the page"
_MAX_TAGS = 30
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_YEAR = 4  # digits; a longer number is an identifier
_BETWEEN_TAGS = re.compile("[,;、，；|]")


def metadata(document: Document, rules: Rules) -> Document:
    """Fill ``metadata`` from what the record, the page and the rules say."""
    with in_force(rules.words):
        return _filled(document)


def _filled(document: Document) -> Document:
    hints = _with_record(document)
    host = site_of(document)
    domain = domain_of(host)
    base = base_of(document)
    outlets = [str(v) for _, v in (*hints.get("source", ()), *hints.get("outlet", ()))]
    sections = [*map(str, _values(hints, "section")), *folders_of(address_of(document))]
    around = _around(document)
    title, agreeing = choose_title(
        hints.get("title", ()), outlets, domain, sections, lambda: (line.text for line in around().over)
    )
    read_as = published.reader_of(document, hints, lambda: detect(document.text())[0])
    moment = published.find(document, hints, around, read_as)
    places = _author_places(hints, document, around)
    authors, signed_at = _authors(places, outlets, domain)
    if BYLINE in places.found:
        hints["authors"] = (*hints.get("authors", ()), (BYLINE, places.found[BYLINE]))
    found = Metadata(
        title=title,
        authors=authors,
        published_at=moment.utc if moment else None,
        published_local=moment.local if moment else None,
        published_raw=moment.raw if moment else None,
        modified_at=published.modified(hints, read_as),
        canonical_url=canonical(_values(hints, "canonical_url"), base, document.url),
        source=choose_source(hints, title, domain),
        description=_plain(_first(hints, "description")),
        section=_first(hints, "section"),
        tags=_tags(_values(hints, "tags")),
        image_url=picture(_values(hints, "image_url"), base),
        attribution=document.captured.get("attribution"),
        is_free=_is_free(_first(hints, "is_free")),
        dateline=dateline.find(BlockView(b) for b in document.blocks if b.kind != "standfirst"),
    )
    return document.but(metadata=found, hints=hints, origins={"title": agreeing, "authors": signed_at})


def _with_record(document: Document) -> dict[str, tuple[tuple[str, Any], ...]]:
    """The hints, with what the input record says before them."""
    hints = dict(document.hints)
    for key, field in _RECORD_FIELDS.items():
        value = document.record.get(key)
        if isinstance(value, list) and field not in ("authors", "tags"):
            value = next((v for v in value if isinstance(v, str)), None)
        if isinstance(value, str):
            value = plain_spaces(without_invisible(value)).strip()
        if isinstance(value, (str, list)) and value:
            hints[field] = (("record", value), *hints.get(field, ()))
    return hints


def _values(hints: dict[str, tuple[tuple[str, Any], ...]], field: str) -> list[Any]:
    return [v for _, v in hints.get(field, ())]


def _first(hints: dict[str, tuple[tuple[str, Any], ...]], field: str) -> str | None:
    return next((v for v in _values(hints, field) if isinstance(v, str) and v), None)


def _around(document: Document) -> Callable[[], Around]:
    """What gives the lines around the page's prose, looked for when they are first asked for."""
    return lru_cache(maxsize=1)(lambda: _around_prose(document))


def _around_prose(document: Document) -> Around:
    if document.page is None or not document.page.elements:
        return Around()
    prose = [b for b in document.blocks if b.kind != "standfirst" and BlockView(b).prose] or document.blocks
    if not prose:
        return Around()
    elements = document.page.elements
    return around_body(document.page.tree, elements[prose[0].index], elements[prose[-1].index])


class _Places:
    """Where authors are named: what is at hand, and the page's bylines, which are looked for when they are wanted."""

    def __init__(self, found: dict[str, list[str]], bylines_of_page: Callable[[], list[str]] | None) -> None:
        self.found = found
        self._bylines_of_page = bylines_of_page

    def __iter__(self) -> Iterator[tuple[str, list[str]]]:
        yield from [(where, names) for where, names in self.found.items() if where != TEASER]
        if self._bylines_of_page and (names := self._bylines_of_page()):
            self.found[BYLINE] = names
            yield BYLINE, names


def _author_places(
    hints: dict[str, tuple[tuple[str, Any], ...]], document: Document, around: Callable[[], Around]
) -> _Places:
    places: dict[str, list[str]] = {}
    for where, value in hints.get("authors", ()):
        places.setdefault(where, []).extend([str(v) for v in value] if isinstance(value, list) else [str(value)])
    caught = document.captured.get("authors", "")
    if names_people(caught):
        places["rule"] = [caught]
    page = document.page
    return _Places(places, (lambda: bylines.find(page.tree, around)) if page is not None else None)


def _authors(places: _Places, outlets: list[str], domain: str | None) -> tuple[tuple[str, ...], str]:
    """The first place that names somebody, and where that is; several values of one place are read together.

    A single word (a login, a section, the house) gives way to full names. The page's bylines are looked for only where its head
    names nobody but the outlet.
    """
    weak: tuple[str, ...] = ()
    weak_at = ""
    for where, names in places:
        people = clean_authors(names, outlets, domain, whole=where == ONE_EACH)
        if people and (where == "record" or not is_weak(people)) and (not weak or all(map(is_signature, people))):
            return people, where
        if not weak:
            weak, weak_at = people, where
    if weak:
        return weak, weak_at
    # A desk that signs with the outlet's name is better than nobody.
    for where, names in places.found.items():
        people = clean_authors(names, (), None)
        if people:
            return people, where
    return (), ""


def _plain(text: str | None) -> str | None:
    """A description without the entities and tags that some systems write into it."""
    if text is None or not ("<" in text or "&" in text):
        return text
    bare = _MARKUP.sub(" ", html.unescape(html.unescape(text)))
    return re.sub(r" ([.,;:!?])", r"\1", " ".join(bare.split())) or None


def _tags(values: Iterable[Any]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for value in values:
        for text in value if isinstance(value, list) else [value]:
            for tag in _BETWEEN_TAGS.split(str(text)):
                tag = " ".join(tag.split())
                if tag and len(tag) <= 80 and not (tag.isdigit() and len(tag) > _YEAR):
                    found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:_MAX_TAGS]


def _is_free(value: str | None) -> bool | None:
    if value is None:
        return None
    return value.lower() not in ("false", "no", "0", "locked", "metered", "premium", "paid")
