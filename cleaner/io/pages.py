"""HTML files: one page each."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.io.base import Opened


def read(opened: Opened) -> Iterator[Document]:
    """The file as one page."""
    yield Document(id=opened.id, content=opened.stream.read(), kind="page")
