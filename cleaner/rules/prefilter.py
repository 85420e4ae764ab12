"""What a text must hold for an expression to be found in it.

The idea is RE2's own prefilter (FilteredRE2; Cox, "Regular Expression Matching with a Trigram Index"). Here the part
that is needed may also be the beginning of an expression that stands at the start of a text, and it is an expression again,
so those of all rules make one RE2 set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, groupby

_TOKEN = re.compile(
    r"\\[pP]\{\^?\w+\}|\\[pP]\w|\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{2}|\\."
    r"|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]"
    r"|\(\?:|[()|]|[*+?]\??|\{\d+(?:,\d*)?\}\??"
    r"|[^\\\[\](){}|*+?.^$]+(?![*+?{])|.",  # letters as one, but for the last where something says how often
    re.S,
)
_UNKNOWN = re.compile(r"(?<!\\)\((?!\?:|\?P<)\?|\\[QECG]")  # flags, quotations: not worth taking apart
_NAME = re.compile(r"(?<!\\)\(\?P<\w+>")
_LITERAL = re.compile(r"[^\\\[.^$].*", re.S)
_ESCAPED = re.compile(r"\\[^a-zA-Z0-9]", re.S)
# Digits, or a class that lists its signs: cheap in a set even where it repeats.
_SMALL_CLASS = re.compile(r"\\d|\[(?!\^)(?:[^a-z\\]|\\[^a-zA-Z0-9]|\\d|[a-z](?!-))*\]")
_EXPLICIT_CLASS = re.compile(r"\[([^\^\\\[-][^\\\[-]*)\]")  # a class that names each of its signs
# The check of all rules compiles each of the 9,000 shipped expressions dozens of times.
_KEPT = 16_384
# How much a piece tells, in letters: `_CLASS` a class, `_RARE` a rare sign. A start is used from `_START_LETTERS` on, a stretch
# elsewhere from `_TEXT_LETTERS`.
_CLASS = 0.5
_RARE = 3
_START_LETTERS = 0.5
_TEXT_LETTERS = 2
_COMMON = frozenset(" abcdefghijklmnopqrstuvwxyz0123456789.,'\"-:;!?")

Sequence = tuple["Piece", ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters, a class or a group of an expression, and how often it may stand."""

    text: str
    least: int = 1
    repeats: bool = False
    inner: tuple[Sequence, ...] = ()

    @property
    def has_no_repetition(self) -> bool:
        return not self.repeats and all(p.has_no_repetition for sequence in self.inner for p in sequence)

    @property
    def can_be_copied(self) -> bool:
        """Nothing in it repeats, or only small classes, which a set can hold."""
        return (not self.repeats or _is_small_class(self.text)) and all(p.can_be_copied for s in self.inner for p in s)

    @property
    def as_expression(self) -> str:
        """A piece without repetition, written as an expression again."""
        inner = "|".join("".join(p.as_expression for p in sequence) for sequence in self.inner)
        return (f"(?:{inner})" if self.inner else self.text) + "?" * (not self.least)

    @property
    def certain_letters(self) -> float:
        """How much it tells at least, in letters; nothing where it may be left out."""
        if not self.least:
            return 0
        if self.inner:
            return min(sum(p.certain_letters for p in sequence) for sequence in self.inner)
        return _letters(self.text)


@lru_cache(maxsize=_KEPT)
def prefilter(pattern: str) -> str | None:
    """An RE2 expression without repetition that is found wherever ``pattern`` is; None where there is none worth it."""
    alternatives = parsed(pattern)
    if alternatives is None:
        return None
    if _are_anchored(alternatives):
        text, letters = _start_of_any(tuple(sequence[1:] for sequence in alternatives))
        if letters >= _START_LETTERS:
            return f"^{text}"
    text, letters = _required_part(alternatives)
    return text if letters >= _TEXT_LETTERS else None


def is_anchored(pattern: str) -> bool:
    """Whether the expression can be found at a text's start only."""
    return _are_anchored(parsed(pattern) or ((),))


def _are_anchored(alternatives: tuple[Sequence, ...]) -> bool:
    return all(sequence[:1] == (Piece("^"),) for sequence in alternatives)


def _start_of_any(alternatives: tuple[Sequence, ...]) -> tuple[str, float]:
    """How the alternatives begin, up to what repeats, and how many letters that tells at least."""
    starts = [_start(sequence) for sequence in alternatives]
    return f"(?:{'|'.join(text for text, _ in starts)})", min(letters for _, letters in starts)


def _start(sequence: Sequence) -> tuple[str, float]:
    text, letters = "", 0.0
    for at, piece in enumerate(sequence):
        added, tells = _start_of_any(piece.inner) if piece.inner else (piece.text, _letters(piece.text))
        # A repeated digit or small class is kept, and the search goes on behind it.
        if piece.repeats and _is_small_class(piece.text):
            text, letters = text + added + ("+" if piece.least else "*"), letters + tells * piece.least
            continue
        if piece.least:
            text, letters = text + added, letters + tells
        elif piece.can_be_copied:
            text += added + "?"
        else:  # The piece may be left out: the text begins with the piece or with what follows it.
            rest, rest_tells = _start(sequence[at + 1 :])
            text, letters = f"{text}(?:{added}|{rest})", letters + min(tells, rest_tells)
        if not piece.can_be_copied:
            break
    return text, letters


def _is_small_class(atom: str) -> bool:
    return _SMALL_CLASS.fullmatch(atom) is not None


def _letters(atom: str) -> float:
    """How much one atom tells: a rare sign, or a letter beyond ASCII, as much as three common letters."""
    if atom == "$":
        return 1
    explicit = _EXPLICIT_CLASS.fullmatch(atom)
    if explicit:
        least = min(_RARE if c not in _COMMON else 1 for c in explicit[1])
        return least if least > 1 else _CLASS
    if _LITERAL.fullmatch(atom) or _ESCAPED.fullmatch(atom):
        return sum(1 if c in _COMMON else _RARE for c in atom.removeprefix("\\"))
    return _CLASS if _is_small_class(atom) else 0


def _required_part(alternatives: tuple[Sequence, ...]) -> tuple[str, float]:
    """What the alternatives cannot do without, and how many letters that tells at least."""
    parts = [max(_stretches(sequence), key=lambda part: part[1], default=("", 0.0)) for sequence in alternatives]
    return "|".join(dict.fromkeys(text for text, _ in parts)), min(letters for _, letters in parts)


def _stretches(sequence: Sequence) -> Iterator[tuple[str, float]]:
    """Each stretch without repetition, from the first piece that tells something to the last; of groups what they require."""
    for without_repetition, pieces in groupby(sequence, key=lambda piece: piece.has_no_repetition):
        if without_repetition:
            stretch = list(dropwhile(lambda piece: not piece.certain_letters, pieces))
            while stretch and not stretch[-1].certain_letters:
                stretch.pop()
            yield "".join(p.as_expression for p in stretch), sum(p.certain_letters for p in stretch)
        else:
            yield from (_required_part(piece.inner) for piece in pieces if piece.least and piece.inner)


def parsed(pattern: str) -> tuple[Sequence, ...] | None:
    """The expression taken apart; None for one with flags or quotations."""
    return None if _UNKNOWN.search(pattern) else _parse(pattern)


def _parse(pattern: str) -> tuple[Sequence, ...]:
    """The alternatives of an expression that RE2 has compiled, each a sequence of pieces."""
    return _alternatives(iter([*_TOKEN.findall(_NAME.sub("(?:", pattern)), ")"]))


def _alternatives(tokens: Iterator[str]) -> tuple[Sequence, ...]:
    """What stands up to the next closing parenthesis."""
    alternatives: list[list[Piece]] = [[]]
    for token in tokens:
        if token == ")":
            break
        if token == "|":
            alternatives.append([])
        elif token[0] == "(":
            alternatives[-1].append(Piece("", inner=_alternatives(tokens)))
        elif alternatives[-1] and (token[0] in "*+?" or (token[0] == "{" and len(token) > 1)):
            before = alternatives[-1].pop()
            least = 0 if token[0] in "*?" or token.startswith("{0") else before.least
            alternatives[-1].append(Piece(before.text, least, before.repeats or token[0] != "?", before.inner))
        else:
            alternatives[-1].append(Piece(token))
    return tuple(tuple(sequence) for sequence in alternatives)
