"""The headline of a text: of the lines over the first prose the one with the highest score.

The score is a weighted sum of what a line shares with the body and the address, where it stands and how it is built.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urlsplit

from cleaner.document import Block
from cleaner.rules.place import Place
from cleaner.rules.shape import HEADLINE_WORDS, LABEL_WORDS, NAME_WORDS, BlockView, lazy, squeeze

# Fitted as a choice among a text's lines on the texts of corpus/text and text2 whose headline is a line of theirs (244 of 157
# publishers), then rounded. On publishers left out it chooses right in 85 to 90 of 100.
WEIGHTS: Mapping[str, float] = {
    "body_share": 2.0,  # what share of its words the body says
    "body_words": 2.5,  # how many, up to four
    "address": 3.0,  # what it shares with the last part of the address
    "not_address": -2.0,  # an address with words, and it shares next to none
    "headline": 2.0,  # a headline's length and capital, no full stop
    "label": 1.0,
    "prose": -1.5,
    "short": -1.5,
    "long": -1.5,
    "small": -0.5,  # begins in the middle of a sentence
    "stamped": 2.0,  # a byline or a date comes within six lines
    "stamp": -3.0,  # it is a byline or a date
    "first": 1.0,
    "twice": 1.5,
    "under_one": -1.0,  # a line like a headline stands a few lines over it, so this one is rather the deck
    "boilerplate": -1.0,  # a phrase of a rule stands in it
    "late": -2.5,  # for each paragraph of the body over it, up to two
}
# A line with a score of LEAST becomes the title. With SURE it is also taken out of the text; right over a byline or a date
# SURE_STAMPED is enough. For the line that opens a text OPENING is enough for both. Measured on all 1,277 texts: of 254 headlines
# 215 become the title and 161 are taken out, and with them 33 lines of body.
LEAST = 5.0
SURE = 8.5
SURE_STAMPED = 7.0
OPENING = 4.0
Asks = Callable[[BlockView], bool]
_WORDS = (2, 30)
_TOLD = 0.15  # less in common with the address is next to nothing
_KNOWN_WORDS = 4
_STEM = 5  # letters by which words are compared
_LEAST_LETTERS = 4  # of a word that says something
_NEAR = 6  # lines
_BEFORE = 200  # lines over the body that are looked at
_READ = 600  # words of the body that a headline is compared with
_DECK_WORDS = (5, 60)
_PATH = re.compile(r"(?:.*[»>›/|\]] *)?")
_OUTLET = re.compile(r"(?: *[(\[|–—-].*)?")
_SPACED = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """The line that is a text's headline. ``sure``: so probably that it may be taken out of the text."""

    block: Block
    sure: bool


def find(
    views: Sequence[BlockView],
    is_stamp: Asks,
    is_boilerplate: Asks,
    address: str | None = None,
    given: str | None = None,
) -> Headline | None:
    """The headline of a text, None where none is.

    ``is_stamp`` says of a line whether it is a byline or a date, ``is_boilerplate`` whether a phrase of a rule stands in it;
    ``address`` is where the text was found, ``given`` the title that its record gives: a line that says it is the headline,
    and where none does, only one that says more or less than it is sure.
    """
    said = squeeze(given or "")
    if said:
        line = next((v.block for v in views[:_BEFORE] if v.squeezed == said), None)
        if line is not None:
            return Headline(line, sure=True)
    look = _Look(views, is_stamp, is_boilerplate, address)
    scores = {i: look.score(i) for i in look.places if _WORDS[0] <= views[i].words <= _WORDS[1]}
    at = max(scores, key=lambda i: scores[i], default=-1)
    if at < 0 or (scores[at] < LEAST and not (look.opens(at) and scores[at] >= OPENING)):
        return None
    stamped = views[at].headline and views[at].words <= LABEL_WORDS and look.stamped(at)
    sure = scores[at] >= (SURE_STAMPED if stamped else SURE) or look.opens(at)
    if not sure and (is_boilerplate(views[at]) or is_stamp(views[at])):
        return None
    alone = next((i for i in scores if _is_more(views[at].block.text, views[i].block.text)), at)
    chosen = views[alone]
    # Where the record has a title and no line says it, the headline was left out: what opens the text is its deck, its body.
    left_out = said and not (chosen.squeezed in said or said in chosen.squeezed)
    return Headline(chosen.block, sure and not left_out)


def deck(views: Sequence[BlockView], headline: Block, is_stamp: Asks, is_boilerplate: Asks) -> Block | None:
    """The standfirst: the line under the headline that sums the story up; None if there is none.

    It stands between the headline and a byline or a date, or is a line without a full stop right over the first paragraph.
    """
    start = next(i for i, v in enumerate(views) if v.block is headline) + 1
    near = range(start, min(start + _NEAR, len(views)))
    at = next((i for i in near if is_stamp(views[i]) or not is_boilerplate(views[i])), None)
    if at is None or is_stamp(views[at]) or not _DECK_WORDS[0] <= views[at].words <= _DECK_WORDS[1]:
        return None
    for view in views[at + 1 : at + 1 + _NEAR]:
        if is_stamp(view):
            return views[at].block
        if view.prose:
            break
    following = views[at + 1 : at + 2]
    plain = views[at].headline and not views[at].prose
    return views[at].block if plain and any(v.prose and not is_boilerplate(v) for v in following) else None


def _is_more(longer: str, shorter: str) -> bool:
    """Whether the longer line is the shorter with a path before it or an outlet's name behind: "Home » Old mill opens again"."""
    before, found, behind = longer.partition(shorter)
    if not found:
        return False
    return bool(before or behind) and _PATH.fullmatch(before) is not None and _OUTLET.fullmatch(behind) is not None


class _Look:
    """A text's lines with what is worked out once for all of them."""

    def __init__(
        self,
        views: Sequence[BlockView],
        is_stamp: Asks,
        is_boilerplate: Asks,
        address: str | None,
    ) -> None:
        self.views = views
        self.is_stamp = is_stamp
        self.is_boilerplate = is_boilerplate
        self.slug = slug(address)
        place = Place.of(list(views))
        inside = range(max(0, place.first), place.last + 1)
        self.body = [i for i in inside if views[i].prose]
        self.places = range(0)
        if self.body:
            # A paragraph or two may stand over the headline: a deck, a note on cookies.
            stop = self.body[min(2, len(self.body) - 1)]
            self.places = range(max(0, self.body[0] - _BEFORE), stop)
        self.strong: list[int] = []

    def opens(self, i: int) -> bool:
        """Whether it is the line that opens the text, where scrapers put the headline: it needs a lower score."""
        view = self.views[i]
        if i != self.first or not view.headline or view.words > LABEL_WORDS or self.is_stamp(view):
            return False
        # Right over "by Jane Doe", which begins small, a headline is taken for a piece of a sentence, and so for no label.
        return view.label or (view.fragment and any(map(self.is_stamp, self.views[i + 1 : i + 2])))

    @lazy
    def first(self) -> int:
        """The first line of three words or more that is neither boilerplate nor a date. Shorter lines over it may be a kicker."""
        return next((i for i in self.places if self._may_open(self.views[i])), 0)

    def _may_open(self, view: BlockView) -> bool:
        return view.words >= HEADLINE_WORDS[0] and not self.is_boilerplate(view) and not self.is_stamp(view)

    def stamped(self, i: int) -> bool:
        """Whether a byline or a date comes soon under it."""
        return any(map(self.is_stamp, self.views[i + 1 : i + 1 + _NEAR]))

    def score(self, i: int) -> float:
        return sum(WEIGHTS[name] * value for name, value in self.at(i).items())

    def at(self, i: int) -> dict[str, float]:
        view = self.views[i]
        own = words_of(view.block.text)
        known = sum(w in self.said for w in own)
        stamp, told = self.is_stamp(view), self._in_address(view)
        found = {
            "body_share": known / len(own) if own else 0.0,
            "body_words": min(known, _KNOWN_WORDS) / _KNOWN_WORDS,
            "address": told,
            "not_address": float(bool(self.slug) and told < _TOLD),
            "headline": float(view.headline),
            "label": float(view.label),
            "prose": float(view.prose),
            "short": float(view.words < NAME_WORDS),
            "long": float(view.words > LABEL_WORDS),
            "small": float(view.cut_at_start),
            "stamped": float(self.stamped(i)),
            "stamp": float(stamp),
            "first": float(i == self.first),
            "twice": float(self.times[view.squeezed] > 1),
            "under_one": float(bool(self.strong) and i - self.strong[-1] <= _NEAR),
            "boilerplate": float(not stamp and self.is_boilerplate(view)),
            "late": float(min(2, sum(k < i and not self.is_boilerplate(self.views[k]) for k in islice(self.body, 2)))),
        }
        if view.headline and not stamp and view.words >= NAME_WORDS and 2 * known >= len(own) and known >= 2:
            self.strong.append(i)
        return found

    @lazy
    def said(self) -> frozenset[str]:
        """The words of the body's beginning."""
        read, words = 0, set[str]()
        for i in self.body:
            words.update(words_of(self.views[i].block.text))
            read += self.views[i].words
            if read > _READ:
                break
        return frozenset(words)

    @lazy
    def times(self) -> Counter[str]:
        return Counter(v.squeezed for v in self.views)

    def _in_address(self, view: BlockView) -> float:
        """How alike the line and the address are, between 0 and 1."""
        if not self.slug:
            return 0.0
        plain = set(plain_words(view.block.text))
        both = len(plain & self.slug)
        return 2 * both / (len(plain) + len(self.slug))


def words_of(text: str) -> frozenset[str]:
    """The longer words, cut to their first letters so that "mill" and "mills" are one; of ideograms all pairs."""
    text = text.casefold()
    found: set[str] = set()
    if not text.isascii():
        for run in _UNSPACED.findall(text):
            found.update(run[i : i + 2] for i in range(len(run) - 1))
        text = _UNSPACED.sub(" ", text)
    for word in _SPACED.findall(text):
        if len(word) >= _LEAST_LETTERS or word.isdigit():
            found.add(word[:_STEM])
    return frozenset(found)


def plain_words(text: str) -> list[str]:
    """The words as an address writes them: small, without accents, those of four letters or more."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return [w for w in re.findall(r"[a-z0-9]+", bare) if len(w) >= _LEAST_LETTERS and not w.isdigit()]


def slug(address: str | None) -> frozenset[str]:
    """The words of the part of an address that has most, if they are enough to be a headline's."""
    try:
        path = unquote(urlsplit(address or "").path)
    except ValueError:
        return frozenset()
    words = max((frozenset(plain_words(part)) for part in path.split("/")), key=len)
    return words if len(words) >= HEADLINE_WORDS[0] else frozenset()
