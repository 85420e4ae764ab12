"""Many RE2 expressions looked for at once.

A set's time is linear in the text and flat in the number of expressions (RE2; Cox, "Regular Expression Matching in the Wild").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import re2

from cleaner.rules.load import CLOSING, WORD_CLOSING
from cleaner.rules.prefilter import is_anchored, prefilter

NOTHING_KNOWN: Mapping[str, str | None] = MappingProxyType({})
# By an expression of a set: the places of the patterns that it is itself, and of those to be tried where it is found.
_PatternsOf = dict[str, tuple[list[int], list[int]]]
_SET_MEMORY = 128 << 20
_KEPT = 16_384  # more than the shipped rules have
_KEPT_SETS = 8
_LONG_GAP = re.compile(r"\{\d*,\d{2,}\}")
_REPETITION = re.compile(r"(?<!\\)[*+]|\{\d+,?\d*\}")


class PatternMatcher:
    """Which of many expressions are found in a text, in one look.

    What each of them needs stands in RE2 sets, and only where that is found is the expression tried itself: repetition would
    multiply the sets' states. One set is for what begins at a text's start, which is soon decided; there expressions without
    repetition stand as they are. One is for what may stand anywhere. The few that need nothing are always tried: together,
    but for those whose long gaps would multiply a set's states.
    """

    def __init__(self, patterns: Sequence[str], needs: Mapping[str, str | None] = NOTHING_KNOWN) -> None:
        """``needs``: what was worked out before of some of the patterns."""
        starts: _PatternsOf = {}
        inner: _PatternsOf = {}
        always: _PatternsOf = {}
        self._gapped: list[int] = []
        for i, pattern in enumerate(patterns):
            part = needs[pattern] if pattern in needs else prefilter(pattern)
            without_repetition = not _REPETITION.search(pattern.removesuffix(CLOSING).removesuffix(WORD_CLOSING))
            if part and part.startswith("^"):
                starts.setdefault(pattern if without_repetition else part, ([], []))[not without_repetition].append(i)
            elif part:
                inner.setdefault(part, ([], []))[1].append(i)
            elif without_repetition or not _LONG_GAP.search(pattern):
                always.setdefault(pattern, ([], []))[0].append(i)
            else:
                self._gapped.append(i)
        self._sets = [
            (_known_set(tuple(texts), each is starts).Match, [each[text] for text in texts])
            for each in (starts, inner, always)
            if (texts := sorted(each))
        ]
        self._patterns = patterns

    def hits(self, text: str) -> frozenset[int]:
        """The places of the expressions that are found in the text."""
        encoded = text.encode()  # once, not by each of RE2's wrappers
        hits: list[int] = []
        tried = [*self._gapped]
        for match, patterns_of in self._sets:
            for k in match(encoded) or ():
                sure, likely = patterns_of[k]
                hits += sure
                tried += likely
        patterns = self._patterns
        hits += [i for i in tried if _known_single(patterns[i])(encoded)]
        return frozenset(hits)


def matcher(patterns: Sequence[str], needs: Mapping[str, str | None] = NOTHING_KNOWN) -> PatternMatcher:
    """A matcher for these patterns; ``needs`` as for a new one."""
    return PatternMatcher(patterns, needs) if needs else _matcher(tuple(patterns))


# The check of rules asks for the same patterns, or for the same in another order, with each condition dropped in turn.
@lru_cache(maxsize=_KEPT_SETS)
def _matcher(patterns: tuple[str, ...]) -> PatternMatcher:
    return PatternMatcher(patterns)


@lru_cache(maxsize=_KEPT_SETS)
def _known_set(texts: tuple[str, ...], at_start: bool) -> Any:
    return compile_set(texts, at_start)


@lru_cache(maxsize=_KEPT)
def _known_single(pattern: str) -> Any:
    return compile_set([pattern], at_start=is_anchored(pattern)).Match


def compile_set(patterns: Iterable[str], at_start: bool = False) -> Any:
    """A compiled RE2 set that looks for all patterns at once, anywhere or ``at_start``; None where there are none."""
    options = re2.Options()
    options.max_mem = _SET_MEMORY
    options.log_errors = False
    compiled = (re2.Set.MatchSet if at_start else re2.Set.SearchSet)(options)
    added = [compiled.Add(pattern) for pattern in patterns]
    if not added:
        return None
    compiled.Compile()
    return compiled


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> Any:
    """One RE2 expression."""
    return re2.compile(pattern)
