"""``cleaner clean``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from cleaner.cli.shared import (
    DisableOption,
    JobsOption,
    RulesOption,
    RulesVersionOption,
    known_encoding,
    load_rules,
    processes,
)


def command(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
    ],
    out: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help="File or URL, for md and txt also a folder; - is standard output.",
        ),
    ] = None,
    format: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="jsonl, parquet, csv, md or txt. Default: by the ending of OUT, else jsonl.",
        ),
    ] = None,
    schema: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--schema",
            metavar="NAME",
            help="Write the field names of trafilatura, newspaper4k, news-please or cc_news instead of ours.",
        ),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show what went, in red, with its rule id.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; only count.")] = False,
    rules: RulesOption = None,
    rules_version: RulesVersionOption = None,
    disable: DisableOption = None,
    text_field: Annotated[Optional[str], typer.Option(help="Name of a record's text field.")] = None,  # noqa: UP045
    html_field: Annotated[Optional[str], typer.Option(help="Name of a record's HTML field.")] = None,  # noqa: UP045
    url_field: Annotated[Optional[str], typer.Option(help="Name of a record's URL field.")] = None,  # noqa: UP045
    id_field: Annotated[Optional[str], typer.Option(help="Name of a record's id field.")] = None,  # noqa: UP045
    encoding: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="NAME", help="Of CSV, JSON and texts that are no UTF-8: gb18030, cp1252, utf-16 ..."),
    ] = None,
    max_errors: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=0, help="End with 1 if more inputs than this fail. Default: 0."),
    ] = None,
    jobs: JobsOption = None,
    timeout: Annotated[
        Optional[float],  # noqa: UP045
        typer.Option(min=0.01, metavar="S", help="Seconds after which a document is ended. Default with workers: 30."),
    ] = None,
    max_memory: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=16, metavar="MB", help="Memory a document may take in a worker. Default with workers: 1024."),
    ] = None,
    max_bytes: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option(min=1, metavar="BYTES", help="A longer document becomes a failed row. Default: 20971520."),
    ] = None,
    errors: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--errors", metavar="FILE", help="Failed rows, with what it takes to run them again."),
    ] = None,
    stats: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--stats", metavar="FILE", help="Counts by status, flag and rule, as JSON."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Finish the run that was begun; see OUT.ledger.")] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Begin anew what can't or shan't be resumed.")] = False,
    engine: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--engine",
            metavar="ENGINE",
            help="ray: clean on Ray, with -j N actors (default: one a CPU); OUT is a folder of part files, parquet or jsonl.",
        ),
    ] = None,
    address: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--address", metavar="ADDR", help="Of a Ray cluster. Default: RAY_ADDRESS, else this machine."),
    ] = None,
    standfirst: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--standfirst",
            metavar="text|field",
            help="Whether the sentences under the headline stay in the text or only in the field standfirst. Default: text.",
        ),
    ] = None,
    learn: Annotated[
        bool,
        typer.Option("--learn", help="Read the input twice; what repeats across an outlet's documents goes too."),
    ] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say every few seconds how far it is.")] = False,
) -> None:
    """Clean pages and texts: .html .mhtml .txt .jsonl .json .csv .parquet .warc .zip .tar, each also .gz .zst .bz2 .xz, tables
    (news.db::TABLE), folders, globs, URLs, standard input. What has no known ending is told by its content.

    Data goes to standard output or OUT, all else to standard error. Exit code: 0 all rows ok or flagged, 1 more rows failed
    than --max-errors allows, 2 usage, settings or I/O.
    """
    from cleaner.batch.job import Job, run_job
    from cleaner.batch.work import MEMORY, MIB, TIMEOUT
    from cleaner.io.bounds import MAX_BYTES
    from cleaner.io.places import place
    from cleaner.settings import find_settings

    settings = find_settings(Path.cwd())
    known_encoding(encoding)
    chosen = {"text": text_field, "html": html_field, "url": url_field, "id": id_field}
    job = Job(
        inputs=tuple(inputs),
        out=place(out) if out and out != "-" else None,
        format=format or settings.values.get("format"),
        schema=schema or settings.values.get("schema"),
        diff=diff,
        dry_run=dry_run,
        processes=processes(jobs if jobs is not None else settings.values.get("jobs", 1), timeout or max_memory),
        timeout=timeout or settings.values.get("timeout", TIMEOUT),
        max_memory=max_memory * MIB if max_memory else MEMORY,
        max_bytes=max_bytes or settings.values.get("max_bytes", MAX_BYTES),
        errors=errors,
        stats=stats,
        resume=resume,
        restart=restart,
        verbose=verbose,
        learn=learn,
        standfirst=standfirst or settings.values.get("standfirst", "text"),
        fields={
            **{k: v or settings.values.get(f"{k}_field", k) for k, v in chosen.items()},
            **({"encoding": encoding} if encoding else {}),
        },
    )
    pinned = rules_version or settings.values.get("rules_version")
    found = load_rules(settings, rules, disable, pinned)
    if engine or address:
        from cleaner.engines.run import run_on

        tally = run_on(engine, job, found, sys.stderr, address=address, jobs=jobs or settings.values.get("jobs"))
    else:
        tally = run_job(job, found, sys.stdout, sys.stderr)
    allowed = max_errors if max_errors is not None else settings.values.get("max_errors", 0)
    raise typer.Exit(1 if tally.failed > allowed else 0)
