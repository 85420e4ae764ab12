"""The article's content as blocks: of a page its main content, of a text one block a line."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import compress
from typing import Any

from cleaner.article import Removal
from cleaner.body import comments, fallback, span, standfirst
from cleaner.body.segment import RawBlock, walk
from cleaner.document import Block, Document, Page
from cleaner.page import select
from cleaner.page.addresses import site_of
from cleaner.page.elements import visible_text
from cleaner.rules.compile import Rules
from cleaner.rules.shape import THIN_BODY, BlockView
from cleaner.text import sentences
from cleaner.text.normalise import normalise

# Not a rule file's rule: see body/comments.py.
COMMENTS_RULE = "comments.by-shape"
_MOST_BLOCKS = 50_000  # more than the longest live blog; each costs some 25 µs
_MOST_LETTERS = 3_000_000  # a long novel; full of phrases on one line each costs up to 5 µs
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def blocks(document: Document, rules: Rules) -> Document:
    """Fill ``blocks``; what of the page stands outside the body goes to ``outside``."""
    if document.page is None:
        return _of_text(document, rules)
    body = document.page.tree.find("body")
    if body is None:
        return document
    raw = walk(body, document.page.pruned)
    flood = _flood(len(raw), sum(len(b.text) for b in raw))
    if flood:
        return document.but(error=flood)
    jsonld_body = next((v for _, v in document.hints.get("body", ())), None)
    titles = [t for where, t in document.hints.get("title", ()) if where not in ("h1", "microdata")]
    views = [BlockView(_block(i, b)) for i, b in enumerate(raw)]
    page, gone = _without_comments(document.page, body, raw, views, titles)
    if gone:
        document = document.but(page=page, removed=document.removed + gone)
        stays = [page.pruned.isdisjoint((b.element, *b.element.iterancestors())) for b in raw]
        raw, views = list(compress(raw, stays)), list(compress(views, stays))
    chosen = span.choose(raw, views, body, jsonld_body, titles, span.REACH[rules.favor])
    selected = select.body(body, rules, site_of(document))
    if selected:
        chosen = span.inside(raw, selected, chosen.title)
    elif sum(views[i].words for i in chosen.places if views[i].prose) < THIN_BODY:
        pruned = [r.text for r in document.removed if r.stage == "prune" and not r.refused]
        length = sum(len(raw[i].text) for i in chosen.places)
        other = fallback.find(page.tree, jsonld_body, length, pruned, titles)
        if other:
            return document.but(
                blocks=other.blocks,
                outside=tuple(_block(i, b, why=f"{other.how} holds more") for i, b in enumerate(raw)),
                evidence=replace(chosen.evidence, how=other.how, share=other.share),
                source_blocks=len(other.blocks),
            )
    descriptions = [d for _, d in document.hints.get("description", ())]
    over, opening = standfirst.find(raw, chosen, descriptions)
    kept = {*over, *chosen.places}
    inside = sorted(kept)
    return document.but(
        page=replace(page, elements=tuple(raw[i].element for i in inside)),
        blocks=_numbered([raw[i] for i in inside], {n for n, i in enumerate(inside) if i in over or i in opening}),
        outside=tuple(_block(i, b, why=chosen.outside.get(i, "")) for i, b in enumerate(raw) if i not in kept),
        evidence=chosen.evidence,
        source_blocks=len(raw),
    )


def _of_text(document: Document, rules: Rules) -> Document:
    text, normalised = normalise(document.markup)
    count = sum(1 for _ in _LINE.finditer(text))
    flood = _flood(count, len(text))
    if flood:
        return document.but(error=flood)
    found, _ = lines(text)
    pieces = sentences.split(found, rules)
    if pieces is not found:
        normalised = (*normalised, "one_line")
    return document.but(blocks=pieces, source_blocks=len(found), normalised=normalised)


def _numbered(raw: list[RawBlock], over: Collection[int] = ()) -> tuple[Block, ...]:
    """The body's blocks, numbered within it: a row, which holds only that, can be put in order again."""
    parents: dict[Any, int] = {}
    return tuple(
        Block(
            n,
            b.text,
            "standfirst" if n in over else b.kind,
            b.link_share,
            parent=parents.setdefault(b.element.getparent(), len(parents)),
        )
        for n, b in enumerate(raw)
    )


def _without_comments(
    page: Page, body: Any, raw: list[RawBlock], views: list[BlockView], titles: list[str]
) -> tuple[Page, tuple[Removal, ...]]:
    """Readers' comments go before the body is chosen: they often outweigh it.

    Names and times that rules took out of them are looked at too: by these they are told.
    """
    if len(page.bylines) >= comments.LEAST:
        raw = walk(body, page.pruned - page.bylines)
        views = [BlockView(_block(i, b)) for i, b in enumerate(raw)]
    found = comments.find(raw, views)
    if not found:
        return page, ()
    inside = {e for unit in found for e in unit.iter()}
    title = span.title_block(raw, titles)
    first = next(i for i, b in enumerate(raw) if b.element in inside)
    # Where hardly anything else is said under the title, the page is a talk between readers.
    said = sum(v.words for v in views[(title or 0) : first] if v.prose)
    if said < THIN_BODY:
        return page, ()
    gone = tuple(Removal(COMMENTS_RULE, "blocks", -1, t) for e in found if (t := visible_text(e, page.pruned)))
    return replace(page, pruned=page.pruned | frozenset(found), comments=(*page.comments, *found)), gone


def _flood(count: int, letters: int) -> str:
    """Why the blocks aren't looked at: they are too many, or too long. "" where they can be."""
    if count > _MOST_BLOCKS:
        return f"too many blocks: {count} lines or paragraphs, where {_MOST_BLOCKS} are the most"
    if letters > _MOST_LETTERS:
        return f"too long: {letters} characters of text, where {_MOST_LETTERS} are the most"
    return ""


def every_block(document: Document, rules: Rules) -> Document:
    """All blocks of a page, wherever they stand: a rule's example is too small to have a body."""
    body = document.page.tree.find("body") if document.page else None
    if document.page is None or body is None:
        return document
    raw = walk(body, document.page.pruned)
    return document.but(blocks=_numbered(raw), source_blocks=len(raw))


def _block(i: int, raw: RawBlock, why: str = "") -> Block:
    return Block(i, raw.text, raw.kind, raw.link_share, why=why)


def lines(text: str) -> tuple[tuple[Block, ...], str]:
    """The lines of a text that hold anything, each with what stood before it; and what stood after the last."""
    found: list[Block] = []
    at = 0
    for i, match in enumerate(_LINE.finditer(text)):
        line = match.group()
        kept = line.strip()
        start = match.start() + len(line) - len(line.lstrip())
        found.append(Block(i, kept, "paragraph", 0.0, text[at:start]))
        at = start + len(kept)
    return tuple(found), text[at:]
