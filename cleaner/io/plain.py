"""HTML files and text files: one document each. Of texts also how they are written: title, blank line, body."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.document import Document
from cleaner.io.base import Opened, whole_content


def read(opened: Opened) -> Iterator[Document]:
    """The file as one text."""
    content, error = whole_content(opened)
    yield Document(id=opened.id, content=content, kind="text", charset=opened.fields.encoding or None, error=error)


def read_page(opened: Opened) -> Iterator[Document]:
    """The file as one page."""
    content, error = whole_content(opened)
    yield Document(id=opened.id, content=content, kind="page", charset=opened.fields.encoding or None, error=error)


def read_unknown(opened: Opened) -> Iterator[Document]:
    """A file or stream of unknown kind: its content tells whether it is a page."""
    content, error = whole_content(opened)
    yield Document(id=opened.id, content=content, kind="auto", charset=opened.fields.encoding or None, error=error)


def article(found: Article) -> str:
    """The article to be read by people."""
    return "\n\n".join(part for part in (found.title, found.text) if part) + "\n"
