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
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if name in NESTED:
            continue
        try:
            value = column[index].as_py()
        except UnicodeDecodeError as e:
            return failed(place, f"{place}: the column {name!r} is not UTF-8 at byte {e.start}")
        except (ValueError, OverflowError, TypeError) as e:  # a date that Python has no value for
            if name in (fields.text, fields.html, fields.id, fields.url):
                return failed(place, f"{place}: the column {name!r} cannot be read: {e}")
            continue
        if name in (fields.text, fields.html) and value is not None and hasattr(value, "__len__"):
            if _size(value) > bounds.max_bytes:
                return failed(place, f"{place}: {bounds.too_large()}")
            record[name] = value
        elif value is not None:
            record[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return record_to_document(
        record, place, text_field=fields.text, html_field=fields.html, url_field=fields.url, id_field=fields.id
    )


def _size(value: Any) -> int:
    return len(value.encode("utf-8", "surrogatepass")) if isinstance(value, str) else len(value)
