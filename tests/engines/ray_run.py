"""``python -m tests.engines.ray_run``: the command with stages that end actors and wait, in parts of few rows, to be killed."""

from __future__ import annotations

import functools

from cleaner.batch import job
from cleaner.cli.main import main
from cleaner.engines import ray_job
from tests.engines.ray_stages import OUTAGES

if __name__ == "__main__":
    job.Job = functools.partial(job.Job, stages=OUTAGES)  # type: ignore[misc, assignment]
    ray_job.run_ray_job = functools.partial(ray_job.run_ray_job, part_rows=50)
    main()
