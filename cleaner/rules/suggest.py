"""Rules proposed from documents: what repeats across those of an outlet, or across outlets, and is not the body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import re2

from cleaner.rules.fold import fold
from cleaner.rules.load import CLOSING
from cleaner.rules.patterns import compile_pattern
from cleaner.rules.repeats import (
    MIN_DOCUMENTS,
    NAME,
    NUMBER,
    Line,
    Side,
    Story,
    Tally,
    hashed,
    may_go,
    sides,
    story_of,
)

_MIN_OUTLETS = 3
_LOOSE_GAIN = 1.25
_LINKED = 0.5
_EVERY = 1 << 30
_NUMBER_PATTERN = r"\pN(?:[\pN.,:/' -]*\pN)?(?:st|nd|rd|th|k|m)?"
_DATE_PATTERN = r"(?:\pN{1,2}\.? (?:de )?\pL+\.?,? (?:de )?\pN{4}|\pL{3,} \pN{1,2}, \pN{4}|" + _NUMBER_PATTERN + ")"
_NAME_PATTERN = r"\S+(?: \S+){0,3}"


@dataclass(frozen=True, slots=True)
class Sample:
    """A document after the rules: its name in messages, its outlet ("" where nobody knows), address and lines."""

    name: str
    outlet: str
    url: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """In how many documents a line must stand, and how many body lines a rule may cost in the samples."""

    min_documents: int = MIN_DOCUMENTS
    max_body_lost: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Where a proposed rule takes a line: the document, the line's place in it, and those of the document's own prose."""

    sample: Sample
    at: int
    body: tuple[int, ...] = ()

    @property
    def line(self) -> Line:
        return self.sample.lines[self.at]


@dataclass(frozen=True)
class Proposal:
    """A rule to propose. ``key`` is a line with its slots, or ``selector`` names an element; ``outlet`` "" is for all.

    ``taken`` are the lines that it takes, ``lost`` the body lines that it would take too. ``documents``: how many different
    articles were looked at, ``support``: in how many of them it finds something.
    """

    outlet: str
    key: str = ""
    selector: str = ""
    documents: int = 0
    support: int = 0
    outlets: int = 1
    tally: Tally = field(default_factory=Tally)
    taken: tuple[Found, ...] = ()
    lost: tuple[Found, ...] = ()
    near: tuple[str, ...] = ()
    pattern: str = ""


def key_pattern(key: str, number: str = _NUMBER_PATTERN) -> str:
    """The RE2 expression for all lines with this key, on folded text."""
    parts = []
    for letter_or_text in _split(key):
        if letter_or_text == NUMBER:
            parts.append(number)
        elif letter_or_text == NAME:
            parts.append(_NAME_PATTERN)
        else:
            parts.append(re2.escape(letter_or_text).replace("\\ ", " "))
    return "^" + "".join(parts) + CLOSING


def _split(key: str) -> Iterator[str]:
    text = ""
    for letter in key:
        if letter in (NUMBER, NAME):
            if text:
                yield text
            yield letter
            text = ""
        else:
            text += letter
    if text:
        yield text


def suggest(samples: Iterable[Sample], options: Options = Options()) -> list[Proposal]:
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


def different(samples: Sequence[Sample]) -> list[Sample]:
    """One sample for each article: versions and copies of one that came before are left out."""
    stories: list[Story] = []
    holding: dict[int, list[int]] = defaultdict(list)
    urls: set[str] = set()
    found = []
    for one in samples:
        story = story_of(one.lines, one.url, _EVERY)
        shared = Counter(at for h in story.prose for at in holding.get(h, ()))
        if not story.prose or story.url in urls or any(stories[at].is_same(story) for at in shared):
            continue
        for h in story.prose:
            holding[h].append(len(stories))
        stories.append(story)
        urls |= {story.url} - {""}
        found.append(one)
    return found


@dataclass
class _Look:
    """Samples laid beside each other: which keys repeat, and where each line stands."""

    samples: Sequence[Sample]
    options: Options

    @cached_property
    def articles(self) -> list[Sample]:
        return different(self.samples)

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

    def furniture(self, sample: Sample, at: int) -> bool:
        line = sample.lines[at]
        side, documents = self.sides[id(sample)][at], len(self.articles)
        return may_go(line, side, self.seen(line), documents, self.options.min_documents)

    @cached_property
    def all_furniture(self) -> list[Found]:
        return [Found(s, i) for s in self.samples for i in range(len(s.lines)) if self.furniture(s, i)]

    def proposals(self) -> list[Proposal]:
        if len(self.articles) < self.options.min_documents:
            return []
        boxes = self._boxes()
        held = {(id(f.sample), f.at) for p in boxes for f in p.taken}
        keys: dict[str, list[Found]] = defaultdict(list)
        for f in self.all_furniture:
            key = self.best_key(f.line)
            if key and key not in self.known and (id(f.sample), f.at) not in held:
                keys[key].append(f)
        lines = [self._line(key) for key, found in sorted(keys.items()) if found]
        return boxes + [p for p in lines if p.support and len(p.lost) <= self.options.max_body_lost]

    def _line(self, key: str) -> Proposal:
        """What a rule for this key would take of all the outlet's documents."""
        return judged(self.outlet, key, self.samples, self.articles, self.furniture, self.sides)

    def _boxes(self) -> list[Proposal]:
        """Elements that hold furniture on several pages and the body on none: the fewest that hold the most."""
        furniture = {(id(f.sample), f.at) for f in self.all_furniture}
        holds: dict[str, list[Found]] = defaultdict(list)
        for s in self.samples:
            body = body_of(s, self.sides[id(s)])
            for i, line in enumerate(s.lines):
                for selector in dict.fromkeys(line.holders):
                    holds[selector].append(Found(s, i, body))
        wanted: dict[str, list[Found]] = {}
        for selector, found in holds.items():
            own = [f for f in found if (id(f.sample), f.at) in furniture]
            lost = [f for f in found if (id(f.sample), f.at) not in furniture and f.line.linked < _LINKED]
            if len({id(f.sample) for f in own} & self._articles) >= self.options.min_documents and not lost:
                wanted[selector] = found
        chosen: list[Proposal] = []
        held: set[tuple[int, int]] = set()
        for selector in sorted(wanted, key=lambda s: (-len(wanted[s]), _rank(s), s)):
            found = wanted[selector]
            if {(id(f.sample), f.at) for f in found} & furniture <= held:
                continue
            held |= {(id(f.sample), f.at) for f in found}
            inside = {id(f.sample) for f in found} & self._articles
            tally = _tally(found, self.sides, self._articles)
            near = _nearest(found[0].line.exact, found)
            chosen.append(
                Proposal(self.outlet, "", selector, len(self.articles), len(inside), 1, tally, tuple(found), (), near)
            )
        return chosen

    @cached_property
    def _articles(self) -> set[int]:
        return {id(s) for s in self.articles}


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

    def furniture(self, sample: Sample, at: int) -> bool:
        return self.sides[id(sample)][at] in ("above", "below") and self.repeats(sample.lines[at])

    def proposals(self) -> list[Proposal]:
        found: dict[str, set[str]] = defaultdict(set)
        for s in self.articles:
            for i, line in enumerate(s.lines):
                if self.furniture(s, i):
                    key = line.exact if self.outlets.get(line.exact, 0) >= _MIN_OUTLETS else line.loose
                    found[key].add(s.outlet)
        enough = sorted(k for k, outlets in found.items() if k and len(outlets) >= _MIN_OUTLETS)
        judgements = [judged("", k, self.samples, self.articles, self.furniture, self.sides) for k in enough]
        return [p for p in judgements if p.support and len(p.lost) <= self.options.max_body_lost]


def judged(
    outlet: str,
    key: str,
    samples: Sequence[Sample],
    articles: Sequence[Sample],
    is_furniture: Callable[[Sample, int], bool],
    where: Mapping[int, list[Side]],
) -> Proposal:
    """The proposal for a key, with all that its expression would take of the samples, furniture and body."""
    expression = _pattern_for(key, samples)
    pattern = compile_pattern(expression)
    taken: list[Found] = []
    lost: list[Found] = []
    for s in samples:
        for i, line in enumerate(s.lines):
            if not (key in line.keys or pattern.search(fold(line.text))):
                continue
            body = body_of(s, where[id(s)])
            if is_furniture(s, i):
                taken.append(Found(s, i, body))
            elif body:
                # In a document without prose of its own nobody can tell.
                lost.append(Found(s, i))
    whole = {id(s) for s in articles}
    inside = {id(f.sample) for f in taken} & whole
    return Proposal(
        outlet,
        key,
        "",
        len(articles),
        len(inside),
        len({f.sample.outlet for f in taken}),
        _tally(taken, where, whole),
        tuple(taken),
        tuple(lost),
        _nearest(key, taken),
        expression,
    )


def _pattern_for(key: str, samples: Sequence[Sample]) -> str:
    """The expression for a key: months in words are looked for only where the samples write them."""
    plain = key_pattern(key)
    search = compile_pattern(plain).search
    texts = {fold(x.text) for s in samples for x in s.lines if key in x.keys}
    return plain if all(map(search, texts)) else key_pattern(key, _DATE_PATTERN)


def _tally(found: Iterable[Found], where: Mapping[int, list[Side]], articles: set[int]) -> Tally:
    by_side = Counter({(id(f.sample), where[id(f.sample)][f.at]) for f in found if id(f.sample) in articles})
    counts = Counter(side for _, side in by_side)
    return Tally(counts["above"], counts["below"], counts["between"])


def body_of(sample: Sample, where: Sequence[Side]) -> tuple[int, ...]:
    """The places of a document's own prose."""
    return tuple(i for i, line in enumerate(sample.lines) if line.prose and where[i] == "own")


def _nearest(key: str, found: Iterable[Found], most: int = 2) -> tuple[str, ...]:
    """The body lines of these documents that share most words with the line."""
    words = set(key.split())
    body = {f.sample.lines[i].text: f.sample.lines[i] for f in found for i in f.body}

    def nearness(line: Line) -> tuple[float, int]:
        own = set(line.exact.split())
        return -len(words & own) / max(1, len(words | own)), hashed(line.text)

    return tuple(line.text for line in sorted(body.values(), key=nearness)[:most])


def _rank(selector: str) -> int:
    return "[#.".find(selector[0])
