"""How much of an input is taken: what is larger becomes a failed row, not a full memory."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

# A page of 5 MB is a rare one; 20 MiB leave room and can still be cleaned.
MAX_BYTES = 20 * 1024 * 1024
# Crawls shrink to a tenth, repeated pages to a fiftieth; gzip's own limit is 1032:1, zstd's about 32,000:1.
MAX_RATIO = 200
# Small archives of one letter are no danger.
RATIO_FROM = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounds:
    """``max_bytes``: of one document (or one line or record), decompressed."""

    max_bytes: int = MAX_BYTES

    def too_large(self) -> str:
        """The reason of a row that was not read."""
        return f"too large: more than {self.max_bytes:,} bytes (--max-bytes)"


DEFAULT_BOUNDS = Bounds()


class RefusedError(OSError):
    """An archive that grows as no honest one does."""


class LineTooLongError(ValueError):
    """A line above the bound; the lines after it can be read."""


def check_ratio(taken: int, given: int) -> None:
    """Raise RefusedError where ``taken`` compressed bytes have become far too many ``given`` ones."""
    if given > RATIO_FROM and given > MAX_RATIO * max(taken, 1):
        raise RefusedError(f"refused: a decompression bomb, {taken:,} bytes became more than {given:,}")


class Lines:
    """The lines of a stream, as bytes with their ends; ``number`` counts them from 1.

    Raises LineTooLongError for a line of more than ``limit`` bytes, of which the rest is skipped; call again for the next one.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.stream = stream
        self.limit = limit
        self.number = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> bytes:
        line = self.stream.readline(self.limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) <= self.limit or line[self.limit :] == b"\n":
            return line
        while line and not line.endswith(b"\n"):
            line = self.stream.readline(io.DEFAULT_BUFFER_SIZE)
        raise LineTooLongError
