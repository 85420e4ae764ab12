"""``cleaner report``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.shared import DisableOption, RulesOption, load_rules, option


def command(
    output: Annotated[
        str,
        typer.Argument(
            metavar="OUT",
            help="What `cleaner clean` wrote: .jsonl .csv .parquet, .gz and .zst, a folder of --engine; - is stdin (no CSV).",
        ),
    ],
    out: Annotated[
        str, option("-o", "--out", metavar="FILE", help="The page to write; - is standard output.")
    ] = "report.html",
    rules: RulesOption = None,
    disable: DisableOption = None,
) -> None:
    """Make one HTML page of an output: counts, a table to search and filter, each document with what went struck through in its
    place, and of each rule what it took. It opens from disk and loads nothing.
    """
    from cleaner.addons.report.write import report_job
    from cleaner.settings import find_settings

    found = load_rules(find_settings(Path.cwd()), rules, disable)
    report_job(output, out, found, sys.stdout, sys.stderr)
