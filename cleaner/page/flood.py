"""Pages that would take minutes: tags that libxml2 is slow at, elements in elements that everybody reads again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

_MOST_ATTRIBUTES = 5000
_LONG_TAG = 10_000
# Whoever reads what an element holds, or asks what it stands in, pays for each element and for each line of text as often as
# there are elements around it. Of 1,400 pages of the corpora the deepest is 52 deep and the most costly costs 100,000; at
# 2,000,000 a page takes some four seconds. What is nowhere 100 deep costs no more than a hundred times its length.
DEEP = 100
_MOST_NESTING = 2_000_000
_LINE = 50
_IS_DEEP = etree.XPath("boolean(/*" + "/*" * (DEEP - 1) + ")")
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


def is_nested_too_much(tree: Any) -> bool:
    """Whether so much stands in elements that stand in one another that reading it would take minutes."""
    if not _IS_DEEP(tree):
        return False
    cost = depth = 0
    level = [tree]
    while level and cost <= _MOST_NESTING:
        depth += 1
        letters = sum(len(e.text or "") + len(e.tail or "") for e in level)
        cost += depth * (len(level) + letters // _LINE)
        level = [child for element in level for child in element]
    return cost > _MOST_NESTING
