"""Which rules came near a block that stayed, for those who ask why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.article import Removal
from cleaner.document import Block
from cleaner.rules.compile import Rules
from cleaner.rules.fold import fold
from cleaner.rules.model import Rule
from cleaner.rules.place import Place, Removed
from cleaner.rules.shape import BlockView, failing_condition
from cleaner.rules.vocabulary import split

# Words of no language, closed in each way that a line may be: a text condition that these meet asks for no words.
_CLOSINGS = ("", ".", ",", ":", "?", "!", "...", "…")
_NONSENSE = tuple(map(fold, [*(f"Zxq wvu{closing}" for closing in _CLOSINGS), "“Zxq wvu.”"]))


def near_misses(
    blocks: Sequence[Block],
    rules: Rules,
    host: str | None,
    input: str | None = None,
    removed: Iterable[Removal] = (),
) -> dict[int, list[tuple[Rule, str]]]:
    """For each kept block (by its index) the rules whose words it holds, and the condition that stopped each.

    A rule that wanted the block and was refused stopped for no condition; a text that nearly any block has is not near.
    ``removed``: what went from the same document; some conditions ask for it.
    """
    removed = tuple(removed)
    refused = {(r.rule_id, r.block) for r in removed if r.refused}
    wordless = {r for text in _NONSENSE for r in _rules_in(text, rules)}
    views = [BlockView(b) for b in blocks]
    place = Place.of(views, _earlier(views, removed, rules))
    found: dict[int, list[tuple[Rule, str]]] = {}
    for i, view in enumerate(views):
        for rule in (rules.strip.rules[r] for r in sorted(_rules_in(view.folded, rules) - wordless)):
            reason = _stopped_by(rule, i, view, place, host, input)
            if reason and (rule.id, view.block.index) not in refused:
                found.setdefault(view.block.index, []).append((rule, reason))
    return found


def _rules_in(folded: str, rules: Rules) -> set[int]:
    """The places of the rules whose text is found."""
    words = split(folded)
    spoken = (i for i, r in enumerate(rules.strip.rules) if r.find.vocabulary and r.find.vocabulary.share_in(words))
    return {*rules.strip.found(folded).rules, *spoken}


def _stopped_by(rule: Rule, i: int, view: BlockView, place: Place, host: str | None, input: str | None) -> str | None:
    """The first condition that didn't hold, None where all did."""
    if not rule.applies_to(host, input):
        return "scope: it is for other sites or inputs"
    vocabulary = rule.find.vocabulary
    share = vocabulary.share_in(split(view.folded)) if vocabulary else 1.0
    reason = place.failing(rule, i) or failing_condition(view, rule.shape)
    if reason is None and vocabulary and share < vocabulary.share:
        return f"vocabulary: its share is {share:.2f}"
    if reason is None and rule.silenced(host):
        return f"override: {rule.silenced(host)}"
    if reason is None and rule.run:
        return "run: too few in a row"  # one of too many is refused, and recorded so
    return reason


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
