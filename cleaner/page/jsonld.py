"""Reading JSON-LD as it is found in the wild: broken escapes, comments, @graph, lists, types as lists, authors of any shape."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_OPENING = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)", re.S)
_CLOSINGS = ("-->", "]]>", ";")
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_ARTICLE_TYPE = re.compile(r"Article$|Posting$|^Report$|^Review$|NewsArticle|^Recipe$|^CreativeWork$", re.I)
_MAX_DEPTH = 12
# Where authors are that objects name: each is one person or house, whatever its name holds.
ONE_EACH = "json-ld author"


def parse(source: str) -> Any:
    """The value of one script element, None where nothing helps."""
    source = _bare(_bare(source)).strip()
    for attempt in (source, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", source))):
        try:
            value = json.loads(attempt, strict=False)
            # Half a surrogate pair, as "\\ud83d" alone, cannot be written.
            return json.loads(_whole(value)) if "\\ud" in attempt or "\\uD" in attempt else value
        except (ValueError, RecursionError):
            continue
    return None


def _bare(source: str) -> str:
    """The source without a comment's or a CDATA section's marks around it, or a semicolon behind it."""
    opening = _OPENING.match(source)
    source = source[opening.end() :] if opening else source
    kept = source.rstrip()
    closing = next((c for c in _CLOSINGS if kept.endswith(c)), None)
    if closing is None:
        return source
    kept = kept.removesuffix(closing)
    return kept.rstrip().removesuffix("//") if closing == "]]>" else kept


def _whole(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects in it that have a type, outermost first."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for v in value:
            yield from nodes(v, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type"):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "subjectOf"):
            if isinstance(value.get(key), (dict, list)):
                yield from nodes(value[key], depth + 1)


def types(node: dict[str, Any]) -> tuple[str, ...]:
    """The node's types without their namespace."""
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return tuple(str(n).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for n in names if n)


def articles(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The nodes that describe an article, the one that says most first."""
    kept = [n for n in found if any(_ARTICLE_TYPE.search(t) for t in types(n))]
    return sorted(kept, key=lambda n: -sum(k in n for k in ("headline", "datePublished", "author", "articleBody")))


def of_page(found: list[dict[str, Any]], addresses: Iterable[str], titles: Iterable[str]) -> list[dict[str, Any]]:
    """Those of a page's articles that are the one at these addresses, or have one of its titles, where any is; some pages list
    their teasers so.
    """
    if len(found) < 2:
        return found
    places = set(map(_path, addresses)) - {""}
    keys = list(map(_key, titles))
    own = []
    for node in found:
        told = {_path(url_of(node.get(key)) or "") for key in ("url", "mainEntityOfPage", "@id")}
        headline = _key(text_of(node.get("headline")) or "")
        if told & places or (headline and any(headline in title for title in keys)):
            own.append(node)
    return own or found


def _path(url: str) -> str:
    """An address without its scheme, query and node."""
    return url.partition("#")[0].partition("?")[0].partition("//")[2].removeprefix("www.").rstrip("/")


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def text_of(value: Any) -> str | None:
    """A text value, from a string, a list's first, or an object's ``@value`` or ``name``; entities resolved."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("headline")
        if isinstance(value, (dict, list)):
            return text_of(value) if isinstance(value, list) else None
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        return None
    text = html.unescape(html.unescape(str(value))).strip()
    return text or None


def texts_of(value: Any) -> list[str]:
    """All text values of a list, an object, or a comma list."""
    if isinstance(value, list):
        return [t for v in value for t in texts_of(v)]
    text = text_of(value)
    return [text] if text else []


def url_of(value: Any) -> str | None:
    """A URL, from a string, a list's first, or an object's ``url`` or ``@id``."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl") or value.get("@id")
        if isinstance(value, list):
            value = value[0] if value else None
    return value.strip() if isinstance(value, str) and value.strip() else None


def people(value: Any, depth: int = 0) -> tuple[list[str], list[str]]:
    """The names of authors, whatever shape they have: those of one person or house each, and those in plain texts, which may
    hold several. An object without a name gives nothing.
    """
    if depth > _MAX_DEPTH:
        return [], []
    if isinstance(value, list):
        found = [people(v, depth + 1) for v in value]
        return [n for named, _ in found for n in named], [t for _, texts in found for t in texts]
    if isinstance(value, dict):
        given = [text_of(value.get(part)) for part in ("givenName", "familyName")]
        named, texts = people(value.get("name"), depth + 1)
        return [*named, *texts] or [" ".join(filter(None, given))] * any(given), []
    text = text_of(value)
    return [], [text] if text else []


def breadcrumbs(node: dict[str, Any]) -> list[tuple[str, str | None]]:
    """The (name, address) of each step of a BreadcrumbList, from the front page down."""
    steps = node.get("itemListElement")
    items = [s for s in steps if isinstance(s, dict)] if isinstance(steps, list) else []
    items.sort(key=lambda s: int(p) if (p := str(s.get("position"))).isdecimal() else 0)
    found = ((text_of(s.get("name")) or text_of(s.get("item")), url_of(s.get("item"))) for s in items)
    return [(name, url) for name, url in found if name and "//" not in name]
