"""Who wrote a text, and when: read from the lines under its headline, from those that byline rules took, from its last line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.document import Block, Document
from cleaner.rules.shape import BlockView
from cleaner.stages import dates
from cleaner.stages.authors import BY
from cleaner.stages.bylines import (
    AGO,
    CONNECTOR,
    INTRODUCTION,
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
_MARKS = " -–—*•·>»"
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_TOKEN = re.compile(r"(?<!\S)\S")
_AUTHORS_OWN = 3  # paragraphs at the end, where the author is spoken of


@dataclass(frozen=True, slots=True)
class Signature:
    """The names as written, most trusted place first, and the date as written."""

    names: tuple[str, ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the input: its place, whether it stays in the article, whether a byline rule took it."""

    at: int
    text: str
    kept: bool
    byline: bool = False

    @property
    def stamp(self) -> bool:
        return self.byline or (len(self.text) <= _LONGEST and dates.is_dated(self.text)) or bool(AGO.search(self.text))


def read(document: Document) -> Signature:
    """What a text's lines say of its authors and its day."""
    lines = _lines(document)
    title = next((v for where, v in document.hints.get("title", ()) if where == "text line"), None)
    at = next((n for n, line in enumerate(lines) if line.text == title), None)
    prose = _prose(lines)
    under = _short(lines if at is None else lines[at + 1 :])
    over = [] if at is None else [line for line in lines[max(0, at - _MOST_HEAD) : at] if len(line.text) <= _LONGEST]
    taken = [line for line in lines if line.byline]
    names = (
        _signed(under)
        or _signed(over)
        or _dated(under, prose)
        or (_alone(lines, at, prose) if at is not None else [])
        or _signed(taken)
        or _closing(document)
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
    found = [line.text for line in lines if line.kept and BlockView(Block(line.at, line.text)).prose]
    return "\n".join(found[: max(1, len(found) - _AUTHORS_OWN)])


def _short(lines: Sequence[_Line]) -> list[_Line]:
    """The short lines up to the body's first paragraph."""
    found: list[_Line] = []
    prose = 0
    for line in lines[:_MOST_HEAD]:
        if line.kept and BlockView(Block(line.at, line.text)).prose:
            prose += 1
            if prose >= _MOST_PROSE:
                break
        elif len(line.text) <= _LONGEST:
            found.append(line)
    return found


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
                return names
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


def _dated(lines: Sequence[_Line], prose: str) -> list[str]:
    """A full name next to a date, on its line or on one beside it; more such names follow behind a comma or an "and"."""
    stamps = [i for i, line in enumerate(lines) if line.stamp]
    for i, line in enumerate(lines):
        if not any(abs(i - k) <= _BESIDE for k in stamps):
            continue
        name = before_date(line.text)
        if _is_authors(name, prose) and (name == line.text or i in stamps):
            return list(_joined(name, lines[i + 1 :]))
    return []


def _is_authors(name: str, prose: str) -> bool:
    """Whether it is a full name, and of somebody whom the article doesn't speak of."""
    return is_full_name(name, _LONG_NAME) and name.split()[-1] not in prose


def _joined(name: str, following: Sequence[_Line]) -> Iterator[str]:
    yield name
    for between, other in zip(following[::2], following[1::2], strict=False):
        if not (CONNECTOR.match(between.text) or between.text == "|") or not is_full_name(other.text):
            return
        yield other.text


def _alone(lines: Sequence[_Line], title: int, prose: str) -> list[str]:
    """A full name alone right under the headline, and right over prose."""
    if title + 2 >= len(lines):
        return []
    name, rest = lines[title + 1 : title + 3]
    over = BlockView(Block(rest.at, rest.text)).prose
    return [name.text] if over and _is_authors(name.text, prose) else []


def _closing(document: Document) -> list[str]:
    """A full name alone on the last line, under the last paragraph."""
    if len(document.blocks) < 2:
        return []
    *_, over, last = document.blocks
    return [last.text] if is_full_name(last.text) and BlockView(over).prose else []
