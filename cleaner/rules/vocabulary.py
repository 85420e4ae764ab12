"""How dense a line is in a small vocabulary: forms and dialogs speak of few things, and to the reader.

Time is linear in the line: each word is looked up alone and with the next two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
LONGEST = 3  # words of a phrase
# One word of what forms speak of is chance: "your story".
_LEAST = 2


@dataclass(frozen=True)
class Vocabulary:
    """Folded words and phrases: ``of`` what is spoken, ``to`` whom; the least ``share`` of a line's words that they make."""

    of: tuple[str, ...]
    to: tuple[str, ...]
    share: float

    @cached_property
    def by_first(self) -> Mapping[str, list[tuple[list[str], bool]]]:
        """By its first word each phrase, the longest first, and whether it says ``of`` what."""
        found: dict[str, list[tuple[list[str], bool]]] = {}
        for phrase in dict.fromkeys((*self.of, *self.to)):
            words = split(phrase)
            found.setdefault(words[0], []).append((words, phrase in self.of))
        return {first: sorted(phrases, key=lambda p: -len(p[0])) for first, phrases in found.items()}

    def share_in(self, words: Sequence[str]) -> float:
        """The share of a line's words that the vocabulary holds; 0 where it says too little ``of`` or nothing ``to``."""
        by_first = self.by_first
        things = readers = at = 0
        while at < len(words):
            length = 1
            for phrase, is_thing in by_first.get(words[at], ()):
                if len(phrase) == 1 or words[at : at + len(phrase)] == phrase:
                    length = len(phrase)
                    things += length * is_thing
                    readers += length * (not is_thing)
                    break
            at += length
        return (things + readers) / len(words) if things >= _LEAST and readers else 0.0

    def is_in(self, words: Sequence[str]) -> bool:
        return self.share_in(words) >= self.share


class Vocabularies:
    """Many vocabularies asked at once: each word of a line is looked up once, and most lines hold too few of them."""

    def __init__(self, vocabularies: Mapping[int, Vocabulary]) -> None:
        """``vocabularies``: by the place of their rules."""
        self._all = dict(vocabularies)
        self._places: dict[str, list[int]] = {}
        for place, vocabulary in self._all.items():
            for first in vocabulary.by_first:
                self._places.setdefault(first, []).append(place)

    def found_in(self, folded: str) -> list[int]:
        """The places of the vocabularies that are dense in a folded line."""
        if not self._places:
            return []
        words = split(folded)
        begun = Counter(place for word in words if word in self._places for place in self._places[word])
        return [
            place
            for place, count in begun.items()
            if count > 1 and count * LONGEST >= self._all[place].share * len(words) and self._all[place].is_in(words)
        ]


def split(folded: str) -> list[str]:
    """The words of a folded line."""
    return _WORD.findall(folded)
