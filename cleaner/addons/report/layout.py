"""A row's text with what went, in place: what stood in the document, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cleaner.addons.report.rows import Row
from cleaner.addons.report.structure import structure

# A text that was kept, or the place in ``removed`` of what went.
Piece = str | int


@dataclass(frozen=True, slots=True)
class Shown:
    """One block: its pieces in order, which removals of it were refused (places in the row's ``removed``), and what it is
    (see ``structure``; "" for a paragraph, and for what went whole, of which no row says it).
    """

    pieces: tuple[Piece, ...]
    refused: tuple[int, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks in document order, and what has no place among them: elements of the page."""

    blocks: tuple[Shown, ...] = ()
    beside: tuple[int, ...] = ()


@dataclass
class _Found:
    """What a row says of one block."""

    whole: list[int] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)


def layout(row: Row) -> Layout:
    """The document as it was. Whole blocks that went have numbers; those that stayed have, in order, the others."""
    removed = row["removed"]
    found: dict[int, _Found] = {}
    for at, removal in enumerate(removed):
        if removal["block"] >= 0:
            said = found.setdefault(removal["block"], _Found())
            kind = said.refused if removal["refused"] else said.whole if removal["start"] is None else said.cuts
            kind.append(at)
    kept = row["text"].split("\n\n") if row["text"] else []
    codes = structure(row, kept)
    blocks: list[Shown] = []
    used = gone = 0
    # Numbers beyond what the row can hold come from a row that something else changed: they follow in their order.
    for number in sorted(found):
        before = max(used, min(number - gone, len(kept)))
        blocks += _untouched(kept, codes, used, before)
        used = before
        said = found[number]
        if said.whole:
            gone += 1
            blocks.append(_block([said.whole[0]], said, removed, ""))
            blocks += [Shown((other,)) for other in said.whole[1:]]
        elif used < len(kept):
            blocks.append(_block([kept[used]], said, removed, codes[used]))
            used += 1
        else:
            blocks += [Shown((cut,)) for cut in (*said.cuts, *said.refused)]
    blocks += _untouched(kept, codes, used, len(kept))
    return Layout(tuple(blocks), tuple(at for at, r in enumerate(removed) if r["block"] < 0))


def _untouched(kept: Sequence[str], codes: Sequence[str], start: int, end: int) -> list[Shown]:
    return [Shown((kept[i],), code=codes[i]) for i in range(start, end)]


def _block(pieces: list[Piece], said: _Found, removed: Sequence[Row], code: str) -> Shown:
    """Put back what was cut, the last cut first: each start counts in what the cuts before it had left."""
    for cut in reversed(said.cuts):
        pieces = _put_back(pieces, cut, removed)
    return Shown(tuple(p for p in pieces if p != ""), tuple(said.refused), code)


def _put_back(pieces: list[Piece], cut: int, removed: Sequence[Row]) -> list[Piece]:
    left = removed[cut]["start"]
    for i, piece in enumerate(pieces):
        text = removed[piece]["text"] if isinstance(piece, int) else piece
        if left <= len(text):
            if isinstance(piece, int):
                # Inside what another rule took: beside it, since no piece holds another.
                return [*pieces[: i + (left > 0)], cut, *pieces[i + (left > 0) :]]
            return [*pieces[:i], text[:left], cut, text[left:], *pieces[i + 1 :]]
        left -= len(text)
    return [*pieces, cut]
