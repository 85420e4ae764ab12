"""Flags: what an ETL job may want to filter on, each with its evidence. A flag never removes anything."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.rules.compile import Rules
from cleaner.rules.shape import count_words

_SHORT_WORDS = 40
_OVER_REMOVED = 0.6
_REPEATED = 3


def validate(document: Document, rules: Rules) -> Document:
    """Fill ``flags``."""
    return document.but(flags=(*document.flags, *_flags(document)))


def _flags(document: Document) -> list[str]:
    text = document.text()
    words = count_words(text)
    flags: list[str] = []
    if words < _SHORT_WORDS:
        flags.append(f"too_short: {words} words")
    stripped = sum(len(r.text) for r in document.removed if r.stage == "strip" and not r.refused)
    if stripped > _OVER_REMOVED * (stripped + len(text)) and stripped > 200:
        flags.append(f"over_removed: rules took {stripped / (stripped + len(text)):.0%} of the text")
    return flags
