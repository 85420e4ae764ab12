"""Many RE2 expressions looked for at once.

A set's time is linear in the text and flat in the number of expressions (RE2; Cox, "Regular Expression Matching in the Wild").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import re2

from cleaner.rules.load import CLOSING

_SET_MEMORY = 512 << 20
_FILTER_SIZE = 200  # more would outgrow the memory that the filter gives its literals
_REPETITION = re.compile(r"(?<!\\)[*+]|\{\d+,?\d*\}")


class PatternMatcher:
    """Which of many expressions are found in a text, in one look.

    Expressions without repetition go into one RE2 set. Those with repetition would multiply that set's states, so RE2's own
    prefilter (FilteredRE2: the literal texts that an expression cannot match without) says which of them to try; the few
    that need no literal text have a set of their own.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        plain = [i for i, p in enumerate(patterns) if not _REPETITION.search(p.removesuffix(CLOSING))]
        rest = sorted(set(range(len(patterns))) - set(plain))
        self._filters = [
            (compile_filter([patterns[i] for i in part]), part)
            for part in (rest[k : k + _FILTER_SIZE] for k in range(0, len(rest), _FILTER_SIZE))
        ]
        unfiltered = [part[k] for found, part in self._filters for k in found.Match("", True) or ()]
        self._unfiltered = frozenset(unfiltered)
        self._sets = [(compile_set([patterns[i] for i in part]), part) for part in (plain, unfiltered) if part]

    def hits(self, text: str) -> frozenset[int]:
        """The places of the expressions that are found in the text."""
        found: list[int] = []
        for pattern_set, part in self._sets:
            places = pattern_set.Match(text)
            if places:
                found.extend(part[k] for k in places)
        for pattern_filter, part in self._filters:
            likely = [k for k in pattern_filter.Match(text, True) or () if part[k] not in self._unfiltered]
            found.extend(part[k] for k in likely if pattern_filter.re(k).search(text))
        return frozenset(found)


def compile_filter(patterns: Iterable[str]) -> Any:
    """An RE2 prefilter over the expressions."""
    options = re2.Options()
    options.log_errors = False
    found = re2.Filter()
    for pattern in patterns:
        found.Add(pattern, options)
    found.Compile()
    return found


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
