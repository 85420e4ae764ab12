"""``cleaner clean``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from cleaner.cli import clean_options as options
from cleaner.cli.shared import (
    DisableOption,
    FavorOption,
    JobsOption,
    RulesOption,
    RulesVersionOption,
    known_encoding,
    load_rules,
    processes,
)

if TYPE_CHECKING:
    from cleaner.batch.job import Learn


def command(
    inputs: options.Inputs,
    out: options.Out = None,
    format: options.Format = None,
    fields: options.Fields = None,
    schema: options.Schema = None,
    standfirst: options.Standfirst = None,
    links: options.Links = None,
    images: options.Images = None,
    tables: options.Tables = None,
    comments: options.Comments = None,
    html: options.Html = None,
    blocks: options.Blocks = None,
    errors: options.Errors = None,
    stats: options.Stats = None,
    diff: options.Diff = False,
    dry_run: options.DryRun = False,
    include: options.Include = None,
    exclude: options.Exclude = None,
    input_format: options.InputFormat = None,
    limit: options.Limit = None,
    sample: options.Sample = None,
    seed: options.Seed = None,
    text_field: options.TextField = None,
    html_field: options.HtmlField = None,
    url_field: options.UrlField = None,
    id_field: options.IdField = None,
    encoding: options.Encoding = None,
    rules: RulesOption = None,
    rules_version: RulesVersionOption = None,
    disable: DisableOption = None,
    favor: FavorOption = None,
    learn: options.Learn = False,
    jobs: JobsOption = None,
    timeout: options.Timeout = None,
    max_memory: options.MaxMemory = None,
    max_bytes: options.MaxBytes = None,
    max_errors: options.MaxErrors = None,
    resume: options.Resume = False,
    restart: options.Restart = False,
    verbose: options.Verbose = False,
    log_level: options.LogLevel = None,
    quiet: options.Quiet = False,
    engine: options.Engine = None,
    address: options.Address = None,
) -> None:
    """Clean pages and texts: .html .mhtml .txt .jsonl .json .csv .parquet .warc .zip .tar, each also .gz .zst .bz2 .xz, tables
    (news.db::TABLE), folders, globs, URLs, standard input. What has no known ending is told by its content.

    Data goes to standard output or OUT, all else to standard error. Exit code: 0 all rows ok or flagged, 1 more rows failed
    than --max-errors allows, 2 usage, settings or I/O. Every option can be a variable too: CLEANER_CLEAN_JOBS=4 is --jobs 4.
    """
    from cleaner.batch.job import Job, run_job
    from cleaner.batch.logs import logged
    from cleaner.batch.work import MEMORY, MIB, TIMEOUT, rest_collector
    from cleaner.errors import SettingsError
    from cleaner.io.bounds import MAX_BYTES
    from cleaner.io.places import place
    from cleaner.settings import find_settings

    if quiet and (verbose or log_level):
        raise SettingsError(f"--quiet and --{'verbose' if verbose else 'log-level'} don't go together")
    if log_level and (engine or address):
        raise SettingsError("--log-level doesn't go with --engine: its workers run elsewhere, and log there")
    if seed is not None and sample is None:
        raise SettingsError("--seed is that of a sample; say --sample N too")
    rest_collector()
    settings = find_settings(Path.cwd())
    seconds = timeout or settings.values.get("timeout")
    known_encoding(encoding)
    chosen = {"text": text_field, "html": html_field, "url": url_field, "id": id_field}
    held = {
        "standfirst": standfirst, "links": links, "images": images, "tables": tables, "comments": comments, "html": html,
        "blocks": blocks,
    }  # fmt: skip
    job = Job(
        inputs=tuple(inputs),
        out=place(out) if out and out != "-" else None,
        format=format or settings.values.get("format"),
        schema=schema or settings.values.get("schema"),
        diff=diff,
        dry_run=dry_run,
        processes=processes(jobs if jobs is not None else settings.values.get("jobs", 1), seconds or max_memory),
        timeout=seconds or TIMEOUT,
        max_memory=max_memory * MIB if max_memory else MEMORY,
        max_bytes=max_bytes or settings.values.get("max_bytes", MAX_BYTES),
        errors=errors,
        stats=stats,
        resume=resume,
        restart=restart,
        verbose=verbose,
        learn=_learning() if learn else None,
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        input_format=input_format,
        limit=limit,
        sample=sample,
        seed=seed or 0,
        only=_names(fields),
        choices=_choices(settings.values, held),
        fields={
            **{k: v or settings.values.get(f"{k}_field", k) for k, v in chosen.items()},
            **({"encoding": encoding} if encoding else {}),
        },
    )
    pinned = rules_version or settings.values.get("rules_version")
    found = load_rules(settings, rules, disable, pinned, favor, quiet=quiet)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, logged(log_level, sys.stderr):
        stderr = nowhere if quiet else sys.stderr
        if engine or address:
            from cleaner.engines.run import run_on

            tally = run_on(engine, job, found, stderr, address=address, jobs=jobs or settings.values.get("jobs"))
        else:
            tally = run_job(job, found, sys.stdout, stderr)
    allowed = max_errors if max_errors is not None else settings.values.get("max_errors", 0)
    raise typer.Exit(1 if tally.failed > allowed else 0)


def _learning() -> Learn:
    """The first pass of ``--learn``, an add-on that is only loaded where it is asked for."""
    from cleaner.addons.learn.first_pass import learn

    return learn


def _choices(settings: dict[str, Any], said: dict[str, bool | str | None]) -> dict[str, bool | str]:
    """What was said of what the rows hold: as an option, else in the settings."""
    found = {name: settings.get(name) if value is None else value for name, value in said.items()}
    return {name: value for name, value in found.items() if value is not None}


def _names(fields: str | None) -> tuple[str, ...]:
    """``id, title,text`` as its names. Raises SettingsError where it names none."""
    from cleaner.errors import SettingsError

    names = tuple(name.strip() for name in (fields or "").split(",") if name.strip())
    if fields is not None and not names:
        raise SettingsError("--fields names no field")
    return names
