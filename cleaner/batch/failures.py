"""Failed rows with what it takes to run them again: a file that ``cleaner clean`` reads as it reads any records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cleaner.article import Article
from cleaner.document import Document
from cleaner.text.charsets import binary_reason, sniff, to_text
from cleaner.version import __version__

# For people; a record's own fields of these names wait in ``own``.
_SAID = ("error", "source", "record", "traceback")
_MARK = "cleaner_failed"


def line(
    given: Document, article: Article, source: str, record: int, fields: Mapping[str, str], traceback: str = ""
) -> str:
    """A JSON line: id, url, error, the source and the number of its record (from 1), the content and a record's own fields;
    the traceback where a stage raised one.

    ``cleaner_failed`` holds what reads it again as it was, whatever the fields are called and whoever asks.
    """
    row: dict[str, object] = {
        fields.get("id", "id"): article.id,
        fields.get("url", "url"): article.url,
        "error": article.error,
        "source": source,
        "record": record,
    }
    mark: dict[str, object] = {
        "cleaner_version": __version__, "id": article.id, "url": article.url, "error": article.error,
        "own": {k: v for k, v in given.record.items() if k in _SAID},
    }  # fmt: skip
    if traceback:
        row["traceback"] = traceback
    row = {**{k: v for k, v in given.record.items() if k not in row and k not in _SAID}, **row}
    if content := _text(given):
        kind = sniff(content) if given.kind == "auto" else given.kind
        name = fields.get("text", "text") if kind == "text" else fields.get("html", "html")
        row[name] = content
        mark |= {"field": name, "kind": kind}
    return json.dumps({**row, _MARK: mark}, default=str) + "\n"


def _text(given: Document) -> str:
    """The content as text; none of what isn't text, which would fail again."""
    content = given.content
    if isinstance(content, str):
        return content
    return "" if binary_reason(content) else to_text(content, given.charset)


def restored(document: Document) -> Document:
    """The document that a failed row was of, with its own id; where the row has no content, with the reason it failed for."""
    mark = document.record.get(_MARK)
    if mark is None or not _is_mark(mark):
        return document
    record = {k: v for k, v in document.record.items() if k != _MARK and k not in _SAID} | mark["own"]
    same = document.but(id=mark["id"], url=mark["url"], record=record)
    field, kind = mark.get("field"), mark.get("kind")
    if not isinstance(field, str) or kind not in ("page", "text"):
        return same.but(content="", error=mark["error"])
    # Under the options of this run the field may be the one for content, or any.
    content = document.record.get(field, document.content)
    record.pop(field, None)
    if not isinstance(content, str) or not content:
        return same.but(content="", error=mark["error"])
    return same.but(content=content, kind=kind, error=None, record=record)


def _is_mark(mark: Any) -> bool:
    return (
        isinstance(mark, dict)
        and all(isinstance(mark.get(k), str) for k in ("id", "error"))
        and (mark.get("url") is None or isinstance(mark["url"], str))
        and isinstance(mark.get("own"), dict)
    )
