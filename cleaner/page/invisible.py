"""Characters that nobody sees: they break search and tokenising, so they leave the output of texts and pages."""

from __future__ import annotations

import re

# Soft hyphen, word joiner and invisible operators, byte order mark, annotation marks. Controls are white space to many, and stay.
_NEVER = "\u00ad\u180e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
_JOINERS = "\u200c\u200d"
_BREAK = "\u200b"
_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Scripts that join letters by these, from Hebrew to Mongolian, and signs that emoji are made of.
_JOINED = "\u0590-\u1cff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
# Scripts without spaces, where a zero-width space is what parts two words: Thai, Lao, Burmese, Khmer.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_ANY = re.compile(f"[{_NEVER}{_JOINERS}{_BREAK}{_MARKS}]")
_GONE = re.compile(
    f"[{_NEVER}]|(?<![{_JOINED}])[{_JOINERS}]+|[{_JOINERS}]+(?![{_JOINED}])|(?<![{_UNSPACED}]){_BREAK}+|{_BREAK}+(?![{_UNSPACED}])"
)
_MARK = re.compile(f"[{_MARKS}]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")


def without_invisible(text: str) -> str:
    """The text without them. Joiners stay where a script or an emoji needs them, direction marks where text runs both ways."""
    if _ANY.search(text) is None:
        return text
    text = _GONE.sub("", text)
    if _MARK.search(text) and not _RIGHT_TO_LEFT.search(text):
        text = _MARK.sub("", text)
    return text


def plain_spaces(text: str) -> str:
    """The text with a plain space for each no-break space and the like."""
    return text if text.isascii() else _SPACE.sub(" ", text)
