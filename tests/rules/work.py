"""A text's lines put through strip rules."""

from __future__ import annotations

from collections.abc import Collection

from cleaner.document import Block
from cleaner.rules.compile import Rules
from cleaner.rules.match import Stripped, strip_blocks


def strip(rules: Rules, text: str, host: str | None = None, *, protected: Collection[int] = ()) -> Stripped:
    """Each line is a block."""
    blocks = [Block(i, line) for i, line in enumerate(text.split("\n"))]
    return strip_blocks(blocks, rules, host=host, input="text", protected=protected)


def left(rules: Rules, text: str, host: str | None = None, *, protected: Collection[int] = ()) -> str:
    """What stays, a line a block."""
    return "\n".join(b.text for b in strip(rules, text, host, protected=protected).blocks)


def removed(done: Stripped) -> list[str]:
    """The texts that went, in the order of their removal."""
    return [r.text for r in done.removed if not r.refused]


def refused(done: Stripped) -> list[tuple[str, str]]:
    """(text, reason) of what a guard or an override kept in."""
    return [(r.text, r.refused) for r in done.removed if r.refused]
