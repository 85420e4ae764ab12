"""Records that are not written as UTF-8 with LF, as if they were."""

from __future__ import annotations

import codecs
import io
from abc import abstractmethod
from typing import Any, BinaryIO

_PIECE = 64 * 1024
_MARKS = ((codecs.BOM_UTF8, ""), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def as_utf8(stream: Any, encoding: str = "", *, lines_end_with_cr: bool = False) -> BinaryIO:
    """The stream in UTF-8. A byte order mark outranks ``encoding``; what is no character becomes what is no UTF-8.

    ``lines_end_with_cr``: where CR stands at its start and LF doesn't, CR ends lines.
    """
    start = stream.peek(_PIECE)
    encoding = next((name for mark, name in _MARKS if start.startswith(mark)), encoding)
    if not encoding or codecs.lookup(encoding).name == "utf-8":
        return io.BufferedReader(_Lines(stream)) if lines_end_with_cr and _only_cr(start) else stream
    recoded: Any = io.BufferedReader(_Recoded(stream, encoding), 2 * _PIECE)
    return as_utf8(recoded, lines_end_with_cr=lines_end_with_cr)


def _only_cr(start: bytes) -> bool:
    return b"\r" in start.rstrip(b"\r") and b"\n" not in start


class _Pieces(io.RawIOBase):
    """Another stream's bytes, changed piece by piece."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._left = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left and not self._ended:
            data = self._stream.read1(_PIECE)
            self._ended = not data
            self._left = self.changed(data)
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size

    @abstractmethod
    def changed(self, data: bytes) -> bytes:
        """The bytes as they are handed on; of none, at the end, what was held back."""

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Lines(_Pieces):
    def changed(self, data: bytes) -> bytes:
        return data.replace(b"\r", b"\n")


class _Recoded(_Pieces):
    def __init__(self, stream: Any, encoding: str) -> None:
        super().__init__(stream)
        self._encoding = encoding
        self._coming = codecs.getincrementaldecoder(encoding)()
        self._is_first = True

    def changed(self, data: bytes) -> bytes:
        before = self._coming.getstate()
        try:
            text = self._coming.decode(data, not data)
        except UnicodeError:
            lenient = codecs.getincrementaldecoder(self._encoding)("replace")
            lenient.setstate(before)
            # Half a surrogate pair is no UTF-8: readers tell by it that the record isn't whole.
            text = lenient.decode(data, not data).replace("\ufffd", "\udcff")
            self._coming.setstate(lenient.getstate())
        text = text.removeprefix("\ufeff") if self._is_first else text
        self._is_first = self._is_first and not text
        return text.encode("utf-8", "surrogatepass")
