"""What a run has finished, in SQLite beside its output: after any end the same command with --resume does the rest.

It holds the rows themselves, in order. A resumed run writes them to a new output, so that every format comes out as from an
uninterrupted run and no half-written file is ever gone on with.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaner.article import Article
from cleaner.batch.work import pack, unpack
from cleaner.errors import BatchError

_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS inputs (number INTEGER PRIMARY KEY, name TEXT, state TEXT);
CREATE TABLE IF NOT EXISTS rows (number INTEGER PRIMARY KEY, source INTEGER, article BLOB, error BLOB);
CREATE TABLE IF NOT EXISTS left_out (source INTEGER PRIMARY KEY, counts TEXT);
"""
_ROWS_A_COMMIT = 100
_SECONDS_A_COMMIT = 0.5
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Key:
    """What a run depends on: settings by name, and each input's name with its state (size and time of change)."""

    settings: Mapping[str, str]
    inputs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished row: its source among the inputs, the article (also ``packed``), its line for --errors if it failed."""

    source: int
    article: Article
    error: str
    packed: bytes = b""


def differences(old: Key, new: Key) -> list[str]:
    """What differs between two runs, in words; nothing where one can go on with the other."""
    was, now = dict(old.inputs), dict(new.inputs)
    said = [
        f"{name} was {old.settings.get(name)}, is {value}"
        for name, value in new.settings.items()
        if old.settings.get(name) != value
    ]
    inputs = [f"{n} is new" for n in now if n not in was] + [f"{n} is gone" for n in was if n not in now]
    inputs += [f"{n} has changed" for n in now if n in was and now[n] != was[n]]
    if not inputs and [n for n, _ in old.inputs] != [n for n, _ in new.inputs]:
        inputs = ["the inputs stand in another order"]
    more = len(inputs) - _SHOWN
    return said + inputs[:_SHOWN] + ([f"and {more} more inputs"] if more > 0 else [])


class LedgerInUseError(BatchError):
    """A ledger that a run which goes on is writing."""


class Ledger:
    """An open ledger. Raises BatchError where the file is no ledger, is in use, or the disk is full."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open = 0
        self._at = time.monotonic()
        with self._said():
            self._db = sqlite3.connect(path, isolation_level=None, timeout=0)
            # One run at a time. A commit survives the end of the process without waiting for the disk.
            self._db.executescript(
                "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _TABLES
            )
            self._db.execute("BEGIN IMMEDIATE")
            self.count: int = self._db.execute("SELECT count(*) FROM rows").fetchone()[0]

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as e:
            if "locked" in str(e):
                raise LedgerInUseError(f"{self.path}: another run is writing it") from e
            raise BatchError(f"{self.path}: {e}") from e

    def start(self, key: Key) -> None:
        """Note what the run depends on."""
        with self._said():
            self._db.executemany("INSERT INTO run VALUES (?, ?)", key.settings.items())
            self._db.executemany("INSERT INTO inputs VALUES (?, ?, ?)", ((i, *x) for i, x in enumerate(key.inputs)))
            self._commit()

    def is_empty(self) -> bool:
        """Whether no run was noted yet; one may have been ended before it came to that."""
        with self._said():
            return self._db.execute("SELECT 1 FROM run").fetchone() is None

    def changes(self, key: Key) -> list[str]:
        """What differs from the run that was begun, in words; nothing where it can be gone on with."""
        with self._said():
            old = dict(self._db.execute("SELECT name, value FROM run"))
            was = dict(self._db.execute("SELECT name, state FROM inputs ORDER BY number"))
            names = [n for (n,) in self._db.execute("SELECT name FROM inputs ORDER BY number")]
        return differences(Key(old, [(n, was[n]) for n in names]), key)

    def kept(self) -> Iterator[Kept]:
        """The finished rows, in order."""
        with self._said():
            for source, article, error in self._db.execute("SELECT source, article, error FROM rows ORDER BY number"):
                yield Kept(source, unpack(article), zlib.decompress(error).decode() if error else "")

    def done(self) -> tuple[int, int]:
        """The source of the last finished row, and how many are from that source."""
        with self._said():
            (source,) = self._db.execute("SELECT coalesce(max(source), 0) FROM rows").fetchone()
            (inside,) = self._db.execute("SELECT count(*) FROM rows WHERE source = ?", (source,)).fetchone()
        return source, inside

    def note_left_out(self, source: int, counts: Mapping[str, int]) -> None:
        """Note what a source that was read to its end held beside documents."""
        with self._said():
            self._db.execute("INSERT OR REPLACE INTO left_out VALUES (?, ?)", (source, json.dumps(counts)))

    def left_out(self, before: int) -> Counter[str]:
        """What the sources before this one held beside documents."""
        found: Counter[str] = Counter()
        with self._said():
            for (counts,) in self._db.execute("SELECT counts FROM left_out WHERE source < ?", (before,)):
                found.update(json.loads(counts))
        return found

    def add(self, number: int, kept: Kept) -> None:
        """Note a finished row. It is safe from the end of this process within 100 rows or half a second."""
        blob = kept.packed or pack(kept.article)
        error = zlib.compress(kept.error.encode(), 1) if kept.error else None
        with self._said():
            self._db.execute("INSERT INTO rows VALUES (?, ?, ?, ?)", (number, kept.source, blob, error))
            self._open += 1
            self.count += 1
            if self._open >= _ROWS_A_COMMIT or time.monotonic() - self._at > _SECONDS_A_COMMIT:
                self._commit()

    def _commit(self) -> None:
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")
        self._open, self._at = 0, time.monotonic()

    def close(self, *, remove: bool = False) -> None:
        """Keep what is done; ``remove``: the output has its name, nobody needs the ledger."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute("COMMIT")
        self._db.close()
        if remove:
            remove_ledger(self.path)


def remove_ledger(path: Path) -> None:
    """The ledger's files, as far as they are there."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
