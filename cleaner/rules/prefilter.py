"""What a text must hold for an expression to be found in it.

The idea is RE2's own prefilter (FilteredRE2; Cox, "Regular Expression Matching with a Trigram Index"). Here what is needed
may also be the beginning of an expression that stands at the start of a text, and it is an expression again, so
that those of all rules make one RE2 set.
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
_FEW = re.compile(r"\\d|\[(?!\^)(?:[^a-z\\]|\\[^a-zA-Z0-9]|\\d|[a-z](?!-))*\]")  # digits, or a class of some signs
_LISTED = re.compile(r"\[([^\^\\\[-][^\\\[-]*)\]")  # a class that names each of its signs
_CLASS = 0.5
# The check of all rules compiles each of the 9,000 shipped expressions dozens of times.
_KEPT = 16_384
_START_LETTERS = 0.5
_TEXT_LETTERS = 2
_RARE = 3
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
    def plain(self) -> bool:
        """Nothing in it repeats."""
        return not self.repeats and all(p.plain for sequence in self.inner for p in sequence)

    @property
    def whole(self) -> bool:
        """Nothing in it repeats but digits, which cost a set nothing."""
        return (not self.repeats or _is_few(self.text)) and all(p.whole for s in self.inner for p in s)

    @property
    def written(self) -> str:
        """A plain piece as an expression."""
        inner = "|".join("".join(p.written for p in sequence) for sequence in self.inner)
        return (f"(?:{inner})" if self.inner else self.text) + "?" * (not self.least)

    @property
    def says(self) -> float:
        """How many letters it settles at least; a rare sign, or a letter beyond ASCII, says as much as three."""
        if not self.least:
            return 0
        if self.text == "$":
            return 1
        if self.inner:
            return min(sum(p.says for p in sequence) for sequence in self.inner)
        listed = _LISTED.fullmatch(self.text)
        if listed or _LITERAL.fullmatch(self.text) or _ESCAPED.fullmatch(self.text):
            each = [1 if c in _COMMON else _RARE for c in (listed[1] if listed else self.text.removeprefix("\\"))]
            return (min(each) if min(each) > 1 else _CLASS) if listed else sum(each)
        return _CLASS if _is_few(self.text) else 0


@lru_cache(maxsize=_KEPT)
def prefilter(pattern: str) -> str | None:
    """An RE2 expression without repetition that is found wherever ``pattern`` is; None where there is none worth it."""
    if _UNKNOWN.search(pattern):
        return None
    alternatives = _parse(pattern)
    if _are_bound(alternatives):
        text, letters = _start_of_any(tuple(sequence[1:] for sequence in alternatives))
        if letters >= _START_LETTERS:
            return f"^{text}"
    text, letters = _needed(alternatives)
    return text if letters >= _TEXT_LETTERS else None


def is_bound(pattern: str) -> bool:
    """Whether the expression can be found at a text's start only."""
    return _are_bound(parsed(pattern) or ((),))


def _are_bound(alternatives: tuple[Sequence, ...]) -> bool:
    return all(sequence[:1] == (Piece("^"),) for sequence in alternatives)


def _start_of_any(alternatives: tuple[Sequence, ...]) -> tuple[str, float]:
    """How the alternatives begin, up to what repeats, and how many letters that settles at least."""
    each = [_start(sequence) for sequence in alternatives]
    return f"(?:{'|'.join(text for text, _ in each)})", min(letters for _, letters in each)


def _start(sequence: Sequence) -> tuple[str, float]:
    text, letters = "", 0.0
    for at, piece in enumerate(sequence):
        more, settled = _start_of_any(piece.inner) if piece.inner else (piece.text, _letters(piece.text))
        if piece.repeats and _is_few(piece.text):  # what comes after them says more
            text, letters = text + more + ("+" if piece.least else "*"), letters + settled * piece.least
            continue
        if piece.least:
            text, letters = text + more, letters + settled
        elif piece.whole:
            text += more + "?"
        else:  # it begins with this, or with what comes after it
            rest, others = _start(sequence[at + 1 :])
            text, letters = f"{text}(?:{more}|{rest})", letters + min(settled, others)
        if not piece.whole:
            break
    return text, letters


def _is_few(atom: str) -> bool:
    return _FEW.fullmatch(atom) is not None


def _letters(atom: str) -> float:
    if _LITERAL.fullmatch(atom):
        return len(atom)
    return _CLASS if _is_few(atom) else 1 if _ESCAPED.fullmatch(atom) else 0


def _needed(alternatives: tuple[Sequence, ...]) -> tuple[str, float]:
    """What the alternatives cannot do without, and how much that says at least."""
    each = [max(_stretches(sequence), key=lambda found: found[1], default=("", 0.0)) for sequence in alternatives]
    return "|".join(dict.fromkeys(text for text, _ in each)), min(letters for _, letters in each)


def _stretches(sequence: Sequence) -> Iterator[tuple[str, float]]:
    """Each stretch without repetition, from the first piece that says something to the last, or to the text's end."""
    for plain, pieces in groupby(sequence, key=lambda piece: piece.plain):
        if plain:
            stretch = list(dropwhile(lambda piece: not piece.says, pieces))
            while stretch and not stretch[-1].says:
                stretch.pop()
            yield "".join(piece.written for piece in stretch), sum(piece.says for piece in stretch)
        else:
            yield from (_needed(piece.inner) for piece in pieces if piece.least and piece.inner)


def parsed(pattern: str) -> tuple[Sequence, ...] | None:
    """The expression taken apart; None for one with flags or quotations."""
    return None if _UNKNOWN.search(pattern) else _parse(pattern)


def _parse(pattern: str) -> tuple[Sequence, ...]:
    """The alternatives of an expression that RE2 has compiled, each a sequence of pieces."""
    return _alternatives(iter([*_TOKEN.findall(_NAME.sub("(?:", pattern)), ")"]))


def _alternatives(tokens: Iterator[str]) -> tuple[Sequence, ...]:
    """What stands up to the next closing parenthesis."""
    found: list[list[Piece]] = [[]]
    for token in tokens:
        if token == ")":
            break
        if token == "|":
            found.append([])
        elif token[0] == "(":
            found[-1].append(Piece("", inner=_alternatives(tokens)))
        elif found[-1] and (token[0] in "*+?" or (token[0] == "{" and len(token) > 1)):
            before = found[-1].pop()
            least = 0 if token[0] in "*?" or token.startswith("{0") else before.least
            found[-1].append(Piece(before.text, least, before.repeats or token[0] != "?", before.inner))
        else:
            found[-1].append(Piece(token))
    return tuple(tuple(sequence) for sequence in found)
