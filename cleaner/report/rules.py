"""Rules on a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from cleaner.errors import RuleError
from cleaner.rules.compile import Rules


def list_lines(rules: Rules, family: str | None = None) -> Iterator[str]:
    """One line a rule."""
    for rule in rules.all:
        if family is None or rule.family == family:
            off = "  (off: " + rule.muted + ")" if rule.muted and not (rule.muted_on or rule.unmuted_on) else ""
            yield f"{rule.id:36} {rule.stage:6} {_near(rule.where_defined):34} {rule.why}{off}"


def show_lines(rules: Rules, rule_id: str) -> Iterator[str]:
    """The rule's own lines of its file. Raises RuleError for an id that no rule has."""
    rule = rules.by_id.get(rule_id)
    if rule is None:
        close = difflib.get_close_matches(rule_id, list(rules.by_id), n=1)
        raise RuleError(f"there is no rule {rule_id!r}" + (f"; did you mean {close[0]!r}?" if close else ""))
    path, _, line = rule.where_defined.rpartition(":")
    yield f"# {_near(rule.where_defined)}"
    lines = rules.text_of(path).splitlines()
    for number, text in enumerate(lines[int(line) - 1 :]):
        if number and (text.startswith("- ") or text.startswith("#")):
            break
        yield text
    if rule.muted:
        yield f"# overridden: {rule.muted}"


def _near(place: str) -> str:
    """A file's place, from the current folder where it is below it."""
    path, _, line = place.rpartition(":")
    if "://" in path:
        return place
    try:
        return f"{Path(path).resolve().relative_to(Path.cwd())}:{line}"
    except ValueError:
        return place
