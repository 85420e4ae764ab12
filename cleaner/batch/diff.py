"""The document in reading order: what stayed as it is, what went in red with the rule that took it."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article, Removal
from cleaner.batch.style import Painter, visible
from cleaner.document import Document

_SHOWN = 300


def diff(document: Document, article: Article, paint: Painter) -> Iterator[str]:
    """Lines for a terminal."""
    yield paint(f"=== {visible(article.id)}  {article.status}", "bold")
    if article.error:
        yield paint(f"    {visible(article.error)}", "red")
        return
    for flag in article.flags:
        yield paint(f"    flag {flag}", "yellow")
    by_block: dict[int, list[Removal]] = {}
    for removal in article.removed:
        by_block.setdefault(removal.block, []).append(removal)
    for removal in by_block.get(-1, ()):
        yield from _removed(removal, paint)
    kept = {b.index: b for b in document.blocks}
    for index in sorted({*kept, *by_block} - {-1}):
        if index in kept:
            yield "  " + visible(kept[index].text)
        for removal in by_block.get(index, ()):
            yield from _removed(removal, paint)


def _removed(removal: Removal, paint: Painter) -> Iterator[str]:
    text = visible(removal.text.strip())
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
    if removal.refused:
        yield paint(f"! {shown}", "yellow") + paint(f"  [{removal.rule_id} refused: {removal.refused}]", "dim")
    elif removal.stage == "metadata":
        yield paint(f"> {shown}", "blue") + paint(f"  [{removal.rule_id}]", "dim")
    else:
        yield paint(f"- {shown}", "red") + paint(f"  [{removal.rule_id}]", "dim")
