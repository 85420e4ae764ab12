"""A whole run: inputs listed, cleaned, written, counted; begun anew or gone on with."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO

from cleaner.article import Status
from cleaner.batch import failures, outputs
from cleaner.batch.diff import diff
from cleaner.batch.ledger import Kept, Ledger
from cleaner.batch.progress import Progress
from cleaner.batch.resume import Place, left, refuse_once_only, size_of
from cleaner.batch.runner import run
from cleaner.batch.selection import Wanted, sample
from cleaner.batch.style import painter, visible
from cleaner.batch.tally import Ids, Tally, left_out_line
from cleaner.batch.work import MEMORY, TIMEOUT, Done, Work
from cleaner.choices import chosen
from cleaner.document import Document
from cleaner.errors import SettingsError
from cleaner.io import sources
from cleaner.io.base import Fields
from cleaner.io.bounds import MAX_BYTES, Bounds
from cleaner.io.output import Sink, format_for
from cleaner.pipeline import STAGES, Stage, stages_for
from cleaner.rules.compile import Rules
from cleaner.version import __version__


@dataclass(frozen=True, slots=True)
class Job:
    """What to clean, where to put it, and how.

    ``processes``: workers, 0 for none. ``timeout`` in seconds and ``max_memory`` in bytes hold for workers, ``max_bytes``
    for every document. ``errors`` takes the failed rows, ``stats`` the counts. ``schema``: the tool whose field names are written.
    ``learn`` reads the inputs once before, and gives the job with the stages that they teach. ``choices``: what was said of what
    the rows hold, by the names of ``Choices``. ``include``, ``exclude``: patterns of files; ``input_format``: of all of them,
    whatever they are called; ``limit``: the first so many documents, ``sample`` so many of these, drawn with ``seed``. ``only``
    these fields are written.
    """

    inputs: tuple[str, ...]
    out: Path | str | None = None
    format: str | None = None
    schema: str | None = None
    diff: bool = False
    dry_run: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    processes: int = 0
    timeout: float = TIMEOUT
    max_memory: int = MEMORY
    max_bytes: int = MAX_BYTES
    errors: Path | None = None
    stats: Path | None = None
    resume: bool = False
    restart: bool = False
    verbose: bool = False
    learn: Learn | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    input_format: str | None = None
    limit: int | None = None
    sample: int | None = None
    seed: int = 0
    only: tuple[str, ...] = ()
    choices: Mapping[str, bool | str] = field(default_factory=dict)
    stages: tuple[Stage, ...] = STAGES

    def staged(self, format: str) -> Job:
        """The job with the stages that give what is chosen. Raises SettingsError for a choice that there isn't."""
        try:
            return replace(self, stages=stages_for(chosen(self.choices, format), self.stages))
        except ValueError as e:
            raise SettingsError(str(e)) from e

    def reads(self) -> dict[str, str]:
        """Which documents it reads of its inputs, for what must be the same run."""
        drawn = f"{self.sample} by seed {self.seed}" if self.sample is not None else "all"
        return {"--input-format": str(self.input_format), "--limit": str(self.limit), "--sample": drawn}


# What is learned of the inputs before they are cleaned: the job as it is then run, and a digest of what was learned.
Learn = Callable[[Job, sources.Inputs, Wanted, Rules, TextIO], tuple[Job, str]]


def run_job(job: Job, rules: Rules, stdout: TextIO, stderr: TextIO) -> Tally:
    """Run it and say on ``stderr`` how it went. Raises InputError and SettingsError before anything is cleaned."""
    start = time.monotonic()
    format = format_for(job.out, job.format, terminal=stdout.isatty(), schema=job.schema, only=job.only)
    job = job.staged(format)
    inputs = outputs.find(job)
    tally = Tally(ids=Ids())
    wanted = _wanted(job, inputs)
    learned = "no"
    if job.learn is not None:
        outputs.look_ahead(job)
        job, learned = job.learn(job, inputs, wanted, rules, stderr)
    with (
        outputs.ledger(job, inputs, format, rules, learned) as ledger,
        outputs.errors(job, stdout) as errors,
        outputs.sink(job, format) as sink,
    ):
        _Run(job, rules, inputs, wanted, ledger, errors, sink, tally, stdout, stderr).all()
        stdout.flush()
    conclude(job, rules, inputs, tally, start, stdout, stderr)
    return tally


def conclude(
    job: Job, rules: Rules, inputs: sources.Inputs, tally: Tally, start: float, stdout: TextIO, stderr: TextIO
) -> None:
    """Say how a run went that began at ``start`` (``time.monotonic``), and write its --stats."""
    for what, count in sorted((+inputs.left_out).items()):
        by_option = what in (sources.NOT_KEPT, sources.NOT_SAMPLED)
        stderr.write(
            f"left out: {count} by {what}\n" if by_option else f"left out: {count} x {what} (no format of ours)\n"
        )
    if job.limit is not None and tally.total >= job.limit:
        stderr.write(f"left out: all after the first {job.limit} documents, if there are more (--limit)\n")
    if inputs.left_inside:
        stderr.write(f"left out: {visible(left_out_line(inputs.left_inside))}\n")
    for override in rules.overrides:
        if tally.total and override.id not in tally.overridden:
            stderr.write(
                f"warning: the override of {override.id} ({override.where_defined or '--disable'}) never applied\n"
            )
    if not tally.total:
        stderr.write("warning: nothing was read: there is no document in the inputs\n")
    if tally.ids and tally.ids.equal:
        stderr.write(
            f"warning: {tally.ids.equal} rows have the id of an earlier row, as {visible(tally.ids.first)!r}\n"
        )
    stderr.write(painter(stderr)(tally.line(), "bold") + "\n")
    if job.stats is not None:
        said = {"cleaner_version": __version__, "rules_version": rules.version, "left_out": inputs.all_left_out()}
        with outputs.text_file(job.stats, stdout) as stream:
            json.dump(tally.to_dict(time.monotonic() - start) | said, stream, indent=2)
            stream.write("\n")


def say_failed(stderr: TextIO, id: str, error: str) -> None:
    """A line on a failed row."""
    stderr.write(painter(stderr)(f"failed: {visible(id)}: {visible(error)}\n", "red"))


@dataclass
class _Run:
    """What is open while rows come."""

    job: Job
    rules: Rules
    inputs: sources.Inputs
    wanted: Wanted
    ledger: Ledger | None
    errors: TextIO | None
    sink: Sink
    tally: Tally
    stdout: TextIO
    stderr: TextIO

    def all(self) -> None:
        """First the rows that the ledger holds, then those that are left."""
        job = self.job
        sizes = [size_of(source) for source in self.inputs.sources]
        before = [0]
        for size in sizes:
            before.append(before[-1] + size)
        terminal = self.stderr.isatty() and not job.diff
        progress = Progress(self.stderr, self.tally, before[-1], bar=terminal, lines=job.verbose and not terminal)
        done = 0
        if self.ledger is not None:
            for done, kept in enumerate(self.ledger.kept(), 1):  # noqa: B007
                self._write(kept)
        if done:
            self.stderr.write(f"resumed: {done} rows were done\n")
        places: deque[tuple[Place, int]] = deque()
        work = Work(self.rules, job.stages, job.timeout, job.max_memory, job.diff)
        here, at = -1, 0
        for number, row in enumerate(run(self._documents(places), work, job.processes), done):
            place, length = places.popleft()
            here, at = place.source, at + length if place.source == here else length
            kept = Kept(place.source, row.article, self._error_line(row, place), row.packed)
            if row.article.status is Status.FAILED:
                progress.clear()
            if self.ledger is not None:
                self.ledger.add(number, kept)
            self._write(kept, row.processed)
            progress.at(before[here] + min(sizes[here], at))
        progress.clear()

    def _documents(self, places: deque[tuple[Place, int]]) -> Iterator[Document]:
        for place, document in left(
            self.inputs, Fields(**self.job.fields), Bounds(self.job.max_bytes), self.ledger, self.wanted
        ):
            places.append((place, len(document.content)))
            yield document

    def _error_line(self, row: Done, place: Place) -> str:
        if row.article.status is not Status.FAILED or self.errors is None:
            return ""
        source = str(self.inputs.sources[place.source].path or "-")
        return failures.line(row.given, row.article, source, place.record, self.job.fields, row.traceback)

    def _write(self, kept: Kept, processed: Document | None = None) -> None:
        article = kept.article
        self.tally.add(article)
        if self.job.diff and processed is not None:
            self.stdout.writelines(line + "\n" for line in diff(processed, article, painter(self.stdout)))
        if article.status is Status.FAILED:
            say_failed(self.stderr, article.id, article.error or "")
        if self.errors is not None:
            self.errors.write(kept.error)
        self.sink.write(article)


def _wanted(job: Job, inputs: sources.Inputs) -> Wanted:
    """Which documents are cleaned; to draw a sample, all are read once before."""
    if job.sample is None:
        return Wanted(limit=job.limit)
    refuse_once_only(inputs, "--sample")
    outputs.look_ahead(job)
    found = left(inputs, Fields(**job.fields), Bounds(job.max_bytes), None, Wanted(limit=job.limit))
    drawn, total = sample(((p.source, p.record) for p, _ in found), job.sample, job.seed)
    inputs.left_out[sources.NOT_SAMPLED] = total - min(total, job.sample)
    return drawn
