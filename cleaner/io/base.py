"""What readers and writers are, and what they share."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cleaner.article import Article
from cleaner.document import Document


@dataclass(frozen=True, slots=True)
class Fields:
    """The names that an input's records give their fields."""

    text: str = "text"
    html: str = "html"
    url: str = "url"
    id: str = "id"


@dataclass(frozen=True, slots=True)
class Opened:
    """An input ready to be read: its bytes, the id that a single document in it gets, its name in messages."""

    stream: BinaryIO
    id: str
    name: str
    fields: Fields


Reader = Callable[[Opened], Iterator[Document]]
Writer = Callable[[Article], str]

# What reading can raise for a file that is there but damaged, locked or gone in the meantime.
READ_ERRORS = (OSError, EOFError, zlib.error)


def open_file(path: Path, compressed: bool) -> BinaryIO:
    """The file's bytes, decompressed as they are read."""
    return gzip.open(path, "rb") if compressed else path.open("rb")  # type: ignore[return-value]


def failed(id: str, reason: str) -> Document:
    """The document of an input that could not be read: one input, one row."""
    return Document(id=id, content="", error=reason)


def why(error: BaseException) -> str:
    """An error of the operating system in words."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
