"""Where an article was written, as its first sentence says: "MARNHAM, Ohio (AP) - The mill ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.rules.shape import BlockView

# What stands before the first dash, and that dash with space behind it.
_HEAD = re.compile(r"[^\w(（]{0,2}(\w.{1,70}?)\s*(?:--+|[-–—])\s+(?=\W{0,2}[^\W\d])")
_AGENCY = re.compile(r"\s*[(（][^()（）]{2,30}[)）]\s*$")
# Chinese agencies and papers write place and day together: 北京1月1日电.
_HAN = re.compile(
    r"\W{0,2}(?:\w{2,3}[社网網])?\s*([\u4e00-\u9fff]{1,5}?[^\W\d报報网網社站台])\s*\d{1,2}月\d{1,2}日[电電讯訊]"
)
_MOST_WORDS = 5
_LEAST_LETTERS = 3


def find(blocks: Iterable[BlockView]) -> str | None:
    """The place, with its state or country where that is told; None where the first prose doesn't begin with one.

    A place stands in capitals, or an agency's name in brackets stands behind it.
    """
    first = next((v for v in blocks if v.prose), None)
    if first is None:
        return None
    text = first.block.text
    if han := _HAN.match(text):
        return han.group(1)
    head = _HEAD.match(text)
    if head is None:
        return None
    said = head.group(1)
    bare = _AGENCY.sub("", said)
    pieces = [piece.strip() for piece in bare.split(",")]
    place = pieces[0]
    if not _is_place(place) or not (place.isupper() or bare != said):
        return None
    until = next((i for i, piece in enumerate(pieces) if any(map(str.isdigit, piece))), len(pieces))
    return ", ".join(filter(None, pieces[:until]))


def _is_place(text: str) -> bool:
    words = text.split()
    letters = sum(map(str.isalpha, text))
    if not 1 <= len(words) <= _MOST_WORDS or letters < _LEAST_LETTERS or any(map(str.isdigit, text)):
        return False
    return words[0][0].isupper() and letters >= len(text) - len(words) - 2
