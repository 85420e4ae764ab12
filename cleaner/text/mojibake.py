"""UTF-8 that was read as Windows-1252 ("â€™" for an apostrophe), mended where it is plain.

A line is mended whole or not at all: all of it goes back to bytes, these are strict UTF-8, the line is shorter for it, and what
comes out are letters and signs of the common scripts. "groß»" goes back to bytes that are UTF-8 too, but of a script nobody means.
"""

from __future__ import annotations

import re

# How a character of two, three or four bytes looks when it was read so; what may follow the first are bytes 0x80 to 0xbf.
_NEXT = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_SEEN = re.compile(f"[\u00c2-\u00df][{_NEXT}]|[\u00e0-\u00ef][{_NEXT}]{{2}}|[\u00f0-\u00f4][{_NEXT}]{{3}}")
# Latin, Greek, Cyrillic, punctuation, signs, scripts of the East, emoji; not the phonetic letters and rare scripts between.
_MEANT = re.compile(
    "[\x00-\x7f\u00a0-\u017f\u0370-\u052f\u0600-\u06ff\u0900-\u0e7f\u2000-\u2bff\u3000-\u9fff\uac00-\ud7af\ufe0f\uff00-\uffef\U0001f000-\U0001faff]*"
)


def mended(text: str) -> str:
    """The text with its plain mojibake undone."""
    if text.isascii() or _SEEN.search(text) is None:
        return text
    return "\n".join(_mended_line(line) for line in text.split("\n"))


def _mended_line(line: str) -> str:
    if line.isascii():
        return line
    try:
        again = b"".join(map(_byte, line)).decode("utf-8")
    except UnicodeError:
        return line
    return again if len(again) < len(line) and _MEANT.fullmatch(again) else line


def _byte(letter: str) -> bytes:
    """Its byte in Windows-1252; five bytes that this code page leaves open came through as they were."""
    return letter.encode("latin-1") if letter in "\x81\x8d\x8f\x90\x9d" else letter.encode("cp1252")
