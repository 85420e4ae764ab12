"""How dense a line is in a small vocabulary: forms and dialogs speak of few things, and to the reader.

Time is linear in the line: each word is looked up alone and with the next two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
LONGEST = 3  # words of a phrase
# One word of what forms speak of is chance: "your story".
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words and phrases: ``of`` what is spoken, ``to`` whom; the least ``share`` of a line's words that they make."""

    of: tuple[str, ...]
    to: tuple[str, ...]
    share: float

    def share_in(self, folded: str) -> float:
        """The share of the line's words that the vocabulary holds; 0 where it says too little ``of`` or nothing ``to``."""
        of, to = _known(self.of), _known(self.to)
        words = _WORD.findall(folded)
        things = readers = at = 0
        while at < len(words):
            for length in range(min(LONGEST, len(words) - at), 0, -1):
                phrase = " ".join(words[at : at + length])
                if phrase in of or phrase in to:
                    things += length if phrase in of else 0
                    readers += length if phrase not in of else 0
                    break
            at += length
        return (things + readers) / len(words) if things >= _LEAST and readers else 0.0

    def is_in(self, folded: str) -> bool:
        return self.share_in(folded) >= self.share


def words_of(phrase: str) -> int:
    return len(_WORD.findall(phrase))


_known = lru_cache(maxsize=64)(frozenset[str])
