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
_FEW = re.compile(r"\\d|\[(?!\^)(?:[^a-z\\]|\\d|[a-z](?!-))*\]")  # digits, or a class of some signs
_LISTED = re.compile(r"\[([^\^\\\[-][^\\\[-]*)\]")  # a class that names each of its signs
_CLASS = 0.5
# The check of all rules compiles each of the 9,000 shipped expressions dozens of times.
_KEPT = 16_384
_START_LETTERS = 0.5
_TEXT_LETTERS = 3
_MOST_TEXTS = 64
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
        return not self.repeats and all(p.plain for sequence in self.inner for p in sequence)


@lru_cache(maxsize=_KEPT)
def prefilter(pattern: str) -> str | None:
    """An RE2 expression without repetition that is found wherever ``pattern`` is; None where there is none worth it."""
    if _UNKNOWN.search(pattern):
        return None
    alternatives = _parse(pattern)
    if all(sequence[:1] == (Piece("^"),) for sequence in alternatives):
        text, letters = _start_of_any(tuple(sequence[1:] for sequence in alternatives))
        if letters >= _START_LETTERS:
            return f"^{text}"
    texts = _one_of(alternatives)
    return "|".join(re.escape(t) for t in sorted(texts)) if texts and _settled(texts) >= _TEXT_LETTERS else None


def _start_of_any(alternatives: tuple[Sequence, ...]) -> tuple[str, float]:
    """How the alternatives begin, up to what repeats, and how many letters that settles at least."""
    each = [_start(sequence) for sequence in alternatives]
    return f"(?:{'|'.join(text for text, _ in each)})", min(letters for _, letters in each)


def _start(sequence: Sequence) -> tuple[str, float]:
    text, letters = "", 0.0
    for at, piece in enumerate(sequence):
        more, settled = _start_of_any(piece.inner) if piece.inner else (piece.text, _letters(piece.text))
        if piece.repeats and _FEW.fullmatch(piece.text):
            # Digits without end cost a set nothing, and what comes after them says more.
            text, letters = text + more + ("+" if piece.least else "*"), letters + settled * piece.least
            continue
        if piece.least:
            text, letters = text + more, letters + settled
        elif piece.plain:
            text += more + "?"
        else:  # it begins with this, or with what comes after it
            rest, others = _start(sequence[at + 1 :])
            text, letters = f"{text}(?:{more}|{rest})", letters + min(settled, others)
        if not piece.plain:
            break
    return text, letters


def _letters(atom: str) -> float:
    if _LITERAL.fullmatch(atom):
        return len(atom)
    return _CLASS if _FEW.fullmatch(atom) else 1 if _ESCAPED.fullmatch(atom) else 0


def _one_of(alternatives: tuple[Sequence, ...]) -> frozenset[str] | None:
    """Texts of which each match holds one."""
    each = [max(_needed_texts(sequence), key=_settled, default=None) for sequence in alternatives]
    return frozenset().union(*(t for t in each if t)) if all(each) else None


def _settled(texts: frozenset[str]) -> int:
    """The letters of the shortest; a rare sign, or a letter beyond ASCII, says as much as three."""
    return min(sum(1 if c in _COMMON else _TEXT_LETTERS for c in t) for t in texts)


def _needed_texts(sequence: Sequence) -> Iterator[frozenset[str]]:
    """What the sequence cannot do without: for each stretch that can be written out, the texts it may be."""
    current = frozenset([""])
    for piece in sequence:
        texts = _written_out(piece)
        if texts is not None and len(texts) * len(current) <= _MOST_TEXTS:
            current = frozenset(a + b for a in current for b in texts)
            continue
        if "" not in current:
            yield _shortest(current)
        current = texts or frozenset([""])
        inside = _one_of(piece.inner) if texts is None and piece.least and piece.inner else None
        if inside:
            yield inside
    if "" not in current:
        yield _shortest(current)


def _shortest(texts: frozenset[str]) -> frozenset[str]:
    """Those that hold none of the others: where a longer one stands, so does what it holds."""
    kept: list[str] = []
    for text in sorted(texts, key=len):
        if not any(k in text for k in kept):
            kept.append(text)
    return frozenset(kept)


def _written_out(piece: Piece) -> frozenset[str] | None:
    """All texts that a piece may be; None where they can't be listed."""
    if piece.repeats:
        return None
    if not piece.least:
        texts = _written_out(Piece(piece.text, inner=piece.inner))
        return None if texts is None else texts | {""}
    if piece.inner:
        each = [_all_texts(sequence) for sequence in piece.inner]
        found = frozenset().union(*(t for t in each if t is not None))
        return found if None not in each and len(found) <= _MOST_TEXTS else None
    if _LITERAL.fullmatch(piece.text):
        return frozenset([piece.text])
    if listed := _LISTED.fullmatch(piece.text):
        return frozenset(listed.group(1))
    return frozenset(piece.text[1]) if _ESCAPED.fullmatch(piece.text) else None


def _all_texts(sequence: Sequence) -> frozenset[str] | None:
    current = frozenset([""])
    for piece in sequence:
        texts = _written_out(piece)
        if texts is None or len(texts) * len(current) > _MOST_TEXTS:
            return None
        current = frozenset(a + b for a in current for b in texts)
    return current


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
