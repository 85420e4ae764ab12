"""Readers' comments, told by how they are built: a name, when it was said, what was said, three times or more.

No word of any language and no name of a class has a part in it, so it holds for boxes that no rule knows. The entries
of a live blog have a time, too, but no other name each time; teasers have a date, but a headline over it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from cleaner.body.segment import RawBlock
from cleaner.rules.shape import LABEL_WORDS, NAME_WORDS, SENTENCE_WORDS, BlockView

LEAST = 3  # so many make a list
_TIME = re.compile(r"(?<!\d)(?:\d{1,2}:\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{4}年)")
# "3 hours ago", "vor 3 Stunden": a number and little else, in whatever language.
_AGE = re.compile(r"(?:^|\s[·•–—-]\s)(?:[^\d\W]+ ){0,2}\d{1,2}\s?[^\d\W]+\.?(?: [^\d\W]+)?$")
# "10:30 Opening of the fair" stands in a programme, a ticker or a live blog: a time of the day and no date.
_OF_A_DAY = re.compile(r"\W*\d{1,2}[:.]\d{2}(?!\S)(?!.*\d[./-]\d)(?!.*\b\d{4}\b)")
_NUMBERS = re.compile(r"[\d\W_]+")
_ROWS_OF = ("table", "tbody")
# Blocks between one comment's head and the next one's.
_FARTHEST = 12


@dataclass(frozen=True, slots=True)
class Head:
    """Where a comment begins: the block with its time, the words beside that, and the name in a line next to it.

    ``first`` and ``last`` are the places of these one or two blocks.
    """

    place: int
    own: str
    beside: str
    first: int
    last: int


def find(blocks: Sequence[RawBlock], views: Sequence[BlockView]) -> list[Any]:
    """The elements that hold such comments, one or more a list; [] where there is no list."""
    found: list[Any] = []
    for group in _by_build(blocks, views):
        for run in _runs(group):
            if len(run) >= LEAST and _by_several(run) and _are_comments(blocks, views, run):
                found.extend(_units(blocks, [h.place for h in run]))
    return found


def heads(blocks: Sequence[RawBlock], views: Sequence[BlockView]) -> list[Head]:
    """The heads of what is known to be readers' comments: of all that are built alike the most, one is enough."""
    return max(_by_build(blocks, views), key=len, default=[])


def _by_build(blocks: Sequence[RawBlock], views: Sequence[BlockView]) -> list[list[Head]]:
    """All heads, those together that stand in elements built alike."""
    found: dict[tuple[Any, ...], list[Head]] = {}
    for i in range(len(blocks)):
        if head := _head(blocks, views, i):
            found.setdefault(_build(blocks[i].element), []).append(head)
    return list(found.values())


def is_time(text: str) -> bool:
    """It says when something was written, and little else."""
    return len(text.split()) <= LABEL_WORDS and (_TIME.search(text) or _AGE.search(text)) is not None


def _head(blocks: Sequence[RawBlock], views: Sequence[BlockView], i: int) -> Head | None:
    """What block ``i`` says of who spoke when; None where it is no comment's head."""
    view, text = views[i], blocks[i].text
    if blocks[i].kind == "heading" or view.words > LABEL_WORDS or view.prose or _OF_A_DAY.match(text):
        return None
    timed, age = _TIME.search(text), _AGE.search(text) if blocks[i].kind != "table_row" else None
    if not timed and not age:
        return None
    own = _NUMBERS.sub(" ", text if timed or not age else text[: age.start()]).strip()
    if not (1 if age and not timed else 2) <= len(own.split()) <= SENTENCE_WORDS:
        own = ""
    near = (k for k in (i - 1, i + 1) if 0 <= k < len(blocks) and _is_name(blocks[k], views[k]))
    k = next(near, None)
    if k is None:
        return Head(i, own, "", i, i) if own else None
    return Head(i, own, blocks[k].text, min(i, k), max(i, k))


def _is_name(block: RawBlock, view: BlockView) -> bool:
    return 0 < view.words <= NAME_WORDS and not view.sentence and not _TIME.search(block.text)


def _build(element: Any) -> tuple[Any, ...]:
    parent = element.getparent()
    above = () if parent is None else (parent.tag, (parent.get("class") or "").split(" ")[0])
    return (element.tag, (element.get("class") or "").split(" ")[0], *above)


def _runs(group: list[Head]) -> list[list[Head]]:
    """The heads that follow each other closely enough to be one list."""
    runs: list[list[Head]] = []
    for head in group:
        if not runs or head.place - runs[-1][-1].place > _FARTHEST:
            runs.append([])
        runs[-1].append(head)
    return runs


def _are_comments(blocks: Sequence[RawBlock], views: Sequence[BlockView], run: list[Head]) -> bool:
    """Something is said between the heads, no headline stands there, and each is signed with its time, or can be answered."""
    said = 0
    for one, following in pairwise(run):
        between = views[one.place + 1 : following.place]
        if any(v.block.kind == "heading" and v.words > NAME_WORDS for v in between):
            return False
        said += any((v.sentence or v.words > NAME_WORDS) and v.block.link_share < 0.5 for v in between)
    if said < 0.6 * (len(run) - 1):
        return False
    return all(_TIME.search(blocks[h.place].text) or h.own for h in run) or _can_be_answered(blocks, run)


def _can_be_answered(blocks: Sequence[RawBlock], run: list[Head]) -> bool:
    """The same short link stands by most of them: "Reply", in whatever language."""
    near = blocks[run[0].place : run[-1].place + _FARTHEST]
    links = Counter(b.text for b in near if b.link_share > 0.8 and len(b.text) < 40)
    return any(n >= len(run) - 1 for n in links.values())


def _by_several(run: list[Head]) -> bool:
    """Three names or more, none of them over most of it: the entries of a live blog are by one or two."""
    return any(
        len(names) >= LEAST and max(names.values()) <= 0.6 * len(run)
        for names in (Counter(h.own for h in run), Counter(h.beside for h in run))
    )


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
    # Where head and words are siblings, the last one's words stand behind its head, as the others' do.
    if all(e is blocks[i].element for e, i in zip(below, heads, strict=True)):
        behind = units.index(below[1]) - units.index(below[0]) - 1
        units += list(islice(last.itersiblings(), behind))
    return units
