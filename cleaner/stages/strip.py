"""Block rules remove blocks, runs of blocks, or a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.article import Removal
from cleaner.document import Block, Document
from cleaner.page.addresses import site_of
from cleaner.rules.compile import Rules
from cleaner.rules.fold import fold
from cleaner.rules.match import Stripped, strip_blocks, strip_views
from cleaner.rules.model import SAID_FIELDS
from cleaner.rules.shape import BlockView, squeeze
from cleaner.text.sentences import joined

# Not a rule file's rule: the headline moves to the metadata, and the row says from where.
TITLE_RULE = "title.first-line"
_TITLE_WORDS = 16  # a longer first line is a standfirst or a caption more often
_MIN_SAID = 4
_LEAST_LEFT = 40  # words of prose
_MOST_TAKEN = 0.75
_UNDONE = "guard: most of the prose would go"


def strip(document: Document, rules: Rules) -> Document:
    """Take what the strip rules find. Of a text, the headline goes to the metadata; of a page it isn't in the blocks."""
    return joined(document.blocks, _stripped(document, rules))


def _stripped(document: Document, rules: Rules) -> Document:
    host = site_of(document)
    is_text = document.kind == "text"
    said = _said(document)
    done = strip_blocks(document.blocks, rules, host=host, input=document.kind, protect_first=is_text, said=said)
    if not is_text and _took_the_body(document.blocks, done):
        return document.but(
            removed=document.removed + tuple(replace(r, refused=r.refused or _UNDONE) for r in done.removed),
            flags=(*document.flags, "over_removed: rules took most of the prose, so it was put back"),
        )
    title = _headline(done.views) if is_text else None
    if title is None:
        return _with(document, done)
    rest = strip_views(done.views[1:], rules, host=host, input=document.kind)
    moved = Removal(TITLE_RULE, "metadata", title.index, title.text)
    told = {(r.rule_id, r.block) for r in done.removed if r.refused}
    removed = (*done.removed, moved, *(r for r in rest.removed if not (r.refused and (r.rule_id, r.block) in told)))
    stripped = _with(document, Stripped(rest.views, removed, {**rest.captured, **done.captured}))
    return stripped.but(
        hints={**document.hints, "title": (*document.hints.get("title", ()), ("first line", title.text))}
    )


def _took_the_body(blocks: Sequence[Block], done: Stripped) -> bool:
    """Most of the prose of a page's body went, and hardly any is left: then the rules are wrong, not the page."""
    before = sum(v.words for v in map(BlockView, blocks) if v.prose)
    left = sum(v.words for v in done.views if v.prose)
    return left < _LEAST_LEFT and before - left > _MOST_TAKEN * before


def _said(document: Document) -> dict[str, frozenset[str]]:
    """What the page's head gives its fields, squeezed; a page may have many h1, of other things too."""
    said: dict[str, frozenset[str]] = {}
    for field in SAID_FIELDS:
        texts = [
            t
            for w, v in document.hints.get(field, ())
            if w not in ("h1", "microdata")
            for t in (v if isinstance(v, list) else [v])
        ]
        said[field] = frozenset(s for t in texts if len(s := squeeze(fold(str(t)))) >= _MIN_SAID)
    return said


def _with(document: Document, done: Stripped) -> Document:
    return document.but(
        blocks=done.blocks,
        removed=document.removed + done.removed,
        captured={**done.captured, **document.captured},
    )


def _headline(views: Sequence[BlockView]) -> Block | None:
    """A text's first block, if it reads like a headline and prose follows at once or after one short line."""
    if len(views) < 2 or not views[0].headline or views[0].prose or views[0].words > _TITLE_WORDS:
        return None
    # After a second headline it can't be told which of them is one: a second pass would take the other.
    near = views[1].prose or (not views[1].headline and len(views) > 2 and views[2].prose)
    return views[0].block if near else None
