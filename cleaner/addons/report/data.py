"""What a report's page is given: counts of all rows, rules with their reasons, the documents that are shown."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cleaner.addons.report import trim
from cleaner.addons.report.counts import Counts
from cleaner.addons.report.documents import ID, document
from cleaner.addons.report.outputs import Output
from cleaner.addons.report.rows import Row
from cleaner.errors import InputError
from cleaner.rules.compile import Rules
from cleaner.rules.lexicon import shipped_rules

# What opens in under 3 seconds.
MOST_ROWS = 20_000


def report_data(output: Output, rules: Rules, most: int = MOST_ROWS) -> dict[str, Any]:
    """Two looks at the file: one counts every row, one takes those that are shown. Memory holds only these.

    Raises InputError where the two find different rows.
    """
    counts = Counts()
    notable, plain = array("q"), array("q")
    versions: dict[str, None] = {}
    for number, row in enumerate(output.rows()):
        counts.add(row)
        (plain if row["status"] == "ok" else notable).append(number)
        versions.setdefault(str(row.get("rules_version") or "unknown"))
    numbers, how = chosen(notable, plain, most)
    place_of = {rule: at for at, rule in enumerate(sorted(counts.rules))}
    space = trim.room(len(numbers))
    documents = [document(row, place_of, space) for row in _unchanged(output, numbers, place_of)]
    return {
        "kind": "report",
        "name": Path(output.name).name,
        "sampled": how,
        "cut": _cut_note(documents, space),
        "stale": _stale_note(versions, rules),
        "counts": counts.to_dict(),
        "rules": [rule_facts(i, rules) | {"counts": counts.rules[i]} for i in place_of],
        "docs": documents,
    }


def _unchanged(output: Output, numbers: array[int], place_of: dict[str, int]) -> Iterator[Row]:
    """The rows of these numbers, as long as they can be those that were counted."""
    found = 0
    for row in _picked(output.rows(), numbers):
        if any(r["rule_id"] not in place_of for r in row["removed"]):
            break
        found += 1
        yield row
    if found < len(numbers):
        raise InputError(f"{output.name}: it was changed while it was read; say it again when nothing writes to it")


def _picked(rows: Iterable[Row], numbers: array[int]) -> Iterator[Row]:
    wanted = iter(numbers)
    following = next(wanted, None)
    for number, row in enumerate(rows):
        if number == following:
            yield row
            following = next(wanted, None)


def _cut_note(documents: list[dict[str, Any]], space: int) -> str:
    cut = sum(d.get("cut", False) for d in documents)
    if not cut:
        return ""
    which = "1 document is" if cut == 1 else f"{cut:,} documents are"
    return f"{which} longer than the {space:,} characters that this page has for each; of these, parts are left out"


def _stale_note(versions: dict[str, None], rules: Rules) -> str:
    if set(versions) <= {rules.version}:
        return ""
    return "The rules have changed since this output was written: a rule's reason and place are those of today"


def rule_facts(rule_id: str, rules: Rules) -> dict[str, Any]:
    """The rule's kind, reason and place, as far as the rules in force know it."""
    rule = rules.by_id.get(rule_id)
    facts = {"id": trim.shorten(rule_id, ID), "family": trim.shorten(rule_id.split(".", 1)[0], ID)}
    if rule is not None:
        return {**facts, "why": rule.why, "place": short_place(rule.where_defined), "off": rule.muted}
    built_in = rule_id in _BUILT_IN
    return {**facts, "why": _BUILT_IN.get(rule_id, ""), "place": "built in" if built_in else "", "off": ""}


# Stands for a rule where there is none: of a difference between two outputs.
NO_RULE = "(no rule)"
_BUILT_IN = {
    NO_RULE: "No rule took or gave this text: the body was found elsewhere, or what was read is another text.",
    "title.first-line": "A text's headline moves to the title.",
    "byline.line": "A line over a text's first paragraph that says who wrote it or when moves to the metadata.",
    "title.over": "A line over a text's headline: a kicker, the section, a menu.",
    "related.story-list": "A list of other stories, told by how it is built.",
}


def short_place(place: str) -> str:
    """``rules/en/promo.yaml:12`` of a shipped rule; of others from the current folder, where they are below it."""
    path, _, line = place.rpartition(":")
    for root, prefix in ((shipped_rules(), "rules/"), (Path.cwd(), "")):
        try:
            return f"{prefix}{Path(path).resolve().relative_to(root.resolve()).as_posix()}:{line}"
        except ValueError:
            continue
    return place


def chosen(notable: Sequence[int], plain: Sequence[int], most: int = MOST_ROWS) -> tuple[array[int], str]:
    """The numbers of the rows to show, in order, and in words how they were chosen ("" where all are).

    Every failed and flagged row comes first (``notable``), the others spread evenly.
    """
    total = len(notable) + len(plain)
    if total <= most:
        return array("q", sorted((*notable, *plain))), ""
    first = spread(notable, most)
    others = spread(plain, most - len(first))
    what = f"all {len(notable):,} failed and flagged ones" if len(first) == len(notable) else (
        f"{len(first):,} of {len(notable):,} failed and flagged ones, spread evenly"
    )  # fmt: skip
    rest = f", and {len(others):,} of {len(plain):,} others, spread evenly" if others else ""
    return array("q", sorted((*first, *others))), f"{most:,} of {total:,} documents are shown: {what}{rest}"


def spread(numbers: Sequence[int], most: int) -> Sequence[int]:
    """At most so many of them, at even distances."""
    if len(numbers) <= most:
        return numbers
    return [numbers[i * len(numbers) // most] for i in range(most)]
