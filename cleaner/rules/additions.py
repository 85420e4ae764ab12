"""Phrases and examples that one file adds to a rule of another: a language's words for what a rule in ``common`` looks for.

So a rule's conditions stand once, and what says so in a language stands in that language's folder with its proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cleaner.errors import RuleError
from cleaner.rules.examples import example_readers
from cleaner.rules.load import read_find
from cleaner.rules.model import Rule
from cleaner.rules.nodes import Node
from cleaner.rules.override import nearest

_KEYS = ("adds_to", "find", "match", "keep")


def is_addition(item: Node) -> bool:
    """The item of a rule file is no rule, but what is added to one."""
    return "adds_to" in item.pairs(None)


def with_additions(read: Iterable[Rule | Node]) -> tuple[Rule, ...]:
    """The rules of all files, with the phrases and examples that other files add, all in the order they are read.

    A rule that waits for phrases stands where the first are added: where two rules take a line, the first is named, and
    that is not one which a word of any language meets. Raises RuleError, with file:line:column, for what can't be used, and
    for a rule that waits for phrases that nobody adds.
    """
    items = list(read)
    found = {item.id: item for item in items if isinstance(item, Rule)}
    added: dict[str, list[Node]] = {}
    order: list[str] = []
    for item in items:
        if isinstance(item, Rule):
            if not item.waits:
                order.append(item.id)
            continue
        rule = _meant(item, found)
        if rule.waits and rule.id not in added:
            order.append(rule.id)
        added.setdefault(rule.id, []).append(item)
    for rule in found.values():
        if rule.waits and rule.id not in added:
            raise RuleError(f"nothing adds phrases to {rule.id}", f"{rule.where_defined}:{rule.column}")
    return tuple(_with(found[i], added[i]) if i in added else found[i] for i in order)


def _meant(item: Node, found: Mapping[str, Rule]) -> Rule:
    name = item.pairs(_KEYS)["adds_to"]
    rule = found.get(name.text())
    if rule is None:
        raise name.error(f"there is no rule {name.text()!r} to add to{nearest(name.text(), found)}")
    if rule.stage not in ("strip", "flag") or not (rule.waits or rule.find.patterns):
        raise name.error(f"{rule.id} doesn't look for phrases")
    return rule


def _with(rule: Rule, additions: Sequence[Node]) -> Rule:
    each = [_read(item, rule.stage) for item in additions]
    # Languages share words, and a set is slower with each expression.
    patterns = dict.fromkeys((*rule.find.patterns, *(p for part in each for p in part["patterns"])))
    return replace(
        rule,
        find=replace(rule.find, patterns=tuple(patterns)),
        match=(*rule.match, *(e for part in each for e in part["match"])),
        keep=(*rule.keep, *(e for part in each for e in part["keep"])),
        added_at=tuple(item.place for item in additions),
    )


def _read(item: Node, stage: str) -> dict[str, tuple[Any, ...]]:
    at = item.pairs(_KEYS)
    for key in _KEYS[1:]:
        if key not in at:
            raise item.error(f"what is added to a rule needs {key!r}")
    found = read_find(at["find"], stage)
    if found.vocabulary or found.css:
        raise at["find"].error("only phrases and expressions can be added")
    match, keep = example_readers(stage)
    return {
        "patterns": found.patterns,
        "match": tuple(match(e) for e in at["match"].items("a list of examples")),
        "keep": tuple(keep(e) for e in at["keep"].items("a list of examples")),
    }
