"""``cleaner clean``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from cleaner.cli.shared import DisableOption, RulesOption, load_rules


def command(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
    ],
    out: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("-o", "--out", metavar="OUT", help="File or URL to write (for md and txt also a folder)."),
    ] = None,
    format: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="jsonl, parquet, csv, md or txt. Default: by the ending of OUT, else jsonl.",
        ),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what went, in red, with its rule id.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; only count.")] = False,
    rules: RulesOption = None,
    disable: DisableOption = None,
    text_field: Annotated[Optional[str], typer.Option(help="Name of a record's text field.")] = None,  # noqa: UP045
    html_field: Annotated[Optional[str], typer.Option(help="Name of a record's HTML field.")] = None,  # noqa: UP045
    url_field: Annotated[Optional[str], typer.Option(help="Name of a record's URL field.")] = None,  # noqa: UP045
    id_field: Annotated[Optional[str], typer.Option(help="Name of a record's id field.")] = None,  # noqa: UP045
    max_bytes: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=1, help="Larger documents become failed rows. Default: 20 MiB."),
    ] = None,
    max_errors: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=0, help="End with 1 if more inputs than this fail. Default: 0."),
    ] = None,
) -> None:
    """Clean pages and texts: .html .htm .txt .jsonl .csv .parquet .warc, each also .gz and .zst, folders, globs, URLs, standard
    input.

    Data goes to standard output or OUT, all else to standard error. Exit code: 0 all rows ok or flagged, 1 more rows failed
    than --max-errors allows, 2 usage, settings or I/O.
    """
    from cleaner.batch.job import Job, run_job
    from cleaner.io.bounds import MAX_BYTES, Bounds
    from cleaner.io.places import place
    from cleaner.settings import find_settings

    settings = find_settings(Path.cwd())
    chosen = {"text": text_field, "html": html_field, "url": url_field, "id": id_field}
    job = Job(
        inputs=tuple(inputs),
        out=place(out) if out else None,
        format=format or settings.values.get("format"),
        diff=diff,
        dry_run=dry_run,
        fields={k: v or settings.values.get(f"{k}_field", k) for k, v in chosen.items()},
        bounds=Bounds(max_bytes or settings.values.get("max_bytes") or MAX_BYTES),
    )
    tally = run_job(job, load_rules(settings, rules, disable), sys.stdout, sys.stderr)
    allowed = max_errors if max_errors is not None else settings.values.get("max_errors", 0)
    raise typer.Exit(1 if tally.failed > allowed else 0)
