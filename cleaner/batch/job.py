"""A whole run: inputs listed, cleaned, written, counted."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from cleaner.article import Article, Status
from cleaner.batch.runner import documents, run
from cleaner.batch.tally import Tally
from cleaner.io import sources
from cleaner.io.base import Fields
from cleaner.io.bounds import DEFAULT_BOUNDS, Bounds
from cleaner.io.output import Sink, format_for, open_sink
from cleaner.pipeline import Pipeline
from cleaner.report.diff import diff
from cleaner.report.style import painter, visible
from cleaner.rules.compile import Rules


@dataclass(frozen=True, slots=True)
class Job:
    """What to clean and where to put it."""

    inputs: tuple[str, ...]
    out: Path | str | None = None
    format: str | None = None
    diff: bool = False
    dry_run: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    bounds: Bounds = DEFAULT_BOUNDS


def run_job(job: Job, rules: Rules, stdout: TextIO, stderr: TextIO) -> Tally:
    """Run it and say on ``stderr`` how it went. Raises InputError and SettingsError before anything is cleaned."""
    inputs = sources.find(job.inputs, without=job.out)
    format = format_for(job.out, job.format, terminal=stdout.isatty())
    tally = Tally()
    paint = painter(stdout)
    complain = painter(stderr)
    with _sink(job, format) as sink:
        found = documents(inputs, Fields(**job.fields), job.bounds)
        for document, article in run(found, Pipeline(rules), tally):
            if job.diff:
                stdout.writelines(line + "\n" for line in diff(document, article, paint))
            if article.status is Status.FAILED:
                stderr.write(complain(f"failed: {visible(article.id)}: {visible(article.error or '')}\n", "red"))
            sink.write(article)
        stdout.flush()
    for ending, count in sorted(inputs.left_out.items()):
        stderr.write(f"left out: {count} x {ending} (no format of ours)\n")
    for override in rules.overrides:
        if tally.total and override.id not in tally.overridden:
            stderr.write(
                f"warning: the override of {override.id} ({override.where_defined or '--disable'}) never applied\n"
            )
    stderr.write(complain(tally.line(), "bold") + "\n")
    return tally


class _Nowhere:
    def write(self, article: Article) -> None:
        """Nothing is kept: a dry run, or a diff on the terminal."""


def _sink(job: Job, format: str) -> contextlib.AbstractContextManager[Sink]:
    if job.dry_run or (job.diff and job.out is None):
        return contextlib.nullcontext(_Nowhere())
    return open_sink(job.out, format)


def explain_job(inputs: list[str], rules: Rules, url: str | None, fields: Mapping[str, str], stdout: TextIO) -> None:
    """Explain each document of the inputs on ``stdout``."""
    from cleaner.report.explain import explain

    pipeline = Pipeline(rules)
    paint = painter(stdout)
    for document in documents(sources.find(inputs), Fields(**fields)):
        done = pipeline.process(document.but(url=url or document.url))
        stdout.writelines(line + "\n" for line in explain(done, rules, paint))
