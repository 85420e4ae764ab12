"""What a rule's ``where`` asks: each block's place beside the body, and beside what went before.

Not where the body is on a page (``cleaner/body/span.py`` has found that when this is asked), but which of the blocks left
of a document, page or text, are its body: those over it and under it are where boilerplate stands. The place is worked out
anew each round of ``strip``, as what went in one round changes what the next may take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from cleaner.rules.conditions import Where
from cleaner.rules.ending import end_of
from cleaner.rules.lists import list_end
from cleaner.rules.model import Rule
from cleaner.rules.shape import CLEAR_BODY, NAME_WORDS, BlockView, lazy

_COPIES = 2  # the same words twice on a page are a copy; more often they are a refrain
_FRAGMENTS = 3  # so many lines that begin in mid-sentence: the scraper cut sentences into lines
# Searching all prose for each block takes time with the square of the text's length. Over this product no block is searched for.
_QUOTED_WORK = 300_000_000
_SENTENCE = 2  # what a short sentence adds to the sum by which the body is found
_LABEL_LOSS = 12  # what a label takes from that sum, and what a removed block takes
_MOST_REMOVED_COUNTED = 4  # Of several removed blocks in a row at most this many count.
_FRAGMENT_SHARE = 0.05  # Fragments must also be this share of all blocks: fewer may be chance.
# So many lines under the body must phrases have taken, and this share of the lines that are left there, before what is left is
# boilerplate too: fewer may be chance.
_LEAST_BELOW = 2
_BELOW_SHARE = 0.05
# How many lines phrases must have taken before a text counts as full of boilerplate: six, or three if one of them stood under
# the body. Against six alone, three takes 0.5 % more of the boilerplate on both sets of texts and no body; three anywhere takes
# half as much again, but lists that belong to articles with it.
_BY_PHRASE_ANYWHERE = 6
_BY_PHRASE_WITH_BELOW = 3


@dataclass(slots=True)
class Removed:
    """The blocks that were removed in earlier rounds, by index.

    ``all`` of them; ``by_phrase``: the blocks that a rule took by a phrase; ``closing``: those after which a text is usually
    over (a share bar, comments), with their kind. ``prose_words``: how many words of prose the text had after the first
    round, in which no rule asks what was removed.
    """

    all: set[int] = field(default_factory=set)
    by_phrase: set[int] = field(default_factory=set)
    closing: dict[int, str] = field(default_factory=dict)
    prose_words: int = 0

    def add(self, index: int, rule: Rule) -> None:
        self.all.add(index)
        # What a rule for one site takes says nothing of the blocks around it, so structure rules don't build on it.
        if rule.find and not rule.sites and not rule.amid:
            self.by_phrase.add(index)
        if rule.closes:
            self.closing[index] = rule.closes


class _AllBlocks:
    """All blocks of a round, for conditions that compare one with the others. Worked out when a rule first asks."""

    def __init__(self, views: list[BlockView]) -> None:
        self.views = views

    def repeats(self, view: BlockView) -> bool:
        """Whether the same words stood in an earlier block.

        On a page the two must stand under different parents and there must be just two: the same words side by side, or
        three times, are a refrain, or a question that an interviewer asks everybody.
        """
        first = self._first[view.folded]
        if first is view or view.block.parent is None:
            return first is not view
        return first.block.parent != view.block.parent and self._times[view.folded] == _COPIES

    def quotes(self, view: BlockView) -> bool:
        """Whether its words stand inside a longer block, as a pull quote's do.

        An exact copy doesn't count: else one of the two would go as quoted and the other as repeated.
        """
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
    """Where the body stands among the ``count`` blocks of a round: from ``first`` to ``last``; ``last`` is -1 without any prose.

    ``fragmented``: the scraper cut sentences into lines. ``clear``: there is enough prose to tell the body without any phrase.
    ``among_boilerplate``: phrases took so much boilerplate that what is left around the body is probably boilerplate too.
    ``indexes`` gives each block's index in the input. By that index count ``removed_before`` (in earlier rounds),
    ``removed_now`` (in this round) and ``end`` (the text is over below this block).
    """

    count: int
    first: int
    last: int
    fragmented: bool
    clear: bool = True
    among_boilerplate: bool = False
    indexes: tuple[int, ...] = ()
    removed_before: Set[int] = frozenset()
    end: int | None = None
    removed_now: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, views: list[BlockView], removed: Removed | None = None) -> Place:
        """Find the body. Also tells each view the blocks it stands among, and marks those that are a piece of a sentence."""
        removed = removed or Removed()
        others = _AllBlocks(views)
        for view in views:
            view.others = others
        _mark_fragments(views)
        cut = sum(v.cut_at_start for v in views)
        fragmented = cut >= _FRAGMENTS and cut >= _FRAGMENT_SHARE * len(views)
        first, last, clear = body_of(views, removed.all)
        return cls(
            len(views),
            first,
            last,
            fragmented,
            clear,
            _is_among_boilerplate(views, last + 1, removed.by_phrase),
            tuple(v.block.index for v in views),
            removed.all,
            end_of(views, removed.closing, removed.prose_words),
        )

    def within(self, rule: Rule) -> range:
        """The range outside of which the rule's ``where`` can't hold, found without a look at each block."""
        if self._lacks_prose(rule):
            return range(0)
        first, stop = 0, self.count
        for _, condition, wanted in rule.where.given:
            if condition.blocks:
                blocks = condition.blocks(self, wanted)
                first, stop = max(first, blocks.start), min(stop, blocks.stop)
        return range(first, stop)

    def meets(self, where: Where, i: int) -> bool:
        """Whether block ``i``, which stands ``within``, meets what can't be told of all blocks at once."""
        return all(condition.holds(self, i, wanted) for condition, wanted in where.by_block)

    def failing(self, rule: Rule, i: int) -> str | None:
        """The condition of ``where`` that block ``i`` doesn't meet, None where all hold."""
        if self._lacks_prose(rule):
            return "side: there is too little prose to tell the body by shape alone"
        for name, condition, wanted in rule.where.given:
            blocks = condition.blocks(self, wanted) if condition.blocks else range(self.count)
            if i not in blocks or not condition.holds(self, i, wanted):
                return f"{name}: {condition.tells(self, i, wanted)}"
        return None

    def _lacks_prose(self, rule: Rule) -> bool:
        """The rule asks on which side of the body a block stands, of its shape alone, and there is too little prose."""
        return rule.where.side is not None and not (self.clear or rule.find)

    def is_near_removed(self, i: int, reach: int, steps: tuple[int, ...]) -> bool:
        """Whether one of the next ``reach`` blocks was removed, upwards (step -1) or downwards (1)."""
        at = self.indexes[i]
        places = [at + step * k for step in steps for k in range(1, reach + 1)]
        return not self.removed_before.isdisjoint(places) or not self.removed_now.isdisjoint(places)

    def side(self, i: int) -> str:
        if self.last < 0:
            return "in_body"
        return "before_body" if i < self.first else "after_body" if i > self.last else "in_body"

    def beside(self, side: str) -> range:
        """The blocks on this side."""
        first, stop = (self.first, self.last + 1) if self.last >= 0 else (0, self.count)
        return {"before_body": range(first), "in_body": range(first, stop), "after_body": range(stop, self.count)}[side]


def body_of(views: list[BlockView], removed: Set[int] = frozenset()) -> tuple[int, int, bool]:
    """The body's first block and its last, -1 without any prose, and whether it is clear."""
    prose = [i for i, v in enumerate(views) if v.prose]
    first, stop = _best_stretch(views, removed)
    clear = sum(v.words for v in views[first:stop] if v.prose) >= CLEAR_BODY
    if prose:
        # A list or a poem after the first paragraph is part of the article, even where little prose follows.
        first = min(first, prose[0]) if clear else prose[0]
        stop = stop if clear else prose[-1] + 1
    return first, list_end(views, stop) - 1, clear


def _mark_fragments(views: list[BlockView]) -> None:
    """Mark pieces of sentences, which a scraper leaves that breaks lines at links.

    A block is a piece of a sentence if it begins with a small letter; if it has no full stop and the next begins small; if it
    ends with a colon or comma and prose follows; or if a linked name stands between it and a block that begins small.
    Short lines in small letters among others of the kind are a menu or tags, and no pieces.
    """
    following: BlockView | None = None
    after: BlockView | None = None
    small = False  # whether the block below begins with a small letter
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
    """A few words in small letters between two blocks of the same kind: a sentence isn't cut that often, a menu is."""
    near = views[max(0, i - 1) : i + 2]
    # Only in texts (no parent): on a page the items of menus and tags are told by their elements.
    return (
        len(near) == 3
        and near[1].block.parent is None
        and all(v.words < NAME_WORDS and v.squeezed and not v.sentence for v in near)
    )


def _is_among_boilerplate(views: list[BlockView], stop: int, by_phrase: Set[int]) -> bool:
    """Whether phrases took so much boilerplate, under the body or anywhere, that what is left around it is boilerplate too.

    With less, a list under the body may well be the article's own. Without any prose all blocks count as under the body.
    """
    end = views[stop - 1].block.index if stop else -1
    below = sum(i > end for i in by_phrase)
    if len(by_phrase) >= (_BY_PHRASE_WITH_BELOW if below else _BY_PHRASE_ANYWHERE):
        return True
    return below >= max(_LEAST_BELOW, _BELOW_SHARE * (len(views) - stop))


def _best_stretch(views: list[BlockView], removed: Set[int]) -> tuple[int, int]:
    """The body: the stretch of blocks with the greatest sum, where prose adds its words and a label takes a fixed amount.

    Blocks that were removed in between count as labels, up to a few: beyond boilerplate usually stands more of it.

    After Finn, Kushmerick, Smyth, "Fact or fiction: content classification for digital libraries" (2001), on lines
    instead of tags. Returns the first block and one past the last; (0, 0) without prose.
    """
    best, current, start, above = (0, 0, 0), 0, 0, -1
    for i, view in enumerate(views):
        index = view.block.index
        if removed and index > above + 1:
            between = sum(k in removed for k in range(above + 1, index))
            current -= _LABEL_LOSS * min(between, _MOST_REMOVED_COUNTED)
        above = index
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
