"""A document with one thing changed: only the stages that the change can reach run again, and only what came out
differently is scored again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from cleaner import Pipeline, Rules
from cleaner.document import Document, Page
from cleaner.pipeline import STAGES
from tests.quality import corpora
from tests.quality.judge import line_by_line, squash
from tests.quality.variants import Variant, changed, touches

# What a document adds to its set's figures; sums of them, with how many there are, make the figure.
Parts = tuple[float, ...]
# A page that keeps less of its body counts as lost, as the scorer counts it.
_LOST = 80


@dataclass(frozen=True, slots=True)
class Moved:
    """What a variant changed of one document: the text (``parts`` are then its new score), or only fields of its row."""

    variant: int
    parts: Parts | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    corpus: str
    parts: Parts
    moved: tuple[Moved, ...]


def attempt(case: corpora.Case, variants: Sequence[Variant]) -> Tried:
    """One document as it is, and under each variant."""
    score = corpora.scorer()
    states = run(case.document(), _without(frozenset()))
    moved = [_moved(n, v, states, case.gold, score.overlap) for n, v in enumerate(variants)]
    return Tried(case.corpus, parts(case.gold, _text(states[-1]), score.overlap), tuple(m for m in moved if m))


def _moved(
    number: int, variant: Variant, states: Sequence[Document], gold: Mapping[str, Any], overlap: Callable[..., Parts]
) -> Moved | None:
    base = states[-1]
    try:
        after = again(states, variant)
    except Exception:  # whatever a number that nobody meant does: it is said, and the rest goes on
        return Moved(number, failed=True)
    if _text(after) != _text(base):
        return Moved(number, parts(gold, _text(after), overlap))
    row = (after.metadata, after.flags, after.error)
    return Moved(number) if row != (base.metadata, base.flags, base.error) else None


def run(document: Document, rules: Rules) -> list[Document]:
    """The document as it came, and after each stage."""
    states = [document]
    for stage in STAGES:
        states.append(Pipeline(rules, (stage,)).process(states[-1]))
    return states


def again(states: Sequence[Document], variant: Variant) -> Document:
    """The document at the end under the variant. A stage that it can't reach, given what it was given, needs no second run."""
    shipped, rules = _without(frozenset()), _without(variant.without)
    document = states[0]
    with changed(variant.constant, variant.value):
        for before, after, stage in zip(states, states[1:], STAGES, strict=False):
            if document is before and not touches(stage, variant, shipped.by_id):
                document = after
                continue
            document = Pipeline(rules, (stage,)).process(document)
            if same(document, after):
                document = after
    return document


@cache
def _without(ids: frozenset[str]) -> Rules:
    """The shipped rules but these, compiled once in a process."""
    if not ids:
        return Rules.load()
    shipped = _without(frozenset())
    return shipped.only(*(r for r in shipped.all if r.id not in ids))


def same(one: Document, other: Document) -> bool:
    """Whether a later stage can't tell them apart. A page that was parsed again counts as the same if it reads the same."""
    if one.page is None or other.page is None:
        return one == other
    if one.but(page=None) != other.but(page=None) or one.page.jsonld != other.page.jsonld:
        return False
    return _same_page(one.page, other.page)


def _same_page(one: Page, other: Page) -> bool:
    if one.tree is other.tree:
        return one.pruned == other.pruned
    return not one.pruned and not other.pruned and etree.tostring(one.tree) == etree.tostring(other.tree)


def _text(document: Document) -> str:
    return "" if document.error else document.text()


def parts(gold: Mapping[str, Any], text: str, overlap: Callable[..., Parts]) -> Parts:
    """One document's score, as the scorer counts it before it sums up."""
    if gold.get("labels"):
        counted = [0, 0, 0, 0]
        for _, label, kept in line_by_line(gold["lines"], gold["labels"], text):
            if label is not None:
                counted[2 * label + (not kept)] += 1
        return tuple(counted)
    if gold.get("body") is not None:
        return tuple(overlap(gold["body"], text))
    kept_text = squash(text)
    tp = sum(squash(s) in kept_text for s in gold["with"])
    fp = sum(squash(s) in kept_text for s in gold["without"])
    return tp, fp, len(gold["with"]) - tp, len(gold["without"]) - fp


def figures(corpus: str, found: Sequence[Parts]) -> dict[str, float]:
    """A set's figures in points, made of its documents' parts."""
    if corpus in corpora.TEXTS:
        noise_kept, noise_gone, body_kept, body_gone = (sum(p[i] for p in found) for i in range(4))
        return {"removal_recall": _points(noise_gone, noise_kept), "body_lines_lost": _points(body_gone, body_kept)}
    if corpus == "segments":
        tp, fp, fn, tn = (sum(p[i] for p in found) for i in range(4))
        return {"segment_f1": _f1(_points(tp, fp), _points(tp, fn)), "segment_left_in": _points(fp, tn)}
    precise = [_points(tp, fp) for tp, fp, _ in found if tp + fp]
    whole = [_points(tp, fn) for tp, _, fn in found if tp + fn]
    lost = sum(share < _LOST for share in whole)
    return {
        "body_f1": _f1(sum(precise) / max(1, len(precise)), sum(whole) / max(1, len(whole))),
        "pages_lost": _points(lost, len(whole) - lost),
    }


def _points(part: float, rest: float) -> float:
    return 100 * part / (part + rest) if part + rest else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
