"""Folding: the form of a text that rules are matched on. What is put out is never folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′`´ʼ＇"), "'") | dict.fromkeys(map(ord, "“”„‟″«»＂〝〞"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_SPACES = dict.fromkeys(map(ord, "\t\n\r\f\v\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"), " ") | dict.fromkeys(
    range(8192, 8203), " "
)
_NOTHING = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F], "")
_TABLE = {**_QUOTES, **_DASHES, **_SPACES, **_NOTHING}
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
_MARKS = " •·●○■□▪▫◆◇▶►▸▷➤➜→⇒➡›»▼▾↓★☆✓✔|¦*#+-_~>=<"
_ESCAPED = re.compile(r"\\[pP]\{\^?\w+\}|\\[pP]\w|\(\?P<\w+>|\\.|\(\?[a-zA-Z-]+[:)]|\[\[:\^?\w+:\]|[^\\(\[]+|.", re.S)
_KEPT = 512  # answers; of longer texts none
_KEPT_LENGTH = 4000
_RUN_OF_SPACES = re.compile("  +")


def fold(text: str) -> str:
    """NFC, straight quotes and dashes, one space for any white space, casefolded, without list marks at the ends."""
    return _folded_before(text) if len(text) <= _KEPT_LENGTH else _fold(text)


def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", _arrows_as_marks(text))
    # str.translate looks every letter up in the table; few of them stand there.
    folded = (text.translate(_TABLE) if text.isascii() else _FOLDED.sub(_as_folded, text)).casefold()
    if "  " in folded:
        folded = _RUN_OF_SPACES.sub(" ", folded)
    return folded.strip(_MARKS)


# A document's blocks are folded for the rules, again without its headline, and for its flags.
_folded_before = lru_cache(maxsize=_KEPT)(_fold)


def _as_folded(found: re.Match[str]) -> str:
    return _TABLE[ord(found[0])]


def _arrows_as_marks(text: str) -> str:
    """The text with the arrow of "Read more »" as a list mark; where « stands too, » is a quote."""
    if "»" not in text or "«" in text:
        return text
    inner = text.strip(_MARKS + "» \u00a0")
    start = text.find(inner)
    end = start + len(inner)
    return text[:start].replace("»", "›") + inner + text[end:].replace("»", "›")


def fold_phrase(phrase: str) -> str:
    """Fold a phrase of a rule, and drop the closing punctuation that ``equals`` forgives."""
    return fold(phrase).rstrip(" :.!?…：。！？।؟۔")


def fold_pattern(pattern: str) -> str:
    """Fold the letters of an expression and leave its escapes, classes and group names alone."""
    parts = _ESCAPED.findall(pattern)
    return "".join(p if p[0] in "\\(" or p.startswith("[[:") else p.translate(_TABLE).casefold() for p in parts)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters (and its end) the offset in ``text`` that it came from.

    Slower than ``fold``: for the few blocks of which only a part is taken or captured.
    """
    letters: list[str] = []
    offsets: list[int] = []
    at = 0
    for at, cluster in _clusters(_arrows_as_marks(text)):
        for letter in unicodedata.normalize("NFC", cluster).translate(_TABLE).casefold():
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            offsets.append(at)
    whole = "".join(letters)
    kept = whole.strip(_MARKS)
    skipped = len(whole) - len(whole.lstrip(_MARKS)) if kept else 0
    cut = offsets[skipped : skipped + len(kept)]
    end = offsets[skipped + len(kept)] if skipped + len(kept) < len(offsets) else len(text)
    return kept, [*cut, end]


def _clusters(text: str) -> list[tuple[int, str]]:
    """A letter with its combining marks, as NFC composes them, and its offset."""
    found: list[tuple[int, str]] = []
    for at, letter in enumerate(text):
        if found and (unicodedata.combining(letter) or (not letter.isascii() and _composes(found[-1][1] + letter))):
            found[-1] = (found[-1][0], found[-1][1] + letter)
        else:
            found.append((at, letter))
    return found


def _composes(letters: str) -> bool:
    return not unicodedata.is_normalized("NFC", letters)
