"""A bound on a page's size: what is cut of long documents, always by the same measure, and said where it was cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# What all texts together may have, and what each may have however many there are.
ALL_CHARS = 32 * 1024 * 1024
_LEAST = 1_200
_MOST = 60_000
# What a block or a removal costs beside its text: its brackets in the file, its elements in the browser.
PIECE = 20
_EDGE = 60
_GONE = 240

# A text, or None where it was left out.
Fitted = list[str | None]


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


def fit(kept: Sequence[str], gone: Sequence[str], more: Sequence[int], most: int) -> tuple[Fitted, Fitted, bool]:
    """The kept and the removed texts within ``most`` characters, and whether that took cutting. ``more``: what is said of each
    removed one beside its text, in characters.

    What went is what a report is read for: it goes last. First kept texts lose their middle, then removed ones do, then what
    comes late is left out.
    """
    none = [0] * len(kept)
    if _cost(kept, none) + _cost(gone, more) <= most:
        return list(kept), list(gone), False
    kept = [shorten(t, 2 * _EDGE) for t in kept]
    if _cost(kept, none) + _cost(gone, more) > most:
        gone = [shorten(t, _GONE) for t in gone]
    half = max(most // 2, most - _cost(kept, none))
    gone_there = list(_first(gone, more, half))
    left = most - sum(len(t) + m + PIECE for t, m in zip(gone_there, more, strict=True) if t is not None)
    return list(_first(kept, none, left)), gone_there, True


def _cost(texts: Sequence[str], more: Sequence[int]) -> int:
    return sum(map(len, texts)) + sum(more) + PIECE * len(texts)


def _first(texts: Sequence[str], more: Sequence[int], most: int) -> Iterator[str | None]:
    """As many as fit; the others are left out."""
    for text, beside in zip(texts, more, strict=True):
        most -= len(text) + beside + PIECE
        yield text if most >= 0 else None
