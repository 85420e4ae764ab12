"""Reports and comparisons, as the commands make them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TextIO

from cleaner.io.places import place, whole
from cleaner.report.data import report_data
from cleaner.report.html import page
from cleaner.report.rows import find_output
from cleaner.rules.compile import Rules

REPORT_SCRIPTS = ("dom.js", "charts.js", "table.js", "document.js", "report.js")


def report_job(named: str, out: str, rules: Rules, stdout: TextIO, stderr: TextIO) -> None:
    """Write the page of an output. Raises InputError for what can't be read or is no output of ours."""
    with tempfile.TemporaryDirectory(prefix="cleaner-") as held:
        output = find_output(named, Path(held))
        data = report_data(output, rules)
    title = f"{data['name']}: {data['counts']['rows']:,} documents"
    write_page(page(title, data, REPORT_SCRIPTS), out, stdout)
    if out != "-":
        told = f", {data['sampled']}" if data["sampled"] else ""
        stderr.write(f"{out}: {data['counts']['rows']:,} documents{told}\n")


def write_page(content: bytes, out: str, stdout: TextIO) -> None:
    """To a file or URL that gets its name when it is whole, or to standard output."""
    if out == "-":
        stdout.write(content.decode())
        return
    with whole(place(out)) as stream:
        stream.write(content)
