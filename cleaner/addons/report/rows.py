"""Rows that ``cleaner clean`` wrote, read back one at a time from JSONL, CSV or Parquet, and checked to be rows of ours."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, BinaryIO

from cleaner.article import Article, Status
from cleaner.errors import InputError
from cleaner.io.bounds import Lines, LineTooLongError
from cleaner.io.csv import unguarded
from cleaner.schema import json_schema

Row = dict[str, Any]

STDIN = "stdin"
HOW = (
    "report and compare read what `cleaner clean INPUT -o OUT.jsonl` writes (.jsonl, .csv or .parquet); "
    "compare reads what other tools wrote where --old-text-field or --new-text-field names the field of the text"
)
_HOW_PIPED = f"{HOW}; standard input is JSONL or Parquet: name the file of a .csv"
_MAX_ROW = 256 * 1024 * 1024
_ROWS_READ = 64
_STATUSES = frozenset(str(s) for s in Status)
_FIELDS = frozenset(Article(id="").to_dict())
_BOOLS = {"true": True, "false": False}
_CELLS: dict[str, Callable[[str], Any]] = {
    "array": json.loads,
    "integer": int,
    "number": float,
    "boolean": lambda cell: _BOOLS.get(cell, cell),
    "string": unguarded,
}


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
            raise InputError(f"{where}: not UTF-8 at byte {e.start}; {_how(name)}") from None
        except json.JSONDecodeError as e:
            raise InputError(f"{where}: not a JSON record: {e.msg} at column {e.colno}; {_how(name)}") from None
        except ValueError:
            # What json says itself of a number of thousands of digits is how to let Python read it.
            raise InputError(f"{where}: a number of too many digits; {_how(name)}") from None
        except RecursionError:
            raise InputError(f"{where}: not a JSON record: nested too deep; {_how(name)}") from None
        yield checked(row, where)


def _how(name: str) -> str:
    return _HOW_PIPED if name == STDIN else HOW


def _csv(stream: BinaryIO, name: str) -> Iterator[Row]:
    csv.field_size_limit(_MAX_ROW)
    lines = (line.decode("utf-8", "replace") for line in stream)
    reader = csv.DictReader(lines, strict=True)
    try:
        for cells in reader:
            where = f"{name}:{reader.line_num}"
            if None in cells or None in cells.values():
                raise InputError(f"{where}: not as many cells as the header names; {HOW}")
            try:
                row = {k.removeprefix("\ufeff"): _value(k, v) for k, v in cells.items()}
            except (ValueError, RecursionError):
                raise InputError(f"{where}: a cell is not as `cleaner clean` writes it; {HOW}") from None
            yield checked(row, where)
    except csv.Error as e:
        raise InputError(f"{name}:{reader.line_num + 1}: not a CSV record: {e}") from None


def _value(column: str, cell: str) -> Any:
    kind = _kinds().get(column, ["string", "null"])
    # What is always a text may be empty; in other columns an empty cell is what isn't known.
    if not cell and kind != "string":
        return None
    return _CELLS[kind if isinstance(kind, str) else kind[0]](cell)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Any]:
    """By column what the schema says that it holds."""
    return {name: said["type"] for name, said in json_schema()["properties"].items()}


def _parquet(stream: BinaryIO, name: str) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # A remote file that can't be sought in is no Parquet file that can be read twice.
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=1024 * 1024)
        number = 0
        # A column that isn't ours can hold what no other format can: dates, bytes, years beyond Python's.
        columns = [c for c in file.schema_arrow.names if c in _FIELDS]
        for batch in file.iter_batches(batch_size=_ROWS_READ, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield checked(_plain(row), f"{name}:{number}")
    except (pa.ArrowException, ValueError) as e:
        raise InputError(f"{name}: not a Parquet file, or a damaged one: {str(e).partition(chr(10))[0][:300]}") from e


def _plain(row: Row) -> Row:
    """An Arrow row's captures, a list of {key, value}, as the mapping that they are."""
    removed = row.get("removed")
    for removal in removed if isinstance(removed, list) else ():
        captured = removal.get("captured") if isinstance(removal, dict) else None
        if isinstance(captured, list) and all(isinstance(c, dict) for c in captured):
            removal["captured"] = {c.get("key"): c.get("value") for c in captured}
    return row


READERS = {".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet}


def checked(row: Any, where: str) -> Row:
    """The row, if it is one of ours; raises InputError that says what is wrong and where."""
    wrong = _wrong(row)
    if wrong:
        raise InputError(f"{where}: not a row of cleaner's output: {wrong}; {HOW}")
    return row  # type: ignore[no-any-return]


def _wrong(row: Any) -> str:
    if not isinstance(row, dict):
        return f"it is {type(row).__name__}, not an object"
    for name in ("id", "text", "status", "removed"):
        if name not in row:
            return f"it has no field {name!r}"
    if not isinstance(row["status"], str) or row["status"] not in _STATUSES:
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
    try:
        removal["captured"] = {str(name): _as_text(value) for name, value in captured.items()}
    except RecursionError:
        return "what a removal captured is nested too deep"
    return ""


def _as_text(value: Any) -> str:
    """What no rule of ours captures (a number, NaN, a list) as the text that it would be in JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
