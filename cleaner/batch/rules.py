"""Checking all rules, as the command does it."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from cleaner.errors import InputError
from cleaner.pipeline import run_example
from cleaner.report.style import visible
from cleaner.rules.check import check, read_clean_articles
from cleaner.rules.compile import Rules

DEFAULT_CLEAN = Path("fixtures/clean")


def check_job(rules: Rules, clean: Path | None, stdout: TextIO, stderr: TextIO) -> int:
    """Print each failure; 0 where there is none, else 1. Raises InputError for a ``clean`` folder that isn't there."""
    if clean is not None and not clean.is_dir():
        raise InputError(f"{clean}: there is no such folder of clean articles")
    folder = clean or DEFAULT_CLEAN
    articles = list(read_clean_articles(folder)) if folder.is_dir() else []
    failures = 0
    for failures, failure in enumerate(check(rules, run_example, articles), 1):  # noqa: B007
        stdout.write(visible(f"{failure}\n"))
    examples = sum(len(r.match) + len(r.keep) for r in rules.all)
    stderr.write(f"{len(rules.all)} rules, {examples} examples, {len(articles)} clean articles: {failures} failures\n")
    return 1 if failures else 0
