"""What a run writes: found fit before it begins, never over an input, opened, and the ledger beside it."""

from __future__ import annotations

import contextlib
import errno
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cleaner.article import Article
from cleaner.batch.ledger import Key, Ledger
from cleaner.batch.overwriting import Outputs, check, without_ours
from cleaner.batch.resume import open_ledger, refuse_unfinished, state
from cleaner.batch.selection import Globs
from cleaner.errors import BatchError
from cleaner.io import sources
from cleaner.io.formats import ending_of
from cleaner.io.lists import expanded, is_list, list_file
from cleaner.io.local_file import is_stream, target, whole_file
from cleaner.io.output import Sink, open_sink
from cleaner.rules.compile import Rules
from cleaner.version import __version__

if TYPE_CHECKING:
    from cleaner.batch.job import Job

STDOUT = Path("-")


def find(job: Job) -> sources.Inputs:
    """The inputs, without the files that we write, which may stand in a folder that is read.

    Raises SettingsError and BatchError where an output can't be written, or would be written over an input.
    """
    written = Outputs.of(job)
    check(written)
    # Of a folder of outputs nothing is read; files are looked at one by one.
    folder = job.out if isinstance(job.out, str) or (job.out is not None and job.out.is_dir()) else None
    named = expanded(job.inputs)
    keeps = Globs(job.include, job.exclude).keeps
    inputs = sources.find(named, without=folder, keeps=keeps, ending=ending_of(job.input_format))
    lists = [list_file(name) for name in job.inputs if is_list(name)]
    inputs.sources = without_ours(inputs.sources, written, named, lists)
    for ending in sources.OURS:
        inputs.left_out.pop(ending, None)
    return inputs


def look_ahead(job: Job) -> None:
    """Raise what would keep the output from being written, before a pass of hours."""
    path = _ledger_path(job)
    if path is not None:
        refuse_unfinished(path, resume=job.resume, restart=job.restart)


def _ledger_path(job: Job) -> Path | None:
    """Where the run's ledger stands, in a folder that is there; None where there is no place for one.

    Raises BatchError where --resume needs one.
    """
    out = job.out
    # Beside a URL there is no place for a ledger.
    if not isinstance(out, Path) or job.dry_run or is_stream(out):
        if job.resume:
            raise BatchError("--resume needs a file or folder to write: -o OUT")
        return None
    out = target(out) if out.is_symlink() or not out.name else out
    out.parent.mkdir(parents=True, exist_ok=True)
    return out.with_name(out.name + ".ledger")


@contextlib.contextmanager
def ledger(job: Job, inputs: sources.Inputs, format: str, rules: Rules, learned: str) -> Iterator[Ledger | None]:
    """The run's ledger: gone when the output has its name, else there to be resumed."""
    path = _ledger_path(job)
    if path is None:
        yield None
        return
    settings = {
        "cleaner": __version__, "rules": rules.version, "format": format, "--schema": job.schema or "ours",
        "fields": json.dumps(dict(job.fields), sort_keys=True),
        "--max-bytes": str(job.max_bytes), "--errors": str(job.errors is not None),
        "--learn": learned, "choices": json.dumps(dict(job.choices), sort_keys=True), **job.reads(),
        "--fields": ",".join(job.only) or "all",
    }  # fmt: skip
    key = Key(settings, [state(source) for source in inputs.sources])
    opened = open_ledger(path, key, resume=job.resume, restart=job.restart)
    finished = False
    try:
        yield opened
        finished = True
    except (OSError, BatchError) as e:
        full = (isinstance(e, OSError) and e.errno in (errno.ENOSPC, errno.EDQUOT)) or "disk is full" in str(e)
        if full and opened is not None:
            raise BatchError(
                f"{job.out}: no space left on the device; make room, then say the same with --resume"
            ) from e
        raise
    finally:
        if opened is not None:
            opened.close(remove=finished or opened.count == 0)


@contextlib.contextmanager
def text_file(path: Path, stdout: TextIO) -> Iterator[TextIO]:
    """A file that gets its name when all is written; ``-`` is standard output."""
    if path == STDOUT:
        yield stdout
        stdout.flush()
        return
    with whole_file(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n")
        try:
            yield text
        finally:
            # It flushes too, and leaves the stream to its owner.
            text.detach()


def errors(job: Job, stdout: TextIO) -> contextlib.AbstractContextManager[TextIO | None]:
    """The file of failed rows, if there is to be one."""
    return text_file(job.errors, stdout) if job.errors is not None else contextlib.nullcontext()


class _Nowhere:
    def write(self, article: Article) -> None:
        """Nothing is kept: a dry run, or a diff on the terminal."""


def sink(job: Job, format: str) -> contextlib.AbstractContextManager[Sink]:
    """Where the rows go."""
    if job.dry_run or (job.diff and job.out is None):
        return contextlib.nullcontext(_Nowhere())
    return open_sink(job.out, format, job.schema, job.only)
