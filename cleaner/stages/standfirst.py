"""The standfirst as a field alone: an optional stage, right after ``strip``."""

from __future__ import annotations

from cleaner.article import Removal
from cleaner.document import Document
from cleaner.rules.compile import Rules

# Not a rule file's rule: the standfirst moves to its field, and the row says from where.
STANDFIRST_RULE = "standfirst.field"


def standfirst(document: Document, rules: Rules) -> Document:
    """Move the standfirst out of the blocks; ``Document.apart`` keeps it for the row."""
    moved = [b for b in document.blocks if b.kind == "standfirst"]
    if not moved or len(moved) == len(document.blocks):
        return document
    return document.but(
        apart=document.standfirst(),
        blocks=tuple(b for b in document.blocks if b.kind != "standfirst"),
        removed=document.removed + tuple(Removal(STANDFIRST_RULE, "standfirst", b.index, b.text) for b in moved),
    )
