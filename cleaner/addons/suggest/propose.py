"""Rules proposed from documents: what repeats across those of an outlet, or across outlets, and is not the body."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cleaner.addons.repeats import Line, Side, Tally, may_go, sides
from cleaner.addons.suggest.model import (
    DEFAULT,
    Found,
    Options,
    Proposal,
    Sample,
    body_of,
    different,
    expressions,
    nearest_body,
)
from cleaner.rules.fold import fold
from cleaner.rules.patterns import PatternMatcher

_MIN_OUTLETS = 3
_LOOSE_GAIN = 1.25
_LINKED = 0.5


def suggest(samples: Iterable[Sample], options: Options = DEFAULT) -> list[Proposal]:
    """What to propose, the outlets in their order and those for all outlets first. The order of samples doesn't matter."""
    ordered = sorted(samples, key=lambda s: (s.outlet, s.url or "", [x.text for x in s.lines], s.name))
    general = _General(ordered, options)
    proposals = general.proposals()
    known = {p.key for p in proposals}
    by_outlet: dict[str, list[Sample]] = defaultdict(list)
    for one in ordered:
        if one.outlet:
            by_outlet[one.outlet].append(one)
    for outlet, own in sorted(by_outlet.items()):
        proposals += _Outlet(outlet, own, options, known, general.repeats).proposals()
    return proposals


@dataclass
class _Look(ABC):
    """Samples laid beside each other: which keys repeat, and where each line stands."""

    samples: Sequence[Sample]
    options: Options

    @cached_property
    def articles(self) -> list[Sample]:
        return different(self.samples)

    @cached_property
    def different(self) -> set[int]:
        return {id(s) for s in self.articles}

    @property
    @abstractmethod
    def sides(self) -> Mapping[int, list[Side]]:
        """By sample, on which side of its prose each line stands."""

    @abstractmethod
    def boilerplate(self, sample: Sample, at: int) -> bool:
        """Whether a rule should take this line."""

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(k for s in self.articles for k in {k for line in s.lines for k in line.keys})

    def repeats(self, line: Line) -> bool:
        return any(self.counts[k] >= self.options.min_documents for k in line.keys)

    def seen(self, line: Line) -> int:
        return max((self.counts[k] for k in line.keys), default=0)

    def best_key(self, line: Line) -> str:
        """The key to propose for a line: with slots for names only where that finds clearly more."""
        exact, loose = self.counts[line.exact], self.counts[line.loose] if line.loose else 0
        if exact >= self.options.min_documents and loose < _LOOSE_GAIN * exact:
            return line.exact
        return line.loose if loose >= self.options.min_documents else line.exact

    def worth(self, outlet: str, keys: Sequence[str]) -> Iterator[Proposal]:
        """A proposal for each key, with all that its expression would take of the samples, if it doesn't cost too much."""
        patterns = expressions(keys, self.samples)
        matcher = PatternMatcher(patterns)
        number = {key: i for i, key in enumerate(keys)}
        taken: dict[int, list[Found]] = defaultdict(list)
        lost: dict[int, list[Found]] = defaultdict(list)
        for s in self.samples:
            body = body_of(s, self.sides[id(s)])
            for i, line in enumerate(s.lines):
                for hit in matcher.hits(fold(line.text)) | {number[k] for k in line.keys if k in number}:
                    if self.boilerplate(s, i):
                        taken[hit].append(Found(s, i, body))
                    elif body:
                        # In a document without prose of its own nobody can tell.
                        lost[hit].append(Found(s, i))
        for hit, (key, pattern) in enumerate(zip(keys, patterns, strict=True)):
            if len(lost[hit]) <= self.options.max_body_lost:
                found = self._proposal(outlet, key, pattern, taken[hit], lost[hit])
                if found.support >= self.options.min_documents:
                    yield found

    def _proposal(self, outlet: str, key: str, pattern: str, taken: list[Found], lost: list[Found]) -> Proposal:
        return Proposal(
            outlet,
            key,
            "",
            len(self.articles),
            len({id(f.sample) for f in taken} & self.different),
            len({f.sample.outlet for f in taken}),
            _tally(taken, self.sides, self.different),
            tuple(taken),
            tuple(lost),
            nearest_body(key, taken),
            pattern,
        )


class _Outlet(_Look):
    """The documents of one outlet."""

    def __init__(
        self,
        outlet: str,
        samples: Sequence[Sample],
        options: Options,
        known: set[str],
        everywhere: Callable[[Line], bool],
    ) -> None:
        super().__init__(samples, options)
        self.outlet = outlet
        self.known = known
        self.everywhere = everywhere

    @cached_property
    def sides(self) -> dict[int, list[Side]]:
        return {id(s): sides(s.lines, lambda x: self.repeats(x) or self.everywhere(x)) for s in self.samples}

    def boilerplate(self, sample: Sample, at: int) -> bool:
        line = sample.lines[at]
        side, documents = self.sides[id(sample)][at], len(self.articles)
        return may_go(line, side, self.seen(line), documents, self.options.min_documents)

    @cached_property
    def all_boilerplate(self) -> list[Found]:
        return [Found(s, i) for s in self.samples for i in range(len(s.lines)) if self.boilerplate(s, i)]

    def proposals(self) -> list[Proposal]:
        if len(self.articles) < self.options.min_documents:
            return []
        boxes = self._boxes()
        held = {(id(f.sample), f.at) for p in boxes for f in p.taken}
        keys: dict[str, list[Found]] = defaultdict(list)
        for f in self.all_boilerplate:
            key = self.best_key(f.line)
            if key and key not in self.known and (id(f.sample), f.at) not in held:
                keys[key].append(f)
        return boxes + list(self.worth(self.outlet, sorted(keys)))

    def _boxes(self) -> list[Proposal]:
        """Elements that hold boilerplate on several pages and the body on none: the fewest that hold the most."""
        boilerplate = {(id(f.sample), f.at) for f in self.all_boilerplate}
        holds: dict[str, list[Found]] = defaultdict(list)
        for s in self.samples:
            body = body_of(s, self.sides[id(s)])
            for i, line in enumerate(s.lines):
                for selector in dict.fromkeys(line.holders):
                    holds[selector].append(Found(s, i, body))
        wanted: dict[str, list[Found]] = {}
        for selector, found in holds.items():
            own = [f for f in found if (id(f.sample), f.at) in boilerplate]
            lost = [f for f in found if (id(f.sample), f.at) not in boilerplate and f.line.linked < _LINKED]
            if len({id(f.sample) for f in own} & self.different) >= self.options.min_documents and not lost:
                wanted[selector] = found
        chosen: list[Proposal] = []
        held: set[tuple[int, int]] = set()
        for selector in sorted(wanted, key=lambda s: (-len(wanted[s]), _rank(s), s)):
            found = wanted[selector]
            if {(id(f.sample), f.at) for f in found} & boilerplate <= held:
                continue
            held |= {(id(f.sample), f.at) for f in found}
            inside = {id(f.sample) for f in found} & self.different
            tally = _tally(found, self.sides, self.different)
            near = nearest_body(found[0].line.exact, found)
            chosen.append(
                Proposal(self.outlet, "", selector, len(self.articles), len(inside), 1, tally, tuple(found), (), near)
            )
        return chosen


class _General(_Look):
    """All documents, of whatever outlet."""

    @cached_property
    def outlets(self) -> dict[str, int]:
        """By key, in the different articles of how many outlets it stands."""
        by_key: dict[str, set[str]] = defaultdict(set)
        for s in self.articles:
            for line in s.lines:
                for key in line.keys:
                    by_key[key].add(s.outlet)
        return {k: len(v) for k, v in by_key.items()}

    def repeats(self, line: Line) -> bool:
        return any(
            self.outlets.get(k, 0) >= _MIN_OUTLETS and self.counts[k] >= self.options.min_documents for k in line.keys
        )

    @cached_property
    def sides(self) -> dict[int, list[Side]]:
        return {id(s): sides(s.lines, self.repeats) for s in self.samples}

    def boilerplate(self, sample: Sample, at: int) -> bool:
        return self.sides[id(sample)][at] in ("above", "below") and self.repeats(sample.lines[at])

    def proposals(self) -> list[Proposal]:
        found: dict[str, set[str]] = defaultdict(set)
        for s in self.articles:
            for i, line in enumerate(s.lines):
                if self.boilerplate(s, i):
                    key = line.exact if self.outlets.get(line.exact, 0) >= _MIN_OUTLETS else line.loose
                    found[key].add(s.outlet)
        enough = sorted(k for k, outlets in found.items() if k and len(outlets) >= _MIN_OUTLETS)
        return list(self.worth("", enough))


def _tally(found: Iterable[Found], where: Mapping[int, list[Side]], articles: set[int]) -> Tally:
    by_side = Counter({(id(f.sample), where[id(f.sample)][f.at]) for f in found if id(f.sample) in articles})
    counts = Counter(side for _, side in by_side)
    return Tally(counts["above"], counts["below"], counts["between"])


def _rank(selector: str) -> int:
    return "[#.".find(selector[0])
