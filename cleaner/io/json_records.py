"""JSON files: an array of records, one record over several lines, one after the other, or JSON Lines under another name."""

from __future__ import annotations

import codecs
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from cleaner.document import Document
from cleaner.io import jsonl
from cleaner.io.base import READ_ERRORS, Opened, failed, leave_out, why
from cleaner.io.bounds import Lines, LineTooLongError
from cleaner.pipeline import field

# How a file of a folder is counted that holds no records.
LEFT_OUT = ".json files"
_PIECE = 64 * 1024
_NO_UTF8 = re.compile("[\udc80-\udcff]")
_BETWEEN = re.compile(r"[\s,]*")
# Where a value is cut off, the parser stumbles no further than a word from the end, or at a text that doesn't end.
_WORD = 16


class _TooLongError(ValueError):
    """A record above the bound."""


def read(opened: Opened) -> Iterator[Document]:
    """A document a record. Damage becomes a failed document that names the file and the record; after it lines of records go on."""
    lines = Lines(opened.stream, opened.bounds.max_bytes)
    try:
        first = _first_line(lines)
    except READ_ERRORS as e:
        yield failed(opened.id, f"{opened.name}: cannot be read: {why(e)}")
        return
    place = f"{opened.name}:{lines.number}"
    if first is None:
        yield failed(place, f"{place}: {opened.bounds.too_large()}")
    elif not first or _is_left_out(first, opened):
        return
    elif not _stands_alone(first):
        yield from _values(first, opened)
        return
    else:
        yield jsonl.document(first, place, opened)
    yield from jsonl.rest(lines, opened)


def _first_line(lines: Lines) -> bytes | None:
    """The first line that holds something; its start where that opens an array; None where it is above the bound."""
    while start := lines.stream.readline(_PIECE):
        held = start.strip().removeprefix(codecs.BOM_UTF8)
        if held.startswith(b"["):
            return start
        try:
            # Lines of nothing but blanks are ends of lines here.
            line = start if start.endswith(b"\n") else start + next(lines, b"")
        except LineTooLongError:
            return None
        lines.number += start.endswith(b"\n")
        if line.strip().removeprefix(codecs.BOM_UTF8):
            return line
    return b""


def _is_left_out(line: bytes, opened: Opened) -> bool:
    """Whether the file's first line is a record that holds no content, as those of settings and notes do."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    left_out = not isinstance(found, list) and not _holds_content(found, opened)
    if left_out:
        leave_out(opened, LEFT_OUT)
    return left_out


def _holds_content(value: Any, opened: Opened) -> bool:
    """Whether a file that begins with this is one of records; of one that was named nobody asks."""
    if opened.sure or not isinstance(value, dict):
        return opened.sure
    return any(
        isinstance(field(value, name, 0), (str, type(None))) for name in (opened.fields.text, opened.fields.html)
    )


def _stands_alone(line: bytes) -> bool:
    """Whether a line is a record, or a damaged one, and no beginning of something longer."""
    line = line.strip().removeprefix(codecs.BOM_UTF8)
    if line.startswith(b"["):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return line.endswith(b"}")
    return True


def _values(first: bytes, opened: Opened) -> Iterator[Document]:
    values = _Values(first, opened.stream, opened.bounds.max_bytes)
    for number in itertools.count(1):
        place = f"{opened.name}:{number}"
        try:
            found = next(values)
        except StopIteration:
            return
        except _TooLongError:
            yield failed(place, f"{place}: cannot read on: {opened.bounds.too_large()}")
            return
        except json.JSONDecodeError as e:
            yield failed(place, f"{place}: cannot read on: not a JSON record: {e.msg}")
            return
        except RecursionError:
            yield failed(place, f"{place}: cannot read on: nested too deep")
            return
        except READ_ERRORS as e:
            yield failed(place, f"{place}: cannot read on: {why(e)}")
            return
        if number == 1 and not _holds_content(found, opened):
            leave_out(opened, LEFT_OUT)
            return
        if values.is_broken():
            yield failed(place, f"{place}: not UTF-8")
        else:
            yield jsonl.record_document(found, place, opened, halves=values.has_halves())


class _Values:
    """The values of a stream one after the other, those of an array each; no more than one of them is held."""

    def __init__(self, first: bytes, stream: BinaryIO, limit: int) -> None:
        self.stream: Any = stream
        self.limit = limit
        self.coming = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.text = self.coming.decode(first).removeprefix("\ufeff")
        self.at = _BETWEEN.match(self.text).end()  # type: ignore[union-attr]
        self.in_array = self.text.startswith("[", self.at)
        self.at += self.in_array
        self.parser = json.JSONDecoder()
        self.last = ""

    def __iter__(self) -> _Values:
        return self

    def __next__(self) -> Any:
        while True:
            self.at = _BETWEEN.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                break
            if not self._more():
                if self.in_array:
                    raise json.JSONDecodeError("the array is cut off", "", 0)
                raise StopIteration
        if self.in_array and self.text[self.at] == "]":
            raise StopIteration
        while True:
            try:
                start = self.at
                found, self.at = self.parser.raw_decode(self.text, start)
                self.last = self.text[start : self.at]
            except json.JSONDecodeError as e:
                cut = e.msg.startswith("Unterminated") or e.pos >= len(self.text) - _WORD
                if len(self.text) - self.at > self.limit:
                    raise _TooLongError from e
                if not cut or not self._more():
                    raise
            else:
                return found

    def is_broken(self) -> bool:
        """Whether the last value holds what is no UTF-8."""
        return not self.last.isascii() and bool(_NO_UTF8.search(self.last))

    def has_halves(self) -> bool:
        """Whether the last value may hold halves of surrogate pairs."""
        return "\\ud" in self.last.lower()

    def _more(self) -> bool:
        # Twice as much as is held: a long record is tried few times.
        data = self.stream.read1(max(_PIECE, len(self.text) - self.at))
        self.text = self.text[self.at :] + self.coming.decode(data)
        self.at = 0
        return bool(data)
