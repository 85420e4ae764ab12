"""Block rules remove blocks, runs of blocks, or a part of one."""

from __future__ import annotations

from cleaner.article import Removal
from cleaner.document import Block, Document
from cleaner.rules.compile import Rules
from cleaner.rules.match import Stripped, strip_blocks
from cleaner.rules.shape import BlockView
from cleaner.stages.url import host_of

# Not a rule file's rule: the headline moves to the metadata, and the row says from where.
TITLE_RULE = "title.first-line"


def strip(document: Document, rules: Rules) -> Document:
    """Take what the strip rules find. Of a text, the headline goes to the metadata; of a page it isn't in the blocks."""
    host = host_of(document.url)
    is_text = document.kind == "text"
    done = strip_blocks(document.blocks, rules, host=host, protect_first=is_text)
    title = _headline(done.blocks) if is_text else None
    if title is None:
        return _with(document, done)
    rest = strip_blocks(done.blocks[1:], rules, host=host)
    moved = Removal(TITLE_RULE, "metadata", title.index, title.text)
    removed = (*done.removed, moved, *rest.removed)
    stripped = _with(document, Stripped(rest.blocks, removed, {**rest.captured, **done.captured}))
    return stripped.but(hints={**document.hints, "title": (*document.hints.get("title", ()), ("first line", title.text))})


def _with(document: Document, done: Stripped) -> Document:
    return document.but(
        blocks=done.blocks,
        removed=document.removed + done.removed,
        captured={**done.captured, **document.captured},
    )


def _headline(blocks: tuple[Block, ...]) -> Block | None:
    """A text's first block, if it reads like a headline and prose follows at once."""
    if len(blocks) < 2:
        return None
    first, second = BlockView(blocks[0]), BlockView(blocks[1])
    return blocks[0] if first.headline and not first.prose and second.prose else None
