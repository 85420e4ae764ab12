"""The article's content as blocks: of a page its main content, of a text one block a line."""

from __future__ import annotations

import re

from cleaner.body import fallback, span, standfirst
from cleaner.body.segment import RawBlock, walk
from cleaner.document import Block, Document
from cleaner.page.addresses import site_of
from cleaner.rules.compile import Rules
from cleaner.stages import select

_THIN = 300
_MOST_BLOCKS = 50_000  # more than the longest live blog; each costs some 25 µs
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def blocks(document: Document, rules: Rules) -> Document:
    """Fill ``blocks``; what of the page stands outside the body goes to ``outside``."""
    if document.page is None:
        count = sum(1 for _ in _LINE.finditer(document.markup))
        if count > _MOST_BLOCKS:
            return document.but(error=_flood(count))
        found, trailing = lines(document.markup)
        return document.but(blocks=found, source_blocks=len(found), trailing=trailing)
    body = document.page.tree.find("body")
    if body is None:
        return document
    raw = walk(body, document.page.pruned)
    if len(raw) > _MOST_BLOCKS:
        return document.but(error=_flood(len(raw)))
    witness = next((v for _, v in document.hints.get("body", ())), None)
    titles = [t for where, t in document.hints.get("title", ()) if where not in ("h1", "microdata")]
    choice = span.choose(raw, body, witness, titles)
    selected = select.body(body, rules, site_of(document))
    if selected:
        choice = span.inside(raw, selected, choice.title)
    elif choice.mass < _THIN:
        pruned = [r.text for r in document.removed if r.stage == "prune" and not r.refused]
        length = sum(len(raw[i].text) for i in choice.places)
        other = fallback.blocks(document.page.tree, witness, length, pruned)
        if other:
            return document.but(
                blocks=other, outside=tuple(_block(i, b) for i, b in enumerate(raw)), source_blocks=len(other)
            )
    descriptions = [d for _, d in document.hints.get("description", ())]
    over = set(standfirst.find(raw, choice, descriptions))
    inside = over | set(choice.places)
    return document.but(
        # Numbered within the body: a row, which holds only that, can be put in order again.
        blocks=tuple(_block(n, raw[i], i in over) for n, i in enumerate(sorted(inside))),
        outside=tuple(_block(i, b) for i, b in enumerate(raw) if i not in inside),
        source_blocks=len(raw),
    )


def _flood(count: int) -> str:
    return f"too many blocks: {count} lines or paragraphs, where {_MOST_BLOCKS} are the most"


def every_block(document: Document, rules: Rules) -> Document:
    """All blocks of a page, wherever they stand: a rule's example is too small to have a body."""
    body = document.page.tree.find("body") if document.page else None
    if document.page is None or body is None:
        return document
    raw = walk(body, document.page.pruned)
    return document.but(blocks=tuple(_block(i, b) for i, b in enumerate(raw)), source_blocks=len(raw))


def _block(i: int, raw: RawBlock, over: bool = False) -> Block:
    return Block(i, raw.text, "standfirst" if over else raw.kind, raw.link_share)


def lines(text: str) -> tuple[tuple[Block, ...], str]:
    """The lines of a text that hold anything, each with what stood before it; and what stood after the last."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[Block] = []
    at = 0
    for i, match in enumerate(_LINE.finditer(text)):
        line = match.group()
        kept = line.strip()
        start = match.start() + len(line) - len(line.lstrip())
        found.append(Block(i, kept, "paragraph", 0.0, text[at:start]))
        at = start + len(kept)
    return tuple(found), text[at:]
