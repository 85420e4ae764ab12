"""Readers' comments, told by how they are built: a name, when it was said, what was said, three times or more.

No word of any language and no name of a class has a part in it, so it holds for boxes that no rule knows. The entries
of a live blog have a time, too, but no other name each time; teasers have a date, but a headline over it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from cleaner.body.segment import RawBlock
from cleaner.rules.shape import BlockView

_LEAST = 3
# A line with name and age has this many words at most: "Jane Doe (guest) 5 January 2012, 14:05:12 reply 0".
_MOST_WORDS = 16
_NAME_WORDS = 4
_HEAD_WORDS = 8
_TIME = re.compile(r"(?<!\d)(?:\d{1,2}:\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{4}年)")
# "3 hours ago", "vor 3 Stunden": a number and little else, in whatever language.
_AGE = re.compile(r"(?:[^\d\W]+ ){0,2}\d{1,2}\s?[^\d\W]+\.?(?: [^\d\W]+)?$")
_NUMBERS = re.compile(r"[\d\W_]+")
_ROWS_OF = ("table", "tbody")
# Blocks between one comment's head and the next one's.
_FARTHEST = 12


def find(blocks: Sequence[RawBlock], views: Sequence[BlockView]) -> list[Any]:
    """The elements that hold such comments, one or more a list; [] where there is no list."""
    heads = [(i, said) for i in range(len(blocks)) if (said := _name(blocks, views, i))]
    by_build: dict[tuple[Any, ...], list[tuple[int, str]]] = {}
    for i, said in heads:
        by_build.setdefault(_build(blocks[i].element), []).append((i, said))
    found: list[Any] = []
    for group in by_build.values():
        for run in _runs(group):
            if len(run) >= _LEAST and _by_several(run) and _are_comments(blocks, views, run):
                found.extend(_units(blocks, [i for i, _ in run]))
    return found


def _name(blocks: Sequence[RawBlock], views: Sequence[BlockView], i: int) -> str:
    """The name that stands with a time in block ``i``, or beside it; "" where it is no comment's head."""
    view, text = views[i], blocks[i].text
    if blocks[i].kind == "heading" or view.words > _MOST_WORDS or view.prose:
        return ""
    timed = _TIME.search(text)
    if not timed and not (view.words <= _NAME_WORDS and _AGE.match(text)):
        return ""
    own = _NUMBERS.sub(" ", text).strip()
    if timed and 2 <= len(own.split()) <= _HEAD_WORDS:
        return own
    for k in (i - 1, i + 1):
        if 0 <= k < len(blocks) and _is_name(blocks[k], views[k]):
            return blocks[k].text
    return ""


def _is_name(block: RawBlock, view: BlockView) -> bool:
    return 0 < view.words <= _NAME_WORDS and not view.sentence and not _TIME.search(block.text)


def _build(element: Any) -> tuple[Any, ...]:
    parent = element.getparent()
    above = () if parent is None else (parent.tag, (parent.get("class") or "").split(" ")[0])
    return (element.tag, (element.get("class") or "").split(" ")[0], *above)


def _runs(group: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The heads that follow each other closely enough to be one list."""
    runs: list[list[tuple[int, str]]] = []
    for head in group:
        if not runs or head[0] - runs[-1][-1][0] > _FARTHEST:
            runs.append([])
        runs[-1].append(head)
    return runs


def _are_comments(blocks: Sequence[RawBlock], views: Sequence[BlockView], run: list[tuple[int, str]]) -> bool:
    """Something is said between the heads, no headline stands there, and each is dated, or can be answered."""
    said = 0
    for (one, _), (following, _) in pairwise(run):
        between = views[one + 1 : following]
        if any(v.block.kind == "heading" and v.words > _NAME_WORDS for v in between):
            return False
        said += any((v.sentence or v.words > _NAME_WORDS) and v.block.link_share < 0.5 for v in between)
    if said < 0.6 * (len(run) - 1):
        return False
    return all(_TIME.search(blocks[i].text) for i, _ in run) or _can_be_answered(blocks, run)


def _by_several(run: list[tuple[int, str]]) -> bool:
    """Three names or more, none of them over most of it: the entries of a live blog are by one or two."""
    names = Counter(said for _, said in run)
    return len(names) >= _LEAST and max(names.values()) <= 0.6 * len(run)


def _can_be_answered(blocks: Sequence[RawBlock], run: list[tuple[int, str]]) -> bool:
    """The same short link stands by most of them: "Reply", in whatever language."""
    links = Counter(
        b.text for b in blocks[run[0][0] : run[-1][0] + _FARTHEST] if b.link_share > 0.8 and len(b.text) < 40
    )
    return any(n >= len(run) - 1 for n in links.values())


def _units(blocks: Sequence[RawBlock], heads: list[int]) -> list[Any]:
    """The children of what holds all heads that hold one each; all of it where it holds nothing else."""
    common: Any = blocks[heads[0]].element
    chains = [[blocks[i].element, *blocks[i].element.iterancestors()] for i in heads]
    shared = set(chains[0]).intersection(*map(set, chains[1:]))
    common = next(e for e in chains[0] if e in shared)
    below = [next(e for e in chain if e.getparent() is common) for chain in chains if chain[0] is not common]
    if not below or common.tag in _ROWS_OF:
        return []  # rows of one table: data, or the words of a film with their times
    first, last = below[0], below[-1]
    units, inside = [], False
    for child in common:
        inside = inside or child is first
        if inside:
            units.append(child)
        if child is last:
            break
    return units
