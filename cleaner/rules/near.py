"""Which rules came near a block that stayed, for those who ask why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.article import Removal
from cleaner.document import Block
from cleaner.rules.compile import Rules
from cleaner.rules.model import Rule
from cleaner.rules.place import Place, Removed
from cleaner.rules.shape import BlockView, failing_condition


def near_misses(
    blocks: Sequence[Block],
    rules: Rules,
    host: str | None,
    input: str | None = None,
    removed: Iterable[Removal] = (),
) -> dict[int, list[tuple[Rule, str]]]:
    """For each kept block (by its index) the rules whose text it holds, and the condition that stopped each.

    ``removed``: what went from the same document; some conditions ask for it.
    """
    views = [BlockView(b) for b in blocks]
    place = Place.of(views, _earlier(views, removed, rules))
    found: dict[int, list[tuple[Rule, str]]] = {}
    for i, view in enumerate(views):
        at = sorted({r for p in rules.strip.hits(view.folded) for r in rules.strip.rules_of.get(p, ())})
        for rule in (rules.strip.rules[r] for r in at):
            reason = None if rule.applies_to(host, input) else "scope: it is for other sites or inputs"
            reason = reason or place.failing(rule, i) or failing_condition(view, rule.shape)
            reason = reason or (rule.silenced(host) and f"override: {rule.silenced(host)}") or "run: too few in a row"
            found.setdefault(view.block.index, []).append((rule, reason))
    return found


def _earlier(views: list[BlockView], removed: Iterable[Removal], rules: Rules) -> Removed:
    """What had gone when the last round began. A part cut from a block is none of it: the block stayed.

    A rule that asks what went takes nothing in the first round, so its prose was still there after that.
    """
    by_id = {r.id: r for r in rules.strip.rules}
    earlier = Removed(prose_words=sum(v.words for v in views if v.prose))
    for removal in removed:
        rule = by_id.get(removal.rule_id)
        if rule is None or removal.refused or removal.start is not None:
            continue
        earlier.add(removal.block, rule)
        if rule.where.asks_for_removed:
            view = BlockView(Block(removal.block, removal.text))
            earlier.prose_words += view.words if view.prose else 0
    return earlier
