"""``strip`` for a batch that learns: what repeats across an outlet's documents goes too, recorded as such."""

from __future__ import annotations

from cleaner.addons.learn.counting import RULE, Learned
from cleaner.addons.sample import sample_with_places
from cleaner.article import Removal
from cleaner.document import Document
from cleaner.page.addresses import domain_of, site_of
from cleaner.rules.compile import Rules
from cleaner.stages.strip import HEAD_RULES, TITLE_RULE, strip


class LearnedStrip:
    """Stands in the place of ``strip``. What rules take is put down to them; of the rest goes what was learned."""

    __name__ = "strip"

    def __init__(self, learned: Learned) -> None:
        self.learned = learned

    def __call__(self, document: Document, rules: Rules) -> Document:
        stripped = strip(document, rules)
        lines, places = sample_with_places(stripped)
        found, refused = self.learned.boilerplate(domain_of(site_of(document)), lines)
        if not found:
            return stripped
        told = tuple(Removal(RULE, "strip", places[i], lines[i].text, {}, refused) for i in found)
        if refused:
            return stripped.but(removed=stripped.removed + told)
        gone = {places[i] for i in found}
        kept = tuple(r for r in stripped.removed if not (r.rule_id in HEAD_RULES and r.block in gone))
        rest = tuple(b for b in stripped.blocks if b.index not in gone)
        left = stripped.but(blocks=rest, removed=(*kept, *told))
        if document.kind != "text" or any(r.rule_id == TITLE_RULE for r in kept) or min(gone) > rest[0].index:
            return left
        # Now the headline stands first: what stood over it hid it, or was taken for it.
        return _told_once(strip(left.but(hints=document.hints), rules))


def _told_once(document: Document) -> Document:
    """What a guard kept in is told by both looks."""
    seen: set[tuple[str, int]] = set()
    removed = []
    for r in document.removed:
        if not r.refused or (r.rule_id, r.block) not in seen:
            removed.append(r)
        if r.refused:
            seen.add((r.rule_id, r.block))
    return document.but(removed=tuple(removed))
