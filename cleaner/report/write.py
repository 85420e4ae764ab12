"""Reports and comparisons, as the commands make them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from cleaner.errors import SettingsError
from cleaner.io.places import place, whole
from cleaner.report.compare import Comparison, compare
from cleaner.report.compare_text import compare_lines
from cleaner.report.data import compare_data, report_data
from cleaner.report.foreign import Side, foreign_rows, joinable
from cleaner.report.html import page
from cleaner.report.join import join
from cleaner.report.limits import Limit
from cleaner.report.outputs import find_output
from cleaner.report.style import painter
from cleaner.rules.compile import Rules

_REPORT = ("dom.js", "charts.js", "table.js", "views.js", "document.js", "samples.js", "report.js")
_COMPARE = ("dom.js", "charts.js", "table.js", "views.js", "document.js", "compare.js")


def report_job(named: str, out: str, rules: Rules, stdout: TextIO, stderr: TextIO) -> None:
    """Write the page of an output. Raises InputError for what can't be read or is no output of ours."""
    check_out(out, [named])
    with tempfile.TemporaryDirectory(prefix="cleaner-") as held:
        output = find_output(named, Path(held))
        data = report_data(output, rules)
    rows = data["counts"]["rows"]
    told = f"{rows:,} document{'' if rows == 1 else 's'}"
    write_page(page(f"{data['name']}: {told}", data, _REPORT), out, stdout)
    if out != "-":
        stderr.write(f"{out}: {told}{', ' + data['sampled'] if data['sampled'] else ''}\n")


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
        write_page(page(f"{data['names'][0]} and {data['names'][1]}", data, _COMPARE), wanted.out, stdout)
    if wanted.out != "-":
        stdout.writelines(line + "\n" for line in compare_lines(names, found, wanted.show, painter(stdout)))
    broken = [b for b in (limit.broken(found) for limit in wanted.limits) if b]
    stderr.writelines(f"failed: {b}\n" for b in broken)
    return 1 if broken else 0


def check_out(out: str, inputs: Sequence[str]) -> None:
    """Raise SettingsError where the page would be written over an input, or over a file of one that is a folder."""
    if out not in ("", "-") and any(_is_of(place(out), place(named)) for named in inputs):
        raise SettingsError(f"-o {out}: that is an input; name another file for the page")


def _is_of(out: Path | str, source: Path | str) -> bool:
    if not isinstance(out, Path) or not isinstance(source, Path):
        return out == source
    if not out.exists() or not source.exists():
        return False
    return out.samefile(source) or source.resolve() in out.resolve().parents


def write_page(content: bytes, out: str, stdout: TextIO) -> None:
    """To a file or URL that gets its name when it is whole, or to standard output."""
    if out == "-":
        stdout.write(content.decode())
        return
    with whole(place(out)) as stream:
        stream.write(content)
