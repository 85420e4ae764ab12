"""``python -m tests.batch.run``: the command with the hostile stages and three small rules, for tests that kill it."""

from __future__ import annotations

import functools
from pathlib import Path

from cleaner.batch import job
from cleaner.cli.main import main
from cleaner.rules import compile
from tests.batch.stages import HOSTILE

if __name__ == "__main__":
    compile.shipped_rules = lambda: Path(".shipped")
    job.Job = functools.partial(job.Job, stages=HOSTILE)  # type: ignore[misc, assignment]
    main()
