"""Rows of Arrow tables as documents: of a Parquet file, or of a batch that an engine hands over."""

from __future__ import annotations

from typing import Any

from cleaner.document import Document
from cleaner.io.base import Fields, failed
from cleaner.io.bounds import Bounds
from cleaner.pipeline import record_to_document

# What a row of ours brings that is no part of a record.
NESTED = ("removed",)


def row_document(batch: Any, index: int, place: str, fields: Fields, bounds: Bounds) -> Document:
    """Row ``index`` of a RecordBatch; ``place`` names it where it has neither id nor url. What is wrong with it is its error."""
    record: dict[str, Any] = {}
    wrong = None
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if name in NESTED:
            continue
        try:
            value = column[index].as_py()
        except UnicodeDecodeError as e:
            wrong = f"the column {name!r} is not UTF-8 at byte {e.start}"
            continue
        except (ValueError, OverflowError, TypeError) as e:  # a date that Python has no value for
            if name in (fields.text, fields.html, fields.id, fields.url):
                wrong = f"the column {name!r} cannot be read: {e}"
            continue
        if name in (fields.text, fields.html):
            if hasattr(value, "__len__") and _size(value) > bounds.max_bytes:
                wrong = bounds.too_large()
            else:
                record[name] = value  # null too: it is there and holds nothing, as in a line of JSON
        elif value is not None:
            record[name] = value.isoformat() if hasattr(value, "isoformat") else value
    found = record_to_document(
        record, place, text_field=fields.text, html_field=fields.html, url_field=fields.url, id_field=fields.id
    )
    if wrong is None:
        return found
    # What can be read of it still names it.
    return failed(found.id, f"{place}: {wrong}" if place else wrong).but(url=found.url)


def _size(value: Any) -> int:
    return len(value.encode("utf-8", "surrogatepass")) if isinstance(value, str) else len(value)
