"""The rows of two outputs side by side, by id. Outputs of the same input have the same order: then nothing is held.

A row whose partner hasn't come yet waits in a temporary SQLite file, not in memory, and leaves it when the partner comes. An id
that comes more than once is joined first with first.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.addons.report.rows import Row
from cleaner.errors import InputError

Pair = tuple["Row | None", "Row | None"]

_SIDES = ("old", "new")


def join(old: Iterable[Row], new: Iterable[Row], waiting: Path) -> Iterator[Pair]:
    """Pairs as they become known; at the end the rows that only one side has, OLD's first, in their order.

    ``waiting``: a file that may be made there. Raises InputError where it can't hold the rows.
    """
    try:
        yield from _join(old, new, waiting)
    except sqlite3.Error as e:
        raise InputError(
            f"{waiting.parent}: cannot keep the rows there whose partners come later: {e}; TMPDIR names another folder"
        ) from e


def _join(old: Iterable[Row], new: Iterable[Row], waiting: Path) -> Iterator[Pair]:
    with contextlib.closing(_Waiting(waiting)) as held:
        sides = (iter(old), iter(new))
        rows: list[Row | None] = [next(side, None) for side in sides]
        while rows[0] is not None or rows[1] is not None:
            if rows[0] is not None and rows[1] is not None and rows[0]["id"] == rows[1]["id"] and held.is_empty:
                yield rows[0], rows[1]
            else:
                yield from _meet(rows, held)
            rows = [None if row is None else next(side, None) for row, side in zip(rows, sides, strict=True)]
        for row in held.left("old"):
            yield row, None
        for row in held.left("new"):
            yield None, row


def _meet(rows: list[Row | None], held: _Waiting) -> Iterator[Pair]:
    """Each row takes its partner from those that wait, or waits."""
    for at, row in enumerate(rows):
        if row is None:
            continue
        partner = held.take(_SIDES[1 - at], row["id"])
        if partner is None:
            held.put(_SIDES[at], row)
        else:
            yield (row, partner) if at == 0 else (partner, row)


class _Waiting:
    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        # It lives as long as the command: nothing in it has to survive a crash.
        self._db.execute("pragma journal_mode = off")
        self._db.execute("pragma synchronous = off")
        self._db.execute("create table waiting (number integer primary key, side text, id text, row blob)")
        self._db.execute("create index by_id on waiting (side, id)")
        self._count = 0

    @property
    def is_empty(self) -> bool:
        return self._count == 0

    def put(self, side: str, row: Row) -> None:
        # A Parquet file of somebody's own can have a date where ours have its text.
        packed = zlib.compress(json.dumps(row, default=str).encode(), 1)
        self._db.execute("insert into waiting (side, id, row) values (?, ?, ?)", (side, _key(row["id"]), packed))
        self._count += 1

    def take(self, side: str, id: str) -> Row | None:
        wanted = "select number, row from waiting where side = ? and id = ? order by number limit 1"
        found = self._db.execute(wanted, (side, _key(id))).fetchone()
        if found is None:
            return None
        self._db.execute("delete from waiting where number = ?", (found[0],))
        self._count -= 1
        return _row(found[1])

    def left(self, side: str) -> Iterator[Row]:
        for (packed,) in self._db.execute("select row from waiting where side = ? order by number", (side,)):
            yield _row(packed)

    def close(self) -> None:
        self._db.close()


def _key(id: str) -> str:
    # SQLite takes no halves of surrogate pairs.
    return json.dumps(id)


def _row(packed: bytes) -> Row:
    return json.loads(zlib.decompress(packed))  # type: ignore[no-any-return]
