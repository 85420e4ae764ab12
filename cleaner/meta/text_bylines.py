"""Who wrote a text, and when: read from the lines under its headline, from those that byline rules took, from its last line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cleaner.article import Removal
from cleaner.meta import dates
from cleaner.meta.authors import is_role
from cleaner.meta.bylines import names_of_runs
from cleaner.meta.signed import before_date, is_full_name, names_people, signed_by, signed_in
from cleaner.rules.shape import BlockView, lazy
from cleaner.rules.words import author_words

_MOST_HEAD = 25  # lines from the headline on
_MOST_PROSE = 3  # a deck, a caption and the body's first paragraph
_OVER_PROSE = 6  # where no headline tells where the head begins
_BESIDE = 3
_MOST_RUNS = 12
_LONGEST = 120
_LONG_NAME = 4
_POST_WORDS = 5
_SHORTEST = 12
_GOES_ON = re.compile(r"(?:\s+[^\W\d_]+){3,}\s*[.!?。]")
_BESIDE_DATE = 25  # letters: "Monday", "last updated", the outlet's name
_AUTHORS_OWN = 3  # paragraphs at the end, where the author is spoken of
_MARKS = " -–—*•·>»."
_LONE_STOP = re.compile(r"\s+\.(?=\s|$)")


@dataclass(frozen=True)
class Line:
    """A line of a text: its number, the rule that took it, if one did, and the names that this caught; else if it is prose.

    ``piece``: a scraper cut it out of a sentence of the article.
    """

    at: int
    text: str
    rule: str = ""
    caught: str = ""
    prose: bool = False
    piece: bool = False

    @property
    def kept(self) -> bool:
        return not self.rule

    @property
    def byline(self) -> bool:
        return self.rule.startswith("byline.")

    @property
    def boilerplate(self) -> bool:
        """A phrase gave it away."""
        return not self.kept and not self.rule.startswith(("byline.", "structure."))

    @lazy
    def plain(self) -> str:
        """The text without list marks, and without the stops that stand alone in "By . Jane Doe ."."""
        return _LONE_STOP.sub("", self.text).strip(_MARKS)

    @lazy
    def stamp(self) -> bool:
        if self.byline or author_words().ago.search(self.text):
            return True
        return len(self.text) <= _LONGEST and dates.is_dated(self.text)


@dataclass(frozen=True, slots=True)
class Signature:
    """The names and the date as written, and the numbers of the lines over the prose that say nothing else."""

    names: tuple[str, ...] = ()
    date: str | None = None
    lines: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    names: Sequence[str]
    lines: Sequence[Line] = ()


def lines_of(views: Iterable[BlockView], removed: Iterable[Removal]) -> list[Line]:
    """A text's lines in their order, those that went among them."""
    kept = [Line(v.block.index, v.block.text, prose=v.prose, piece=v.fragment) for v in views]
    gone = [
        Line(r.block, r.text, r.rule_id, r.captured.get("authors", ""))
        for r in removed
        if not r.refused and r.block >= 0
    ]
    return sorted([*kept, *gone], key=lambda line: line.at)


def read(lines: Sequence[Line], title: int | None) -> Signature:
    """What the lines say of the authors and the day; ``title`` is the number of the headline's."""
    first = next((n for n, line in enumerate(lines) if line.prose), len(lines))
    at = next((n for n, line in enumerate(lines) if line.at == title), None)
    start = max(0, first - _OVER_PROSE) if at is None else at + 1
    over, under = _short(lines[max(0, start - _MOST_HEAD) : start]), _short(_to_prose(lines[start:]))
    taken = [line for line in lines if line.byline]
    prose = _prose(lines)
    near = [line for line in (*over[-_BESIDE:], *under) if line.at != title]
    found = (
        _signed(near)
        or _signed(over)
        or _beside(under, prose)
        or _over_prose(under, prose)
        or _signed(taken)
        or _closing(lines, prose)
        or _Found(())
    )
    days = [line for line in near if line.kept and _is_day(line)]
    # Without a headline only what stands over the prose is the text's head.
    head = {line.at for line in near if at is not None or line.at < lines[first].at} if first < len(lines) else set()
    used = {line.at for line in (*found.lines, *days) if line.kept and not line.prose and line.at in head}
    day = dates.shown(line.text for line in near) or dates.shown(line.text for line in taken)
    return Signature(_people(found.names), day.raw if day else None, frozenset(used))


def _prose(lines: Sequence[Line]) -> str:
    """The article's paragraphs, without the last: there it may speak of its author."""
    found = [line.text for line in lines if line.prose]
    return "\n".join(found[: max(1, len(found) - _AUTHORS_OWN)])


def _to_prose(lines: Sequence[Line]) -> list[Line]:
    """The lines up to the body's first paragraph, and with it."""
    places = [n for n, line in enumerate(lines[:_MOST_HEAD]) if line.prose]
    return list(lines[: places[_MOST_PROSE - 1] + 1 if len(places) >= _MOST_PROSE else _MOST_HEAD])


def _short(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.prose or len(line.text) <= _LONGEST]


def _is_day(line: Line) -> bool:
    """Whether the line gives a date and hardly anything else. "3 May 2024 was a cold day." is a sentence."""
    day = None if line.prose else dates.in_text(line.text)
    if day is None:
        return False
    before, _, behind = line.text.partition(day)
    return sum(map(str.isalpha, before + behind)) <= _BESIDE_DATE and not _GOES_ON.fullmatch(behind)


def _people(names: Sequence[str]) -> tuple[str, ...]:
    """The names without places: "Jane Doe, London" and "Jane Doe" over "London"."""
    whole = [part.strip() for name in names for part in name.split(",")]
    full = [name for name in whole if " " in name]
    return tuple(full if full and " " in whole[0] else names)


def _signed(lines: Sequence[Line]) -> _Found | None:
    """The names of "By Jane Doe", or of the lines under a line that says no more than "By"; what a rule caught of one it took."""
    for i, line in enumerate(lines):
        if line.caught and names_people(line.caught):
            return _Found([line.caught], [line])
        if author_words().alone.match(line.plain):
            names = names_of_runs([(None, other.plain) for other in lines[i + 1 : i + 1 + _MOST_RUNS]])
            if names:
                names = [name for name in names if name == names[0] or not author_words().no_name.search(name)]
                return _Found(names, [line, *_that_hold(names, lines[i + 1 :])])
        names = signed_by(line.plain)
        if names:
            return _Found(names, [line])
        names = signed_in(line.plain)
        if names:
            return _Found(names, [line] if line.stamp else [])
    return None


def _that_hold(names: Sequence[str], lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that are the names, and those that join them."""
    left = list(names)
    for line in lines[:_MOST_RUNS]:
        if left and line.plain and line.plain in left[0]:
            left[0] = left[0].replace(line.plain, "", 1).strip()
            left = left if left[0] else left[1:]
        elif not (left and author_words().and_alone.match(line.plain or line.text)):
            return
        yield line


def _beside(lines: Sequence[Line], prose: str) -> _Found | None:
    """A full name next to a date, on its line or on one beside it, or over what its bearer is; more such names follow."""
    stamps = [i for i, line in enumerate(lines) if line.stamp]
    for i, line in enumerate(lines):
        if line.prose:
            continue
        near = any(abs(i - k) <= _BESIDE for k in stamps)
        name = before_date(line.text)
        if _is_authors(name, prose) and (name == line.text or i in stamps):
            if near or any(map(_is_post, lines[i + 1 : i + 2])):
                joined = [line, *_joined(lines[i + 1 :])]
                return _Found([name, *(other.text for other in joined[1:] if is_full_name(other.text))], joined)
        elif near and (found := _full_names(line, prose)):
            return found
    return None


def _is_post(line: Line) -> bool:
    """Whether the line says what somebody is: "Senior Reporter"."""
    return len(line.text.split()) <= _POST_WORDS and is_role(line.text)


def _is_authors(name: str, prose: str) -> bool:
    """Whether it is a full name, and of somebody whom the article doesn't speak of."""
    return is_full_name(name, _LONG_NAME) and name.split()[-1] not in prose


def _joined(following: Sequence[Line]) -> Iterator[Line]:
    """The names that a comma, a bar, an "and" or a post parts from the first, with what parts them."""
    joins = False
    for line in following[:_MOST_RUNS]:
        if joins and is_full_name(line.text):
            joins = False
        elif author_words().and_alone.match(line.text) or line.text == "|" or _is_post(line):
            joins = True
        else:
            return
        yield line


def _over_prose(lines: Sequence[Line], prose: str) -> _Found | None:
    """A full name alone right over the first paragraph, or with a line as short as "7 hours" between."""
    first = next((n for n, line in enumerate(lines) if line.prose), 0)
    over = lines[max(0, first - 2) : first]
    if len(over) > 1 and len(over[-1].text) <= _SHORTEST and any(map(str.isdigit, over[-1].text)):
        over = over[:-1]
    return _full_names(over[-1], prose) if over else None


def _closing(lines: Sequence[Line], prose: str) -> _Found | None:
    """A full name, or some, right under the last paragraph."""
    last = max((n for n, line in enumerate(lines) if line.prose), default=len(lines))
    under = lines[last + 1 : last + 2]
    plain = under and not under[0].boilerplate and not under[0].text.isupper()
    return _full_names(under[0], prose) if plain else None


def _full_names(line: Line, prose: str) -> _Found | None:
    """The names of a line of nothing but full names and what their bearers are."""
    names = [name for part in line.text.split(",") if not is_role(name := part.strip())]
    return (
        _Found(names, [] if line.piece else [line])
        if names and all(_is_authors(name, prose) for name in names)
        else None
    )
