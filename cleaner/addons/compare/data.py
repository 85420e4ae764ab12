"""What the page of a comparison is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleaner.addons.compare.compare import Comparison, Difference
from cleaner.addons.report import trim
from cleaner.addons.report.data import NO_RULE, rule_facts
from cleaner.rules.compile import Rules


def compare_data(names: tuple[str, str], found: Comparison, rules: Rules) -> dict[str, Any]:
    """What a comparison's page is given. A block is a text that is in both, a count of blocks left out, or a list of
    ``[kind, text, rule]``.
    """
    order = sorted(found.rules, key=lambda r: (-(found.rules[r].lost + found.rules[r].won), r))
    place_of = {rule: at for at, rule in enumerate(order)}
    total = found.total
    return {
        "kind": "compare",
        "names": [Path(n).name for n in names],
        "rows": {
            "both": found.both,
            "changed": found.changed,
            "failed": found.failed,
            "old": found.old_rows,
            "new": found.new_rows,
        },
        "chars": found.old_chars,
        "total": [total.lost, total.won, total.lost_blocks, total.won_blocks],
        "statuses": [[*pair, n] for pair, n in sorted(found.statuses.items())],
        "fields": sorted(found.fields.items(), key=lambda kv: (-kv[1], kv[0])),
        "only": [found.only_old, found.only_new],
        "rules": [
            rule_facts(r, rules) | {"counts": [a.lost, a.won, a.rows]} for r, a in ((r, found.rules[r]) for r in order)
        ],
        "docs": list(_bounded(found.biggest, place_of)),
    }


def _bounded(biggest: list[Difference], place_of: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The documents, as many as a page has room for."""
    left = trim.ALL_CHARS
    for d in biggest:
        left -= sum(trim.PIECE if isinstance(b, int) else sum(trim.PIECE + len(c.text) for c in b) for b in d.blocks)
        if left < 0:
            return
        blocks = [
            b
            if isinstance(b, int)
            else [[c.kind, c.text, place_of[c.rule or NO_RULE]] if c.kind != "same" else c.text for c in b]
            for b in d.blocks
        ]
        yield {
            "id": d.id,
            "title": d.title,
            "outlet": d.outlet,
            "status": d.status,
            "lost": d.lost,
            "won": d.won,
            "body": blocks,
        }
