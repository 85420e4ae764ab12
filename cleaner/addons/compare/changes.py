"""What is different between two texts of one document, block by block, and which rule made it so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cleaner.addons.compare.attribution import attributed, squeezed
from cleaner.addons.compare.subsequence import common_blocks
from cleaner.addons.report.rows import Row

# Beyond this many pairs of blocks the order is given up: what is only in one of the texts is still found.
_MOST_WORK = 400_000_000
# A block is the other one changed, not another one, where so much of the shorter is the same at the ends.
_SAME = 0.5
_FARTHEST = 20

Kind = Literal["same", "lost", "won"]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text: in both, only in OLD (lost) or only in NEW (won); ``rule`` took it there, "" where none did."""

    kind: Kind
    text: str
    rule: str = ""


# A block as its stretches in order; one of a single ``same`` stands for context.
ChangedBlock = tuple[Change, ...]


def changed_blocks(old: Row, new: Row) -> list[ChangedBlock]:
    """All blocks of both, in order."""
    blocks = list(_blocks(_split(old["text"]), _split(new["text"])))
    texts: dict[Kind, list[str]] = {
        kind: [c.text for b in blocks for c in b if c.kind == kind] for kind in ("lost", "won")
    }
    rule_of: dict[Kind, dict[str, str]] = {
        "lost": attributed(new, old, texts["lost"]), "won": attributed(old, new, texts["won"]), "same": {},
    }  # fmt: skip

    def by_rule(change: Change) -> Change:
        known = rule_of[change.kind]
        return Change(change.kind, change.text, known.get(squeezed(change.text), "")) if known else change

    return [tuple(map(by_rule, block)) for block in blocks]


def _split(text: str) -> list[str]:
    return text.split("\n\n") if text else []


def _blocks(old: list[str], new: list[str]) -> Iterator[ChangedBlock]:
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    yield from ((Change("same", text),) for text in old[:head])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) * len(middle_new) > _MOST_WORK:
        yield from _without_order(middle_old, middle_new)
    else:
        yield from _in_order(middle_old, middle_new)
    yield from ((Change("same", text),) for text in old[len(old) - tail :])


def _in_order(old: list[str], new: list[str]) -> Iterator[ChangedBlock]:
    ends = [(-1, -1), *common_blocks(old, new), (len(old), len(new))]
    for (i, j), (next_i, next_j) in pairwise(ends):
        if i >= 0:
            yield (Change("same", old[i]),)
        yield from _replaced(old[i + 1 : next_i], new[j + 1 : next_j])


def _without_order(old: list[str], new: list[str]) -> Iterator[ChangedBlock]:
    lost, won = Counter(old) - Counter(new), Counter(new) - Counter(old)
    yield from ((Change("lost", text),) for text in lost.elements())
    yield from ((Change("won", text),) for text in won.elements())


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[ChangedBlock]:
    """Each old block with the next new one that is it with a part changed; the others are lost or won whole."""
    at = 0
    for text in old:
        near = range(at, min(at + _FARTHEST, len(new)))
        partner = next((i for i in near if _ends(text, new[i]) is not None), None)
        if partner is None:
            yield (Change("lost", text),)
            continue
        yield from ((Change("won", other),) for other in new[at:partner])
        yield _changed(text, new[partner])
        at = partner + 1
    yield from ((Change("won", other),) for other in new[at:])


def _ends(old: str, new: str) -> tuple[int, int] | None:
    """How many characters are the same at the start and at the end, if these are enough."""
    shorter = min(len(old), len(new))
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    return (start, end) if start + end >= max(1, _SAME * shorter) else None


def _same(old: Sequence[str], new: Sequence[str]) -> int:
    """How many characters, or blocks, are the same from the start on."""
    least, most = 0, min(len(old), len(new))
    while least < most:
        middle = (least + most + 1) // 2
        if old[least:middle] == new[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _changed(old: str, new: str) -> ChangedBlock:
    start, end = _ends(old, new) or (0, 0)
    parts = (
        Change("same", old[:start]), Change("lost", old[start : len(old) - end]), Change("won", new[start : len(new) - end]),
        Change("same", old[len(old) - end :]),
    )  # fmt: skip
    return tuple(p for p in parts if p.text)
