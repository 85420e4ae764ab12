"""Rules on a terminal: listed, shown, proved."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TextIO

from cleaner.batch.style import visible
from cleaner.errors import InputError, RuleError
from cleaner.pipeline import run_example
from cleaner.rules.check import check, read_clean_articles
from cleaner.rules.compile import Rules

DEFAULT_CLEAN = Path("fixtures/clean")
# What ends a line in YAML, and so counts in a rule's place.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


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


def list_lines(rules: Rules, family: str | None = None) -> Iterator[str]:
    """One line a rule."""
    for rule in rules.all:
        if family is None or rule.family == family:
            off = f"  (off: {_one_line(rule.muted)})" if rule.muted and not (rule.muted_on or rule.unmuted_on) else ""
            yield visible(f"{rule.id:36} {rule.stage:6} {_near(rule.where_defined):34} {_one_line(rule.why)}{off}")


def show_lines(rules: Rules, rule_id: str) -> Iterator[str]:
    """The rule's own lines of its file, then what other files add to it. Raises RuleError for an id that no rule has."""
    rule = rules.by_id.get(rule_id)
    if rule is None:
        close = difflib.get_close_matches(rule_id, list(rules.by_id), n=1)
        raise RuleError(f"there is no rule {rule_id!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    for place in (rule.where_defined, *rule.added_at):
        yield visible(f"# {_near(place)}")
        yield from map(visible, _lines_at(place, rules))
    if rule.muted:
        yield visible(f"# overridden: {rule.muted}")


def _lines_at(place: str, rules: Rules) -> list[str]:
    """From where a rule or an addition begins to the next one, without the comment that stands over that."""
    path, _, line = place.rpartition(":")
    starts = (p.rpartition(":") for r in rules.all for p in (r.where_defined, *r.added_at))
    first = int(line) - 1
    stop = min((int(n) - 1 for file, _, n in starts if file == path and int(n) - 1 > first), default=None)
    lines = _LINE_END.split(rules.text_of(path))[first:stop]
    while len(lines) > 1 and (lines[-1].strip() in ("", "-") or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _near(place: str) -> str:
    """A file's place, from the current folder where it is below it."""
    path, _, line = place.rpartition(":")
    if "://" in path:
        return place
    try:
        return f"{Path(path).resolve().relative_to(Path.cwd())}:{line}"
    except ValueError:
        return place
