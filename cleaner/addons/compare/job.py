"""Comparisons, as the command makes them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from cleaner.addons.compare.compare import Comparison, compare
from cleaner.addons.compare.data import compare_data
from cleaner.addons.compare.foreign import Side, foreign_rows, joinable
from cleaner.addons.compare.join import join
from cleaner.addons.compare.limits import Limit
from cleaner.addons.compare.text import compare_lines
from cleaner.addons.report.html import page
from cleaner.addons.report.outputs import find_output
from cleaner.addons.report.write import check_out, write_page
from cleaner.batch.style import painter
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
