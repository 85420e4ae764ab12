"""The records of WARC and ARC archives, and what stands between them where they are damaged.

FastWARC and warcio end at the first record whose length or header is false, and lose all after it. Here such a record
costs itself alone: the next line that begins a record is found, in what was read already where a length was too large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from cleaner.io.base import READ_ERRORS, why
from cleaner.io.compression import DamagedError
from cleaner.io.http_body import header_lines

# What a record's header, and an answer's in front of its body, has room in.
HEADER_ROOM = 64 * 1024
_PIECE = 64 * 1024
# How much behind a block is read with it, for the line that begins the next record.
_BEHIND = 128
_BLANKS = re.compile(rb"[\r\n\0 \t]*")
_WARC_LINE = re.compile(rb"WARC/\d+\.\d+[ \t]*\r?\n")
_ARC_LINE = re.compile(rb"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s]* [^\s]+ \d{8,14} [^\r\n]{1,4096}? -?\d+\r?\n")
_BEFORE_WARC = re.compile(rb"\r?\n(?=WARC/\d+\.\d+[ \t]*\r?\nWARC-|WARC/\d+\.\d+[ \t]*\r?\nContent-)", re.I)
_BEFORE_ARC = re.compile(rb"\n(?=[a-zA-Z][a-zA-Z0-9+.-]*://[^\s]* [^\s]+ \d{14} [^\r\n]{1,4096}? -?\d+\r?\n)")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
ARC_START = b"filedesc://"


@dataclass(frozen=True, slots=True)
class Record:
    """``headers`` have small names. ``block`` is its content, of a ``large`` record the start; ``error``: why it isn't whole."""

    headers: Mapping[str, str]
    block: bytes
    at: int
    large: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch that is no record, from byte ``at`` on, and what is wrong with it."""

    at: int
    reason: str


def records(stream: BinaryIO, limit: int) -> Iterator[Record | Damage]:
    """All records in order; blocks of up to ``limit`` bytes are whole. Never raises for what the stream holds."""
    return _Archive(stream, limit + HEADER_ROOM).all()


class _Archive:
    """``held`` are the bytes from ``start`` on that were read and not yet done with."""

    def __init__(self, stream: BinaryIO, room: int) -> None:
        self.stream: Any = stream
        self.room = room
        self.held = bytearray()
        self.start = 0
        self.ended = False
        self.is_arc = False
        self.later: BaseException | None = None

    def all(self) -> Iterator[Record | Damage]:
        while True:
            begun = self.start
            try:
                if not self._skip_blanks():
                    return
                if not begun:
                    self._reach(HEADER_ROOM, lazily=True)
                    self.is_arc = self.held.startswith(ARC_START) and bool(_ARC_LINE.match(self.held))
                begun = self.start
                found = self._record() if self._at_record() else self._no_record()
            except READ_ERRORS as e:
                found = Damage(begun, why(e))
                self._go_on(e)
            yield found

    def _record(self) -> Record | Damage:
        at = self.start
        head = self._head()
        if head is None:
            if self.ended:
                self._drop(len(self.held))
                return Damage(at, "the last record is cut off in its header")
            self._drop(1)
            self._to_next()
            return Damage(at, f"a header of more than {HEADER_ROOM:,} bytes")
        headers, length = head
        try:
            block, large, cut = self._block(length)
        except READ_ERRORS as e:
            self._go_on(e)
            return Record(headers, b"", at, error=f"cannot be read: {why(e)}")
        said = f"the last record is cut off ({cut:,} of {length or 0:,} bytes)" if cut is not None else None
        return Record(headers, block, at, large, said)

    def _block(self, length: int | None) -> tuple[bytes, bool, int | None]:
        """(the block, whether it is too large to be held, how much there is of one that is cut off)."""
        if length is None:
            return (*self._to_next_record(), None)
        if length > self.room:
            self._reach(HEADER_ROOM)
            block = bytes(self.held[:HEADER_ROOM])
            gone = self._pass(length)
            return block, True, gone if gone < length else None
        self._reach(length)
        if len(self.held) >= length and self._followed(length):
            return self._taken(length), False, None
        inside = self._before_next(0, length)
        if inside is not None:  # the length is too large, and the next record begins within it
            return self._taken(inside), False, None
        if len(self.held) < length:
            gone = len(self.held)
            return self._taken(gone), False, gone
        return self._taken(length), False, None

    def _taken(self, length: int) -> bytes:
        block = bytes(self.held[:length])
        self._drop(length)
        return block

    def _to_next_record(self) -> tuple[bytes, bool]:
        """The block of a record that doesn't say its length."""
        while (end := self._before_next(0, len(self.held))) is None and len(self.held) <= self.room and self._fill():
            pass
        if end is None and len(self.held) > self.room:
            block = bytes(self.held[:HEADER_ROOM])
            self._to_next()
            return block, True
        return bytes(self._taken(len(self.held) if end is None else end)).rstrip(b"\r\n"), False

    def _followed(self, length: int) -> bool:
        """As ``_ends_well``; damage in what follows is the next record's."""
        try:
            self._reach(length + _BEHIND)
            return self._ends_well(length)
        except READ_ERRORS as e:
            if getattr(getattr(self.stream, "raw", None), "in_member", length) > len(self.held) - length:
                raise
            self.later = e
            return True

    def _ends_well(self, length: int) -> bool:
        """Whether a record, or the archive's end, follows a block of this length."""
        at = _BLANKS.match(self.held, length).end()  # type: ignore[union-attr]
        while at == len(self.held) and self._fill():
            at = _BLANKS.match(self.held, length).end()  # type: ignore[union-attr]
        if at == len(self.held):
            return True
        self._reach(at + HEADER_ROOM if self.is_arc else at + 32, lazily=True)
        return bool(self._line().match(self.held, at))

    def _line(self) -> re.Pattern[bytes]:
        return _ARC_LINE if self.is_arc else _WARC_LINE

    def _before_next(self, start: int, end: int) -> int | None:
        """Where what stands before the next record ends, among the bytes held."""
        # The line that begins a record may go on behind what a false length counts.
        found = (_BEFORE_ARC if self.is_arc else _BEFORE_WARC).search(self.held, start)
        if found is None or found.start() >= end:
            return None
        # An empty line stands between records; it is no part of the block.
        at = found.start()
        return at - 2 if self.held[at - 2 : at] == b"\r\n" else at - 1 if self.held[at - 1 : at] == b"\n" else at

    def _at_record(self) -> bool:
        self._reach(HEADER_ROOM if self.is_arc else 32, lazily=True)
        return bool(self._line().match(self.held))

    def _head(self) -> tuple[dict[str, str], int | None] | None:
        """A record's headers and its length, None where it doesn't say one; nothing where the header doesn't end."""
        if self.is_arc:
            line = bytes(self.held[: self.held.index(b"\n") + 1])
            self._drop(len(line))
            url, _, date, *middle, length = line.decode("utf-8", "replace").split()
            kind = "filedesc" if url.startswith(ARC_START.decode()) else "response"
            said = {"warc-type": kind, "warc-target-uri": url, "warc-date": date, "content-type": "".join(middle[:1])}
            return said, _length(length)
        while (end := _HEADER_END.search(self.held)) is None and len(self.held) <= HEADER_ROOM and self._fill():
            pass
        if end is None or end.start() > HEADER_ROOM:
            return None
        headers = header_lines(bytes(self.held[: end.start()]))
        self._drop(end.end())
        return headers, _length(headers.get("content-length", ""))

    def _no_record(self) -> Damage:
        at = self.start
        self._to_next()
        return Damage(at, f"no record in {self.start - at:,} bytes")

    def _to_next(self) -> None:
        """Drop what stands before the next record, or all that is left."""
        while (found := self._before_next(0, len(self.held))) is None:
            # The line that begins a record may be read in part.
            self._drop(max(0, len(self.held) - HEADER_ROOM // 8))
            if not self._fill():
                self._drop(len(self.held))
                return
        self._drop(max(found, 0))

    def _skip_blanks(self) -> bool:
        """Whether something follows the blank lines between records."""
        while True:
            self._drop(_BLANKS.match(self.held).end())  # type: ignore[union-attr]
            if self.held:
                return True
            if not self._fill():
                return False

    def _pass(self, length: int) -> int:
        """Drop so many bytes; how many there were."""
        gone = 0
        while gone < length and (self.held or self._fill()):
            now = min(length - gone, len(self.held))
            self._drop(now)
            gone += now
        return gone

    def _reach(self, length: int, *, lazily: bool = False) -> None:
        """Hold so many bytes, where there are as many; ``lazily``: a line's end among them is enough."""
        while len(self.held) < length and not (lazily and b"\n" in self.held[-length:]) and self._fill():
            pass

    def _fill(self) -> bool:
        """Read on; False at the end. A whole ``read`` that meets damage would lose what it has read before."""
        if self.later is not None:
            error, self.later = self.later, None
            raise error
        data = b"" if self.ended else self.stream.read1(_PIECE)
        self.held += data
        self.ended = self.ended or not data
        return bool(data)

    def _drop(self, length: int) -> None:
        del self.held[:length]
        self.start += length

    def _go_on(self, error: BaseException) -> None:
        """Behind damage, go on where records are compressed one by one; else this is the end."""
        self._drop(len(self.held))
        try:
            self.ended = not (
                isinstance(error, (DamagedError, EOFError)) and _recover(self.stream, b"" if self.is_arc else b"WARC/")
            )
        except READ_ERRORS:
            self.ended = True


def _recover(stream: Any, start: bytes) -> bool:
    recover = getattr(getattr(stream, "raw", None), "recover", None)
    return recover is not None and bool(recover(start))


def _length(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None
