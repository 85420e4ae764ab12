"""A bound on a page's size: what is cut of long documents, always by the same measure, and said where it was cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

# What all texts together may have, and what each may have however many there are.
ALL_CHARS = 32 * 1024 * 1024
_LEAST = 1_200
_MOST = 60_000
_EDGE = 60
_GONE = 240
_TITLE = 300


def room(documents: int) -> int:
    """How many characters each of so many documents may have."""
    return max(_LEAST, min(_MOST, ALL_CHARS // max(1, documents)))


def shorten(text: str, most: int) -> str:
    """The text's start and end around a mark that says how much isn't shown; as it is where it fits."""
    if len(text) <= most:
        return text
    end = most // 3
    start = most - end
    return f"{text[:start]} [... {len(text) - start - end:,} characters not shown ...] {text[-end:]}"


def title(text: str) -> str:
    return shorten(text, _TITLE)


def fit(kept: Sequence[str], gone: Sequence[str], most: int) -> tuple[list[str], list[str], bool]:
    """The kept and the removed texts within ``most`` characters, and whether that took cutting.

    What went is what a report is read for: it goes last. First kept texts lose their middle, then removed ones do, then what
    comes late is left out.
    """
    if sum(map(len, kept)) + sum(map(len, gone)) <= most:
        return list(kept), list(gone), False
    kept = [shorten(t, 2 * _EDGE) for t in kept]
    if sum(map(len, kept)) + sum(map(len, gone)) > most:
        gone = [shorten(t, _GONE) for t in gone]
    half = max(most // 2, most - sum(map(len, kept)))
    gone = list(_first(gone, half))
    return list(_first(kept, max(0, most - sum(map(len, gone))))), gone, True


def _first(texts: Iterable[str], most: int) -> Iterator[str]:
    """As many as fit, then empty ones."""
    for text in texts:
        most -= len(text)
        yield text if most >= 0 else ""
