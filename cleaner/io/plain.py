"""Text files: one article each; written as title, blank line, body."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.document import Document
from cleaner.io.base import Opened


def read(opened: Opened) -> Iterator[Document]:
    """The file as one text."""
    yield Document(id=opened.id, content=opened.stream.read(), kind="text")


def read_unknown(opened: Opened) -> Iterator[Document]:
    """A file or stream of unknown kind: its content tells whether it is a page."""
    yield Document(id=opened.id, content=opened.stream.read(), kind="auto")


def article(found: Article) -> str:
    """The article to be read by people."""
    return "\n\n".join(part for part in (found.title, found.text) if part) + "\n"
