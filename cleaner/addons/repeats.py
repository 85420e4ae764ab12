"""Lines that repeat across documents: when two lines are the same boilerplate, and where a document has its own prose.

Near-equal lines count as one: numbers and dates become a slot, and so do capitalised names where enough else is left.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from cleaner.document import Block
from cleaner.rules.fold import fold
from cleaner.rules.shape import NAME_WORDS, BlockView, count_words

# Private letters, which no text means anything by and folding leaves alone.
NUMBER, NAME = "\ue000", "\ue001"
CLOSING_MARKS = " :.!?…：。！？।؟۔"
MIN_DOCUMENTS = 3

_SLOT = re.compile(f"[{NUMBER}{NAME}]")
_DATE = re.compile(r"\d{1,2}\.? (?:de )?[^\W\d_]+\.?,? (?:de )?\d{4}|[^\W\d_]{3,} \d{1,2}, \d{4}")
# A digit in a name, as in "area51", is no number; scripts without spaces write numbers right beside their letters.
_CASED = "A-Za-z\u00c0-\u024f\u0370-\u052f"
_NUMBER = re.compile(rf"(?<![{_CASED}\d])\d(?:[\d.,:/'’\u00a0\u202f -]*\d)?(?:st|nd|rd|th|[kKmM])?(?![{_CASED}\d])")
_WORD = re.compile(r"\w(?:[\w'’.-]*\w)?")
_LONGEST = 600
_FIXED_WORDS = 3
_HOME = re.compile(r"(?:[a-z]+:)?//[^/?#]*/?(?:index\.\w+)?(?:#.*)?", re.I)
SAME_STORY = 0.6  # of the prose of the shorter
# Of the outlet's documents, so many must hold a line for it to go: around the body, where a sentence or a paragraph may be
# the article's own end, and between paragraphs.
_EDGE_SHARE, _SENTENCE_SHARE, _PROSE_SHARE = 0.1, 0.3, 0.5
_INNER_SHARE = 0.6
_LIST_LEAST = 5
_INNER_PROSE = (6, 0.6)

Side = Literal["above", "below", "between", "own"]


@dataclass(frozen=True, slots=True)
class Line:
    """A kept block of a document with all that is asked of it when documents are laid beside each other.

    ``exact`` and ``loose`` are what it shares with near-equal lines, with slots for numbers and for names too ("" where
    too little would be left); ``fixed`` counts its words outside slots. ``holders`` are the selectors of the page's
    elements around it, the innermost first.
    """

    text: str
    exact: str
    loose: str = ""
    prose: bool = False
    sentence: bool = False
    fixed: int = 0
    kind: str = "paragraph"
    linked: float = 0.0
    holders: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(k for k in (self.exact, self.loose) if k)


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many of an outlet's documents a line stands, and at which side of their own prose."""

    above: int = 0
    below: int = 0
    between: int = 0


def line_of(block: Block, holders: tuple[str, ...] = ()) -> Line:
    """What a block shares with others."""
    view = BlockView(block)
    exact, loose = line_keys(block.text)
    fixed = count_words(_SLOT.sub(" ", exact))
    return Line(
        block.text, exact, loose, view.prose, view.sentence, fixed, block.kind, block.link_share, holders
    )  # fmt: skip


def line_keys(text: str) -> tuple[str, str]:
    """The line folded, with slots for its numbers and dates; and the same with slots for its names, or ""."""
    if len(text) > _LONGEST or _SLOT.search(text):
        return "", ""
    numbered = _NUMBER.sub(NUMBER, _DATE.sub(NUMBER, text))
    exact = _key(numbered)
    named = _names_as_slots(numbered)
    fixed = sum(not _SLOT.search(w) for w in _WORD.findall(named))
    slots = len(_SLOT.findall(named))
    loose = _key(named) if NAME in named and fixed >= max(_FIXED_WORDS, slots) else ""
    return exact if sum(c.isalpha() for c in exact) >= 2 else "", loose


def _key(text: str) -> str:
    return fold(text).rstrip(CLOSING_MARKS)


def _names_as_slots(text: str) -> str:
    """Runs of capitalised words become slots; the line's first word alone is none, for any line begins so."""
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
    runs: list[list[int]] = []
    for i, (start, _, word) in enumerate(words):
        if not word[0].isupper() or NUMBER in word:
            continue
        near = runs and runs[-1][-1] == i - 1 and text[words[i - 1][1] : start] == " "
        if near and len(runs[-1]) < NAME_WORDS:
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in reversed([r for r in runs if r != [0]]):
        text = text[: words[run[0]][0]] + NAME + text[words[run[-1]][1] :]
    return text


def sides(lines: Sequence[Line], repeats: Callable[[Line], bool]) -> list[Side]:
    """Where each line that repeats stands: above or below the document's own prose, or between its paragraphs.

    What doesn't repeat is the document's own. One without prose of its own has no sides: all of it is "own".
    """
    again = [repeats(line) for line in lines]
    prose = [i for i, line in enumerate(lines) if line.prose and not again[i]]
    if not prose:
        return ["own"] * len(lines)
    first, last = prose[0], prose[-1]
    return [
        "own" if not again[i] else "above" if i < first else "below" if i > last else "between"
        for i in range(len(lines))
    ]  # fmt: skip


def may_go(line: Line, side: Side, seen: int, documents: int, least: int) -> bool:
    """Whether a line that ``seen`` of an outlet's ``documents`` hold is boilerplate where it stands.

    Around the body it must be frequent, a sentence more so. But the lines of a recipe or a score, a word or two and a number,
    repeat in bodies too, and between paragraphs subheadings and background do: such a line must stand in six tenths of
    all documents, prose there in six of them, and a heading never goes.
    """
    if side == "own" or seen < least:
        return False
    if side != "between" and line.fixed >= _FIXED_WORDS:
        share = _PROSE_SHARE if line.prose else _SENTENCE_SHARE if line.sentence else _EDGE_SHARE
        return seen >= share * documents
    if side == "between" and line.kind == "heading":
        return False
    if side == "between" and line.prose:
        return seen >= max(least, _INNER_PROSE[0]) and seen >= _INNER_PROSE[1] * documents
    few = line.fixed < _FIXED_WORDS and NUMBER in line.exact
    return seen >= max(_LIST_LEAST if few else MIN_DOCUMENTS, _INNER_SHARE * documents)


@dataclass(frozen=True, slots=True)
class Story:
    """What tells an article from others and knows it again in another version: its address, and some of its prose.

    Both are hashes: ``address`` 0 for none, ``prose`` an array of 8 bytes each, for a batch holds many.
    """

    address: int
    prose: array[int]

    def is_same(self, other: Story) -> bool:
        """Whether both are versions of one article: the same address, or most of the prose of the shorter."""
        if self.address and self.address == other.address:
            return True
        least = min(len(self.prose), len(other.prose))
        return least == 0 or len(set(self.prose) & set(other.prose)) >= SAME_STORY * least


def story_of(lines: Iterable[Line], url: str | None, most: int | None = None) -> Story:
    """The article's story, with at most so many hashes of its prose: the smallest, which versions of a text share.

    The address of a home page is no article's: templates give it as the canonical one on all their pages.
    """
    hashes = sorted({hashed(line.exact or fold(line.text)) for line in lines if line.prose})
    return Story(hashed(url) if url and not _HOME.fullmatch(url) else 0, array("Q", hashes[:most]))


def hashed(*parts: Hashable) -> int:
    """A number of 64 bits, the same on every machine and in every run."""
    return int.from_bytes(blake2b("\0".join(map(str, parts)).encode("utf-8", "replace"), digest_size=8).digest(), "big")
