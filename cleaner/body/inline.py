"""Emphasis and links within blocks, read again of the elements whose text they are."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cleaner.article import Link
from cleaner.body.segment import BETWEEN_CELLS, Walker
from cleaner.document import BlockKind
from cleaner.page.invisible import without_invisible

# What the output says of an inline element; of all others it keeps the text alone.
_TAG_OF = {
    "em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong", "code": "code", "kbd": "code", "samp": "code",
    "tt": "code", "sub": "sub", "sup": "sup", "del": "del", "s": "del", "strike": "del",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline element around some characters: its tag in the output and, of a link, where it leads."""

    tag: str
    href: str = ""
    rel: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters in a row and what stands around them, the outermost first."""

    text: str
    marks: tuple[Mark, ...]


Address = Callable[[str], str | None]


def read(root: Any, pruned: frozenset[Any], address: Address) -> list[tuple[Any, tuple[Run, ...]]]:
    """The blocks below ``root`` in order, each as its element and its runs. ``address`` makes a link's one, or None."""
    recorder = _Recorder(pruned, address)
    recorder.element(root, "paragraph", 0)
    recorder.flush(root, "paragraph")
    return recorder.found


class _Recorder(Walker):
    """Walks as ``segment.walk`` does, and notes what stands around each character."""

    def __init__(self, pruned: frozenset[Any], address: Address) -> None:
        super().__init__(pruned)
        self.address = address
        self.open: tuple[Mark, ...] = ()
        self.runs: list[Run] = []
        self.found: list[tuple[Any, tuple[Run, ...]]] = []

    def text(self, text: str) -> None:
        super().text(text)
        self.runs.append(Run(text, self.open))

    def flush(self, element: Any, kind: BlockKind) -> None:
        before = len(self.blocks)
        super().flush(element, kind)
        if len(self.blocks) > before:
            self.found.append((element, tuple(self.runs)))
        self.runs = []

    def inline(self, element: Any, kind: BlockKind, depth: int) -> None:
        around = self.open
        mark = self._mark(element)
        if mark and mark not in around:
            self.open = (*around, mark)
        super().inline(element, kind, depth)
        self.open = around

    def _mark(self, element: Any) -> Mark | None:
        if element.tag == "a":
            href = (element.get("href") or "").strip()
            to = None if not href or href.startswith("#") else self.address(href)
            return Mark("a", to, " ".join((element.get("rel") or "").split()) or None) if to else None
        tag = _TAG_OF.get(element.tag)
        return Mark(tag) if tag else None

    def new(self) -> Walker:
        return _Recorder(self.pruned, self.address)

    def cells(self, row: Any, cells: Sequence[Walker]) -> None:
        before = len(self.blocks)
        super().cells(row, cells)
        if len(self.blocks) > before:
            runs: list[Run] = []
            for cell in cells:
                if isinstance(cell, _Recorder) and cell.found:
                    if runs:
                        runs.append(Run(BETWEEN_CELLS, ()))
                    runs.extend(run for _, of_cell in cell.found for run in (*of_cell, Run(" ", ())))
            self.found.append((row, tuple(runs)))


def letters(runs: Sequence[Run]) -> str:
    """What the runs say, without spaces and what nobody sees: that of a block's text is the same."""
    return "".join("".join(without_invisible(r.text) for r in runs).split())


def marked(text: str, runs: Sequence[Run]) -> tuple[Run, ...]:
    """The block's ``text`` as it stands in the row, with what stands around its characters.

    Where rules cut parts out of the block, what lies before the first and behind the last cut keeps its marks.
    """
    if not any(run.marks for run in runs):
        return (Run(text, ()),)
    whole = tuple(_merged(_spaced(runs)))
    if "".join(run.text for run in whole) == text:
        return whole
    known = [(c, run.marks) for run in runs for c in without_invisible(run.text) if not c.isspace()]
    wanted = [c for c in text if not c.isspace()]
    ahead = _same([c for c, _ in known], wanted)
    behind = min(_same([c for c, _ in reversed(known)], wanted[::-1]), len(wanted) - ahead)
    inside: list[tuple[Mark, ...]] = [()] * (len(wanted) - ahead - behind)
    around = [
        *(m for _, m in known[:ahead]), *inside, *(m for _, m in known[len(known) - behind :]),
    ]  # fmt: skip
    return tuple(_grouped(text, around))


def _spaced(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with one space where there are any; it has the marks that stand on both sides of it."""
    before: tuple[Mark, ...] | None = None
    space = False
    for run in runs:
        text = without_invisible(run.text)
        words = " ".join(text.split())
        if not words:
            space = space or bool(text)
            continue
        if before is not None and (space or text[0].isspace()):
            yield Run(" ", before[: _same_marks(before, run.marks)])
        yield Run(words, run.marks)
        before, space = run.marks, text[-1].isspace()


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours with the same marks as one."""
    for marks, group in groupby(runs, key=lambda run: run.marks):
        yield Run("".join(run.text for run in group), marks)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many characters from the start are the same in both."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _grouped(text: str, around: Sequence[tuple[Mark, ...]]) -> Iterator[Run]:
    """Runs of the text; a space has the marks that stand on both sides of it."""
    each: list[tuple[Mark, ...]] = []
    at = 0
    for c in text:
        if not c.isspace():
            each.append(around[at])
            at += 1
        elif 0 < at < len(around):
            before, behind = around[at - 1], around[at]
            shared = _same_marks(before, behind)
            each.append(before[:shared])
        else:
            each.append(())
    start = 0
    for marks, group in groupby(each):
        end = start + sum(1 for _ in group)
        yield Run(text[start:end], marks)
        start = end


def _same_marks(one: tuple[Mark, ...], other: tuple[Mark, ...]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def to_html(runs: Sequence[Run], links: bool = True) -> str:
    """The runs as HTML: only the tags of this file, only absolute web addresses, and all text escaped.

    Without ``links`` these are left out, and their words stay.
    """
    parts: list[str] = []
    open_marks: tuple[Mark, ...] = ()
    for run in runs:
        marks = run.marks if links else tuple(m for m in run.marks if m.tag != "a")
        shared = _same_marks(open_marks, marks)
        parts.extend(f"</{mark.tag}>" for mark in reversed(open_marks[shared:]))
        parts.extend(_opened(mark) for mark in marks[shared:])
        parts.append(html.escape(run.text, quote=False))
        open_marks = marks
    parts.extend(f"</{mark.tag}>" for mark in reversed(open_marks))
    return "".join(parts)


def _opened(mark: Mark) -> str:
    if mark.tag != "a":
        return f"<{mark.tag}>"
    rel = f' rel="{html.escape(mark.rel)}"' if mark.rel else ""
    return f'<a href="{html.escape(mark.href)}"{rel}>'


def links_of(runs: Sequence[Run]) -> Iterator[Link]:
    """The links of a block, in order, each once however its words are set."""
    linked = ((next((m for m in run.marks if m.tag == "a"), None), run.text) for run in runs)
    for mark, group in groupby(linked, key=lambda pair: pair[0]):
        text = " ".join("".join(words for _, words in group).split())
        if mark and text:
            yield Link(text, mark.href, mark.rel)
