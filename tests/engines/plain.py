"""The rows of the plain command, which every engine must make too."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from cleaner.article import Article
from cleaner.batch.job import Job, run_job
from cleaner.engines.options import Options
from cleaner.rules.compile import Rules
from cleaner.schema import arrow_row

Rows = dict[str, dict[str, Any]]


def plain_rows(given: list[dict[str, Any]], options: Options, rules: Rules, folder: Path) -> Rows:
    """By id; what the command makes of a JSONL file with these lines."""
    lines, out = folder / "plain-in.jsonl", folder / "plain-out.jsonl"
    lines.write_text("".join(json.dumps(r) + "\n" for r in given))
    job = Job(
        (str(lines),), out, stages=options.stages, processes=2, timeout=options.timeout, max_memory=options.max_memory
    )
    run_job(job, rules, io.StringIO(), io.StringIO())
    rows = [arrow_row(Article.from_dict(json.loads(line))) for line in out.read_text().splitlines()]
    return {row["id"]: row for row in rows}
