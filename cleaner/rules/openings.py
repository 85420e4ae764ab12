"""Where a rule's phrase begins in the middle of a line: for texts that came without line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner.document import Block
from cleaner.rules.fold import fold
from cleaner.rules.model import Rule
from cleaner.rules.patterns import NOTHING_KNOWN, matcher
from cleaner.rules.prefilter import Piece, parsed
from cleaner.rules.shape import BlockView

_BEFORE = "zxq wvu "
# So many letters tell most words from those that phrases begin with; of an expression with more beginnings none are kept.
_LETTERS = 6
_MOST = 2000
_KEPT = 16_384  # the check of all rules asks for each expression dozens of times
_END = "\n"  # which no folded text holds
_LISTED = re.compile(r"\[(-?(?:[^\]^\\-]|\\[^a-zA-Z0-9])+-?)\]")
_DIGITS = ("\\d", "[0-9]", "[0-9０-９]")
_AS_ZERO = str.maketrans("123456789", "000000000")


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Expressions that begin with words of their own, the ids of their rules, and the letters that any begins with."""

    patterns: tuple[str, ...]
    rules: tuple[str, ...]
    letters: frozenset[str]


def beginnings_of(rules: Sequence[Rule]) -> Beginnings:
    """Those of strip rules' expressions that are bound to a block's start."""
    found: list[tuple[str, str]] = []
    begin: set[str] = set()
    for rule in rules:
        for pattern in rule.find.patterns if not rule.sites and rule.input != "page" else ():
            texts = beginnings(pattern)
            # What may begin with anything, or any word with an "a", tells no beginning.
            if texts and "" not in texts and not any(len(t) == 1 and t.isalpha() for t in texts):
                found.append((pattern, rule.id))
                begin |= texts
    return Beginnings(tuple(p for p, _ in found), tuple(rule_id for _, rule_id in found), frozenset(begin))


class Openings:
    """The strip rules' expressions that are bound to a block's start and begin with words of their own."""

    def __init__(
        self, rules: Sequence[Rule], begin: Beginnings, needs: Mapping[str, str | None] = NOTHING_KNOWN
    ) -> None:
        in_force = {rule.id: rule for rule in rules}
        chosen = [(p, in_force[i]) for p, i in zip(begin.patterns, begin.rules, strict=True) if i in in_force]
        self._rules = [rule for _, rule in chosen]
        # Sets of these alone are decided at a text's first letters: with all patterns such texts took a third longer.
        self._hits = matcher([pattern for pattern, _ in chosen], needs).hits
        self._begin = begin.letters

    def of(self, text: str) -> frozenset[int]:
        """The places of the patterns that find their phrase at the start of this text, which is built as their rule asks."""
        folded = fold(text)
        start = (folded[:_LETTERS].translate(_AS_ZERO) + _END)[:_LETTERS]
        if not any(start[:n] in self._begin for n in range(1, _LETTERS + 1)):
            return frozenset()
        hits = self._hits(folded)
        if not hits:
            return frozenset()
        hits -= self._hits(_BEFORE + folded)
        view = BlockView(Block(0, text))
        return frozenset(i for i in hits if view.fits(self._rules[i].shape))


@lru_cache(maxsize=_KEPT)
def beginnings(pattern: str) -> frozenset[str]:
    """Texts of a few letters, of which each match at a text's start begins with one; "" begins all. Digits are 0.

    >>> sorted(beginnings("^(?:the )?post(?:ed|s)? by"))
    ['post b', 'posted', 'posts ', 'the po']
    """
    alternatives = parsed(pattern)
    if alternatives is None:
        return frozenset([""])
    # What isn't bound to the start is looked for elsewhere.
    bound = [sequence for sequence in alternatives if sequence and sequence[0].text == "^"]
    return frozenset(text for text, _ in _begin(bound, frozenset([""])))


_Begun = frozenset[tuple[str, bool]]


def _begin(alternatives: Iterable[Sequence[Piece]], before: frozenset[str]) -> _Begun:
    """The beginnings, each with whether it may go on."""
    found: set[tuple[str, bool]] = set()
    for sequence in alternatives:
        current: set[tuple[str, bool]] = {(text, True) for text in before}
        for piece in sequence:
            if piece.text == "^":
                continue
            open_ones = frozenset(t for t, goes_on in current if goes_on)
            if not open_ones:
                break
            current = {c for c in current if not c[1]} | _after(piece, open_ones)
            if len(current) > _MOST:
                return frozenset([("", False)])
        found |= current
    return frozenset(found)


def _after(piece: Piece, before: frozenset[str]) -> set[tuple[str, bool]]:
    if piece.inner:
        more = set(_begin(piece.inner, before))
    else:
        letters = _letters(piece.text)
        if letters is None:  # any letter, or the end
            return {(text, False) for text in before}
        more = {(text + letter, True) for text in before for letter in letters}
    cut = {(t[:_LETTERS], goes_on and len(t) < _LETTERS and not piece.repeats) for t, goes_on in more}
    return cut | ({(text, True) for text in before} if not piece.least else set())


def _letters(atom: str) -> tuple[str, ...] | None:
    """The texts that an atom stands for; None where they can't be listed."""
    if atom == "$":
        return (_END,)
    if atom in _DIGITS:
        return ("0",)
    if listed := _LISTED.fullmatch(atom):
        return tuple(sorted(set(listed[1].replace("\\", "").translate(_AS_ZERO))))
    if len(atom) == 2 and atom[0] == "\\":
        return None if atom[1].isalnum() else (atom[1],)
    return None if atom[0] in "[.$\\" else (atom.translate(_AS_ZERO),)
