"""Which ledger a run goes on with, what it skips, and what is left to read."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cleaner.batch.ledger import Key, Ledger, LedgerInUseError, remove_ledger
from cleaner.batch.runner import documents
from cleaner.batch.selection import ALL, Wanted
from cleaner.batch.work import too_large
from cleaner.document import Document
from cleaner.errors import BatchError
from cleaner.io.base import Fields
from cleaner.io.bounds import Bounds
from cleaner.io.sources import Inputs, Source

# How a ledger starts.
_SQLITE = b"SQLite format 3\0"
# A document in a record is longer there: six characters for one that is escaped, and other fields beside it.
_AROUND, _BESIDE = 6, 1 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stood: its source's place among the inputs, and its number in it, from 1."""

    source: int
    record: int


def state(source: Source) -> tuple[str, str]:
    """An input's name and what tells that it changed: "" for what can't be read twice, as a pipe."""
    name = "-" if source.path is None and source.url is None else source.name
    if source.path is None:
        # Of a URL we don't know whether it changed, only that it can be read again.
        return name, "elsewhere" if source.url else ""
    try:
        found = Path(source.path).stat()
    except OSError:
        return name, "unreadable"
    if not stat.S_ISREG(found.st_mode):
        return name, ""
    return name, f"{found.st_size} bytes of {found.st_mtime_ns}"


def size_of(source: Source) -> int:
    """Its bytes, 0 where it has none that can be told."""
    try:
        return Path(source.path).stat().st_size if source.path else 0
    except OSError:
        return 0


def open_ledger(path: Path, key: Key, *, resume: bool, restart: bool) -> Ledger | None:
    """The ledger to write to; None where the inputs can't be read twice.

    Raises BatchError for an unfinished run that nobody said what to do with, or that was of other inputs or settings.
    """
    if not all(told for _, told in key.inputs):
        if resume:
            raise BatchError("standard input and pipes can't be read a second time: --resume needs files")
        return None
    refuse_unfinished(path, resume=resume, restart=restart)
    ledger = _emptied(path) if path.exists() and not resume else Ledger(path)
    if ledger.is_empty():
        ledger.start(key)
        return ledger
    changes = ledger.changes(key)
    if changes and not restart:
        ledger.close()
        raise BatchError(f"{path} is of another run: {'; '.join(changes)}. Say --restart to begin anew")
    if changes:
        ledger.close(remove=True)
        ledger = Ledger(path)
        ledger.start(key)
    return ledger


def _emptied(path: Path) -> Ledger:
    """A new ledger in the place of an old one, also of a damaged one. Raises BatchError where it isn't ours to remove."""
    with path.open("rb") as stream:
        start = stream.read(len(_SQLITE))
    if not _SQLITE.startswith(start):
        raise BatchError(f"{path}: that is no ledger of a run; move it away")
    try:
        # Only a run that goes on holds it.
        Ledger(path).close(remove=True)
    except LedgerInUseError:
        raise
    except BatchError:
        remove_ledger(path)
    return Ledger(path)


def refuse_unfinished(path: Path, *, resume: bool, restart: bool) -> None:
    """Raise BatchError for a ledger of an unfinished run that nobody said what to do with."""
    if path.exists() and not resume and not restart:
        raise BatchError(
            f"{path}: a run was begun and not finished; say --resume to finish it, --restart to begin anew"
        )


def left(
    inputs: Inputs, fields: Fields, bounds: Bounds, ledger: Ledger | None, wanted: Wanted = ALL
) -> Iterator[tuple[Place, Document]]:
    """The wanted documents that are not done, each with its place; one that is out of ``bounds`` has an error.

    What sources hold that is no document is counted in ``inputs.left_inside``, also of those that are done.
    """
    found = _not_done(inputs, fields, bounds, ledger, wanted)
    if wanted.limit is None:
        return found
    return islice(found, max(0, wanted.limit - (ledger.count if ledger else 0)))


def _not_done(
    inputs: Inputs, fields: Fields, bounds: Bounds, ledger: Ledger | None, wanted: Wanted
) -> Iterator[tuple[Place, Document]]:
    first, skipped = ledger.done() if ledger else (0, 0)
    if ledger:
        inputs.left_inside.update(ledger.left_out(first))
    for number, source in enumerate(inputs.sources[first:], first):
        here = Inputs([source])
        numbered: Iterator[tuple[int, Document]] = enumerate(
            documents(here, fields, Bounds(_AROUND * bounds.max_bytes + _BESIDE)), 1
        )
        if wanted.places is not None:
            numbered = _only(numbered, wanted.places.get(number, frozenset()))
        for record, document in islice(numbered, skipped if number == first else 0, None):
            yield Place(number, record), too_large(document, bounds.max_bytes)
        inputs.left_inside.update(here.left_inside)
        if ledger and here.left_inside:
            ledger.note_left_out(number, here.left_inside)


def _only(numbered: Iterator[tuple[int, Document]], records: frozenset[int]) -> Iterator[tuple[int, Document]]:
    """The documents of these numbers; what comes after the last of them is not read."""
    last = max(records, default=0)
    return (found for found in islice(numbered, last) if found[0] in records)


def refuse_once_only(inputs: Inputs, option: str) -> None:
    """Raise BatchError for inputs that can't be read twice, as ``option`` must."""
    for source in inputs.sources:
        if not state(source)[1]:
            raise BatchError(
                f"{source.name}: {option} reads its input twice, and standard input and pipes can't be: write it to a file first"
            )
