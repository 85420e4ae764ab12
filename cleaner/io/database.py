"""Tables of SQLite and DuckDB files: a record a row."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleaner.document import Document
from cleaner.io.base import READ_ERRORS, Opened, failed, why
from cleaner.pipeline import record_to_document

# Few enough that a batch of the largest pages fits into memory.
_ROWS_READ = 16
_ROWS_ASKED = 200
# 400 MB of a table are read in 360 MB of memory, 900 without.
_DUCKDB: dict[str, Any] = {"enable_external_access": "false", "memory_limit": "256MB", "threads": "1"}
_SQLITE_TABLES = (
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
)
_DUCKDB_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"


class _NoTableError(ValueError):
    """The file has no table of that name, or several and nobody said which."""


def read_sqlite(opened: Opened) -> Iterator[Document]:
    """A document a row of ``opened.table``, or of the only table that there is."""
    return _read(opened, _sqlite, _SQLITE_TABLES, _sqlite_rows)


def read_duckdb(opened: Opened) -> Iterator[Document]:
    """As ``read_sqlite``."""
    return _read(opened, _duckdb, _DUCKDB_TABLES, _duckdb_rows)


def _sqlite(path: Path) -> Any:
    # A URI's path may hold signs that mean something in one.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return connection


def _duckdb(path: Path) -> Any:
    import duckdb

    return duckdb.connect(str(path), read_only=True, config=_DUCKDB)


def _fetched(rows: Any) -> Iterator[dict[str, Any]]:
    names = [column[0] for column in rows.description]
    while batch := rows.fetchmany(_ROWS_READ):
        for row in batch:
            yield dict(zip(names, row, strict=True))


def _sqlite_rows(connection: Any, table: str) -> Iterator[dict[str, Any]]:
    return _fetched(connection.execute(f"SELECT * FROM {table}"))


def _duckdb_rows(connection: Any, table: str) -> Iterator[dict[str, Any]]:
    """DuckDB holds the whole of an answer, so a table is asked for in stretches; a view can't be."""
    import duckdb

    try:
        (last,) = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()
    except duckdb.BinderException:
        yield from _fetched(connection.execute(f"SELECT * FROM {table}"))
        return
    for first in range(0, (-1 if last is None else last) + 1, _ROWS_ASKED):
        asked = f"SELECT * FROM {table} WHERE rowid >= {first} AND rowid < {first + _ROWS_ASKED} ORDER BY rowid"
        yield from _fetched(connection.execute(asked))


def _read(opened: Opened, connect: Any, tables: str, rows: Any) -> Iterator[Document]:
    number = 0
    try:
        with _as_file(opened) as path, contextlib.closing(connect(path)) as connection:
            table = _table([name for (name,) in connection.execute(tables).fetchall()], opened.table)
            quoted = '"' + table.replace('"', '""') + '"'
            for row in rows(connection, quoted):
                number += 1
                yield _document(row, f"{opened.name}:{number}", opened)
    except (_NoTableError, *READ_ERRORS) as e:
        yield failed(opened.id, f"{opened.name}: {e if isinstance(e, _NoTableError) else f'cannot be read: {why(e)}'}")
    except Exception as e:
        # duckdb's own; its module may not be there to name it.
        if not isinstance(e, sqlite3.Error) and type(e).__module__.partition(".")[0] not in ("duckdb", "_duckdb"):
            raise
        place = f"{opened.name}:{number + 1}" if number else opened.id
        yield failed(place, f"{opened.name}: cannot be read{' on' if number else ''}: {str(e).splitlines()[0][:300]}")


def _table(there: list[str], wanted: str) -> str:
    named = f"there are {', '.join(sorted(there)[:20])}" if there else "there are none"
    if wanted and wanted not in there:
        raise _NoTableError(f"no table {wanted!r}; {named}")
    if not wanted and len(there) != 1:
        raise _NoTableError(f"say which table to read, as FILE::TABLE; {named}")
    return wanted or there[0]


def _document(row: dict[str, Any], place: str, opened: Opened) -> Document:
    f = opened.fields
    record = {
        k: v.isoformat() if hasattr(v, "isoformat") else v
        for k, v in row.items()
        if v is not None or k in (f.text, f.html)
    }
    found = record_to_document(record, place, text_field=f.text, html_field=f.html, url_field=f.url, id_field=f.id)
    if isinstance(found.content, str):
        try:
            found.content.encode("utf-8")
        except UnicodeEncodeError:
            return failed(found.id, f"{place}: not UTF-8").but(url=found.url)
    return found


@contextlib.contextmanager
def _as_file(opened: Opened) -> Iterator[Path]:
    """The file itself, or a copy of what a stream gives: a database is read from all over the place."""
    if opened.path is not None:
        yield opened.path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        with copy.open("wb") as out:
            shutil.copyfileobj(opened.stream, out, 1024 * 1024)
        yield copy
