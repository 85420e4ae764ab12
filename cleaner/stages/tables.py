"""Without tables: an optional stage, after ``strip``."""

from __future__ import annotations

from cleaner.article import Removal
from cleaner.document import Document
from cleaner.rules.compile import Rules

# Not a rule file's rule: the user wants no tables, and the row says what they held.
TABLES_RULE = "tables.left-out"


def without_tables(document: Document, rules: Rules) -> Document:
    """Take the rows of tables out of the blocks, unless there is nothing else."""
    rows = [b for b in document.blocks if b.kind == "table_row"]
    if not rows or len(rows) == len(document.blocks):
        return document
    return document.but(
        blocks=tuple(b for b in document.blocks if b.kind != "table_row"),
        removed=document.removed + tuple(Removal(TABLES_RULE, "tables", b.index, b.text) for b in rows),
    )
