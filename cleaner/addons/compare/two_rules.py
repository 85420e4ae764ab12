"""One input under two sets of rules, as ``cleaner compare`` does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import tee
from typing import TextIO

from cleaner.addons.compare.compare import compare
from cleaner.addons.compare.job import Wanted, tell
from cleaner.addons.compare.join import Pair
from cleaner.batch.runner import documents, run
from cleaner.batch.work import Work
from cleaner.io import sources
from cleaner.io.base import Fields
from cleaner.io.lists import expanded
from cleaner.rules.compile import Rules


def compare_rules(
    inputs: Sequence[str],
    old: Rules,
    new: Rules,
    fields: Fields,
    wanted: Wanted,
    stdout: TextIO,
    stderr: TextIO,
    processes: int = 0,
) -> int:
    """Clean the inputs under both sets of rules and compare: 1 where a limit is exceeded, else 0.

    ``processes``: workers in all, half of them (one at least) for each set; 0 for none.
    """
    found = compare(_pairs(inputs, old, new, fields, processes))
    known = Rules((*new.all, *(r for r in old.all if r.id not in new.by_id)))
    return tell((f"rules {old.version}", f"rules {new.version}"), found, known, wanted, stdout, stderr)


def _pairs(inputs: Sequence[str], old: Rules, new: Rules, fields: Fields, processes: int) -> Iterator[Pair]:
    """Both rows of each document, in order. Each is read once: standard input can be compared too."""
    first, second = tee(documents(sources.find(expanded(inputs)), fields))
    each = max(1, processes // 2) if processes else 0
    with closing(run(first, Work(old), each)) as before, closing(run(second, Work(new), each)) as after:
        for one, other in zip(before, after, strict=True):
            yield one.article.to_dict(), other.article.to_dict()
