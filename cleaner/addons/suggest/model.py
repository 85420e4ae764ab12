"""What proposals are made of: samples, the lines found in them, and the expressions that find these lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import re2

from cleaner.addons.repeats import MIN_DOCUMENTS, NAME, NUMBER, Line, Side, Story, Tally, hashed, story_of
from cleaner.rules.fold import fold
from cleaner.rules.load import CLOSING
from cleaner.rules.patterns import compile_pattern

_NUMBER_PATTERN = r"\pN(?:[\pN.,:/' -]*\pN)?(?:st|nd|rd|th|k|m)?"
DATE_PATTERN = r"(?:\pN{1,2}\.? (?:de )?\pL+\.?,? (?:de )?\pN{4}|\pL{3,} \pN{1,2}, \pN{4}|" + _NUMBER_PATTERN + ")"
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


DEFAULT = Options()


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


def expressions(keys: Sequence[str], samples: Sequence[Sample]) -> list[str]:
    """The expression for each key: months in words are looked for only where the samples write them."""
    plain = {key: key_pattern(key) for key in keys}
    dated: set[str] = set()
    for text, key in {(x.text, k) for s in samples for x in s.lines for k in x.keys if k in plain}:
        if key not in dated and not compile_pattern(plain[key]).search(fold(text)):
            dated.add(key)
    return [key_pattern(key, DATE_PATTERN) if key in dated else plain[key] for key in keys]


def different(samples: Sequence[Sample]) -> list[Sample]:
    """One sample for each article: versions and copies of one that came before are left out."""
    stories: list[Story] = []
    holding: dict[int, list[int]] = defaultdict(list)
    addresses: set[int] = set()
    found = []
    for one in samples:
        story = story_of(one.lines, one.url)
        shared = Counter(at for h in story.prose for at in holding.get(h, ()))
        if not story.prose or story.address in addresses or any(stories[at].is_same(story) for at in shared):
            continue
        for h in story.prose:
            holding[h].append(len(stories))
        stories.append(story)
        addresses |= {story.address} - {0}
        found.append(one)
    return found


def body_of(sample: Sample, where: Sequence[Side]) -> tuple[int, ...]:
    """The places of a document's own prose."""
    return tuple(i for i, line in enumerate(sample.lines) if line.prose and where[i] == "own")


def nearest_body(key: str, found: Iterable[Found], most: int = 2) -> tuple[str, ...]:
    """The body lines of these documents that share most words with the line."""
    words = set(key.split())
    body = {f.sample.lines[i].text: f.sample.lines[i] for f in found for i in f.body}

    def nearness(line: Line) -> tuple[float, int]:
        own = set(line.exact.split())
        return -len(words & own) / max(1, len(words | own)), hashed(line.text)

    return tuple(line.text for line in sorted(body.values(), key=nearness)[:most])
