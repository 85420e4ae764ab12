"""``make evidence``: what each rule and mechanism takes on all corpora beside the checkout, and how much of it is body.

A publisher loses body by a rule that took at least 8 body words there, and at least 30% body of what it took there that
the gold judges. Words are the scorer's tokens; in scripts without spaces these are characters. The gold decides: where
it calls a caption or a note on the author body, a rule that rightly takes it shows too. See what it took with --rule.

  python -m tests.quality.evidence --json before.json     # then, after a change: --against before.json
  python -m tests.quality.evidence --rule 'structure.*' --examples 5
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any

from cleaner import Pipeline, Rules
from tests.quality import corpora
from tests.quality.judge import Taken, judge
from tests.quality.parallel import each
from tests.quality.tally import Finding, Tally, rare, tally, well_behaved, worst_first

COLUMNS = ("losing", "lost", "body", "judged", "share", "words", "hits", "docs", "pubs", "refused")
_LONGEST = 400


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
    start = time.monotonic()
    cases = [case for name in names for case in corpora.cases(name)]
    counted = {name: sum(c.corpus == name for c in cases) for name in names}
    work = partial(judged, wanted=given.rule or "")
    findings = [f for found in each(work, cases, given.jobs) for f in found]
    found = tally(findings)
    if given.rule:
        print("\n".join(examples(findings, given.rule, given.examples)))
    elif given.one_publisher:
        print("\n".join(seldom(found, Rules.load())))
    else:
        earlier = json.loads(given.against.read_text(encoding="utf-8")) if given.against else {}
        before = earlier.get("rules")
        if earlier and earlier["sets"] != counted:
            print(f"{given.against} is of other documents: {earlier['sets']}, now {counted}", file=sys.stderr)
        print(f"{len(cases)} documents of {len(names)} sets, {time.monotonic() - start:.0f} s\n")
        print("\n".join(table(found, before)))
    if given.json:
        rows = {"sets": counted, "rules": {r: t.to_dict() for r, t in sorted(found.items())}}
        given.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", metavar="SET", help="only these corpora")
    parser.add_argument(
        "--rule", metavar="ID", help="show what the rule took that is body, and what isn't; * may stand in it"
    )
    parser.add_argument("--examples", type=int, default=10, metavar="N", help="with --rule, how many of each (10)")
    parser.add_argument("--one-publisher", action="store_true", help="the rules that fire at one publisher or nowhere")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    parser.add_argument("--against", type=Path, metavar="FILE", help="show what changed since these figures")
    parser.add_argument("-j", "--jobs", type=int, default=2, metavar="N", help="processes (2)")
    return parser


def judged(case: corpora.Case, wanted: str) -> list[Finding]:
    """What rules took of one document. Only what was taken by a ``wanted`` rule keeps its words: the rest is counted."""
    article = Pipeline().run(case.document())
    found = judge(case.gold, article.text, article.removed, corpora.scorer().tokens)
    return [Finding(case.name, case.publisher, _short(t, fnmatchcase(t.rule, wanted))) for t in found]


def _short(taken: Taken, whole: bool) -> Taken:
    most = _LONGEST if whole else 0
    return replace(taken, text=_cut(taken.text, most), lost=_cut(taken.lost, most))


def _cut(text: str, most: int) -> str:
    text = " ".join(text[: 2 * most].split())
    return text if len(text) <= most else text[:most] + ("…" if most else "")


def table(found: Mapping[str, Tally], before: Mapping[str, Mapping[str, Any]] | None = None) -> Iterator[str]:
    """The rules by which publishers lose body, worst first, then the others by how often they fire."""
    worst, well = worst_first(found), well_behaved(found)
    width = max([len(r) for r in (*found, *(before or ()))] or [4]) + 2
    head = (
        f"{'':{width}}"
        + "".join(f"{c:>8}" for c in COLUMNS)
        + (f"{'Δbody':>8}{'Δhits':>8}" if before is not None else "")
    )
    for title, rules in ((f"Body is lost by {len(worst)} rules", worst), (f"By {len(well)} it is not", well)):
        yield f"{title}\n{head}"
        yield from (f"{r:{width}}" + _cells(found[r]) + _change(found[r], before, r) for r in rules)
        yield ""
    gone = sorted(set(before or ()) - set(found))
    if gone:
        yield f"No longer seen: {', '.join(gone)}\n"
    whole = sum((t.all.body for t in found.values()), 0)
    yield f"In all {whole} body words went, {sum(t.lost for t in found.values())} of them at publishers that lose body."


def _cells(seen: Tally) -> str:
    row = seen.to_dict()
    share = "-" if row["share"] is None else f"{row['share']:.1%}"
    cells = (len(row["losing"]), row["lost"], row["body"], row["judged"], share, row["words"], row["hits"], row["documents"],
             row["publishers"], row["refused"])  # fmt: skip
    return "".join(f"{c:>8}" for c in cells)


def _change(seen: Tally, before: Mapping[str, Mapping[str, Any]] | None, rule: str) -> str:
    if before is None:
        return ""
    if rule not in before:
        return f"{'new':>8}"
    body, hits = seen.all.body - before[rule]["body"], seen.all.hits - before[rule]["hits"]
    return "".join(f"{f'{n:+}' if n else '':>8}" for n in (body, hits)).rstrip()


def examples(findings: Sequence[Finding], wanted: str, most: int) -> Iterator[str]:
    """What the rule took that the gold calls body, the longest first, and what it took that is none: each publisher once
    before any comes again."""
    own = [f for f in findings if fnmatchcase(f.taken.rule, wanted) and not f.taken.refused]
    bad = sorted((f for f in own if f.taken.body), key=lambda f: -f.taken.body)
    good = [f for f in own if f.taken.judged and not f.taken.body]
    for title, chosen in (("body", bad), ("not body", good)):
        yield f"{wanted}: {len(chosen)} times what it took is {title}"
        for f in _spread(chosen)[:most]:
            t = f.taken
            yield f"  {f.document}  ({f.publisher}, {t.rule}, {t.body} of {t.words} words)\n      {t.text}"
            if t.body < t.words and t.lost:
                yield f"      body of it: {t.lost}"
        yield ""


def _spread(findings: Sequence[Finding]) -> list[Finding]:
    seen: dict[str, int] = {}
    turns = []
    for f in findings:
        seen[f.publisher] = seen.get(f.publisher, 0) + 1
        turns.append(seen[f.publisher])
    return [f for _, f in sorted(zip(turns, findings, strict=True), key=lambda pair: pair[0])]


def seldom(found: Mapping[str, Tally], rules: Rules) -> Iterator[str]:
    """The general rules that took something at one publisher alone, or nowhere; a site's own rules are meant to."""
    few = list(rare(found, [r.id for r in rules.all if not r.sites]))
    once = [(r, t) for r, t in few if t.publishers]
    never = [(r, t) for r, t in few if not t.publishers]
    yield f"At one publisher alone: {len(once)}"
    yield from (f"  {r}  {t.all.hits} hits, {next(iter(t.publishers))}" for r, t in once)
    yield f"\nNowhere: {len(never)}"
    yield from (f"  {r}" + (f"  (refused {t.refused} times)" if t.refused else "") for r, t in never)


if __name__ == "__main__":
    sys.exit(main())
