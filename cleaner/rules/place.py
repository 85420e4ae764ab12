"""What a rule's ``where`` asks: each block's place beside the body, and beside what went before.

Not where the body is on a page (``cleaner/body/span.py`` has found that when this is asked), but which of the blocks left
of a document, page or text, are its body: those over it and under it are where boilerplate stands. The place is worked out
anew each round of ``strip``, as what went in one round changes what the next may take.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from cleaner.rules.ending import end_of
from cleaner.rules.lists import list_end
from cleaner.rules.model import Rule
from cleaner.rules.shape import CLEAR_BODY, NAME_WORDS, BlockView, lazy

_COPIES = 2
_FRAGMENTS = 3
# Looking for each block in all prose is the square of a text's length: beyond this many letters looked at, nobody looks.
_QUOTED_WORK = 300_000_000
_SENTENCE = 2
_LABEL_LOSS = 12  # of what was removed, too
_GONE_COUNTED = 4
_SHOWN_LEAST = 2
_SHARE = 0.05  # of the blocks: less is chance
# Three lines, one of them under the body, instead of six: 0.5 % of the boilerplate of both sets of texts, no body. Three
# anywhere take half as much again, and lists of articles with it.
_SHOWN_ANYWHERE = 6
_SHOWN_WITH_BELOW = 3


@dataclass(slots=True)
class Removed:
    """The indexes of the blocks that went in earlier rounds: all, those a phrase gave away, those that close a text.

    ``closing`` gives the kind of prompt of each that closes a text. ``prose_words`` is what the text had in prose after
    the first round, which no rule that asks what went has a part in.
    """

    all: set[int] = field(default_factory=set)
    shown: set[int] = field(default_factory=set)
    closing: dict[int, str] = field(default_factory=dict)
    prose_words: int = 0

    def add(self, index: int, rule: Rule) -> None:
        self.all.add(index)
        # A rule for certain sites is exact where it stands; rules of structure don't draw more from it.
        if rule.find and not rule.sites and not rule.amid:
            self.shown.add(index)
        if rule.closes:
            self.closing[index] = rule.closes


class _Round:
    """What the blocks of a round have in common; worked out when a rule asks."""

    def __init__(self, views: list[BlockView]) -> None:
        self.views = views

    def repeats(self, view: BlockView) -> bool:
        """Whether it stood before. On a page a copy stands under another parent, once: side by side or three times, the
        same words are a refrain, or a question put to each.
        """
        first = self._first[view.folded]
        if first is view or view.block.parent is None:
            return first is not view
        return first.block.parent != view.block.parent and self._times[view.folded] == _COPIES

    def quotes(self, view: BlockView) -> bool:
        """Whether its words stand in a longer block. A copy is none: else one would go as quoted, the other as repeated."""
        if view.words <= NAME_WORDS:
            return False
        if len(self._prose) * len(self.views) > _QUOTED_WORK:
            return False
        return self._prose.count(view.squeezed) > self._copies[view.squeezed]

    @lazy
    def _first(self) -> dict[str, BlockView]:
        return {v.folded: v for v in reversed(self.views)}

    @lazy
    def _times(self) -> Counter[str]:
        return Counter(v.folded for v in self.views)

    @lazy
    def _prose(self) -> str:
        return " ".join(v.squeezed for v in self.views if v.prose)

    @lazy
    def _copies(self) -> Counter[str]:
        return Counter(v.squeezed for v in self.views if v.prose)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the body stands among the ``count`` blocks of a round: from ``first`` to ``last``, -1 for no prose at all.

    ``fragmented``: a scraper cut sentences into lines. ``clear``: there is enough prose to tell the body by shape alone.
    ``furnished``: phrases gave away so much that rules may clear what is left around the body. ``indexes``: each block's
    place in the input; ``gone`` and ``end`` (below which the text is over) count by it too; ``going`` is what goes in this round.
    """

    count: int
    first: int
    last: int
    fragmented: bool
    clear: bool = True
    furnished: bool = False
    indexes: tuple[int, ...] = ()
    gone: Set[int] = frozenset()
    end: int | None = None
    going: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, views: list[BlockView], removed: Removed | None = None) -> Place:
        """Find the body, and mark on the way what is a piece of a sentence."""
        removed = removed or Removed()
        company = _Round(views)
        for view in views:
            view.company = company
        _mark_fragments(views)
        cut = sum(v.cut_at_start for v in views)
        fragmented = cut >= _FRAGMENTS and cut >= _SHARE * len(views)
        prose = [i for i, v in enumerate(views) if v.prose]
        first, stop = _body(views, removed.all)
        clear = sum(v.words for v in views[first:stop] if v.prose) >= CLEAR_BODY
        if prose:
            # A list or a poem after a first paragraph stands in the article, whatever comes later.
            first = min(first, prose[0]) if clear else prose[0]
            stop = stop if clear else prose[-1] + 1
        stop = list_end(views, stop)
        return cls(
            len(views),
            first,
            stop - 1,
            fragmented,
            clear,
            _is_furnished(views, stop, removed.shown),
            tuple(v.block.index for v in views),
            removed.all,
            end_of(views, removed.closing, removed.prose_words),
        )

    def within(self, rule: Rule) -> range:
        """The blocks at which the rule's ``where`` may hold, by what can be said without a look at each."""
        where = rule.where
        for wanted, given in ((where.furnished, self.furnished), (where.fragmented, self.fragmented)):
            if wanted is not None and wanted != given:
                return range(0)
        if (where.ended and self.end is None) or (where.side is not None and not self.clear and not rule.find):
            return range(0)
        first = self.count - where.tail if where.tail is not None else 0
        if where.ended and self.end is not None:
            first = max(first, bisect_right(self.indexes, self.end))
        stop = where.head if where.head is not None else self.count
        if where.side == "in_body" and self.last >= 0:
            first, stop = max(first, self.first), min(stop, self.last + 1)
        elif where.side == "before_body":
            stop = min(stop, self.first) if self.last >= 0 else 0
        elif where.side == "after_body":
            first = max(first, self.last + 1) if self.last >= 0 else self.count
        return range(max(0, first), min(stop, self.count))

    def failing(self, rule: Rule, i: int) -> str | None:
        """The condition of ``where`` that block ``i`` doesn't meet, None where all hold."""
        where = rule.where
        if where.head is not None and i >= where.head:
            return f"head: it is block {i + 1} of {self.count}"
        if where.tail is not None and i < self.count - where.tail:
            return f"tail: it is block {i + 1} of {self.count}"
        if where.side is not None and self.side(i) != where.side:
            return f"side: it is {self.side(i)}"
        if where.side is not None and not self.clear and not rule.find:
            return "side: there is too little prose to tell the body by shape alone"
        if where.furnished is not None and where.furnished != self.furnished:
            return f"furnished: {str(self.furnished).lower()}"
        if where.ended is not None and where.ended != (self.end is not None and self.indexes[i] > self.end):
            return f"ended: {str(not where.ended).lower()}"
        if where.fragmented is not None and where.fragmented != self.fragmented:
            return f"fragmented: {str(self.fragmented).lower()}"
        for name, steps in (("removed_near", (-1, 1)), ("removed_above", (-1,)), ("removed_below", (1,))):
            reach: int | None = getattr(where, name)
            if reach is not None and not self._has_gone(i, reach, steps):
                return f"{name}: there is none so near"
        return None

    def _has_gone(self, i: int, reach: int, steps: tuple[int, ...]) -> bool:
        """Whether one of the next ``reach`` blocks was removed, upwards (step -1) or downwards (1)."""
        at = self.indexes[i]
        places = [at + step * k for step in steps for k in range(1, reach + 1)]
        return not self.gone.isdisjoint(places) or not self.going.isdisjoint(places)

    def side(self, i: int) -> str:
        if self.last < 0:
            return "in_body"
        return "before_body" if i < self.first else "after_body" if i > self.last else "in_body"


def _mark_fragments(views: list[BlockView]) -> None:
    """A scraper that breaks lines at links leaves pieces of sentences: they begin small or lead on to the next line.

    What leads on to a linked name, after which the sentence goes on, is a piece too. Small words among small words are
    none: a menu's, or tags.
    """
    following: BlockView | None = None
    after: BlockView | None = None
    small = False  # the following block begins small
    for i in range(len(views) - 1, -1, -1):
        view = views[i]
        leads_on = following is not None and not view.sentence and small
        introduces = following is not None and view.open_end and (following.prose or following.sentence)
        begins_small = view.cut_at_start and not _among_small(views, i)
        view.fragment = begins_small or leads_on or introduces or _leads_over_a_name(view, following, after)
        following, after, small = view, following, begins_small


def _leads_over_a_name(view: BlockView, name: BlockView | None, after: BlockView | None) -> bool:
    if name is None or after is None or not after.cut_at_start or view.sentence or name.sentence:
        return False
    return view.words >= NAME_WORDS > name.words


def _among_small(views: list[BlockView], i: int) -> bool:
    """A word or two between others that begin small as well: no sentence is cut so often."""
    near = views[max(0, i - 1) : i + 2]
    # A page has its own tags: their items stand in blocks by themselves.
    return (
        len(near) == 3
        and near[1].block.parent is None
        and all(v.words < NAME_WORDS and v.squeezed and not v.sentence for v in near)
    )


def _is_furnished(views: list[BlockView], stop: int, shown: Set[int]) -> bool:
    """Whether phrases gave away so much boilerplate under the body, or anywhere, that what is left there is boilerplate too.

    A list under the body of an otherwise clean text may well be the article's own.
    """
    end = views[stop - 1].block.index if stop else -1
    below = sum(i > end for i in shown)
    if len(shown) >= (_SHOWN_WITH_BELOW if below else _SHOWN_ANYWHERE):
        return True
    return below >= max(_SHOWN_LEAST, _SHARE * (len(views) - stop))


def _body(views: list[BlockView], gone: Set[int]) -> tuple[int, int]:
    """Where prose outweighs labels: the stretch with the greatest sum, words for it and a fixed loss a label.

    What was removed between two blocks counts as labels do, up to a few: beyond boilerplate stands more of it.

    After Finn, Kushmerick, Smyth, "Fact or fiction: content classification for digital libraries" (2001), on lines
    instead of tags. Returns first and one past the last; (0, 0) where there is no prose.
    """
    best, current, start, above = (0, 0, 0), 0, 0, -1
    for i, view in enumerate(views):
        between = sum(k in gone for k in range(above + 1, view.block.index)) if gone else 0
        above = view.block.index
        current -= _LABEL_LOSS * min(between, _GONE_COUNTED)
        if current <= 0:
            current, start = 0, i
        if view.prose or view.fragment:
            current += min(view.words, CLEAR_BODY)
        elif view.sentence or not view.marked:
            current += -_LABEL_LOSS if view.label else _SENTENCE
        if current > best[0]:
            best = (current, start, i + 1)
    _, first, stop = best
    return (first, stop) if any(v.prose for v in views[first:stop]) else (0, 0)
