"""CSV: a record a row, named by the header; written so that no spreadsheet runs a cell."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cleaner.article import Article
from cleaner.document import Document
from cleaner.io.base import READ_ERRORS, Fields, Opened, failed, why
from cleaner.io.bounds import Lines, LineTooLongError
from cleaner.pipeline import record_to_document

_DELIMITERS = ",;\t|"
# How spreadsheets are told the delimiter, in a line of its own.
_SEPARATOR = re.compile(r'\ufeff?"?sep=([^\r\n])"?\s*', re.I)
# The module's own limit is one for the whole process and stops at 128 KiB; ``_Record`` bounds what a field can hold.
_FIELD_LIMIT = 2**31 - 1
_HALVES = re.compile("[\udc80-\udcff]")
# What spreadsheets take for the start of a formula, also in full width (OWASP, CSV injection).
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def read(opened: Opened) -> Iterator[Document]:
    """A document a row; a row that is none becomes a failed document that names file and lines. The header names columns."""
    csv.field_size_limit(_FIELD_LIMIT)
    lines = _Record(opened)
    try:
        first = next(lines, None)
        said = _SEPARATOR.fullmatch(first or "")
        if said:
            lines.start()
            first = next(lines, None)
        header, delimiter = _header((first or "").removeprefix("\ufeff"), opened.fields, said.group(1) if said else "")
    except (LineTooLongError, csv.Error, *READ_ERRORS) as e:
        reason = opened.bounds.too_large() if isinstance(e, LineTooLongError) else why(e)
        yield failed(opened.id, f"{opened.name}: the header cannot be read: {reason}")
        return
    if first is None:
        return
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.start()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except LineTooLongError:
            yield failed(lines.place(), f"{lines.place()}: {opened.bounds.too_large()}")
        except csv.Error as e:
            yield failed(lines.place(), f"{lines.place()}: not a CSV record: {e}")
        except READ_ERRORS as e:
            yield failed(lines.place(), f"{lines.place()}: cannot read on: {why(e)}")
            return
        else:
            if cells:
                yield _document(cells, header, lines.place(), opened.fields)


class _Record:
    """The lines of one record after the other, as text, with a bound for each record; bytes that are no UTF-8 stay marked."""

    def __init__(self, opened: Opened) -> None:
        self.lines = Lines(opened.stream, opened.bounds.max_bytes)
        self.limit = opened.bounds.max_bytes
        self.name = opened.name
        self.start()

    def start(self) -> None:
        """A new record begins with the next line."""
        self.first = self.lines.number + 1
        self.held = self.quotes = 0

    def place(self) -> str:
        """``file:line``, or ``file:first-last`` of a record that goes over several."""
        last = self.lines.number
        return f"{self.name}:{self.first}" + (f"-{last}" if last > self.first else "")

    def __iter__(self) -> _Record:
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.held += len(line)
        self.quotes += line.count(b'"')
        if self.held > self.limit:
            # The rest of the record goes by; it ends with the line that closes its last quote.
            while self.quotes % 2 and (line := next(self.lines, b"")):
                self.quotes += line.count(b'"')
            raise LineTooLongError
        return line.decode("utf-8", "surrogateescape")


def _header(line: str, fields: Fields, said: str = "") -> tuple[list[str], str]:
    """The columns' names, and the delimiter that finds a column of content among them, or the most; ``said``: as told."""
    split = {d: [name.strip() for name in next(csv.reader([line], delimiter=d), [])] for d in said or _DELIMITERS}
    for delimiter, names in split.items():
        if fields.text in names or fields.html in names:
            return names, delimiter
    delimiter = max(split, key=lambda d: len(split[d]))
    return split[delimiter], delimiter


def _document(cells: list[str], header: list[str], place: str, f: Fields) -> Document:
    if len(cells) > len(header):
        return failed(place, f"{place}: {len(cells)} cells, but the header names {len(header)}")
    if any(_HALVES.search(cell) for cell in cells):
        return failed(place, f"{place}: not {f.encoding or 'UTF-8'}{'' if f.encoding else '; say --encoding'}")
    content = (f.text, f.html)
    record = {k: _value(v) if k not in content else v for k, v in zip(header, cells, strict=False)}
    record = {k: v for k, v in record.items() if v != "" or k in content}
    # The place of a record is where it starts.
    where = place.rpartition("-")[0] if re.search(r":\d+-\d+$", place) else place
    return record_to_document(record, where, text_field=f.text, html_field=f.html, url_field=f.url, id_field=f.id)


def _value(cell: str) -> Any:
    """A cell; a list where it holds one as JSON, as ours do."""
    if not cell.startswith('["'):
        return cell
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell


def header() -> str:
    """The line of column names: the fields of the contract, in order."""
    return header_line(Article(id="").to_dict())


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs: behind a ``'`` where it would, or where it begins like a guarded one."""
    return "'" + text if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguarded(cell: str) -> str:
    """What ``guarded`` was given."""
    return cell[1:] if cell.startswith("'") and guarded(cell) != cell else cell


def line(found: Article) -> str:
    """The article's row; lists as JSON, what isn't known empty, a cell that a spreadsheet would run behind a ``'``."""
    return row_line(found.to_dict())


def header_line(names: Iterable[str]) -> str:
    """A line of column names."""
    return _line(list(names))


def row_line(row: Mapping[str, Any]) -> str:
    """Any row, as ``line`` writes ours."""
    return _line([_cell(v) for v in row.values()])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    return json.dumps(value, ensure_ascii=False)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    # With these ends a lone CR or LF in a cell is quoted on every Python.
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
