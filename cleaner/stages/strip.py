"""Block rules remove blocks, runs of blocks, or a part of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from cleaner.article import Removal
from cleaner.document import Block, Document
from cleaner.meta import dates, text_bylines
from cleaner.meta.authors import is_role
from cleaner.meta.text_bylines import Signature
from cleaner.meta.titles import without_name_on_own_line
from cleaner.page.addresses import address_of, site_of
from cleaner.rules.compile import Rules
from cleaner.rules.conditions import SAID_FIELDS
from cleaner.rules.fold import fold
from cleaner.rules.match import Stripped, strip_blocks, strip_views
from cleaner.rules.shape import SENTENCE_WORDS, THIN_BODY, BlockView, squeeze
from cleaner.rules.words import in_force
from cleaner.text.headline import Asks, deck, find
from cleaner.text.sentences import joined

# Not a rule file's rule: the headline moves to the metadata, and the row says from where.
TITLE_RULE = "title.first-line"
# What stands over a headline and is no sentence is a kicker, a section, a menu: 2 of 370 such lines were body.
OVER_RULE = "title.over"
# A line between headline and prose of nothing but the author's name or the date.
SIGNED_RULE = "byline.line"
# What leaves a text without a rule.
HEAD_RULES = frozenset((TITLE_RULE, OVER_RULE, SIGNED_RULE))
TEXT_LINE = "text line"
_STAMP_WORDS = 12  # at 16 a caption with a date in it is taken
_MIN_SAID = 4
_OWN = "cleaner_version"  # of all inputs only a row of ours has it
_UNDONE = "guard: most of the prose would go"


def strip(document: Document, rules: Rules) -> Document:
    """Take what the strip rules find. Of a text, the headline goes to the metadata; of a page it isn't in the blocks."""
    with in_force(rules.words):
        return joined(document.blocks, _stripped(document, rules))


def _stripped(document: Document, rules: Rules) -> Document:
    if document.kind == "text":
        return _strip_text(document, rules)
    done = strip_blocks(document.blocks, rules, host=site_of(document), input=document.kind, said=_said(document))
    if _took_the_body(document.blocks, done):
        return document.but(
            removed=document.removed + tuple(replace(r, refused=r.refused or _UNDONE) for r in done.removed),
            flags=(*document.flags, "over_removed: rules took most of the prose, so it was put back"),
        )
    return _with(document, done)


def _strip_text(document: Document, rules: Rules) -> Document:
    """The headline is looked for before anything goes. One that is sure leaves the text first, another stays in it.

    Then goes what the rules take, what stands over the headline, and the lines under it that say who wrote it and when.
    """
    host = site_of(document)
    views = [BlockView(b) for b in document.blocks]
    head = _head(document, views, _asks(rules))
    first = strip_views(head.rest(views), rules, host=host, input="text", protected=head.protected)
    if not head.stands(first.views):
        first = strip_views(views, rules, host=host, input="text") if head.sure else first
        head = _Head()
    if not head.sure and first.removed:
        # Among what is left a line may be sure that wasn't: one that menus and dates stood over.
        anew = _head(document, first.views, _asks(rules))
        if anew.sure and anew.stands(first.views):
            head, first = anew, replace(first, views=tuple(anew.rest(first.views)))
    title = head.title
    moved = [Removal(TITLE_RULE, "metadata", title.index, title.text)] if title and head.sure else []
    lines = text_bylines.lines_of(first.views, (*first.removed, *moved))
    signed = text_bylines.read(lines, title.index if title else None)
    if not _is_own_row(document):
        moved += _of_the_head(first.views, signed, title.index if title and head.sure else -1)
    done = _strip_again(first, moved, rules, host, head.protected) if moved else first
    stripped = _with(document, done)
    stripped = stripped.but(hints=_with_head(stripped, title.text if title else "", signed, views))
    return stripped if head.standfirst is None else stripped.but(blocks=_marked(stripped.blocks, head.standfirst))


@dataclass(frozen=True, slots=True)
class _Head:
    """A text's headline and standfirst. ``sure``: so probably the headline that it leaves the text."""

    title: Block | None = None
    sure: bool = False
    standfirst: Block | None = None

    @property
    def protected(self) -> Collection[int]:
        """The numbers of the blocks that no rule of shape may take."""
        return {b.index for b in (self.title, self.standfirst) if b}

    def rest(self, views: Sequence[BlockView]) -> list[BlockView]:
        """The blocks without a headline that leaves them."""
        return [v for v in views if not (self.sure and v.block is self.title)]

    def stands(self, left: Sequence[BlockView]) -> bool:
        """Whether it heads what is left: over boilerplate alone it doesn't, nor where a rule took it itself."""
        title = self.title
        if title is None:
            return True
        if not any(v.prose for v in left if v.block.index > title.index):
            return False
        return self.sure or any(v.block is title for v in left)


def _of_the_head(views: Sequence[BlockView], signed: Signature, title: int) -> list[Removal]:
    """The lines that say who wrote it and when, and what stands over the headline and is no sentence."""
    found: list[Removal] = []
    for v in views:
        if v.block.index in signed.lines:
            found.append(Removal(SIGNED_RULE, "metadata", v.block.index, v.block.text))
        elif v.block.index < title and not v.prose and not v.sentence:
            found.append(Removal(OVER_RULE, "strip", v.block.index, v.block.text))
    return found


def _marked(blocks: Sequence[Block], standfirst: Block) -> tuple[Block, ...]:
    """The blocks with the standfirst called so, unless it is all there is."""
    if len(blocks) < 2:
        return tuple(blocks)
    return tuple(replace(b, kind="standfirst") if b.index == standfirst.index else b for b in blocks)


def _strip_again(
    first: Stripped, moved: Sequence[Removal], rules: Rules, host: str | None, protected: Collection[int]
) -> Stripped:
    """What is left without what was moved, and without what rules take of that."""
    places = {r.block for r in moved}
    left = [v for v in first.views if v.block.index not in places]
    rest = strip_views(left, rules, host=host, input="text", protected=protected)
    told = {(r.rule_id, r.block) for r in first.removed if r.refused}
    later = (r for r in rest.removed if not (r.refused and (r.rule_id, r.block) in told))
    return Stripped(rest.views, (*first.removed, *moved, *later), {**rest.captured, **first.captured})


def _with_head(
    document: Document, title: str, signed: Signature, views: Sequence[BlockView]
) -> dict[str, tuple[tuple[str, Any], ...]]:
    """The hints with what the head of a text says. A rule that caught the same day may have caught the hour too."""
    title, outlet = without_name_on_own_line(title, (v.block.text for v in views if v.words <= _STAMP_WORDS))
    caught = dates.to_utc(document.captured.get("published_at", ""))
    day = dates.to_utc(signed.date or "")
    said = {
        "title": title,
        "authors": [name for name in signed.names if fold(name) != fold(outlet)],
        "published_at": None if day and caught and day[:10] == caught[:10] else signed.date,
    }
    found = {field: (*document.hints.get(field, ()), (TEXT_LINE, value)) for field, value in said.items() if value}
    return {**document.hints, **found}


def _head(document: Document, views: Sequence[BlockView], asks: tuple[Asks, Asks]) -> _Head:
    """The headline, as sure as it may be; the standfirst only of a headline that is sure."""
    given = document.record.get("title")
    found = find(views, *asks, address_of(document), given if isinstance(given, str) else None)
    if found is None or not found.sure or _is_own_row(document):
        return _Head(found.block if found else None)
    standfirst = deck(views, found.block, *asks)
    if standfirst and len(standfirst.text.split()) <= SENTENCE_WORDS and is_role(standfirst.text):
        standfirst = None
    return _Head(found.block, True, standfirst)


def _is_own_row(document: Document) -> bool:
    """Whether the text is of a row that was cleaned before: its head has left it, and what opens it now is body."""
    return _OWN in document.record


def _asks(rules: Rules) -> tuple[Asks, Asks]:
    """Whether a line is a byline or a date; whether it is boilerplate."""
    # Each line is asked for itself and for the lines over it.
    return lru_cache(maxsize=None)(lambda v: _is_stamp(v, rules)), lru_cache(maxsize=None)(
        lambda v: bool(_families(v, rules))
    )


def _is_stamp(view: BlockView, rules: Rules) -> bool:
    """Whether the line is a byline or a date."""
    if view.words <= _STAMP_WORDS and dates.is_dated(view.block.text):
        return True
    return "byline" in _families(view, rules)


def _families(view: BlockView, rules: Rules) -> set[str]:
    """The kinds of rules whose phrase stands in the line, wherever they may take it."""
    if view.found is None:
        view.found = rules.strip.found(view.folded)
    found = (rules.strip.rules[r] for r in view.found.rules)
    return {rule.family for rule in found if view.fits(rule.shape)}


def _took_the_body(blocks: Sequence[Block], done: Stripped) -> bool:
    """Most of the prose of a page's body went, and hardly any is left: then the rules are wrong, not the page."""
    before = sum(v.words for v in map(BlockView, blocks) if v.prose)
    left = sum(v.words for v in done.views if v.prose)
    return left < THIN_BODY and before > 2 * left


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
