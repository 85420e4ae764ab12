"""What readers and writers are, and what they share."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

from cleaner.article import Article
from cleaner.document import Document
from cleaner.io.bounds import DEFAULT_BOUNDS, Bounds


@dataclass(frozen=True, slots=True)
class Fields:
    """The names that an input's records give their fields, ``doc.body`` for one within another; what they are written in.

    ``encoding``: of CSV, JSON and texts that say nothing else and are no UTF-8; "" for UTF-8, and what texts look like.
    """

    text: str = "text"
    html: str = "html"
    url: str = "url"
    id: str = "id"
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An input ready to be read: its bytes, the id that a single document in it gets, its name in messages.

    ``left_out`` counts what in it is no document, by what it is. ``path``: of a file of this machine; ``table``: in a database.
    ``sure``: it is read whatever it holds; else it stood in a folder under a name that says little.
    """

    stream: BinaryIO
    id: str
    name: str
    fields: Fields = Fields()
    bounds: Bounds = DEFAULT_BOUNDS
    left_out: Counter[str] = field(default_factory=Counter)
    path: Path | None = None
    table: str = ""
    sure: bool = True


class Rows(Protocol):
    """Takes articles one after the other. ``close`` writes what is still held back; the stream stays open."""

    def write(self, article: Article) -> None: ...

    def close(self) -> None: ...


Reader = Callable[[Opened], Iterator[Document]]
Writer = Callable[[BinaryIO], Rows]

# Servers send types without end; so many are told apart.
_KINDS = 1000
_COPIED = 1024 * 1024
# What reading can raise for a file that is there but damaged, locked or gone in the meantime.
READ_ERRORS = (OSError, EOFError, zlib.error)


def leave_out(opened: Opened, what: str) -> None:
    """Count what is no document."""
    known = what in opened.left_out or len(opened.left_out) < _KINDS
    opened.left_out[what if known else "other"] += 1


def failed(id: str, reason: str) -> Document:
    """The document of an input that could not be read: one input, one row."""
    return Document(id=id, content="", error=reason)


def why(error: BaseException) -> str:
    """An error of the operating system in words."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


@contextlib.contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream, or a file without a name that holds what it gives: some formats start at their end."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy, _COPIED)
        copy.seek(0)
        yield copy


def whole_content(opened: Opened) -> tuple[bytes, str | None]:
    """(all bytes, None), or (nothing, why not) where they are more than the bounds allow."""
    limit = opened.bounds.max_bytes
    content = opened.stream.read(limit + 1)
    return (content, None) if len(content) <= limit else (b"", opened.bounds.too_large())
