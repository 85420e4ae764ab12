"""The language of the clean body, in two letters."""

from __future__ import annotations

from dataclasses import replace

from cleaner.document import Document
from cleaner.rules.compile import Rules
from cleaner.text.languages import detect


def language(document: Document, rules: Rules) -> Document:
    """Fill ``language`` and ``language_score`` from the body; a page's own word decides where the body can't."""
    declared = next((c for _, v in document.hints.get("language", ()) if (c := _code(v))), None)
    code, score = detect(document.text(), declared)
    return document.but(metadata=replace(document.metadata, language=code, language_score=score))


def _code(declared: object) -> str | None:
    """``en`` of ``en-GB`` or ``en_GB``."""
    code = str(declared).replace("_", "-").split("-")[0].strip().lower()
    return code if len(code) == 2 and code.isalpha() else None
