"""What of a document's removals its gold calls body: pure counting, for ``evidence`` and ``ablate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.article import Removal

SHINGLE = 4
Split = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that a rule took, or was refused.

    ``words`` are the scorer's tokens; ``judged`` those that the gold says anything of, ``body`` those that it calls body.
    ``lost`` is what of the text these are.
    """

    rule: str
    words: int
    judged: int = 0
    body: int = 0
    text: str = ""
    lost: str = ""
    refused: bool = False


def judge(gold: Mapping[str, Any], text: str, removed: Sequence[Removal], split: Split) -> list[Taken]:
    """Each removal, judged by what kind of gold the document has. ``text`` is what was kept."""
    went = [r for r in removed if not r.refused]
    kept_in = [Taken(r.rule_id, len(split(r.text)), text=r.text, refused=True) for r in removed if r.refused]
    if gold.get("labels"):
        return kept_in + by_labels(gold["lines"], gold["labels"], text, went, split)
    if gold.get("body") is not None:
        return kept_in + by_body(gold["body"], text, went, split)
    return kept_in + by_segments(gold.get("with") or (), gold.get("without") or (), text, went, split)


def by_body(body: str, text: str, removed: Sequence[Removal], split: Split) -> list[Taken]:
    """A run of four words is body where the gold has it more often than what was kept.

    So a removed copy of what stayed is no loss, and what is missing once is counted once.
    """
    missing = Counter(shingles(split(body))) - Counter(shingles(split(text)))
    lines = Counter(map(squash, body.split("\n"))) - Counter(map(squash, text.split("\n")))
    found = []
    for r in removed:
        words = split(r.text)
        if len(words) < SHINGLE:
            # Too short for a run of four, and any body has its words somewhere.
            line = squash(r.text)
            hit = lines[line] > 0
            lines[line] -= hit
            marked = [hit] * len(words)
        else:
            marked = _covered(words, missing)
        lost = " ".join(w for w, m in zip(words, marked, strict=True) if m)
        found.append(Taken(r.rule_id, len(words), len(words), sum(marked), r.text, lost))
    return found


def _covered(words: list[str], missing: Counter[tuple[str, ...]]) -> list[bool]:
    """Which words stand in a missing run; what is found is missing once less."""
    marked = [False] * len(words)
    for i, run in enumerate(shingles(words)):
        if missing[run] > 0:
            missing[run] -= 1
            marked[i : i + SHINGLE] = [True] * SHINGLE
    return marked


def by_segments(
    wanted: Sequence[str], unwanted: Sequence[str], text: str, removed: Sequence[Removal], split: Split
) -> list[Taken]:
    """Only the segments are judged: those that must stay and are in what went, not in what was kept, are body."""
    kept = squash(text)
    missing = [s for s in map(squash, wanted) if s and s not in kept]
    right = [s for s in map(squash, unwanted) if s]
    found = []
    for r in removed:
        went = squash(r.text)
        lost = [s for s in missing if s in went]
        missing = [s for s in missing if s not in lost]
        body = sum(len(split(s)) for s in lost)
        judged = body + sum(len(split(s)) for s in right if s in went)
        found.append(Taken(r.rule_id, len(split(r.text)), judged, body, r.text, " … ".join(lost)))
    return found


def by_labels(
    lines: Sequence[str], labels: Sequence[int | None], text: str, removed: Sequence[Removal], split: Split
) -> list[Taken]:
    """By the label of the line: of equal lines the first count as kept, as the scorer has it.

    A part that was cut from a line has the line's label: the scorer takes such a line for lost.
    """
    gone: dict[str, list[int | None]] = {}
    for line, label, kept in line_by_line(lines, labels, text):
        if not kept:
            gone.setdefault(line, []).append(label)
    numbered = [(line, label) for line, label in zip(map(squash, lines), labels, strict=True) if line]
    found = []
    for r in removed:
        went, words = squash(r.text), len(split(r.text))
        if gone.get(went):
            label = gone[went].pop(0)
        else:
            line, label = numbered[r.block] if 0 <= r.block < len(numbered) else ("", None)
            label = label if went in line else None
        judged, body = words * (label is not None), words * (label == 1)
        found.append(Taken(r.rule_id, words, judged, body, r.text, r.text if body else ""))
    return found


def line_by_line(
    lines: Sequence[str], labels: Sequence[int | None], text: str
) -> Iterator[tuple[str, int | None, bool]]:
    """Each line that isn't blank with its label, and whether it was kept."""
    left = Counter(map(squash, text.split("\n")))
    for line, label in zip(map(squash, lines), labels, strict=True):
        # As the scorer does: a line without a label uses up none.
        if not line or label is None:
            if line:
                yield line, None, left[line] > 0
            continue
        kept = left[line] > 0
        left[line] -= kept
        yield line, label, kept


def shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def squash(text: str) -> str:
    return " ".join(text.split())
