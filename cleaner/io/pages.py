"""HTML files: one page each."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.io.base import Opened, whole_content


def read(opened: Opened) -> Iterator[Document]:
    """The file as one page."""
    content, error = whole_content(opened)
    yield Document(id=opened.id, content=content, kind="page", charset=opened.fields.encoding or None, error=error)
