"""A whole run: inputs listed, cleaned, written, counted; begun anew or gone on with."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import time
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO

from cleaner.article import Article, Status
from cleaner.batch import failures
from cleaner.batch.learn import learn, with_learned
from cleaner.batch.ledger import Kept, Key, Ledger
from cleaner.batch.progress import Progress
from cleaner.batch.resume import Place, left, open_ledger, refuse_unfinished, size_of, state
from cleaner.batch.runner import documents, run
from cleaner.batch.tally import Tally, left_out_line
from cleaner.batch.work import MEMORY, TIMEOUT, Work
from cleaner.document import Document
from cleaner.errors import BatchError, SettingsError
from cleaner.io import sources
from cleaner.io.base import Fields
from cleaner.io.bounds import MAX_BYTES, Bounds
from cleaner.io.output import Sink, format_for, open_sink
from cleaner.pipeline import STAGES, Pipeline, Stage, stages_for
from cleaner.report.diff import diff
from cleaner.report.style import painter, visible
from cleaner.rules.compile import Rules
from cleaner.version import __version__


@dataclass(frozen=True, slots=True)
class Job:
    """What to clean, where to put it, and how.

    ``processes``: workers, 0 for none. ``timeout`` in seconds and ``max_memory`` in bytes hold for workers, ``max_bytes``
    for every document. ``errors`` takes the failed rows, ``stats`` the counts. ``schema``: the tool whose field names are written.
    ``learn``: the inputs are read twice, and what repeats across an outlet's documents goes. ``standfirst``: whether it stays in
    the "text", or stands in its "field" alone.
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
    learn: bool = False
    standfirst: str = "text"
    stages: tuple[Stage, ...] = STAGES

    def staged(self) -> Job:
        """The job with the stages that ``standfirst`` asks for. Raises SettingsError for a word that it can't be."""
        try:
            return replace(self, stages=stages_for(self.standfirst, self.stages))
        except ValueError as e:
            raise SettingsError(f"--standfirst {self.standfirst}: {e}") from e


def run_job(job: Job, rules: Rules, stdout: TextIO, stderr: TextIO) -> Tally:
    """Run it and say on ``stderr`` how it went. Raises InputError and SettingsError before anything is cleaned."""
    start = time.monotonic()
    job = job.staged()
    inputs = find(job)
    format = format_for(job.out, job.format, terminal=stdout.isatty(), schema=job.schema)
    tally = Tally()
    job, learned = _learned(job, inputs, rules, stderr)
    with _ledger(job, inputs, format, rules, learned) as ledger, _errors(job) as errors, _sink(job, format) as sink:
        _Run(job, rules, inputs, ledger, errors, sink, tally, stdout, stderr).all()
        stdout.flush()
    conclude(job, rules, inputs, tally, start, stderr)
    return tally


def conclude(job: Job, rules: Rules, inputs: sources.Inputs, tally: Tally, start: float, stderr: TextIO) -> None:
    """Say how a run went that began at ``start`` (``time.monotonic``), and write its --stats."""
    for ending, count in sorted(inputs.left_out.items()):
        stderr.write(f"left out: {count} x {ending} (no format of ours)\n")
    if inputs.left_inside:
        stderr.write(f"left out: {visible(left_out_line(inputs.left_inside))}\n")
    for override in rules.overrides:
        if tally.total and override.id not in tally.overridden:
            stderr.write(
                f"warning: the override of {override.id} ({override.where_defined or '--disable'}) never applied\n"
            )
    stderr.write(painter(stderr)(tally.line(), "bold") + "\n")
    if job.stats is not None:
        said = {"cleaner_version": __version__, "rules_version": rules.version, "left_out": inputs.all_left_out()}
        with _whole_file(job.stats) as stream:
            json.dump(tally.to_dict(time.monotonic() - start) | said, stream, indent=2)


def say_failed(stderr: TextIO, id: str, error: str) -> None:
    """A line on a failed row."""
    stderr.write(painter(stderr)(f"failed: {visible(id)}: {visible(error)}\n", "red"))


@dataclass
class _Run:
    """What is open while rows come."""

    job: Job
    rules: Rules
    inputs: sources.Inputs
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
            kept = Kept(place.source, row.article, self._error_line(row.given, row.article, place), row.packed)
            if row.article.status is Status.FAILED:
                progress.clear()
            if self.ledger is not None:
                self.ledger.add(number, kept)
            self._write(kept, row.processed)
            progress.at(before[here] + min(sizes[here], at))
        progress.clear()

    def _documents(self, places: deque[tuple[Place, int]]) -> Iterator[Document]:
        for place, document in left(self.inputs, Fields(**self.job.fields), Bounds(self.job.max_bytes), self.ledger):
            places.append((place, len(document.content)))
            yield document

    def _error_line(self, given: Document, article: Article, place: Place) -> str:
        if article.status is not Status.FAILED or self.errors is None:
            return ""
        source = str(self.inputs.sources[place.source].path or "-")
        return failures.line(given, article, source, place.record, self.job.fields)

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


def find(job: Job) -> sources.Inputs:
    """The inputs, without the files that we write, which may stand in a folder that is read."""
    inputs = sources.find(job.inputs, without=job.out)
    ours = {str(path.absolute()) for path in (job.errors, job.stats) if path is not None}
    inputs.sources = [s for s in inputs.sources if s.path is None or str(Path(s.path).absolute()) not in ours]
    for ending in (".part", ".ledger", ".ledger-wal"):
        inputs.left_out.pop(ending, None)
    return inputs


def _learned(job: Job, inputs: sources.Inputs, rules: Rules, stderr: TextIO) -> tuple[Job, str]:
    """The job with what its inputs teach it, and a digest of that; "no" where it is not to learn."""
    if not job.learn:
        return job, "no"
    _look_ahead(job)
    work = Work(rules, job.stages, job.timeout, job.max_memory)
    learned, unknown = learn(inputs, Fields(**job.fields), Bounds(job.max_bytes), work, job.processes)
    stderr.write(f"learned: {len(learned.lines)} repeated lines of {len(learned.documents)} outlets\n")
    if unknown:
        stderr.write(
            f"{unknown} documents have no address (a record's url, a page's canonical link): nothing is learned of them\n"
        )
    return replace(job, stages=with_learned(job.stages, learned)), learned.digest


def _look_ahead(job: Job) -> None:
    """Raise what would keep the output from being written, before a pass of hours."""
    path = _ledger_path(job)
    if path is None:
        return
    refuse_unfinished(path, resume=job.resume, restart=job.restart)
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))


def _ledger_path(job: Job) -> Path | None:
    """Where the run's ledger stands, in a folder that is there; None where there is no place for one.

    Raises BatchError where --resume needs one.
    """
    out = job.out
    # Beside a URL there is no place for a ledger.
    if not isinstance(out, Path) or job.dry_run or (out.exists() and not out.is_file() and not out.is_dir()):
        if job.resume:
            raise BatchError("--resume needs a file or folder to write: -o OUT")
        return None
    out = out.resolve() if out.is_symlink() or not out.name else out
    out.parent.mkdir(parents=True, exist_ok=True)
    return out.with_name(out.name + ".ledger")


@contextlib.contextmanager
def _ledger(job: Job, inputs: sources.Inputs, format: str, rules: Rules, learned: str) -> Iterator[Ledger | None]:
    """The run's ledger: gone when the output has its name, else there to be resumed."""
    path = _ledger_path(job)
    if path is None:
        yield None
        return
    settings = {
        "cleaner": __version__, "rules": rules.version, "format": format, "--schema": job.schema or "ours",
        "fields": json.dumps(dict(job.fields), sort_keys=True),
        "--max-bytes": str(job.max_bytes), "--errors": str(job.errors is not None),
        "--learn": learned, "--standfirst": job.standfirst,
    }  # fmt: skip
    key = Key(settings, [state(source) for source in inputs.sources])
    ledger = open_ledger(path, key, resume=job.resume, restart=job.restart)
    finished = False
    try:
        yield ledger
        finished = True
    except (OSError, BatchError) as e:
        full = (isinstance(e, OSError) and e.errno in (errno.ENOSPC, errno.EDQUOT)) or "disk is full" in str(e)
        if full and ledger is not None:
            raise BatchError(
                f"{job.out}: no space left on the device; make room, then say the same with --resume"
            ) from e
        raise
    finally:
        if ledger is not None:
            ledger.close(remove=finished or ledger.count == 0)


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[TextIO]:
    """A file that gets its name when all is written."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            yield stream
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _errors(job: Job) -> contextlib.AbstractContextManager[TextIO | None]:
    return _whole_file(job.errors) if job.errors is not None else contextlib.nullcontext()


class _Nowhere:
    def write(self, article: Article) -> None:
        """Nothing is kept: a dry run, or a diff on the terminal."""


def _sink(job: Job, format: str) -> contextlib.AbstractContextManager[Sink]:
    if job.dry_run or (job.diff and job.out is None):
        return contextlib.nullcontext(_Nowhere())
    return open_sink(job.out, format, job.schema)


def explain_job(inputs: list[str], rules: Rules, url: str | None, fields: Mapping[str, str], stdout: TextIO) -> None:
    """Explain each document of the inputs on ``stdout``."""
    from cleaner.report.explain import explain

    pipeline = Pipeline(rules)
    paint = painter(stdout)
    for document in documents(sources.find(inputs), Fields(**fields)):
        done = pipeline.process(document.but(url=url or document.url))
        stdout.writelines(line + "\n" for line in explain(done, rules, paint))
