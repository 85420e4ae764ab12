"""Tags that libxml2 would take minutes for."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST_ATTRIBUTES = 5000
_LONG_TAG = 10_000
_ATTRIBUTE = re.compile(r"""[\s/]+[^\s/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+))?""")


def attribute_flood(source: bytes) -> str:
    """Why the page isn't parsed: libxml2's time grows with the square of a tag's attributes. "" where it can be."""
    for tag in _long_tags(source):
        count = sum(1 for _ in _ATTRIBUTE.finditer(tag.decode()))
        if count > _MOST_ATTRIBUTES:
            return f"too many attributes: a tag has {count}, where {_MOST_ATTRIBUTES} are the most"
    return ""


def _long_tags(source: bytes) -> Iterator[bytes]:
    """What stands between "<" and the next bracket, where that is long: such a stretch holds one of the places looked at."""
    end = 0
    for place in range(_LONG_TAG, len(source), _LONG_TAG):
        if place < end:
            continue
        before = place - _LONG_TAG
        start = 1 + max(source.rfind(b"<", before, place), source.rfind(b">", before, place))
        end = _next_bracket(source, place)
        if (
            end - start > _LONG_TAG
            and start
            and source[start - 1 : start] == b"<"
            and source[start : start + 1].isalpha()
        ):
            yield source[start:end]


def _next_bracket(source: bytes, place: int) -> int:
    """Where the next "<" or ">" stands, else the end; by windows, as one of the two may be far."""
    for start in range(place, len(source), _LONG_TAG):
        opening = source.find(b"<", start, start + _LONG_TAG)
        closing = source.find(b">", start, start + _LONG_TAG if opening < 0 else opening)
        if opening >= 0 or closing >= 0:
            return opening if closing < 0 else closing
    return len(source)
