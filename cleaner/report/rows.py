"""Rows that ``cleaner clean`` wrote, read back one at a time, as often as asked: JSONL, CSV (each also .gz and .zst), Parquet."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.article import Status
from cleaner.errors import InputError
from cleaner.io.base import READ_ERRORS, why
from cleaner.io.bounds import Lines, LineTooLongError
from cleaner.io.compression import compression_of, decompressed
from cleaner.io.csv import FORMULA_STARTS
from cleaner.io.formats import need_for, split_endings
from cleaner.io.places import open_read, place

Row = dict[str, Any]

_MAX_ROW = 256 * 1024 * 1024
_ROWS_READ = 64
_FORMATS = (".jsonl", ".ndjson", ".csv", ".parquet")
_STATUSES = frozenset(str(s) for s in Status)
_LISTS = ("authors", "tags", "flags", "removed")
_NUMBERS = {"chars_in": int, "chars_out": int, "language_score": float}
_HOW = "report and compare read what `cleaner clean INPUT -o OUT.jsonl` writes (.jsonl, .csv or .parquet)"


@dataclass(frozen=True, slots=True)
class Output:
    """An output of ``cleaner clean``: its name in messages, where it is, and what it is."""

    name: str
    where: Path | str
    ending: str
    compression: str = ""

    def rows(self) -> Iterator[Row]:
        """The rows in order, each with all that a report needs. Raises InputError, with file and line, for what is no row."""
        try:
            with decompressed(open_read(self.where), self.compression) as stream:
                yield from _READERS[self.ending](stream, self.name)
        except READ_ERRORS as e:
            raise InputError(f"{self.name}: cannot be read: {why(e)}") from e


def find_output(named: str, held: Path | None = None) -> Output:
    """The output that a name leads to. ``-`` is standard input, kept in the folder ``held``: it is read more than once.

    Raises InputError for a name that leads to nothing, or to a file of another kind.
    """
    if named == "-":
        if held is None:
            raise InputError("-: standard input can't be read here; name a file")
        return _spooled(sys.stdin.buffer, held / "stdin")
    if not named:
        raise InputError("an input's name is empty")
    where = place(named)
    if isinstance(where, Path):
        if where.is_dir():
            raise InputError(f"{named}: a folder; name the file that `cleaner clean` wrote")
        if not where.exists():
            raise InputError(f"{named}: there is no such file")
    _, ending, compression = split_endings(named)
    if ending not in _FORMATS:
        raise InputError(f"{named}: no kind of file that can be read here; {_HOW}")
    need_for("reading", ending, compression)
    return Output(named, where, ".jsonl" if ending == ".ndjson" else ending, compression)


def _spooled(stream: BinaryIO, copy: Path) -> Output:
    with copy.open("wb") as out:
        shutil.copyfileobj(stream, out)
    with copy.open("rb") as begun:
        compression = compression_of(begun.read(4))
        begun.seek(0)
        ending = ".parquet" if begun.read(4) == b"PAR1" else ".jsonl"
    need_for("reading", ending, compression)
    return Output("stdin", copy, ending, compression)


def _jsonl(stream: BinaryIO, name: str) -> Iterator[Row]:
    lines = Lines(stream, _MAX_ROW)
    while True:
        where = f"{name}:{lines.number + 1}"
        try:
            raw = next(lines)
        except StopIteration:
            return
        except LineTooLongError:
            raise InputError(f"{where}: a row of more than {_MAX_ROW:,} bytes") from None
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except UnicodeDecodeError as e:
            raise InputError(f"{where}: not UTF-8 at byte {e.start}; {_HOW}") from None
        except json.JSONDecodeError as e:
            raise InputError(f"{where}: not a JSON record: {e.msg} at column {e.colno}; {_HOW}") from None
        except RecursionError:
            raise InputError(f"{where}: not a JSON record: nested too deep; {_HOW}") from None
        yield checked(row, where)


def _csv(stream: BinaryIO, name: str) -> Iterator[Row]:
    csv.field_size_limit(_MAX_ROW)
    lines = (line.decode("utf-8", "replace") for line in stream)
    reader = csv.DictReader(lines, strict=True)
    try:
        for cells in reader:
            where = f"{name}:{reader.line_num}"
            if None in cells or None in cells.values():
                raise InputError(f"{where}: not as many cells as the header names; {_HOW}")
            try:
                row = {k.removeprefix("\ufeff"): _value(k, v) for k, v in cells.items()}
            except (ValueError, RecursionError):
                raise InputError(f"{where}: a cell is not as `cleaner clean` writes it; {_HOW}") from None
            yield checked(row, where)
    except csv.Error as e:
        raise InputError(f"{name}:{reader.line_num + 1}: not a CSV record: {e}") from None


def _value(column: str, cell: str) -> Any:
    if column in _LISTS:
        return json.loads(cell)
    if column in _NUMBERS:
        return _NUMBERS[column](cell) if cell else None
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _parquet(stream: BinaryIO, name: str) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # A remote file that can't be sought in is no Parquet file that can be read twice.
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=1024 * 1024)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS_READ):
            for row in batch.to_pylist():
                number += 1
                yield checked(_plain(row), f"{name}:{number}")
    except (pa.ArrowException, ValueError) as e:
        raise InputError(f"{name}: not a Parquet file, or a damaged one: {str(e).partition(chr(10))[0][:300]}") from e


def _plain(row: Row) -> Row:
    """An Arrow row's captures, a list of {key, value}, as the mapping that they are."""
    for removal in row.get("removed") or ():
        captured = removal.get("captured") if isinstance(removal, dict) else None
        if isinstance(captured, list):
            removal["captured"] = {c["key"]: c["value"] for c in captured}
    return row


_READERS = {".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet}


def checked(row: Any, where: str) -> Row:
    """The row, if it is one of ours; raises InputError that says what is wrong and where."""
    wrong = _wrong(row)
    if wrong:
        raise InputError(f"{where}: not a row of cleaner's output: {wrong}; {_HOW}")
    return row  # type: ignore[no-any-return]


def _wrong(row: Any) -> str:
    if not isinstance(row, dict):
        return f"it is {type(row).__name__}, not an object"
    for name in ("id", "text", "status", "removed"):
        if name not in row:
            return f"it has no field {name!r}"
    if row["status"] not in _STATUSES:
        return f"its status is {str(row['status'])[:40]!r}"
    if not isinstance(row["id"], str):
        return "its id is no text"
    row["text"] = "" if row["text"] is None else row["text"]
    if not isinstance(row["text"], str):
        return "its text is no text"
    for name in ("flags", "removed"):
        row[name] = [] if row.get(name) is None else row[name]
        if not isinstance(row[name], list):
            return f"{name!r} is no list"
    if not all(isinstance(f, str) for f in row["flags"]):
        return "a flag is no text"
    return next((w for w in map(_wrong_removal, row["removed"]) if w), "")


def _wrong_removal(removal: Any) -> str:
    if not isinstance(removal, dict):
        return "a removal is no object"
    for name in ("rule_id", "text"):
        if not isinstance(removal.get(name), str):
            return f"a removal has no {name!r}"
    if type(removal.get("block")) is not int:
        return "a removal has no number of its block"
    start = removal.setdefault("start", None)
    if start is not None and (type(start) is not int or start < 0):
        return "where a removal starts is no number"
    for name in ("stage", "refused"):
        removal[name] = removal.get(name) or ""
        if not isinstance(removal[name], str):
            return f"a removal's {name!r} is no text"
    captured = removal["captured"] = removal.get("captured") or {}
    if not isinstance(captured, dict):
        return "what a removal captured is no object"
    return ""
