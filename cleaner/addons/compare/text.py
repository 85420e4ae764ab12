"""A comparison on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.addons.compare.changes import Change
from cleaner.addons.compare.compare import Comparison, Difference
from cleaner.addons.report.trim import shorten
from cleaner.batch.style import Painter, visible

_SHOWN = 160
_MOST_CHANGES = 12
_MOST_RULES = 30
_MOST_NAMED = 10
_COLOUR = {"lost": "red", "won": "green"}
_SIGN = {"lost": "-", "won": "+"}


def compare_lines(names: tuple[str, str], found: Comparison, show: int, paint: Painter) -> Iterator[str]:
    """Lines: what changed in all, by rule, and the ``show`` biggest differences."""
    yield paint(f"=== {visible(names[0])} -> {visible(names[1])}", "bold")
    yield f"rows     {found.both:,} in both, {found.changed:,} changed"
    yield from _lonely("OLD", found.old_rows - found.both, found.only_old)
    yield from _lonely("NEW", found.new_rows - found.both, found.only_new)
    total = found.total
    yield f"lost     {_amount(total.lost, total.lost_blocks, found.old_chars)}"
    yield f"won      {_amount(total.won, total.won_blocks, found.old_chars)}"
    for (before, after), count in sorted(found.statuses.items(), key=lambda kv: (-kv[1], kv[0])):
        yield paint(f"status   {before} -> {after}: {count:,}", "red" if after == "failed" else "yellow")
    if found.fields:
        yield "fields   " + ", ".join(
            f"{f} {n:,}" for f, n in sorted(found.fields.items(), key=lambda kv: (-kv[1], kv[0]))
        )
    yield from _rules(found, paint)
    if found.biggest and show:
        yield paint(f"--- the {min(show, len(found.biggest))} biggest differences of {found.changed:,}", "bold")
    for difference in found.biggest[:show]:
        yield from _difference(difference, paint)


def _amount(chars: int, blocks: int, whole: int) -> str:
    share = f" ({chars / whole:.2%} of OLD)" if whole and chars else ""
    return f"{chars:,} characters in {blocks:,} block{'' if blocks == 1 else 's'}{share}"


def _lonely(side: str, count: int, names: list[str]) -> Iterator[str]:
    if count:
        more = f" and {count - _MOST_NAMED:,} more" if count > _MOST_NAMED else ""
        yield f"         {count:,} only in {side}: {', '.join(map(visible, names[:_MOST_NAMED]))}{more}"


def _rules(found: Comparison, paint: Painter) -> Iterator[str]:
    if not found.rules:
        return
    yield paint("--- by rule: characters lost and won, rows", "bold")
    ordered = sorted(found.rules.items(), key=lambda kv: (-(kv[1].lost + kv[1].won), kv[0]))
    for rule, amount in ordered[:_MOST_RULES]:
        lost, won = f"-{amount.lost:,}" if amount.lost else "", f"+{amount.won:,}" if amount.won else ""
        yield f"{visible(rule):40} " + paint(f"{lost:>12}", "red") + paint(f"{won:>12}", "green") + f"{amount.rows:>9,}"
    if len(ordered) > _MOST_RULES:
        yield f"... and {len(ordered) - _MOST_RULES:,} more rules"


def _difference(difference: Difference, paint: Painter) -> Iterator[str]:
    before, after = difference.status
    status = f"  {before} -> {after}" if before != after else ""
    yield paint(f"{visible(difference.id)}  -{difference.lost:,} +{difference.won:,}{status}", "bold")
    changes = [c for b in difference.blocks if not isinstance(b, int) for c in b if c.kind != "same"]
    yield from (_change(c, paint) for c in changes[:_MOST_CHANGES])
    if len(changes) > _MOST_CHANGES:
        yield f"  ... and {len(changes) - _MOST_CHANGES} more"


def _change(change: Change, paint: Painter) -> str:
    text = " ".join(visible(shorten(change.text, _SHOWN)).split())
    told = paint(f"  [{visible(change.rule)}]", "dim") if change.rule else ""
    return "  " + paint(f"{_SIGN[change.kind]} {text}", _COLOUR[change.kind]) + told
