"""Many RE2 expressions looked for at once.

A set's time is linear in the text and flat in the number of expressions (RE2; Cox, "Regular Expression Matching in the Wild").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import re2

from cleaner.rules.load import CLOSING, WORD_CLOSING
from cleaner.rules.needed import needed

_SET_MEMORY = 128 << 20
_REPETITION = re.compile(r"(?<!\\)[*+]|\{\d+,?\d*\}")


class PatternMatcher:
    """Which of many expressions are found in a text, in one look.

    Expressions without repetition stand in RE2 sets as they are. Those with repetition would multiply the sets' states, so
    what each of them needs stands there for it, and only where that is found is the expression tried itself.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        sure: dict[str, list[int]] = {}
        likely: dict[str, list[int]] = {}
        for i, pattern in enumerate(patterns):
            part = (
                needed(pattern)
                if _REPETITION.search(pattern.removesuffix(CLOSING).removesuffix(WORD_CLOSING))
                else None
            )
            (sure if part is None else likely).setdefault(part or pattern, []).append(i)
        # What begins at the start of a text is soon decided; apart from the rest, it costs next to nothing.
        kinds = (
            [t for t in (*sure, *likely) if t.startswith("^")],
            [t for t in likely if not t.startswith("^")],
            [t for t in sure if not t.startswith("^")],
        )
        self._sets = [
            (compile_set(texts), [(sure.get(t, ()), likely.get(t, ())) for t in texts]) for texts in kinds if texts
        ]
        self._alone = lru_cache(maxsize=None)(lambda i: compile_set([patterns[i]]))

    def hits(self, text: str) -> frozenset[int]:
        """The places of the expressions that are found in the text."""
        encoded = text.encode()  # once, not by each of RE2's wrappers
        found: list[int] = []
        for pattern_set, meant in self._sets:
            for k in pattern_set.Match(encoded) or ():
                sure, likely = meant[k]
                found.extend(sure)
                found.extend(i for i in likely if self._alone(i).Match(encoded))
        return frozenset(found)


@lru_cache(maxsize=8)
def matcher(patterns: tuple[str, ...]) -> PatternMatcher:
    """A matcher for these patterns. The check of rules asks for the same ones with each condition dropped in turn."""
    return PatternMatcher(patterns)


def compile_set(patterns: Iterable[str]) -> Any:
    """A compiled RE2 set that searches for all patterns at once; None where there are none."""
    options = re2.Options()
    options.max_mem = _SET_MEMORY
    options.log_errors = False
    found = re2.Set.SearchSet(options)
    added = [found.Add(pattern) for pattern in patterns]
    if not added:
        return None
    found.Compile()
    return found


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> Any:
    """One RE2 expression."""
    return re2.compile(pattern)
