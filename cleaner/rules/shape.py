"""How a block is built, without a word of any language: its length, its closing, its links, its capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from cleaner.document import Block
from cleaner.rules.conditions import Shape
from cleaner.rules.fold import fold

if TYPE_CHECKING:
    from cleaner.rules.compile import Found

# Signs for vowels and accents don't part a word: Python counts them as no letters.
_LETTER = r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff]"
_WORD = re.compile(rf"{_LETTER}+(?:['’.-]{_LETTER}+)*")
_ASCII_WORD = re.compile(r"\w+(?:['.-]\w+)*", re.ASCII)
_LETTERS_OR_DIGITS = re.compile(r"[^\W_]+")
_NO_SIGNS = {code: None for code in range(128) if not chr(code).isalnum()}
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_STOPLESS = re.compile(r"[\u0e00-\u0e7f]")
_CLOSED = re.compile(r"[.!?…。！？．؟۔।॥][\"'”’»›)\]）」』】\s]*$")
_INNER = re.compile(r"\w[.,;:!?]\s|[。，、।؟،]")
_LOWER_FIRST = re.compile(r"[\W_]*[a-zà-öø-ÿа-яα-ω]")
_INNER_STOP = re.compile(r"\w{2}[.!?] \w|[。！？]\w")
_SIGNED = re.compile(r"\s*[-–—―] ?\w|\W*$")
_LISTED = re.compile(r"\s*(?:[•·●○■□▪▫◆◇▶►▸▷➤➜→‣*]\s?|[–-]\s)\w")
_OPEN_END = re.compile(r"[:;,、，：；(\[{&+/-]\s*$")
# How many words a name, a label, a headline and a paragraph have, wherever that is asked.
NAME_WORDS = 4  # of a person, a place, a section: not more
SENTENCE_WORDS = 8  # fewer are a label, a signature, a headline's deck: no paragraph
LABEL_WORDS = 16  # not more
LONG_WORDS = 25  # from here on a paragraph, with or without a full stop
HEADLINE_WORDS = (3, 22)
THIN_BODY = 40  # fewer words are hardly an article, or a paragraph where no sign tells a sentence's end
CLEAR_BODY = 60  # words of prose that tell a body by shape alone
ALL_LINK = 0.9  # the share of a block's text that makes it nothing but a link
_KEPT = 512  # answers; of longer texts none
_KEPT_LENGTH = 4000


def count_words(text: str) -> int:
    """Words; in scripts that write no spaces two characters count as one."""
    return _counted_before(text) if len(text) <= _KEPT_LENGTH else _count_words(text)


def _count_words(text: str) -> int:
    if text.isascii():
        return len(_ASCII_WORD.findall(text))
    unspaced = len(_UNSPACED.findall(text))
    if not unspaced:
        return len(_WORD.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def squeeze(text: str) -> str:
    """Only the letters and digits, in small: what two renderings of one text share."""
    return _squeezed_before(text) if len(text) <= _KEPT_LENGTH else _squeeze(text)


def _squeeze(text: str) -> str:
    if text.isascii():
        return text.translate(_NO_SIGNS).lower()
    return "".join(_LETTERS_OR_DIGITS.findall(text.casefold()))


# A document's blocks come by again: in a second look, after the title is moved, when its flags are found.
_counted_before = lru_cache(maxsize=_KEPT)(_count_words)
_squeezed_before = lru_cache(maxsize=_KEPT)(_squeeze)

_NOTHING_SAID: Mapping[str, frozenset[str]] = MappingProxyType({})


_T = TypeVar("_T")


class lazy(Generic[_T]):  # noqa: N801 -- a decorator
    """``functools.cached_property`` without the lock that it takes before Python 3.12: for millions of short answers."""

    def __init__(self, work: Callable[[Any], _T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> _T:
        found = owner.__dict__[self._name] = self._work(owner)
        return found


class AllBlocks(Protocol):
    """The blocks that a block stands among."""

    def repeats(self, view: BlockView) -> bool: ...

    def quotes(self, view: BlockView) -> bool: ...


class BlockView:
    """A block with what rules ask of it, each worked out when first asked for."""

    def __init__(self, block: Block, said: Mapping[str, frozenset[str]] = _NOTHING_SAID) -> None:
        """``said``: the squeezed texts that the document gives its fields."""
        self.block = block
        self.said = said
        self.others: AllBlocks | None = None
        self.fragment = False
        self.found: Found | None = None  # what the rules at work find in it

    @property
    def repeated(self) -> bool:
        """The same stood before."""
        return self.others is not None and self.others.repeats(self)

    @property
    def quoted(self) -> bool:
        """Its words stand in a longer block too, as a pull quote's do."""
        return self.others is not None and self.others.quotes(self)

    @lazy
    def squeezed(self) -> str:
        """Only its letters and digits."""
        return squeeze(self.folded)

    @lazy
    def folded(self) -> str:
        return fold(self.block.text)

    @lazy
    def words(self) -> int:
        return count_words(self.block.text)

    @lazy
    def sentence(self) -> bool:
        """It ends as a sentence does."""
        return _CLOSED.search(self.block.text) is not None

    @lazy
    def prose(self) -> bool:
        """It reads like a paragraph of running text."""
        if self.block.link_share > 0.5:
            return False
        if self.words < SENTENCE_WORDS:
            return False
        if self.sentence or (self.words >= LONG_WORDS and _INNER.search(self.block.text) is not None):
            return True
        return self.words >= THIN_BODY and self.stopless

    @lazy
    def stopless(self) -> bool:
        """It is in a script that ends no sentence with a sign: there only length tells a paragraph from a headline."""
        return 2 * len(_STOPLESS.findall(self.block.text)) > len(self.block.text)

    @lazy
    def headline(self) -> bool:
        """It reads like a headline: some words, a capital first, no full stop and no lead-in to something else."""
        text = self.block.text.strip()
        low, high = HEADLINE_WORDS
        if not low <= self.words <= high or _OPEN_END.search(text):
            return False
        if text.endswith((".", "。", "।", "۔")) and not text.endswith("..."):
            return False
        first = next((c for c in text if c.isalnum()), "")
        return not first.islower()

    @lazy
    def capitals(self) -> float:
        """The share of its letters that are capitals."""
        letters = [c for c in self.block.text if c.isalpha()]
        return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0

    @lazy
    def digits(self) -> float:
        """The share of its characters that are digits."""
        return sum(map(str.isdigit, self.block.text)) / max(1, len(self.block.text))

    @lazy
    def open_end(self) -> bool:
        """It leads on to what follows."""
        return _OPEN_END.search(self.block.text) is not None

    @property
    def label(self) -> bool:
        """A short line that is neither a sentence nor a piece of one: a menu's word, a headline, a name."""
        return self._short_line and not self.fragment

    @lazy
    def _short_line(self) -> bool:
        if self.words > LABEL_WORDS or self.sentence or self.prose or not self.squeezed:
            return False
        return not (self.tabular or _INNER_STOP.search(self.block.text) or _SIGNED.match(self.block.text))

    @property
    def listed(self) -> bool:
        """It is an item of a list: marked so by the page, or by the sign before it in a text."""
        return self.block.kind == "list_item" or self.marked

    @lazy
    def marked(self) -> bool:
        """It begins with the sign of an item."""
        return _LISTED.match(self.block.text) is not None

    @lazy
    def tabular(self) -> bool:
        """It reads like a row of a table: cells between bars, or many numbers."""
        pieces = self.block.text.split()
        numbers = sum(p[:1].isdigit() for p in pieces)
        return self.block.text.count("|") > 1 or (len(pieces) > 2 and 3 * numbers >= len(pieces))

    @lazy
    def cut_at_start(self) -> bool:
        """It begins in the middle of a sentence. What is all link stands for itself: tags are small, too."""
        if self.block.link_share >= ALL_LINK:
            return False
        first = self.block.text.lstrip()[:1]
        if first.islower() or _LOWER_FIRST.match(self.block.text):
            return True
        return first in (",", ".", ";", ")", "”", "»", "、", "。", "，", "」")

    def fits(self, shape: Shape) -> bool:
        for test in shape.tests:  # noqa: SIM110 -- asked for every block and rule: all() takes twice as long
            if not test(self):
                return False
        return True


def failing_condition(view: BlockView, shape: Shape) -> str | None:
    """The first condition that the block doesn't meet, as a writer of rules would say it; None where all hold."""
    for (name, condition, wanted), test in zip(shape.given, shape.tests, strict=True):
        if not test(view):
            return f"{name}: {condition.tells(view, wanted)}"
    return None
