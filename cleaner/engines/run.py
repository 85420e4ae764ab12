"""Which engine a run of the command line is on."""

from __future__ import annotations

from typing import TextIO

from cleaner.batch.job import Job
from cleaner.batch.tally import Tally
from cleaner.errors import SettingsError
from cleaner.rules.compile import Rules

ENGINES = ("ray",)


def run_on(
    engine: str | None, job: Job, rules: Rules, stderr: TextIO, *, address: str | None = None, jobs: int | None = None
) -> Tally:
    """Run a job on an engine. ``address`` of its cluster; ``jobs``: how many documents at a time, 0 and None: one a CPU."""
    if engine is None:
        raise SettingsError("--address is the one of an engine's cluster; say --engine too")
    if engine not in ENGINES:
        raise SettingsError(f"--engine {engine}: known are {', '.join(ENGINES)}")
    from cleaner.engines.ray_job import run_ray_job

    return run_ray_job(job, rules, stderr, address=address, actors=jobs or None)
