"""Strip rules at work on a list of blocks.

In rounds, until a round takes nothing: every rule looks at the blocks still there; what they claim goes together at the
round's end. So the order of the rules doesn't matter for what goes, and a second pass finds nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice, takewhile

from cleaner.article import Removal
from cleaner.document import Block
from cleaner.rules.compile import Found, Ids, Rules, StripIndex
from cleaner.rules.conditions import Shape
from cleaner.rules.model import Neighbours, Rule
from cleaner.rules.place import Place, Removed, body_of
from cleaner.rules.shape import BlockView
from cleaner.rules.spans import groups, part

# So far a hit reaches; without an end, hits and neighbours by the thousand would cost the square of their number.
_FARTHEST = 500
# Rules of a text's first lines take these few a round, so thousands of "By Jane Doe" would be as many rounds over all that are
# left. After so many looks at blocks no further round begins, and what is left stays. A text of 200 blocks has 260 rounds,
# one of 50,000 has 11; no document of the corpora takes more than 9.
_LEAST_LOOKS = 50_000
_LOOKS_A_BLOCK = 10
_LETTERS_A_LOOK = 10  # of a block that parts are cut from, one a round: each time it is read anew


@dataclass(frozen=True, slots=True)
class Stripped:
    """What is left of the blocks, what went, and what the rules caught on the way."""

    views: tuple[BlockView, ...]
    removed: tuple[Removal, ...]
    captured: dict[str, str]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(v.block for v in self.views)


def strip_blocks(
    blocks: Sequence[Block],
    rules: Rules,
    *,
    host: str | None = None,
    input: str | None = None,
    protected: Collection[int] = (),
    said: Mapping[str, frozenset[str]] | None = None,
) -> Stripped:
    """Apply all strip rules that are meant for ``host`` and ``input`` ("page" or "text").

    ``protected``: the indexes of what may be a text's headline or deck; no ``lead`` and no rule of shape alone may take them.
    ``said``: what the document gives as its title, authors ... squeezed, for the condition ``says``.
    """
    views = [BlockView(b, said or {}) for b in blocks]
    return strip_views(views, rules, host=host, input=input, protected=protected)


def strip_views(
    views: Sequence[BlockView],
    rules: Rules,
    *,
    host: str | None = None,
    input: str | None = None,
    protected: Collection[int] = (),
) -> Stripped:
    """The same for blocks that were looked at before, with the same rules."""
    has_fields = any(any(v.said.values()) for v in views[:1])
    linked = max((v.block.link_share for v in views), default=0.0)
    kinds = frozenset(v.block.kind for v in views)
    work = _Work(rules.strip, host, input, list(views), protected, has_fields, linked, kinds)
    if rules.strip.rules:
        work.until_nothing_goes()
    return Stripped(tuple(work.views), tuple(work.removed), work.captured)


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule's hit: where it starts, and with what it goes."""

    rule: int
    anchor: tuple[int, ...]


@dataclass
class _Work:
    index: StripIndex
    host: str | None
    input: str | None
    views: list[BlockView]
    protected: Collection[int]
    has_fields: bool
    most_linked: float
    kinds: frozenset[str]
    removed: list[Removal] = field(default_factory=list)
    captured: dict[str, str] = field(default_factory=dict)
    refusals: set[tuple[str, int]] = field(default_factory=set)
    removed_before: Removed = field(default_factory=Removed)
    looks: int = 0

    def until_nothing_goes(self) -> None:
        """Run rounds until nothing goes. Then forget what was removed and run again, so that cleaning the output once more
        removes nothing.
        """
        self.looks = _LEAST_LOOKS + _LOOKS_A_BLOCK * len(self.views)
        while self.round():
            pass
        while self.removed_before.all and self.looks > 0 and self._more_may_hold_anew():
            while self.round():
                pass

    def _more_may_hold_anew(self) -> bool:
        """Forget what was removed. True if a rule may now hold: because the body's place changed, or because a rule asks that
        nothing was removed nearby.
        """
        self.removed_before = Removed()
        before = (self.place.first, self.place.last, self.place.clear)
        return self.index.asks_for_no_removal or body_of(self.views) != before

    def round(self) -> bool:
        """One look of all rules at all blocks. True where something went and there may be another."""
        self.looks -= len(self.views)
        self.place = Place.of(self.views, self.removed_before)
        taken: dict[int, int] = {}
        cuts: list[tuple[int, int]] = []
        claims = self._claim(self._candidates(), taken, cuts)
        self._spread(claims, taken)
        # Phrase rules, with their neighbours, go first: shape-only rules don't take what a phrase rule took.
        self._spread(self._claim(self._everywhere(), taken, cuts), taken)
        changed = [self._cut(i, self.index.rules[r], self.index.ids[r]) for i, r in cuts if i not in taken]
        for i in sorted(taken):
            self._take(self.views[i], self.index.rules[taken[i]], self.index.ids[taken[i]])
        self.views = [v for i, v in enumerate(self.views) if i not in taken and v.block.text]
        if not self.removed_before.prose_words:
            self.removed_before.prose_words = sum(v.words for v in self.views if v.prose)
        return (bool(taken) or any(changed)) and self.looks > 0

    def _claim(
        self, candidates: Mapping[int, Sequence[int]], taken: dict[int, int], cuts: list[tuple[int, int]]
    ) -> list[Claim]:
        claims: list[Claim] = []
        # A phrase tells more than a vocabulary: where both hold, the phrase's rule takes the block.
        for rule_at in sorted(candidates, key=lambda at: (self.index.rules[at].find.vocabulary is not None, at)):
            rule = self.index.rules[rule_at]
            if not rule.applies_to(self.host, self.input):
                continue
            positions = self._positions(rule, candidates[rule_at])
            for anchor in self._anchors(rule, positions):
                if self._is_refused(rule, anchor):
                    continue
                if rule.take == "match":
                    cuts.extend((i, rule_at) for i in anchor)
                    continue
                claims.append(Claim(rule_at, anchor))
                for i in anchor:
                    taken.setdefault(i, rule_at)
        return claims

    def _positions(self, rule: Rule, blocks: Sequence[int]) -> list[int]:
        """Where the rule holds. Where it asks what went above (or below), one hit brings the next in the same round.

        Else a long list would go a few lines a round, in the square of its length.
        """
        within = self.place.within(rule)
        blocks = blocks[bisect_left(blocks, within.start) : bisect_left(blocks, within.stop)]
        above, below = rule.where.removed_above, rule.where.removed_below
        if rule.find or rule.run or (above is None and below is None) or rule.silenced(self.host):
            return list(self._that_meet(rule, blocks))
        positions: list[int] = []
        for i in self._that_meet(rule, blocks if above is not None else reversed(blocks)):
            positions.append(i)
            self.place.removed_now.add(self.views[i].block.index)
        return sorted(positions)

    def _that_meet(self, rule: Rule, places: Iterable[int]) -> Iterator[int]:
        protected, by_block = () if rule.find else self.protected, rule.where.by_block
        for i in places:
            view = self.views[i]
            placed = view.block.index not in protected and (not by_block or self.place.meets(rule.where, i))
            if placed and view.fits(rule.shape):
                yield i

    def _found_in(self, view: BlockView) -> Found:
        if view.found is None:
            view.found = self.index.found(view.folded)
        return view.found

    def _candidates(self) -> Mapping[int, Sequence[int]]:
        """The blocks at which each rule's text was found."""
        blocks_of: dict[int, list[int]] = {}
        for i, view in enumerate(self.views):
            for rule in self._found_in(view).rules:
                blocks_of.setdefault(rule, []).append(i)
        return blocks_of

    def _everywhere(self) -> Mapping[int, Sequence[int]]:
        """The blocks where each rule of shape alone may hold."""
        blocks_of: dict[int, Sequence[int]] = {}
        for at in self.index.structural:
            rule = self.index.rules[at]
            if self._may_fit(rule.shape) and (within := self.place.within(rule)):
                blocks_of[at] = within
        return blocks_of

    def _may_fit(self, shape: Shape) -> bool:
        """Whether any block of the document could have this shape: most texts have no quote and no link."""
        linked = shape.link_share.low if shape.link_share else None
        no_field, other_kind = shape.says and not self.has_fields, shape.kind and self.kinds.isdisjoint(shape.kind)
        return not no_field and not other_kind and (linked is None or linked <= self.most_linked)

    def _anchors(self, rule: Rule, positions: list[int]) -> Iterator[tuple[int, ...]]:
        if rule.run is None:
            return ((i,) for i in positions)
        low = rule.run.low
        return (tuple(group) for group in _neighbouring(positions) if len(group) >= low)

    def _is_refused(self, rule: Rule, anchor: tuple[int, ...]) -> bool:
        """Record a hit that a guard or an override keeps in."""
        reason = rule.silenced(self.host)
        if reason:
            reason = f"override: {reason}"
        elif rule.run and len(anchor) > rule.run.high:
            reason = f"guard: a run of {len(anchor)} blocks, over {rule.run.high}"
        if reason:
            for i in anchor:
                self._refuse(rule, self.views[i].block, reason)
        return bool(reason)

    def _refuse(self, rule: Rule, block: Block, reason: str) -> None:
        if (rule.id, block.index) not in self.refusals:
            self.refusals.add((rule.id, block.index))
            self.removed.append(Removal(rule.id, "strip", block.index, block.text, {}, reason))

    def _spread(self, claims: list[Claim], taken: dict[int, int]) -> None:
        """Let each claim take its neighbours; blocks that are taken already are stepped over."""
        free = [i for i in range(len(self.views)) if i not in taken]
        for claim in claims:
            rule, ids = self.index.rules[claim.rule], self.index.ids[claim.rule]
            for neighbours, wanted, step in ((rule.then, ids.then, 1), (rule.lead, ids.lead, -1)):
                if neighbours is None:
                    continue
                start = claim.anchor[-1] if step > 0 else claim.anchor[0]
                low, high = sorted((start, start + step * (_FARTHEST - 1)))
                near = (i for i in free[bisect_left(free, low) : bisect_right(free, high)][::step] if i not in taken)
                group = self._neighbours(neighbours, wanted, near, self.protected if step < 0 else ())
                if len(group) > rule.run_limit:
                    reason = f"guard: a run of {len(group)} blocks, over {rule.run_limit}"
                    for i in group:
                        self._refuse(rule, self.views[i].block, reason)
                    continue
                for i in group:
                    taken[i] = claim.rule

    def _neighbours(
        self, n: Neighbours, wanted: frozenset[int], places: Iterable[int], protected: Collection[int]
    ) -> list[int]:
        fitting = takewhile(lambda i: self._is_neighbour(n, wanted, self.views[i], protected), places)
        return list(islice(fitting, n.limit))

    def _is_neighbour(self, n: Neighbours, wanted: frozenset[int], view: BlockView, protected: Collection[int]) -> bool:
        if view.block.index in protected or (n.find and not wanted & self._found_in(view).patterns):
            return False
        # A piece of the article's sentence goes for no shape, whatever its length.
        return not (view.fragment and n.shape) and view.fits(n.shape)

    def _take(self, view: BlockView, rule: Rule, ids: Ids) -> None:
        captured = groups(view.block.text, self._found_of(view, ids), self.index)
        self.captured = {**captured, **self.captured}
        self.removed.append(Removal(rule.id, "strip", view.block.index, view.block.text, captured))
        self.removed_before.add(view.block.index, rule)

    def _found_of(self, view: BlockView, ids: Ids) -> list[int]:
        """The rule's own patterns that are found in the block."""
        return sorted(ids.find & self._found_in(view).patterns)

    def _cut(self, i: int, rule: Rule, ids: Ids) -> bool:
        """Take the part of a block that was found."""
        view = self.views[i]
        text = view.block.text
        patterns = self._found_of(view, ids)
        span = part(text, patterns, self.index)
        if span is None:
            return False
        self.looks -= len(text) // _LETTERS_A_LOOK
        captured = groups(text, patterns, self.index)
        self.captured = {**captured, **self.captured}
        self.removed.append(Removal(rule.id, "strip", view.block.index, text[slice(*span)], captured, "", span[0]))
        self.views[i] = BlockView(replace(view.block, text=text[: span[0]] + text[span[1] :]), view.said)
        return True


def _neighbouring(positions: Sequence[int]) -> Iterator[list[int]]:
    for _, group in groupby(enumerate(positions), key=lambda pair: pair[1] - pair[0]):
        yield [i for _, i in group]
