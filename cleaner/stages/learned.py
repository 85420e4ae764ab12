"""``strip`` for a batch that learns: what repeats across an outlet's documents goes too, recorded as such."""

from __future__ import annotations

from cleaner.article import Removal
from cleaner.document import Document
from cleaner.rules.compile import Rules
from cleaner.rules.learned import RULE, Learned
from cleaner.stages.sample import sample_with_places
from cleaner.stages.strip import TITLE_RULE, strip
from cleaner.stages.url import domain_of, site_of


class LearnedStrip:
    """Stands in the place of ``strip``. What rules take is put down to them; of the rest goes what was learned."""

    __name__ = "strip"

    def __init__(self, learned: Learned) -> None:
        self.learned = learned

    def __call__(self, document: Document, rules: Rules) -> Document:
        stripped = strip(document, rules)
        lines, places = sample_with_places(stripped)
        found, refused = self.learned.furniture(domain_of(site_of(document)), lines)
        if not found:
            return stripped
        told = tuple(Removal(RULE, "strip", places[i], lines[i].text, {}, refused) for i in found)
        if refused:
            return stripped.but(removed=stripped.removed + told)
        # Rules see the text once more: its headline may stand first now, and what a phrase was cut from stays cut.
        gone = {places[i] for i in found}
        kept = [r for r in stripped.removed if not (r.rule_id == TITLE_RULE and r.block in gone)]
        moved = [r for r in kept if r.rule_id == TITLE_RULE]
        rest = tuple(b for b in stripped.blocks if b.index not in gone)
        if moved or document.kind != "text" or not any(places[i] < b.index for i in found for b in rest[:1]):
            title = [h for h in stripped.hints.get("title", ()) if moved or h not in _first_lines(stripped, gone)]
            hints = {**stripped.hints, "title": tuple(title)}
            return stripped.but(blocks=rest, removed=(*kept, *told), hints=hints)
        before = stripped.but(blocks=rest, removed=(*kept, *told), hints=document.hints)
        return strip(before, rules)


def _first_lines(document: Document, gone: set[int]) -> list[tuple[str, str]]:
    return [("first line", r.text) for r in document.removed if r.rule_id == TITLE_RULE and r.block in gone]
