"""Comparisons, as the command makes them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import tee
from pathlib import Path
from typing import TextIO

from cleaner.addons.compare.compare import Comparison, compare
from cleaner.addons.compare.data import compare_data
from cleaner.addons.compare.foreign import Side, foreign_rows, joinable
from cleaner.addons.compare.join import Pair, join
from cleaner.addons.compare.limits import Limit
from cleaner.addons.compare.text import compare_lines
from cleaner.addons.report.html import page
from cleaner.addons.report.outputs import find_output
from cleaner.addons.report.write import check_out, write_page
from cleaner.batch.runner import documents, run
from cleaner.batch.style import painter
from cleaner.batch.work import Work
from cleaner.io import sources
from cleaner.io.base import Fields
from cleaner.io.lists import expanded
from cleaner.rules.compile import Rules

_SCRIPTS = ("dom.js", "charts.js", "table.js", "views.js", "document.js", "compare.js")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to do with a comparison: the page to write ("" for none), how many differences to show, what it may not exceed."""

    out: str = ""
    show: int = 10
    limits: tuple[Limit, ...] = ()


def compare_outputs(sides: tuple[Side, Side], rules: Rules, wanted: Wanted, stdout: TextIO, stderr: TextIO) -> int:
    """Compare two outputs, of ours or of other tools: 1 where a limit is exceeded, else 0. ``rules`` say what the rules'
    names mean.
    """
    named = (sides[0].name, sides[1].name)
    check_out(wanted.out, named)
    old, new = (foreign_rows(side) if side.text_field else find_output(side.name).rows() for side in sides)
    if any(side.text_field or side.id_field for side in sides):
        old, new = joinable(old, new, sides)
    with tempfile.TemporaryDirectory(prefix="cleaner-") as held:
        found = compare(join(old, new, Path(held) / "waiting.sqlite"))
    if found.old_rows and found.new_rows and not found.both:
        stderr.write(
            "warning: no row of OLD has the id of a row of NEW; --old-id-field and --new-id-field name what they are "
            "joined by, as url\n"
        )
    return tell(named, found, rules, wanted, stdout, stderr)


def compare_rules(
    inputs: Sequence[str],
    old: Rules,
    new: Rules,
    fields: Fields,
    wanted: Wanted,
    stdout: TextIO,
    stderr: TextIO,
    processes: int = 0,
) -> int:
    """Clean the inputs under both sets of rules and compare: 1 where a limit is exceeded, else 0.

    ``processes``: workers in all, half of them (one at least) for each set; 0 for none.
    """
    found = compare(_pairs(inputs, old, new, fields, processes))
    known = Rules((*new.all, *(r for r in old.all if r.id not in new.by_id)))
    return tell((f"rules {old.version}", f"rules {new.version}"), found, known, wanted, stdout, stderr)


def _pairs(inputs: Sequence[str], old: Rules, new: Rules, fields: Fields, processes: int) -> Iterator[Pair]:
    """Both rows of each document, in order. Each is read once: standard input can be compared too."""
    first, second = tee(documents(sources.find(expanded(inputs)), fields))
    each = max(1, processes // 2) if processes else 0
    with closing(run(first, Work(old), each)) as before, closing(run(second, Work(new), each)) as after:
        for one, other in zip(before, after, strict=True):
            yield one.article.to_dict(), other.article.to_dict()


def tell(
    names: tuple[str, str], found: Comparison, rules: Rules, wanted: Wanted, stdout: TextIO, stderr: TextIO
) -> int:
    """Write a comparison as it is wanted: 1 where a limit is exceeded, else 0. ``rules`` say what the rules' names mean."""
    if wanted.out:
        data = compare_data(names, found, rules)
        write_page(page(f"{data['names'][0]} and {data['names'][1]}", data, _SCRIPTS), wanted.out, stdout)
    if wanted.out != "-":
        stdout.writelines(line + "\n" for line in compare_lines(names, found, wanted.show, painter(stdout)))
    broken = [b for b in (limit.broken(found) for limit in wanted.limits) if b]
    stderr.writelines(f"failed: {b}\n" for b in broken)
    return 1 if broken else 0
