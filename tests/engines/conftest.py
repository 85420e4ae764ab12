"""The rows of the plain command, which every engine must make too."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from typing import Any

import pytest

from cleaner.article import Article
from cleaner.batch.job import Job, run_job
from cleaner.engines.options import Options
from cleaner.rules.compile import Rules
from cleaner.schema import arrow_row
from tests.engines.records import EVERYTHING, options, records


@pytest.fixture(scope="session")
def hostile(shipped: Rules) -> Options:
    """How ``records()`` are cleaned."""
    return options(shipped, timeout=3.0)


@pytest.fixture(scope="session")
def plain_rows(hostile: Options, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """By id, what the command makes of a JSONL file with ``records()``."""
    folder = tmp_path_factory.mktemp("plain")
    lines, out = folder / "in.jsonl", folder / "out.jsonl"
    lines.write_text("".join(json.dumps(r) + "\n" for r in records()))
    told = hostile.work
    job = Job(
        (str(lines),), out, stages=told.stages, choices=asdict(EVERYTHING), processes=2, timeout=told.timeout,
        max_memory=told.memory,
    )  # fmt: skip
    run_job(job, hostile.rules, io.StringIO(), io.StringIO())
    rows = [arrow_row(Article.from_dict(json.loads(line))) for line in out.read_text().splitlines()]
    return {row["id"]: row for row in rows}
