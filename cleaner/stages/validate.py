"""Flags: what an ETL job may want to filter on, each with its evidence. A flag never removes anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cleaner.body import walls
from cleaner.body.confidence import LOW, confidence, costs, parts_of
from cleaner.document import Document
from cleaner.rules.compile import Rules
from cleaner.rules.shape import THIN_BODY, BlockView

_THIN_WORDS = 120
_OVER_REMOVED = 0.6
_REPEATED = 0.2
_NO_ARTICLE = 0.1  # the most confidence that a page in an article's place can have
_LIVE_URL = re.compile(
    r"/live(?:blog|-blog|ticker|-ticker|-updates?)?[/-]|live-?blog|live-?ticker|news-?blog|en-vivo|en-direct-", re.I
)
_VIDEO_TYPES = ("video", "VideoObject")


def validate(document: Document, rules: Rules) -> Document:
    """Fill ``flags`` with ``name: evidence``, and ``confidence``."""
    views = [BlockView(b) for b in document.blocks]
    words = sum(v.words for v in views)
    found = [*_length(document, words), *_paywalled(document, words), *_live_blog(document)]
    found += _truncated(document)
    wall = list(_non_article(document, rules, words))
    parts = parts_of(document, views)
    sure = min(confidence(parts), _NO_ARTICLE if wall else 1.0)
    found += [*wall, *_repeated(views)]
    if not wall and words >= THIN_BODY:  # else the flag that says so is told already
        found += _low_confidence(parts, sure)
    return document.but(flags=(*document.flags, *found), confidence=sure)


def _low_confidence(parts: Mapping[str, float], sure: float) -> Iterator[str]:
    if sure < LOW:
        weakest = costs(parts)[:2]
        yield f"low_confidence: {sure:.2f}, for {' and '.join(f'{name} {value:.2f}' for name, value in weakest)}"


def _length(document: Document, words: int) -> Iterator[str]:
    if words < THIN_BODY:
        yield f"too_short: {words} words"
    stripped = sum(len(r.text) for r in document.removed if r.stage == "strip" and not r.refused)
    whole = stripped + len(document.text())
    if stripped > _OVER_REMOVED * whole:
        yield f"over_removed: rules took {stripped / whole:.0%} of the text"


def _paywalled(document: Document, words: int) -> Iterator[str]:
    prompt = next((r.rule_id for r in document.removed if r.rule_id.startswith("paywall.") and not r.refused), None)
    if document.metadata.is_free is False:
        yield "paywalled: the page says that it is not free"
    elif prompt and words < _THIN_WORDS:
        yield f"paywalled: {prompt} took a prompt, and {words} words are left"


def _truncated(document: Document) -> Iterator[str]:
    if "cut_off" in document.captured:
        yield f"truncated: where it was cut off stood {document.captured['cut_off']!r}"


def _live_blog(document: Document) -> Iterator[str]:
    types = [str(v) for _, v in document.hints.get("type", ())]
    live = _LIVE_URL.search(document.url or document.metadata.canonical_url or "")
    if "LiveBlogPosting" in types:
        yield "live_blog: the page says LiveBlogPosting"
    elif live:
        yield f"live_blog: its URL holds {live.group()}"


def _non_article(document: Document, rules: Rules, words: int) -> Iterator[str]:
    """A page that stands in the article's place, a video's page, or a page of links."""
    signs = walls.find(document, rules)
    consent = sum(len(r.text) for r in document.removed if r.rule_id.startswith("consent.") and not r.refused)
    types = [str(v) for _, v in document.hints.get("type", ())]
    linked = [b for b in document.blocks if b.link_share > 0.5]
    if signs:
        yield f"non_article: {signs[0].rule.tells}, told {' and '.join(map(str, signs[:2]))}"
    elif words < THIN_BODY and consent > len(document.text()):
        yield f"non_article: consent wall, {consent} characters of it"
    elif words < _THIN_WORDS and any(t.startswith(_VIDEO_TYPES) for t in types):
        yield "non_article: video, the page says so"
    elif len(document.blocks) >= 5 and 2 * len(linked) > len(document.blocks):
        yield f"non_article: index, {len(linked)} of {len(document.blocks)} blocks are links"


def _repeated(views: Sequence[BlockView]) -> Iterator[str]:
    prose = [v.block.text for v in views if v.prose]
    again = sum(n - 1 for n in Counter(prose).values())
    if again and again >= _REPEATED * len(prose):
        yield f"repeated_text: {again} of {len(prose)} paragraphs stood before"
