"""``make ablate``: what each number and each rule of structure is worth on the corpora beside the checkout.

Each constant is halved and doubled, each rule of structure and each family of rules is switched off, one at a time. Said
is by how many points a set's figures move, and of how many documents the text, or else only another field of the row, changed.
A sample of the documents by default: what moves nothing there may still move one elsewhere; --every 1 looks at all.

A constant is changed where its module holds it and where others imported it, and answers that its users keep are
forgotten. What isn't seen so: a value that was worked out from it when its module was imported, and a default argument.

  python -m tests.quality.ablate --json before.json
  python -m tests.quality.ablate --only body.span --every 1
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from cleaner import Rules
from tests.quality import corpora
from tests.quality.parallel import each
from tests.quality.rerun import Tried, attempt, figures
from tests.quality.variants import Variant, constants, of_constants, of_rules

Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    there = corpora.at_hand()
    names = given.sets or there
    if not there or set(names) - set(there):
        which = " ".join(n for n in names if n not in there) or "none"
        print(
            f"There are no such corpora at {corpora.SHARED} ({which}); CLEANER_SHARED names another.", file=sys.stderr
        )
        return 2
    variants = [v for v in chosen(given.constants, given.rules) if any(name in v.group for name in given.only)]
    if not variants:
        print(f"No constant or rule has {' or '.join(given.only)} in its name.", file=sys.stderr)
        return 2
    cases = sample(names, given.every)
    tried = list(_until(each(partial(attempt, variants=variants), cases, given.jobs), given.minutes))
    found = rows(variants, tried)
    print(f"{len(tried)} of {len(cases)} documents, {len(variants)} variants\n")
    print("\n".join(table(found)))
    if given.json:
        counted = {name: sum(t.corpus == name for t in tried) for name in names}
        given.json.write_text(json.dumps({"sets": counted, "variants": found}, indent=1) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--constants", action="store_true", help="only the constants")
    parser.add_argument("--rules", action="store_true", help="only the rules of structure and the families")
    parser.add_argument(
        "--only", nargs="+", default=[""], metavar="NAME", help="only what has one of these in its name"
    )
    parser.add_argument("--every", type=int, default=3, metavar="N", help="take each Nth document of each set (3)")
    parser.add_argument("--sets", nargs="+", metavar="SET", help="only these corpora")
    parser.add_argument("--minutes", type=float, metavar="M", help="take no more documents after so long")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    parser.add_argument("-j", "--jobs", type=int, default=2, metavar="N", help="processes (2)")
    return parser


def chosen(only_constants: bool, only_rules: bool) -> list[Variant]:
    """Both where neither or both are asked for."""
    both = only_constants == only_rules
    found = of_constants(constants()) if both or only_constants else []
    return found + (of_rules(Rules.load().all) if both or only_rules else [])


def sample(names: Sequence[str], every: int) -> list[corpora.Case]:
    """Each Nth document, the sets in turn: a run that is stopped has seen some of each."""
    sets = [corpora.cases(name)[::every] for name in names]
    return [case for case in chain.from_iterable(zip_longest(*sets)) if case is not None]


def _until(found: Iterator[Tried], minutes: float | None) -> Iterator[Tried]:
    start = time.monotonic()
    for tried in found:
        yield tried
        if minutes is not None and time.monotonic() - start > 60 * minutes:
            return


def rows(variants: Sequence[Variant], tried: Sequence[Tried]) -> list[Row]:
    """Per variant what changed: documents, and each set's figures in points."""
    sets: dict[str, list[int]] = {}
    for i, t in enumerate(tried):
        sets.setdefault(t.corpus, []).append(i)
    base = {name: figures(name, [tried[i].parts for i in places]) for name, places in sets.items()}
    moved = [{i: m for i, t in enumerate(tried) for m in t.moved if m.variant == n} for n in range(len(variants))]
    found = []
    for variant, those in zip(variants, moved, strict=True):
        parts = {i: m.parts for i, m in those.items() if m.parts is not None}
        changes = {}
        for name, places in sets.items():
            if any(i in parts for i in places):
                after = figures(name, [parts.get(i, tried[i].parts) for i in places])
                changes[name] = {k: round(after[k] - base[name][k], 4) for k in after}
        failed = sum(m.failed for m in those.values())
        fields = len(those) - len(parts) - failed
        found.append({"group": variant.group, "change": variant.change, "texts": len(parts), "fields": fields,
                      "failed": failed, "figures": changes})  # fmt: skip
    return found


def table(found: Sequence[Row]) -> Iterator[str]:
    """What moves something, in the order of the program; then what doesn't, by name."""
    groups: dict[str, list[Row]] = {}
    for r in found:
        groups.setdefault(r["group"], []).append(r)
    for group, those in groups.items():
        if any(map(moves, those)):
            yield group
            yield from (f"    {r['change']:<18}{_said(r)}" for r in those)
    still = [g for g, those in groups.items() if not any(map(moves, those))]
    yield f"\nMoves nothing: {len(still)} of {len(groups)}"
    yield from (f"    {g}  ({', '.join(r['change'] for r in groups[g])})" for g in still)
    silent = [g for g, those in groups.items() if g not in still and not any(r["texts"] or r["failed"] for r in those)]
    yield f"\nMoves no text, only other fields: {len(silent)}"
    yield from (f"    {g}" for g in silent)


def moves(r: Mapping[str, Any]) -> bool:
    return bool(r["texts"] or r["fields"] or r["failed"])


def _said(r: Mapping[str, Any]) -> str:
    if not moves(r):
        return "moves nothing"
    counts = f"{r['texts']:>4} texts {r['fields']:>4} fields" + (f" {r['failed']:>3} FAILED" if r["failed"] else "")
    shown = [
        f"{name}{'' if k == 'body_f1' else ' ' + k} {change:+.2f}"
        for name, figure in r["figures"].items()
        for k, change in figure.items()
        if abs(change) >= 0.005
    ]
    return f"{counts}   {', '.join(shown)}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
