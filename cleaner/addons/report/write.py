"""Reports, as the command makes them; the page is written the same way for comparisons."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from cleaner.addons.report.data import report_data
from cleaner.addons.report.html import page
from cleaner.addons.report.outputs import find_output
from cleaner.errors import SettingsError
from cleaner.io.places import place, whole
from cleaner.rules.compile import Rules

_SCRIPTS = ("dom.js", "charts.js", "table.js", "views.js", "document.js", "samples.js", "report.js")


def report_job(named: str, out: str, rules: Rules, stdout: TextIO, stderr: TextIO) -> None:
    """Write the page of an output. Raises InputError for what can't be read or is no output of ours."""
    check_out(out, [named])
    with tempfile.TemporaryDirectory(prefix="cleaner-") as held:
        output = find_output(named, Path(held))
        data = report_data(output, rules)
    rows = data["counts"]["rows"]
    told = f"{rows:,} document{'' if rows == 1 else 's'}"
    write_page(page(f"{data['name']}: {told}", data, _SCRIPTS), out, stdout)
    if out != "-":
        stderr.write(f"{out}: {told}{', ' + data['sampled'] if data['sampled'] else ''}\n")


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
