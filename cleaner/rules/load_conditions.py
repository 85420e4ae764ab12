"""Reading a rule's conditions: what shape a block has, where it stands, how many of its kind stand in a row."""

from __future__ import annotations

from dataclasses import fields

from cleaner.rules.model import RUN_LIMIT, SAID_FIELDS, SHAPE_CONDITIONS, Range, Run, Shape, Where
from cleaner.rules.nodes import Node

_KINDS = ("paragraph", "heading", "list_item", "quote", "table_row", "caption", "preformatted", "standfirst")
_SIDES = ("before_body", "after_body", "in_body")


def shape(node: Node, *, more: tuple[str, ...] = ()) -> Shape:
    at = node.pairs([*SHAPE_CONDITIONS, *more])
    return Shape(
        words=_range(at["words"]) if "words" in at else None,
        link_share=_range(at["link_share"], 1) if "link_share" in at else None,
        capitals=_range(at["capitals"], 1) if "capitals" in at else None,
        sentence=at["sentence"].flag() if "sentence" in at else None,
        headline=at["headline"].flag() if "headline" in at else None,
        repeated=at["repeated"].flag() if "repeated" in at else None,
        quoted=at["quoted"].flag() if "quoted" in at else None,
        prose=at["prose"].flag() if "prose" in at else None,
        label=at["label"].flag() if "label" in at else None,
        fragment=at["fragment"].flag() if "fragment" in at else None,
        listed=at["listed"].flag() if "listed" in at else None,
        digits=_range(at["digits"]) if "digits" in at else None,
        kind=tuple(n.one_of(_KINDS) for n in at["kind"].each_text()) if "kind" in at else (),
        says=tuple(n.one_of(SAID_FIELDS) for n in at["says"].each_text()) if "says" in at else (),
    )


def _range(node: Node, most: float | None = None) -> Range:
    at = node.pairs(["min", "max"])
    if not at:
        raise node.error("a range needs 'min', 'max' or both")
    found = Range(*(at[k].number(most) if k in at else None for k in ("min", "max")))
    if found.low is not None and found.high is not None and found.low > found.high:
        raise node.error("'min' is above 'max'")
    return found


def where(node: Node) -> Where:
    at = node.pairs([f.name for f in fields(Where)])
    return Where(
        head=at["head"].whole(1) if "head" in at else None,
        tail=at["tail"].whole(1) if "tail" in at else None,
        side=at["side"].one_of(_SIDES) if "side" in at else None,
        fragmented=at["fragmented"].flag() if "fragmented" in at else None,
        among_boilerplate=at["among_boilerplate"].flag() if "among_boilerplate" in at else None,
        ended=at["ended"].flag() if "ended" in at else None,
        removed_near=at["removed_near"].whole(1) if "removed_near" in at else None,
        removed_above=at["removed_above"].whole(1) if "removed_above" in at else None,
        removed_below=at["removed_below"].whole(1) if "removed_below" in at else None,
    )


def run(node: Node) -> Run:
    at = node.pairs(["min", "max"])
    if "min" not in at:
        raise node.error("'run' needs 'min'")
    found = Run(at["min"].whole(1), at["max"].whole(1) if "max" in at else RUN_LIMIT)
    if found.low > found.high:
        raise node.error(f"'min' is above 'max', which is {found.high}")
    return found
