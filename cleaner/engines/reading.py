"""Inputs as work for many machines: sources in groups, each read by one task, less what is done already."""

from __future__ import annotations

import contextlib
import os
import pickle
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.batch.resume import left, size_of
from cleaner.document import Document
from cleaner.engines.parts import Spans, Written
from cleaner.io.base import Fields
from cleaner.io.bounds import Bounds
from cleaner.io.formats import PAGES
from cleaner.io.sources import Inputs, Source

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 128
_BYTES = 16 << 20
# Small files are read many by one task; of a file elsewhere nobody knows the size before it is read.
_GROUP_BYTES = 16 << 20
_GROUP_SOURCES = 1000
_ONE_DOCUMENT = (*PAGES, ".mhtml", ".mht", ".txt")
_ONE_SIZE = 64 << 10


@dataclass(frozen=True, slots=True)
class Numbered:
    """A source, its number among the inputs, and which of its documents are done."""

    number: int
    source: Source
    done: Spans = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read. ``folder``: where paths that are not absolute begin."""

    fields: Fields
    bounds: Bounds
    folder: str


def groups(inputs: Inputs, done: Written) -> list[list[Numbered]]:
    """The sources that aren't done, in order; many small ones make one group."""
    found: list[list[Numbered]] = []
    size = 0
    for number, source in enumerate(inputs.sources):
        if done.is_done(number):
            continue
        own = _size(source)
        if not found or size + own > _GROUP_BYTES or len(found[-1]) >= _GROUP_SOURCES:
            found.append([])
            size = 0
        found[-1].append(Numbered(number, source, done.spans.get(number, [])))
        size += own
    return found


def _size(source: Source) -> int:
    if source.url is None:
        return size_of(source)
    return _ONE_SIZE if source.ending in _ONE_DOCUMENT else _GROUP_BYTES


def schema() -> pa.Schema:
    """A document on its way: its place, whether it is its source's last, and the document, pickled."""
    import pyarrow as pa

    return pa.schema(
        [("source", pa.int64()), ("record", pa.int64()), ("last", pa.bool_()), ("document", pa.large_binary())]
    )


def tables(group: Sequence[Numbered], reading: Reading) -> Iterator[pa.Table]:
    """The documents of a group that are not done, 128 a table or fewer where they are long."""
    import pyarrow as pa

    held: list[dict[str, Any]] = []
    size = 0
    with _inside(reading.folder):
        for row in _rows(group, reading):
            held.append(row)
            size += len(row["document"])
            if len(held) >= ROWS or size >= _BYTES:
                yield pa.Table.from_pylist(held, schema=schema())
                held, size = [], 0
    # Also an empty one: it says what the columns are.
    yield pa.Table.from_pylist(held, schema=schema())


def _rows(group: Sequence[Numbered], reading: Reading) -> Iterator[dict[str, Any]]:
    for numbered in group:
        for record, last, document in _documents(numbered.source, reading):
            if not _within(record, numbered.done):
                packed = pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
                yield {"source": numbered.number, "record": record, "last": last, "document": packed}


def _documents(source: Source, reading: Reading) -> Iterator[tuple[int, bool, Document]]:
    """(number from 1, whether it is the last, the document)."""
    held: tuple[int, Document] | None = None
    for place, document in left(Inputs([source]), reading.fields, reading.bounds, None):
        if held is not None:
            yield held[0], False, held[1]
        held = place.record, document
    if held is not None:
        yield held[0], True, held[1]


def _within(record: int, spans: Spans) -> bool:
    at = bisect_right(spans, record, key=lambda s: s[0])
    return at > 0 and record <= spans[at - 1][1]


@contextlib.contextmanager
def _inside(folder: str) -> Iterator[None]:
    """Paths mean here what they mean where the run was begun, and stand in messages as the user gave them."""
    before = Path.cwd()
    with contextlib.suppress(OSError):
        os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
