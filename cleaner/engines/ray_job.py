"""A whole run on Ray, as the command line asks for it: begun anew or gone on with, counted at the end."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TextIO

from cleaner.batch.job import Job, conclude, say_failed
from cleaner.batch.ledger import Key
from cleaner.batch.outputs import find
from cleaner.batch.progress import Progress
from cleaner.batch.resume import state
from cleaner.batch.tally import Tally
from cleaner.engines.options import Options
from cleaner.engines.parts import Part, Run, Written
from cleaner.engines.ray import PART_ROWS, Plan, connected, write_all
from cleaner.engines.reading import Reading, groups
from cleaner.errors import BatchError, SettingsError
from cleaner.io.base import Fields
from cleaner.io.bounds import Bounds
from cleaner.io.columns import names
from cleaner.io.extras import need
from cleaner.io.formats import FORMAT_OF_ENDING
from cleaner.io.sources import STDIN, Inputs
from cleaner.rules.compile import Rules
from cleaner.version import __version__

FORMATS = ("parquet", "jsonl")
_SHOWN = 100


def run_ray_job(
    job: Job,
    rules: Rules,
    stderr: TextIO,
    *,
    address: str | None = None,
    actors: int | None = None,
    part_rows: int = PART_ROWS,
) -> Tally:
    """Run a job on Ray and say on ``stderr`` how it went; OUT is a folder of part files.

    ``address``, ``actors``, ``part_rows``: see ``connected`` and ``Plan``. Raises InputError, SettingsError and BatchError
    (a folder that holds another run) before anything is cleaned, BatchError where the run can't go on.
    """
    start = time.monotonic()
    need("ray", "ray", "--engine ray")
    need("pyarrow", "ray", "--engine ray")
    out, format = _output(job)
    job = replace(job, out=out).staged(format)
    inputs = _inputs(job, out)
    run = Run(out, _key(job, inputs, format, rules))
    done, finished = run.begin(resume=job.resume, restart=job.restart)
    if finished:
        stderr.write(f"{out}: finished already, nothing is left to do\n")
    elif done.names:
        stderr.write(f"resumed: {done.tally.total} rows were done\n")
    if not finished:
        if left := groups(inputs, done):
            options = Options(
                rules, timeout=job.timeout, max_memory=job.max_memory, max_bytes=job.max_bytes, stages=job.stages
            )
            reading = Reading(Fields(**job.fields), Bounds(job.max_bytes), str(Path.cwd()))
            with connected(address, actors, verbose=job.verbose):
                _consume(
                    write_all(left, Plan(reading, options, out, format, actors, part_rows, job.schema, job.only)),
                    done,
                    job,
                    stderr,
                )
        run.finish(done)
    conclude(job, rules, inputs, done.tally, start, sys.stdout, stderr)
    return done.tally


def _output(job: Job) -> tuple[Path | str, str]:
    """The folder to write and the format of its parts. Raises SettingsError for what doesn't go with an engine."""
    if job.out is None:
        raise SettingsError("--engine ray writes a folder of part files: name it with -o OUT")
    unfit = {"--diff": job.diff, "--dry-run": job.dry_run, "--errors": job.errors is not None, "--learn": job.learn,
             "--limit": job.limit is not None, "--sample": job.sample is not None}  # fmt: skip
    for option, said in unfit.items():
        if said:
            more = "; failed rows stand in OUT with the status failed" if option == "--errors" else ""
            raise SettingsError(f"{option} doesn't go with --engine ray{more}")
    if STDIN in job.inputs:
        raise SettingsError("standard input doesn't go with --engine ray; name files, folders or URLs")
    if isinstance(job.out, Path) and job.out.exists() and not job.out.is_dir():
        raise SettingsError(f"{job.out} is a file; --engine ray writes a folder of part files")
    ending = PurePosixPath(str(job.out)).suffix.lower()
    format = job.format or FORMAT_OF_ENDING.get(ending, FORMATS[0])
    if format not in FORMATS:
        raise SettingsError(f"--engine ray writes a folder of parquet or jsonl files, not {format}; say --format")
    names(job.schema, job.only)  # it raises for what nobody knows
    if isinstance(job.out, str):
        return job.out.rstrip("/"), format
    return job.out.resolve(), format


def _inputs(job: Job, out: Path | str) -> Inputs:
    """The inputs, of which all machines must be able to read each, and more than once."""
    inputs = find(job)
    inputs.sources = [s for s in inputs.sources if s.url is None or not s.url.startswith(f"{out}/")]
    for name, told in map(state, inputs.sources):
        if not told:
            raise SettingsError(f"{name}: it can't be read a second time; --engine ray needs files")
    return inputs


def _key(job: Job, inputs: Inputs, format: str, rules: Rules) -> Key:
    settings = {
        "cleaner": __version__, "rules": rules.version, "format": format, "fields": json.dumps(dict(job.fields), sort_keys=True),
        "--max-bytes": str(job.max_bytes), "--schema": str(job.schema), "choices": json.dumps(dict(job.choices), sort_keys=True),
        "--input-format": str(job.input_format), "--fields": ",".join(job.only) or "all",
    }  # fmt: skip
    return Key(settings, [state(source) for source in inputs.sources])


def _consume(written: object, done: Written, job: Job, stderr: TextIO) -> None:
    """Count the parts as they are written. Raises BatchError where Ray gives up."""
    from ray.exceptions import RayError

    terminal = stderr.isatty()
    progress = Progress(stderr, done.tally, bar=terminal, lines=job.verbose and not terminal)
    shown = failed = 0
    try:
        for told in written.iter_rows():  # type: ignore[attr-defined]
            part = Part.from_json(told["part"])
            if not done.add(part):
                raise BatchError(f"{job.out}: rows of {part.name} are in another part too; say --restart to begin anew")
            progress.clear()
            for id, error in part.failed[: _SHOWN - shown]:
                say_failed(stderr, id, error)
                shown += 1
            failed += part.tally.failed
            progress.at(0)
    except RayError as e:
        raise BatchError(f"{job.out}: {_reason(e)}; say the same with --resume to finish it") from e
    finally:
        progress.clear()
    if failed > shown:
        stderr.write(f"failed: {failed - shown} more; they stand in {job.out} with the status failed\n")


def _reason(error: BaseException) -> str:
    """The innermost cause in one line: what a worker raised, or how Ray puts it."""
    cause = getattr(error, "cause", None) or error.__cause__
    if isinstance(cause, BaseException) and cause is not error:
        return _reason(cause)
    lines = [line for line in str(error).splitlines() if line.strip()]
    return (lines[-1].strip() if lines else type(error).__name__)[:500]
