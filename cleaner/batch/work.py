"""What workers are told once, and what they answer for each document."""

from __future__ import annotations

import gc
import json
import logging
import zlib
from dataclasses import dataclass

from cleaner.article import Article
from cleaner.document import Document
from cleaner.pipeline import STAGES, Stage
from cleaner.rules.compile import Rules

MIB = 1 << 20
TIMEOUT = 30.0
MEMORY = 1024 * MIB
ROWS_PER_WORKER = 5000
# So many new objects before Python looks for rings of dead ones: at its own 700 it looks 2.6 times a page and finds little,
# a tenth of the time (200 pages of four corpora: 33 ms a page, 29 ms like this).
_NEW_OBJECTS = 50_000


@dataclass(frozen=True, slots=True)
class Work:
    """``timeout`` in seconds a document, ``memory`` in bytes a worker over what it starts with.

    ``shown``: the document after the last stage is wanted too, for a diff. ``rows``: a worker ends after so many.
    ``log_level``: what workers log from this level on is sent to the main process.
    """

    rules: Rules
    stages: tuple[Stage, ...] = STAGES
    timeout: float = TIMEOUT
    memory: int = MEMORY
    shown: bool = False
    rows: int = ROWS_PER_WORKER
    log_level: int = logging.WARNING


@dataclass(frozen=True, slots=True)
class Done:
    """A document and its row. ``processed`` is the document after the last stage, where it was asked for.

    ``packed`` is the row as the ledger keeps it, where a worker has seen to that. ``traceback`` is that of what a stage raised.
    """

    given: Document
    article: Article
    processed: Document | None = None
    packed: bytes = b""
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A worker's answer. ``packed`` is the article as the ledger keeps it. ``last``: it ends now, another takes its place.

    ``traceback`` is that of what a stage raised, ``records`` what was logged.
    """

    article: Article
    packed: bytes
    processed: Document | None
    last: bool
    traceback: str = ""
    records: tuple[logging.LogRecord, ...] = ()


def pack(article: Article) -> bytes:
    """An article as the ledger keeps it."""
    return zlib.compress(json.dumps(article.to_dict()).encode(), 1)


def unpack(packed: bytes) -> Article:
    """The article of ``pack``."""
    return Article.from_dict(json.loads(zlib.decompress(packed)))


def timeout_reason(seconds: float) -> str:
    """The error of a document that took too long."""
    return f"timeout: it took longer than {seconds:g} s"


def memory_reason(size: int) -> str:
    """The error of a document that needed too much memory."""
    return f"memory: it needs more than the {size // MIB} MB that --max-memory allows"


def too_large(document: Document, most: int) -> Document:
    """The document, with an error where its content is more than ``most`` bytes."""
    content = document.content
    # No character takes more than 4 bytes: most texts need no counting.
    if document.error is not None or len(content) * 4 <= most:
        return document
    size = len(content) if isinstance(content, bytes) else len(content.encode("utf-8", "surrogatepass"))
    return document.but(error=f"too large: {size} bytes, --max-bytes allows {most}") if size > most else document


def rest_collector() -> None:
    """Let Python's collector come seldom. Only for a process that is ours alone: a library leaves its caller's as it is."""
    gc.set_threshold(_NEW_OBJECTS)
