"""Failed rows with what it takes to run them again: a file that ``cleaner clean`` reads as it reads any records."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cleaner.article import Article
from cleaner.document import Document


def line(given: Document, article: Article, source: str, record: int, fields: Mapping[str, str]) -> str:
    """A JSON line: id, url, error, the source and the number of its record (from 1), and a record's own content."""
    row: dict[str, object] = {
        fields.get("id", "id"): article.id,
        fields.get("url", "url"): article.url,
        "error": article.error,
        "source": source,
        "record": record,
    }
    content = given.content
    # A file's content is read from the file again; that of a record stands in the row.
    if content and (isinstance(content, str) or given.record):
        if isinstance(content, bytes):
            content = content.decode("utf-8", "surrogateescape")
        name = "text" if given.kind == "text" else "html"
        row = {**{k: v for k, v in given.record.items() if k not in row}, **row, fields.get(name, name): content}
    return json.dumps(row, default=str) + "\n"
