"""A row as the report's page reads it, with bounds on all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.addons.report.counts import confidence_of, flag_name, language_of, outlet_of, weight
from cleaner.addons.report.layout import Shown, layout
from cleaner.addons.report.rows import Row
from cleaner.addons.report.trim import Fitted, fit, shorten

ID = 200
TITLE = 300
_SHORT = 40
_LONG = 400
_EVIDENCE = 120
_REASON = 200
_MOST_CAPTURED = 8
_MOST_RULES = 200
_NOT_SHOWN = " [...]"


def document(row: Row, place_of: dict[str, int], space: int) -> dict[str, Any]:
    """The row in about ``space`` characters.

    ``body``: blocks of pieces, a text or the place in ``gone`` of what went there; a number alone counts blocks that are left out.
    ``cuts`` counts the parts that went from lines that stayed. ``hits`` and ``rules`` (of all removals) and ``aside`` (the count
    of the page's elements) stand where some are left out.
    """
    removed = row["removed"]
    shown = layout(row)
    facts = _facts(row, space)
    gone = [_removal(r, place_of) for r in removed]
    kept, texts, cut = _fitted(shown.blocks, removed, gone, max(space // 2, space - _length(facts)))
    there = [i for i, text in enumerate(texts) if text is not None]
    at = {i: n for n, i in enumerate(there)}
    for i in there:
        gone[i][1] = texts[i]
    found = {
        **facts,
        "chars": list(weight(row)),
        "body": list(_blocks(shown.blocks, iter(kept), at)),
        "gone": [_without_empty_end(gone[i]) for i in there],
        "beside": [at[i] for i in shown.beside if i in at],
        "cuts": sum(r["start"] is not None and not r["refused"] for r in removed),
    }
    if len(there) < len(removed):
        found["hits"] = len(removed)
        found["rules"] = sorted({g[0] for g in gone})[:_MOST_RULES]
        found["aside"] = len(shown.beside)
    # What is nothing isn't said; but no confidence at all is a 0 that somebody looks for.
    told = {k: v for k, v in found.items() if v not in ("", [], 0, None)} | ({"cut": True} if cut else {})
    sure = confidence_of(row)
    return told | ({"sure": sure} if sure is not None else {})


def _facts(row: Row, space: int) -> dict[str, Any]:
    # Where there is room, an address stays one that can be followed.
    long = max(_LONG, space // 20)
    flags = list(_flags(row["flags"], long))
    return {
        "id": shorten(row["id"], ID),
        "title": shorten(str(row.get("title") or ""), TITLE),
        "url": shorten(str(row.get("url") or row.get("canonical_url") or ""), long),
        "outlet": outlet_of(row),
        "language": language_of(row),
        "date": shorten(str(row.get("published_at") or ""), _SHORT),
        "status": row["status"],
        "flags": flags,
        "moreFlags": len(row["flags"]) - len(flags),
        "error": shorten(str(row.get("error") or ""), long),
    }


def _flags(flags: list[str], most: int) -> Iterator[str]:
    for flag in flags:
        _, colon, evidence = flag.partition(":")
        told = f"{flag_name(flag)}{colon}{shorten(evidence, _EVIDENCE)}"
        most -= len(told)
        if most < 0:
            return
        yield told


def _length(facts: dict[str, Any]) -> int:
    return sum(len(v) if isinstance(v, str) else sum(map(len, v)) for v in facts.values() if not isinstance(v, int))


def _fitted(
    blocks: Iterable[Shown], removed: list[Row], gone: list[list[Any]], most: int
) -> tuple[Fitted, Fitted, bool]:
    """The texts that stayed, and those that went, as far as there is room for them."""
    kept = [p for b in blocks for p in b.pieces if isinstance(p, str)]
    # Elements of the page are the first to be left out: they are the longest, and the least of them is in doubt.
    order = sorted(range(len(removed)), key=lambda i: removed[i]["block"] < 0)
    more = [_said(gone[i]) for i in order]
    kept_there, fitted, cut = fit(kept, [removed[i]["text"] for i in order], more, most)
    texts: Fitted = [None] * len(removed)
    for i, text in zip(order, fitted, strict=True):
        texts[i] = text
    return kept_there, texts, cut


def _blocks(blocks: Iterable[Shown], kept: Iterator[str | None], at: dict[int, int]) -> Iterator[Any]:
    """``[piece, ...]``, or ``{"p": pieces, "r": refused, "k": code}``; a paragraph of one kept text is that text; a number: so
    many left out.
    """
    left_out = 0
    for block in blocks:
        pieces = [next(kept) if isinstance(p, str) else at.get(p) for p in block.pieces]
        there: list[str | int] = [p for p in pieces if p is not None]
        refused = [at[r] for r in block.refused if r in at]
        if not there and not refused:
            left_out += bool(pieces)
            continue
        if left_out:
            yield left_out
            left_out = 0
        if len(there) < len(pieces):
            there.append(_NOT_SHOWN)
        if refused or block.code:
            yield {"p": there, **({"r": refused} if refused else {}), **({"k": block.code} if block.code else {})}
        else:
            yield there[0] if len(there) == 1 and isinstance(there[0], str) else there
    if left_out:
        yield left_out


def _removal(removal: Row, place_of: dict[str, int]) -> list[Any]:
    """``[rule, text, stage, refused, captured]``, still without the text."""
    captured = {shorten(k, _SHORT): shorten(v, _REASON) for k, v in [*removal["captured"].items()][:_MOST_CAPTURED]}
    stage, refused = shorten(removal["stage"], _SHORT), shorten(removal["refused"], _REASON)
    return [place_of[removal["rule_id"]], "", stage, refused, captured]


def _said(removal: list[Any]) -> int:
    """How many characters a removal has beside its text."""
    _, _, stage, refused, captured = removal
    return len(stage) + len(refused) + sum(len(k) + len(v) for k, v in captured.items())


def _without_empty_end(removal: list[Any]) -> list[Any]:
    while not removal[-1] and len(removal) > 2:
        removal.pop()
    return removal
