"""Who wrote a text, and when: read from the lines under its headline, from those that byline rules took, from its last line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cleaner.document import Block, Document
from cleaner.rules.shape import BlockView
from cleaner.stages import dates
from cleaner.stages.authors import BY, is_role
from cleaner.stages.bylines import (
    AGO,
    CONNECTOR,
    INTRODUCTION,
    LABEL,
    before_date,
    is_full_name,
    names_of_runs,
    signed_by,
)

_MOST_HEAD = 25  # lines from the headline on
_MOST_PROSE = 3  # a deck, a caption and the body's first paragraph
_BESIDE = 3
_MOST_RUNS = 12
_LONGEST = 120
_LONG_NAME = 4
_POST_WORDS = 5
_SHORTEST = 12
_OVER_PROSE = 6
_MARKS = " -–—*•·>»"
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_TOKEN = re.compile(r"(?<!\S)\S")
_AUTHORS_OWN = 3  # paragraphs at the end, where the author is spoken of


@dataclass(frozen=True, slots=True)
class Signature:
    """The names as written, most trusted place first, and the date as written."""

    names: tuple[str, ...]
    date: str | None


@dataclass(frozen=True)
class _Line:
    """A line of the input: its place, whether it stays in the article, whether a byline rule took it."""

    at: int
    text: str
    kept: bool
    byline: bool = False

    @cached_property
    def prose(self) -> bool:
        return self.kept and BlockView(Block(self.at, self.text)).prose

    @cached_property
    def stamp(self) -> bool:
        return self.byline or (len(self.text) <= _LONGEST and dates.is_dated(self.text)) or bool(AGO.search(self.text))


def read(document: Document) -> Signature:
    """What a text's lines say of its authors and its day."""
    lines = _lines(document)
    title = next((v for where, v in document.hints.get("title", ()) if where == "text line"), None)
    at = next((n for n, line in enumerate(lines) if line.text == title), None)
    first = next((n for n, line in enumerate(lines) if line.prose), len(lines))
    start = max(0, first - _OVER_PROSE) if at is None else at + 1
    over, under = _short(lines[max(0, start - _MOST_HEAD) : start]), _short(_to_prose(lines[start:]))
    taken = [line for line in lines if line.byline]
    prose = _prose(lines)
    names = (
        _signed([*over[-_BESIDE:], *under])
        or _signed(over)
        or _beside(under, prose)
        or _over_prose(under, prose)
        or _signed(taken)
        or _closing(lines, prose)
    )
    near = [line.text for line in (*over[-_BESIDE:], *under)]
    return Signature(_people(names), dates.shown(near) or dates.shown(line.text for line in taken))


def _lines(document: Document) -> list[_Line]:
    kept = [_Line(b.index, b.text, kept=True) for b in document.blocks]
    gone = [
        _Line(r.block, r.text, kept=False, byline=r.rule_id.startswith("byline."))
        for r in document.removed
        if not r.refused and r.block >= 0
    ]
    return sorted([*kept, *gone], key=lambda line: line.at)


def _prose(lines: Sequence[_Line]) -> str:
    """The article's paragraphs, without the last: there it may speak of its author."""
    found = [line.text for line in lines if line.prose]
    return "\n".join(found[: max(1, len(found) - _AUTHORS_OWN)])


def _to_prose(lines: Sequence[_Line]) -> list[_Line]:
    """The lines up to the body's first paragraph, and with it."""
    places = [n for n, line in enumerate(lines[:_MOST_HEAD]) if line.prose]
    return list(lines[: places[_MOST_PROSE - 1] + 1 if len(places) >= _MOST_PROSE else _MOST_HEAD])


def _short(lines: Sequence[_Line]) -> list[_Line]:
    return [line for line in lines if line.prose or len(line.text) <= _LONGEST]


def _people(names: Sequence[str]) -> tuple[str, ...]:
    """The names without places: "Jane Doe, London" and "Jane Doe" over "London"."""
    whole = [part.strip() for name in names for part in name.split(",")]
    full = [name for name in whole if " " in name]
    return tuple(full if full and " " in whole[0] else names)


def _signed(lines: Sequence[_Line]) -> list[str]:
    """The names of "By Jane Doe", or of the lines under a line that says no more than "By"."""
    for i, line in enumerate(lines):
        text = line.text.strip(_MARKS)
        if INTRODUCTION.match(text.rstrip(" .")):
            names = names_of_runs([(None, other.text.rstrip(" .")) for other in lines[i + 1 : i + 1 + _MOST_RUNS]])
            if names:
                return [name for name in names if name == names[0] or not LABEL.search(name)]
        names = signed_by(text) or _in_pieces(text)
        if names:
            return names
    return []


def _in_pieces(line: str) -> list[str]:
    """The names of "3 May 2024 | By Jane Doe" and of "3 May 2024 by Jane Doe"."""
    pieces = _PIECES.split(line)
    if len(pieces) > 1:
        return next((names for piece in pieces if (names := signed_by(piece))), [])
    if len(line) <= _LONGEST and dates.in_text(line):
        rest = (line[m.start() :] for m in _TOKEN.finditer(line))
        return next((names for text in rest if BY.match(text) and (names := signed_by(text))), [])
    return []


def _beside(lines: Sequence[_Line], prose: str) -> list[str]:
    """A full name next to a date, on its line or on one beside it, or over what its bearer is; more such names follow."""
    stamps = [i for i, line in enumerate(lines) if line.stamp]
    for i, line in enumerate(lines):
        dated = any(abs(i - k) <= _BESIDE for k in stamps)
        name = before_date(line.text)
        if not (_is_authors(name, prose) and (name == line.text or i in stamps)):
            continue
        if dated or _is_post(lines[i + 1 : i + 2]):
            return list(_joined(name, lines[i + 1 :]))
    return []


def _is_post(lines: Sequence[_Line]) -> bool:
    """Whether the next line says what somebody is: "Senior Reporter"."""
    return any(len(line.text.split()) <= _POST_WORDS and is_role(line.text) for line in lines)


def _is_authors(name: str, prose: str) -> bool:
    """Whether it is a full name, and of somebody whom the article doesn't speak of."""
    return is_full_name(name, _LONG_NAME) and name.split()[-1] not in prose


def _joined(name: str, following: Sequence[_Line]) -> Iterator[str]:
    """The name, and those that a comma, a bar, an "and" or a post parts from it."""
    yield name
    joins = False
    for line in following[:_MOST_RUNS]:
        if joins and is_full_name(line.text):
            yield line.text
            joins = False
        elif CONNECTOR.match(line.text) or line.text == "|" or _is_post([line]):
            joins = True
        else:
            return


def _over_prose(lines: Sequence[_Line], prose: str) -> list[str]:
    """A full name alone right over the first paragraph, or with a line as short as "7 hours" between."""
    first = next((n for n, line in enumerate(lines) if line.prose), 0)
    over = lines[max(0, first - 2) : first]
    if len(over) > 1 and len(over[-1].text) <= _SHORTEST and any(map(str.isdigit, over[-1].text)):
        over = over[:-1]
    return _full_names(over[-1].text, prose) if over else []


def _closing(lines: Sequence[_Line], prose: str) -> list[str]:
    """A full name, or some, right under the last paragraph."""
    last = max((n for n, line in enumerate(lines) if line.prose), default=len(lines))
    return _full_names(lines[last + 1].text, prose) if last + 1 < len(lines) else []


def _full_names(text: str, prose: str) -> list[str]:
    """The names of a line of nothing but full names, [] for another."""
    names = [name.strip() for name in text.split(",")]
    return names if all(_is_authors(name, prose) for name in names) else []
