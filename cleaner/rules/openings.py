"""Where a rule's phrase begins in the middle of a line: for texts that came without line breaks."""

from __future__ import annotations

import re

from cleaner.document import Block
from cleaner.rules.fold import fold
from cleaner.rules.model import Rule
from cleaner.rules.patterns import matcher
from cleaner.rules.shape import BlockView

# What may begin with anything tells no beginning.
_LOOSE = re.compile(r"\^(?:\((?:\?:)?)*(?:\.[*+{?]|\[\^|\\[wSD]|\[a-z)")
_BEFORE = "zxq wvu "


class Openings:
    """The strip rules' expressions that are bound to a block's start and begin with words of their own."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        found = [
            (pattern, rule)
            for rule in rules
            if not rule.sites and rule.input != "page"
            for pattern in rule.find.patterns
            if pattern.startswith("^") and not _LOOSE.match(pattern)
        ]
        self._rules = [rule for _, rule in found]
        self._matcher = matcher(tuple(pattern for pattern, _ in found))

    def of(self, text: str) -> frozenset[int]:
        """The places of those that find their phrase at the start of this text, which is built as their rule asks."""
        folded = fold(text)
        hits = self._matcher.hits(folded)
        if not hits:
            return hits
        hits -= self._matcher.hits(_BEFORE + folded)
        view = BlockView(Block(0, text))
        return frozenset(i for i in hits if view.fits(self._rules[i].shape))
