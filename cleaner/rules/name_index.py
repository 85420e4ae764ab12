"""Which prune rules ask for an element by the words in its names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from cleaner.rules.model import Rule
from cleaner.rules.patterns import compile_set

_KNOWN_NAMES = 50_000
# Words that tell in a name what a box has, or how it stands: they say nothing of what it is.
_BEFORE = frozenset(("has", "with", "without", "no", "is"))
_BEHIND = frozenset(("enabled", "disabled", "open", "opened", "closed", "active", "layout", "width", "height"))
_NAME_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


def split_names(names: str) -> str:
    """``c-relatedLinks x_y`` as ``| c related links | x y |``: the words of each name between bars."""
    return f"| {' | '.join([words for name in names.split() if (words := _words_of(name)) is not None])} |"


@lru_cache(maxsize=8192)
def _words_of(name: str) -> str | None:
    """The words of a name; None for one that says nothing of what its box is."""
    parts = _NAME_PARTS.findall(name)
    return None if _modifies(parts) else " ".join(parts).lower()


def _modifies(parts: list[str]) -> bool:
    """The name says of a box what it has or looks like, not what it is: ``has-comments``, ``sidebar-layout``."""
    if len(parts) < 2 or parts[1].lower() == "print":  # no-print says what it is: nothing of the article
        return False
    return parts[0].lower() in _BEFORE or parts[-1].lower() in _BEHIND


def _name_pattern(words: str) -> str:
    """``^`` and ``$`` stand for the start and the end of a name, ``*`` for the rest of a word."""
    left = "\\| " if words.startswith("^") else " "
    right = " \\|" if words.endswith("$") else " "
    return left + words.strip("^$").replace("*", "[a-z0-9]*") + right


@dataclass
class NameIndex:
    """Which prune rules ask for an element by the words in its names, as one RE2 set."""

    rules: tuple[Rule, ...]
    owner: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        patterns: list[str] = []
        for i, rule in enumerate(self.rules):
            for words in rule.find.names:
                patterns.append(_name_pattern(words))
                self.owner.append(i)
        self._set = compile_set(patterns)
        # An outlet's pages share their names; what is kept is a pure function's answer, not a page's.
        self.rules_for = lru_cache(maxsize=_KNOWN_NAMES)(self._rules_for)

    def _rules_for(self, names: str) -> tuple[int, ...]:
        """The places of the rules whose words stand in one element's names (``class="c-relatedLinks x"``)."""
        if self._set is None:
            return ()
        found = self._set.Match(split_names(names))
        return tuple(sorted({self.owner[i] for i in found})) if found else ()
