"""Many RE2 expressions looked for at once.

A set's time is linear in the text and flat in the number of expressions (RE2; Cox, "Regular Expression Matching in the Wild").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import re2

from cleaner.errors import RuleError
from cleaner.rules.load import CLOSING

_SET_MEMORY = 512 << 20
# A filter's literals share 8 MiB; with 200 expressions RE2 was seen to run out of it. `rules check` would show hits lost.
_FILTER_SIZE = 100
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
        always = set(_needing_no_literal(patterns, rest))
        rest = [i for i in rest if i not in always]
        self._filters = [
            (compile_filter([patterns[i] for i in part]), part)
            for part in (rest[k : k + _FILTER_SIZE] for k in range(0, len(rest), _FILTER_SIZE))
        ]
        self._sets = [(compile_set([patterns[i] for i in part]), part) for part in (plain, sorted(always)) if part]

    def hits(self, text: str) -> frozenset[int]:
        """The places of the expressions that are found in the text."""
        encoded = text.encode()  # once, not by each of RE2's wrappers
        found: list[int] = []
        for pattern_set, part in self._sets:
            found.extend(part[k] for k in pattern_set.Match(encoded) or ())
        for pattern_filter, part in self._filters:
            found.extend(part[k] for k in pattern_filter.Match(encoded) or ())
        return frozenset(found)


def _needing_no_literal(patterns: Sequence[str], part: Sequence[int]) -> Iterator[int]:
    """Those that a prefilter lets through on any text."""
    for k in range(0, len(part), _FILTER_SIZE):
        some = part[k : k + _FILTER_SIZE]
        yield from (some[found] for found in compile_filter([patterns[i] for i in some]).Match("", True) or ())


def compile_filter(patterns: Iterable[str]) -> Any:
    """An RE2 prefilter over the expressions."""
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True  # whether an expression is found is all that is asked
    found = re2.Filter()
    for pattern in patterns:
        try:
            found.Add(pattern, options)
        except re2.error as e:
            raise RuleError(f"RE2 cannot compile the expression, it is too large: {pattern[:200]}") from e
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
