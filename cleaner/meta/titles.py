"""One title from what a page offers: outlet names cut off, then the wording that most places agree on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaner.rules.fold import fold

_SEPARATOR = re.compile(r"\s+[-–—|•·»›:~]+\s+|\s*[|｜]\s*|\s+::\s+|\s*[_＿]\s*|\s*--\s*")
# How much a place's word counts. JSON-LD and OpenGraph are written for machines to quote, an h1 for readers.
_WEIGHT = {
    "json-ld": 1.0, "og:title": 1.0, "h1": 1.6, "microdata": 0.5, "twitter:title": 0.3, "title element": 0.3,
    "parsely-title": 0.9, "sailthru.title": 0.9, "headline": 0.5, "text line": 2.0, "record": 3.0, "rule": 4.0,
}  # fmt: skip
_OTHER_WEIGHT = 0.4
_MAX_LENGTH = 400
_OUTLET_WORDS = 6


def choose_title(
    found: Sequence[tuple[str, str]], outlets: Iterable[str], domain: str | None, sections: Iterable[str] = ()
) -> tuple[str | None, str]:
    """The title, and the places that agree on it.

    ``found`` holds (where, title) in the order of trust, ``outlets`` the names that the page gives its outlet, ``sections``
    those of its sections and of the folders in its URL.
    """
    names = _outlet_names(outlets, domain)
    names |= _headings_of_house(found, names)
    labels = {_key(s) for s in sections} - {""}
    candidates = [(where, text) for where, text in found if text and len(text) <= _MAX_LENGTH]
    whole = {_key(text) for where, text in candidates if where != "title element"}
    votes: dict[str, float] = {}
    wording: dict[str, str] = {}
    places: dict[str, list[str]] = {}
    seen: set[str] = set()
    several_h1 = sum(where == "h1" for where, _ in candidates) > 1
    for where, text in candidates:
        if where in seen and where != "h1":
            continue
        seen.add(where)
        title = without_outlet(text, names, whole, labels)
        key = _key(title)
        if not key or key in names:
            continue
        weight = _WEIGHT.get(where, _OTHER_WEIGHT)
        votes[key] = votes.get(key, 0.0) + (weight * 0.5 if where == "h1" and several_h1 else weight)
        wording.setdefault(key, title)
        places.setdefault(key, []).append(where)
    if not votes:
        return None, ""
    best = max(votes, key=lambda k: votes[k])
    return wording[best], ", ".join(dict.fromkeys(places[best]))


def _headings_of_house(found: Sequence[tuple[str, str]], names: set[str]) -> set[str]:
    """An h1 that names the house: the title element is made of it and of what OpenGraph or JSON-LD gives as the title."""
    whole = {_key(text) for where, text in found if where == "title element"}
    given = {_key(text) for where, text in found if where in ("og:title", "json-ld")} - names
    headings = {_key(text) for where, text in found if where == "h1"} - given
    return {h for h in headings for g in given if h and len(g) >= len(h) and whole & {h + g, g + h}}


def without_outlet(title: str, names: set[str], whole: set[str], labels: set[str]) -> str:
    """The title without the outlet's name at its end or start, a section's at its end, and what another place doesn't give."""
    pieces = _SEPARATOR.split(title)
    for count in range(len(pieces) - 1, 0, -1):
        head = title[: _end_of(title, count)]
        if _key(head) in whole:
            return head.strip()
    while len(pieces) > 1 and (_is_outlet(pieces[-1], names) or _key(pieces[-1]) in labels):
        title = title[: _end_of(title, len(pieces) - 1)].strip()
        pieces = _SEPARATOR.split(title)
    if len(pieces) > 1 and _key(pieces[0]) in names:
        title = title[_SEPARATOR.search(title).end() :].strip()  # type: ignore[union-attr]
    return title


def said_elsewhere(title: str, lines: Iterable[str]) -> tuple[str, str]:
    """A text's headline without the outlet's or section's name at its end or start, where a line says just that; and the name."""
    pieces = _SEPARATOR.split(title)
    ends = {_key(piece): piece.strip() for piece in (pieces[0], pieces[-1]) if len(piece.split()) <= _OUTLET_WORDS}
    alone = {key for line in lines if len(line) < len(title) and (key := _key(line)) in ends}
    if len(pieces) < 2 or not alone or len(alone) == len(ends) > 1:
        return title, ""
    return without_outlet(title, alone, set(), set()), ends[next(iter(alone))]


def _end_of(title: str, count: int) -> int:
    """Where the first ``count`` pieces of a title end."""
    matches = list(_SEPARATOR.finditer(title))
    return matches[count - 1].start()


def _is_outlet(piece: str, names: set[str]) -> bool:
    key = _key(piece)
    if key in names:
        return True
    return len(piece.split()) <= _OUTLET_WORDS and any(len(n) > 3 and (n in key or key in n) for n in names if key)


def _outlet_names(outlets: Iterable[str], domain: str | None) -> set[str]:
    names = {_key(o) for o in outlets}
    if domain:
        names |= {_key(domain), _key(domain.split(".")[0])}
    return {n for n in names if n}


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
