"""What a rule file may say key by key, and yet no rule can be: refused with the place."""

from __future__ import annotations

from cleaner.rules.model import Rule
from cleaner.rules.nodes import Node


def refuse_what_cannot_work(rule: Rule, node: Node, at: dict[str, Node]) -> None:
    """Raises RuleError, at the key that is wrong, for conditions that don't go together or would take everything."""
    finds = bool(rule.find) or rule.waits
    if rule.stage != "select" and not rule.waits:
        for needed in ("match", "keep"):
            if not getattr(rule, needed):
                raise node.error(f"rule {rule.id} needs at least one {needed!r} example")
    if rule.stage != "strip":
        for key in ("where", "then", "lead", "run", "take", "closes", "amid"):
            if key in at:
                looks = "tells what a page is" if rule.stage == "flag" else "looks at elements"
                raise at[key].error(f"{key!r} is for strip rules; a {rule.stage} rule {looks}")
        if not finds:
            kinds = "a phrase or css" if rule.stage == "flag" else "css, xpath or names"
            raise node.error(f"a {rule.stage} rule needs 'find' with {kinds}")
    if rule.waits and rule.stage not in ("strip", "flag"):
        raise at["find"].error("only phrases of strip and flag rules can be added")
    for key in ("tells", "in", "alone"):
        if key in at and rule.stage != "flag":
            raise at[key].error(f"{key!r} is for flag rules")
    if rule.stage == "flag" and not rule.tells:
        raise node.error("a flag rule needs 'tells': what the page is")
    if (rule.stage == "select") != (rule.field is not None):
        raise node.error("'field' goes with 'stage: select', and a select rule needs it")
    if rule.stage == "strip" and not (finds or rule.shape or rule.where.asks_for_removed):
        raise node.error(
            f"rule {rule.id} would take everything: give it 'find', 'shape' or a removed neighbour in 'where'"
        )
    for key in ("closes", "amid"):
        if key in at and not finds:
            raise at[key].error(f"{key!r} is for rules with 'find': shape alone shows nothing of what is around")
    if rule.closes and rule.amid:
        raise at["amid"].error("what stands inside articles doesn't close them: 'closes' or 'amid'")
    if rule.take == "match" and rule.find.vocabulary:
        raise at["take"].error("a vocabulary is of whole blocks: 'take: match' cuts what was found")
    if rule.take == "match" and not finds:
        raise at["take"].error("'take: match' needs a 'find' to take")
