"""Which outlet published the page: its own word, else a name that the title's end, the feeds and the domain agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.meta.titles import key_of, pieces_of

# What systems write around an outlet's name in the title of its feed.
_OF_FEEDS = re.compile(r"\b(?:rss|atom|feeds?|xml|2\.0|1\.0|comments?)\b", re.I)
_AROUND = " -–—|·»«:›>()[]"
_LEAST = 3


def choose_source(
    hints: Mapping[str, tuple[tuple[str, Any], ...]], title: str | None, domain: str | None
) -> str | None:
    """The outlet's name, None where nothing tells it. A name that is the headline is none: some pages write it there."""
    said = [str(v) for field in ("source", "outlet") for _, v in hints.get(field, ())]
    own = next((name for name in said if key_of(name) != key_of(title or "")), None)
    return own or next(_agreed(hints, domain), None)


def _agreed(hints: Mapping[str, tuple[tuple[str, Any], ...]], domain: str | None) -> Iterator[str]:
    """The ends of the title element that a feed's title or the domain says too; then the feeds' titles that the domain says."""
    label = key_of((domain or "").split(".")[0])
    feeds = [name for _, v in hints.get("feed", ()) for name in _names_of_feed(str(v))]
    titles = [str(v) for where, v in hints.get("title", ()) if where == "title element"]
    for name in (piece for title in titles for piece in reversed(pieces_of(title)[1:])):
        if any(_is_same(key_of(name), other) for other in (label, *map(key_of, feeds))):
            yield name
    yield from (name for name in feeds if _is_same(key_of(name), label))


def _names_of_feed(title: str) -> Iterator[str]:
    for piece in pieces_of(_OF_FEEDS.sub(" ", title)):
        name = " ".join(piece.split()).strip(_AROUND)
        if name:
            yield name


def _is_same(one: str, other: str) -> bool:
    """Whether one name holds the other: "thelakeside" and "lakeside"."""
    return min(len(one), len(other)) >= _LEAST and (one in other or other in one)
