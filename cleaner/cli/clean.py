"""``cleaner clean``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from cleaner.cli.shared import (
    ENGINE,
    READING,
    RUN,
    WRITING,
    DisableOption,
    JobsOption,
    RulesOption,
    RulesVersionOption,
    known_encoding,
    load_rules,
    option,
    processes,
)

if TYPE_CHECKING:
    from cleaner.batch.job import Learn

_Text = Optional[str]  # noqa: UP045
_Texts = Optional[list[str]]  # noqa: UP045
_Number = Optional[int]  # noqa: UP045
_Flag = Optional[bool]  # noqa: UP045
_File = Optional[Path]  # noqa: UP045


def _reading(*names: str, **said: Any) -> Any:
    return option(*names, rich_help_panel=READING, **said)


def _writing(*names: str, **said: Any) -> Any:
    return option(*names, rich_help_panel=WRITING, **said)


def _run(*names: str, **said: Any) -> Any:
    return option(*names, rich_help_panel=RUN, **said)


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, globs, URLs; @FILE names a list of them, a line each; - is standard input.",
        ),
    ],
    out: Annotated[
        _Text,
        _writing(
            "-o", "--out", metavar="OUT", help="File or URL, for md, html and txt also a folder; - is standard output."
        ),
    ] = None,
    format: Annotated[
        _Text,
        _writing(
            "--format",
            metavar="FORMAT",
            help="jsonl, parquet, csv, md, html or txt. Default: by the ending of OUT, else jsonl.",
        ),
    ] = None,
    fields: Annotated[
        _Text,
        _writing("--fields", metavar="A,B,...", help="Write only these fields, in this order: id,title,text ..."),
    ] = None,
    schema: Annotated[
        _Text,
        _writing(
            "--schema",
            metavar="NAME",
            help="Write the field names of trafilatura, newspaper4k, news-please or cc_news instead of ours.",
        ),
    ] = None,
    standfirst: Annotated[
        _Text,
        _writing(
            "--standfirst",
            metavar="text|field",
            help="Whether the sentences under the headline stay in the text or only in the field standfirst. Default: text.",
        ),
    ] = None,
    links: Annotated[
        _Flag, _writing("--links/--no-links", help="The links of the text. Default: only in md and html.")
    ] = None,
    images: Annotated[
        _Flag,
        _writing("--images/--no-images", help="The article's pictures, with captions. Default: only in md and html."),
    ] = None,
    tables: Annotated[
        _Flag, _writing("--tables/--no-tables", help="Whether the rows of tables stay in the text. Default: they do.")
    ] = None,
    comments: Annotated[
        _Flag, _writing("--comments/--no-comments", help="What readers wrote under the article. Default: left out.")
    ] = None,
    html: Annotated[
        _Flag,
        _writing("--html/--no-html", help="Each block also as HTML, with emphasis. Default: only in md and html."),
    ] = None,
    blocks: Annotated[
        _Flag, _writing("--blocks/--no-blocks", help="The text's structure, which doubles a row. Default: written.")
    ] = None,
    errors: Annotated[
        _File,
        _writing("--errors", metavar="FILE", help="Failed rows, with what it takes to run them again."),
    ] = None,
    stats: Annotated[
        _File, _writing("--stats", metavar="FILE", help="Counts by status, flag and rule, as JSON.")
    ] = None,
    diff: Annotated[bool, _writing("--diff", help="Show what went, in red, with its rule id.")] = False,
    dry_run: Annotated[bool, _writing("--dry-run", help="Write nothing; only count.")] = False,
    include: Annotated[
        _Texts,
        _reading(
            "--include",
            metavar="GLOB",
            help="Read only files whose path below INPUT, or an end of it, is this: '*.html', 'news/**'; repeatable.",
        ),
    ] = None,
    exclude: Annotated[
        _Texts, _reading("--exclude", metavar="GLOB", help="Don't read these, also of those included; repeatable.")
    ] = None,
    input_format: Annotated[
        _Text,
        _reading(
            "--input-format",
            metavar="FORMAT",
            help="Read all files as html, txt, jsonl, csv, tsv, parquet or warc, whatever they are called.",
        ),
    ] = None,
    limit: Annotated[_Number, _reading("--limit", min=0, metavar="N", help="Only the first N documents.")] = None,
    sample: Annotated[
        _Number,
        _reading(
            "--sample",
            min=0,
            metavar="N",
            help="Only N documents (of the first --limit), drawn at random; the input is read twice.",
        ),
    ] = None,
    seed: Annotated[
        _Number, _reading("--seed", metavar="S", help="Draw another sample: the same S draws the same. Default: 0.")
    ] = None,
    text_field: Annotated[_Text, _reading(help="Name of a record's text field.")] = None,
    html_field: Annotated[_Text, _reading(help="Name of a record's HTML field.")] = None,
    url_field: Annotated[_Text, _reading(help="Name of a record's URL field.")] = None,
    id_field: Annotated[_Text, _reading(help="Name of a record's id field.")] = None,
    encoding: Annotated[
        _Text, _reading(metavar="NAME", help="Of CSV, JSON and texts that are no UTF-8: gb18030, cp1252, utf-16 ...")
    ] = None,
    rules: RulesOption = None,
    rules_version: RulesVersionOption = None,
    disable: DisableOption = None,
    learn: Annotated[
        bool,
        option(
            "--learn",
            help="Read the input twice; what repeats across an outlet's documents goes too.",
            rich_help_panel="Rules",
        ),
    ] = False,
    jobs: JobsOption = None,
    timeout: Annotated[
        Optional[float],  # noqa: UP045
        _run(
            min=0.01,
            metavar="S",
            help="Seconds, by the clock, after which a document is ended: more on a busy machine. Default with workers: 30.",
        ),
    ] = None,
    max_memory: Annotated[
        _Number,
        _run(min=16, metavar="MB", help="Memory a document may take in a worker. Default with workers: 1024."),
    ] = None,
    max_bytes: Annotated[
        _Number,
        _run(min=1, metavar="BYTES", help="A longer document becomes a failed row. Default: 20971520."),
    ] = None,
    max_errors: Annotated[
        _Number, _run(min=0, metavar="N", help="End with 1 if more inputs than this fail. Default: 0.")
    ] = None,
    resume: Annotated[bool, _run("--resume", help="Finish the run that was begun; see OUT.ledger.")] = False,
    restart: Annotated[bool, _run("--restart", help="Begin anew what can't or shan't be resumed.")] = False,
    verbose: Annotated[bool, _run("-v", "--verbose", help="Say every few seconds how far it is.")] = False,
    log_level: Annotated[
        _Text,
        _run(
            "--log-level",
            metavar="LEVEL",
            help="Write the log to standard error: debug (fallbacks, refused removals, flags), info, warning, error.",
        ),
    ] = None,
    quiet: Annotated[bool, _run("-q", "--quiet", help="Say nothing but why the run ends, if it can't go on.")] = False,
    engine: Annotated[
        _Text,
        option(
            "--engine",
            metavar="ENGINE",
            help="ray: clean on Ray, with -j N actors (default: one a CPU); OUT is a folder of part files, parquet or jsonl.",
            rich_help_panel=ENGINE,
        ),
    ] = None,
    address: Annotated[
        _Text,
        option(
            "--address",
            metavar="ADDR",
            help="Of a Ray cluster. Default: RAY_ADDRESS, else this machine.",
            rich_help_panel=ENGINE,
        ),
    ] = None,
) -> None:
    """Clean pages and texts: .html .mhtml .txt .jsonl .json .csv .parquet .warc .zip .tar, each also .gz .zst .bz2 .xz, tables
    (news.db::TABLE), folders, globs, URLs, standard input. What has no known ending is told by its content.

    Data goes to standard output or OUT, all else to standard error. Exit code: 0 all rows ok or flagged, 1 more rows failed
    than --max-errors allows, 2 usage, settings or I/O. Every option can be a variable too: CLEANER_CLEAN_JOBS=4 is --jobs 4.
    """
    from cleaner.batch.job import Job, run_job
    from cleaner.batch.logs import logged
    from cleaner.batch.work import MEMORY, MIB, TIMEOUT
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
    settings = find_settings(Path.cwd())
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
        processes=processes(jobs if jobs is not None else settings.values.get("jobs", 1), timeout or max_memory),
        timeout=timeout or settings.values.get("timeout", TIMEOUT),
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
    found = load_rules(settings, rules, disable, pinned, quiet=quiet)
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
