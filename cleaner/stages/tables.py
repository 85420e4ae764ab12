"""Without tables: an optional stage, after ``strip``."""

from __future__ import annotations

from cleaner.article import Removal
from cleaner.body import kinds
from cleaner.document import Document
from cleaner.rules.compile import Rules

# Not a rule file's rule: the user wants no tables, and the row says what they held.
TABLES_RULE = "tables.left-out"


def without_tables(document: Document, rules: Rules) -> Document:
    """Take the rows of tables out of the blocks, unless there is nothing else."""
    if document.page is None:  # lines of text; None is one that only draws a table
        shown = zip(document.blocks, kinds.of_lines(document.blocks), strict=True)
        rows = [block for block, found in shown if found is None or found.kind == "table_row"]
    else:
        rows = [b for b in document.blocks if b.kind == "table_row"]
    if not rows or len(rows) == len(document.blocks):
        return document
    gone = {b.index for b in rows}
    return document.but(
        blocks=tuple(b for b in document.blocks if b.index not in gone),
        removed=document.removed + tuple(Removal(TABLES_RULE, "tables", b.index, b.text) for b in rows),
    )
