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
_MOST_PROSE = 2  # a deck, a caption and the body's first paragraph
_OVER = 3  # some outlets put the date over the headline
_BESIDE = 3
_MOST_RUNS = 12
_LONGEST = 120
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_TOKEN = re.compile(r"(?<!\S)\S")


@dataclass(frozen=True, slots=True)
class Signature:
    """The names as written, most trusted place first, and the date as written."""

    names: tuple[str, ...]
    date: str | None


def read(document: Document) -> Signature:
    """What a text's lines say of its authors and its day."""
    lines = _lines(document)
    head = _head(lines, document)
    taken = [r.text for r in document.removed if not r.refused and r.rule_id.startswith("byline.")]
    names = _signed(head) or _dated(head) or _first_signed(taken) or _closing(document)
    day = dates.shown(head) or dates.shown(taken)
    return Signature(tuple(names), day)


def _lines(document: Document) -> list[tuple[int, str, bool]]:
    """(number, text, whether it is in the article) of each line of the input."""
    kept = [(b.index, b.text, True) for b in document.blocks]
    gone = [(r.block, r.text, False) for r in document.removed if not r.refused and r.start is None and r.block >= 0]
    return sorted([*kept, *gone])


def _head(lines: Sequence[tuple[int, str, bool]], document: Document) -> list[str]:
    """The lines from the headline to the first paragraphs, and a few over it."""
    title = next((v for where, v in document.hints.get("title", ()) if where == "text line"), None)
    at = next((n for n, (_, text, _) in enumerate(lines) if text == title), None)
    start = 0 if at is None else max(0, at - _OVER)
    head: list[str] = []
    prose = 0
    for number, text, kept in lines[start : (at or 0) + _MOST_HEAD]:
        if text == title:
            continue
        if kept and BlockView(Block(number, text)).prose:
            prose += 1
            if prose >= _MOST_PROSE:
                break
        elif len(text) <= _LONGEST:
            head.append(text)
    return head


def _signed(head: Sequence[str]) -> list[str]:
    """The names of "By Jane Doe", or of the lines under a line that says no more than "By"."""
    for i, line in enumerate(head):
        if INTRODUCTION.match(line.strip(" .")):
            names = names_of_runs([(None, text) for text in head[i + 1 : i + 1 + _MOST_RUNS]])
            if names:
                return names
        names = signed_by(line) or _in_pieces(line)
        if names:
            return names
    return []


def _in_pieces(line: str) -> list[str]:
    """The names of "3 May 2024 | By Jane Doe" and of "3 May 2024 by Jane Doe"."""
    pieces = _PIECES.split(line)
    if len(pieces) > 1:
        return next((names for piece in pieces if (names := signed_by(piece))), [])
    if dates.in_text(line):
        rest = (line[m.start() :] for m in _TOKEN.finditer(line))
        return next((names for text in rest if BY.match(text) and (names := signed_by(text))), [])
    return []


def _dated(head: Sequence[str]) -> list[str]:
    """A full name next to a date, on its line or on one beside it; more such names follow behind a comma or an "and"."""
    stamps = [i for i, line in enumerate(head) if dates.is_dated(line) or AGO.search(line)]
    for i, line in enumerate(head):
        if not any(abs(i - k) <= _BESIDE for k in stamps):
            continue
        name = before_date(line)
        if is_full_name(name) and (name == line or i in stamps):
            return list(_joined(name, head[i + 1 :]))
    return []


def _joined(name: str, following: Sequence[str]) -> Iterator[str]:
    yield name
    for between, other in zip(following[::2], following[1::2], strict=False):
        if not (CONNECTOR.match(between) or between == "|") or not is_full_name(other):
            return
        yield other


def _first_signed(taken: Sequence[str]) -> list[str]:
    return next((names for line in taken if (names := signed_by(line) or _in_pieces(line))), [])


def _closing(document: Document) -> list[str]:
    """A full name alone on the last line, under the last paragraph."""
    if len(document.blocks) < 2:
        return []
    *_, over, last = document.blocks
    return [last.text] if is_full_name(last.text) and BlockView(over).prose else []
