"""Block by block: kept or removed, by which rule, at which file and line; and which rules came near a kept one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TextIO

from cleaner.article import Removal
from cleaner.batch.runner import documents
from cleaner.batch.style import Painter, painter, visible
from cleaner.batch.trace import trace
from cleaner.body.confidence import WEIGHTS, costs, parts_of
from cleaner.document import Block, Document
from cleaner.io import sources
from cleaner.io.base import Fields
from cleaner.io.lists import expanded
from cleaner.page.addresses import site_of
from cleaner.pipeline import Pipeline
from cleaner.rules.compile import Rules
from cleaner.rules.near_misses import near_misses
from cleaner.rules.shape import BlockView

_SHOWN = 160
_OUTSIDE_SHOWN = 12
_OFFERS_SHOWN = 6
_OFFER_SHOWN = 100


def explain_job(
    inputs: list[str],
    rules: Rules,
    url: str | None,
    fields: Mapping[str, str],
    stdout: TextIO,
    *,
    only_trace: bool = False,
) -> None:
    """Explain each document of the inputs on ``stdout``; ``only_trace``: where its metadata are from, a line of JSON each."""
    pipeline = Pipeline(rules)
    paint = painter(stdout)
    for document in documents(sources.find(expanded(inputs)), Fields(**fields)):
        done = pipeline.process(document.but(url=url or document.url))
        if only_trace:
            row = {"id": done.id, "error": done.error, **trace(done)}
            stdout.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        else:
            stdout.writelines(line + "\n" for line in explain(done, rules, paint))


def explain(document: Document, rules: Rules, paint: Painter) -> Iterator[str]:
    """Lines for a terminal, about a document that went through the pipeline."""
    yield paint(f"=== {visible(document.id)}", "bold") + (f"  {document.kind}, {visible(document.url or 'no url')}")
    if document.error:
        yield paint(f"failed: {visible(document.error)}", "red")
        return
    yield from _metadata(document, paint)
    if document.normalised:
        yield f"{'normalised':13}{', '.join(document.normalised)}"
    pruned = [r for r in document.removed if r.block < 0]
    if pruned:
        yield paint(f"--- {len(pruned)} elements of the page", "bold")
        for removal in pruned:
            yield from _removal(removal, rules, paint)
    yield paint(f"--- {document.source_blocks} blocks", "bold")
    near = near_misses(document.blocks, rules, site_of(document), document.kind, document.removed)
    removed: dict[int, list[Removal]] = {}
    for removal in document.removed:
        removed.setdefault(removal.block, []).append(removal)
    kept = {b.index: b for b in document.blocks}
    for index in sorted({*kept, *removed} - {-1}):
        if index in kept:
            yield from _kept(kept[index], paint)
            for rule, reason in near.get(index, ()):
                yield paint(visible(f"         near: {rule.id} ({rule.where_defined}), stopped by {reason}"), "dim")
        for removal in removed.get(index, ()):
            yield from _removal(removal, rules, paint)
    yield from _outside(document, paint)
    yield from _confidence(document, paint)
    for flag in document.flags:
        yield paint(visible(f"flag     {flag}"), "yellow")


def _metadata(document: Document, paint: Painter) -> Iterator[str]:
    """Each field with its value, and under it what stood where and why one was taken."""
    for name, told in trace(document).items():
        value = told["value"]
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        yield f"{name:14}{visible(str(shown)) if value not in (None, []) else paint('none', 'dim')}" + (
            paint(f"   from {visible(told['from'])}: {told['rule']}", "dim") if told["from"] else ""
        )
        for offered in told["candidates"][:_OFFERS_SHOWN]:
            yield paint(visible(f"{'':14}{offered['where']}: {_cut(str(offered['value']), _OFFER_SHOWN)}"), "dim")


def _kept(block: Block, paint: Painter) -> Iterator[str]:
    kind = "" if block.kind == "paragraph" else f" {block.kind}"
    links = f" links {block.link_share:.0%}" if block.link_share else ""
    yield (
        paint("kept     ", "green") + paint(f"[{block.index}{kind}{links}] ", "dim") + _cut(visible(block.text), _SHOWN)
    )


def _removal(removal: Removal, rules: Rules, paint: Painter) -> Iterator[str]:
    rule = rules.by_id.get(removal.rule_id)
    place = rule.where_defined if rule else "built in"
    head = paint("refused  ", "yellow") if removal.refused else paint("removed  ", "red")
    at = f"[{removal.block}] " if removal.block >= 0 else ""
    yield head + paint(at, "dim") + _cut(visible(removal.text.strip()), _SHOWN)
    refused = f": {removal.refused}" if removal.refused else ""
    yield paint(visible(f"         by {removal.rule_id} ({place}){refused}"), "dim")
    if rule and not removal.refused:
        yield paint(visible(f"         {rule.why}"), "dim")
    for name, value in removal.captured.items():
        yield paint(visible(f"         captured {name}: {value}"), "dim")


def _confidence(document: Document, paint: Painter) -> Iterator[str]:
    """How the body was found, and what its confidence is made of."""
    found = document.evidence
    if document.kind == "page":
        yield paint(
            f"body     found by {found.how}, holds {found.share:.0%} of the page's prose; "
            f"the strongest part outside it {found.runner_up:.0%}, the margin {found.share - found.runner_up:.0%}",
            "dim",
        )
    if document.confidence is not None:
        parts = costs(parts_of(document, [BlockView(b) for b in document.blocks]))
        made_of = ", ".join(f"{name} {value:.2f} (x {WEIGHTS[name]:g})" for name, value in parts)
        yield f"confidence {document.confidence:.2f}" + paint(f"   {made_of}", "dim")


def _outside(document: Document, paint: Painter) -> Iterator[str]:
    if not document.outside:
        return
    yield paint(f"--- {len(document.outside)} blocks of the page outside the body", "bold")
    for block in document.outside[:_OUTSIDE_SHOWN]:
        yield paint(f"outside  [{block.index}] {_cut(visible(block.text), _SHOWN)}", "dim")
        if block.why:
            yield paint(visible(f"         {block.why}"), "dim")
    if len(document.outside) > _OUTSIDE_SHOWN:
        yield paint(f"outside  ... and {len(document.outside) - _OUTSIDE_SHOWN} more", "dim")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."
