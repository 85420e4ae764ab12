"""``python -m tests.batch.run``: the command with the hostile stages, for tests that kill it."""

from __future__ import annotations

import functools

from cleaner.batch import job
from cleaner.cli.main import main
from tests.batch.stages import HOSTILE

if __name__ == "__main__":
    job.Job = functools.partial(job.Job, stages=HOSTILE)  # type: ignore[misc, assignment]
    main()
