"""Phrases and examples that one file adds to a rule of another: a language's words for what a rule in ``common`` looks for.

So a rule's conditions stand once, and what says so in a language stands in that language's folder with its proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def with_additions(rules: Iterable[Rule], additions: Iterable[Node]) -> tuple[Rule, ...]:
    """The rules, in their order, with the phrases and examples that other files add, in theirs.

    Those that wait for phrases come last: where two rules take a line, the one of more certain words is named.
    Raises RuleError, with file:line:column, for what can't be used, and for a rule that waits for phrases that nobody adds.
    """
    found = {rule.id: rule for rule in rules}
    added: dict[str, list[Node]] = {}
    for item in additions:
        name = item.pairs(_KEYS)["adds_to"]
        rule = found.get(name.text())
        if rule is None:
            raise name.error(f"there is no rule {name.text()!r} to add to{nearest(name.text(), found)}")
        if rule.stage not in ("strip", "flag") or not (rule.waits or rule.find.patterns):
            raise name.error(f"{rule.id} doesn't look for phrases")
        added.setdefault(rule.id, []).append(item)
    in_order = sorted(found.values(), key=lambda rule: rule.waits)
    return tuple(_with(rule, added.get(rule.id, ())) for rule in in_order)


def _with(rule: Rule, additions: Sequence[Node]) -> Rule:
    if rule.waits and not additions:
        raise RuleError(f"nothing adds phrases to {rule.id}", f"{rule.where_defined}:{rule.column}")
    if not additions:
        return rule
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
