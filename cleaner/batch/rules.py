"""Checking all rules, as the command does it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TextIO

from cleaner.errors import InputError
from cleaner.pipeline import run_example
from cleaner.report.style import visible
from cleaner.rules.check import check, read_clean_articles
from cleaner.rules.compile import Rules

DEFAULT_CLEAN = Path("fixtures/clean")


def check_job(
    rules: Rules, clean: Path | None, stdout: TextIO, stderr: TextIO, only: Collection[str] | None = None
) -> int:
    """Print each failure; 0 where there is none, else 1. ``only``: the ids of the rules to prove.

    Raises InputError for a ``clean`` folder that isn't there, and for an id that no rule has.
    """
    unknown = sorted(set(only or ()) - rules.by_id.keys())
    if unknown:
        raise InputError(f"there is no rule {unknown[0]!r}; see: cleaner rules list")
    if clean is not None and not clean.is_dir():
        raise InputError(f"{clean}: there is no such folder of clean articles")
    folder = clean or DEFAULT_CLEAN
    articles = list(read_clean_articles(folder)) if folder.is_dir() else []
    failures = 0
    for failures, failure in enumerate(check(rules, run_example, articles, only), 1):  # noqa: B007
        stdout.write(visible(f"{failure}\n"))
    proved = [r for r in rules.all if only is None or r.id in only]
    examples = sum(len(r.match) + len(r.keep) for r in proved)
    against = "" if only is not None else f", {len(articles)} clean articles"
    stderr.write(f"{len(proved)} rules, {examples} examples{against}: {failures} failures\n")
    return 1 if failures else 0
