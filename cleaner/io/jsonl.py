"""JSON Lines: a record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.article import Article
from cleaner.document import Document
from cleaner.io.base import READ_ERRORS, Opened, failed, why
from cleaner.io.bounds import Lines, LineTooLongError
from cleaner.pipeline import record_to_document


def read(opened: Opened) -> Iterator[Document]:
    """A document a line; a line that is no record becomes a failed document that names file and line."""
    return rest(Lines(opened.stream, opened.bounds.max_bytes), opened)


def rest(lines: Lines, opened: Opened) -> Iterator[Document]:
    """The documents of the lines that are left."""
    while True:
        place = f"{opened.name}:{lines.number + 1}"
        try:
            raw = next(lines)
        except StopIteration:
            return
        except LineTooLongError:
            yield failed(place, f"{place}: {opened.bounds.too_large()}")
            continue
        except READ_ERRORS as e:
            yield failed(place, f"{place}: cannot read on: {why(e)}")
            return
        if raw.strip():
            yield document(raw, place, opened)


def document(raw: bytes, place: str, opened: Opened) -> Document:
    """The document of a line."""
    try:
        record = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        return failed(place, f"{place}: not UTF-8 at byte {e.start}")
    except json.JSONDecodeError as e:
        return failed(place, f"{place}: not a JSON record: {e.msg} at column {e.colno}")
    except RecursionError:
        return failed(place, f"{place}: not a JSON record: nested too deep")
    return record_document(record, place, opened, halves=b"\\ud" in raw.lower())


def record_document(record: Any, place: str, opened: Opened, *, halves: bool = True) -> Document:
    """The document of a parsed record; ``halves``: it may hold halves of surrogate pairs."""
    if not isinstance(record, dict):
        return failed(place, f"{place}: a record must be an object, not {type(record).__name__}")
    if halves:
        # Half a surrogate pair, as "\\ud83d" alone, cannot be written.
        record = json.loads(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))
    f = opened.fields
    return record_to_document(record, place, text_field=f.text, html_field=f.html, url_field=f.url, id_field=f.id)


def line(found: Article) -> str:
    """The article's row as one line."""
    return row_line(found.to_dict())


def row_line(row: Mapping[str, Any]) -> str:
    """Any row as one line."""
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"
