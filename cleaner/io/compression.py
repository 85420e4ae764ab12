"""gzip and zstd: read with an eye on how much comes out, written so that the same rows give the same bytes."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from cleaner.io.bounds import check_ratio
from cleaner.io.extras import need

# What this much input can become at most is 64 MiB, with either: it is looked at before more is taken.
_GZIP_CHUNK = 64 * 1024
_ZSTD_CHUNK = 2 * 1024
_ZSTD_MAX_WINDOW = 128 * 1024 * 1024
_SIGNATURES = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
COMPRESSIONS = (".gz", ".zst")


class _Decoder(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes) -> bytes: ...


def compression_of(start: bytes) -> str:
    """The compression whose signature these bytes start with, or ""."""
    return next((name for signature, name in _SIGNATURES.items() if start.startswith(signature)), "")


def decompressed(stream: BinaryIO, compression: str) -> BinaryIO:
    """The stream's bytes, decompressed as they are read; ``compression`` is ``.gz``, ``.zst`` or "" for none.

    What stands before damage is read, then OSError, EOFError or RefusedError (a bomb) raised. Raises InputError where zstandard
    isn't installed.
    """
    if not compression:
        return stream
    return io.BufferedReader(_Decompressed(stream, compression), 128 * 1024)


def compressed(stream: BinaryIO, compression: str) -> BinaryIO:
    """A stream that compresses into ``stream``; closing it ends the archive. Neither name nor time goes in."""
    if not compression:
        return stream
    if compression == ".gz":
        return gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0)  # type: ignore[return-value]
    need("zstandard", "zstd", "writing .zst")
    import zstandard

    return zstandard.ZstdCompressor(level=3).stream_writer(stream, closefd=False)


class _Decompressed(io.RawIOBase):
    def __init__(self, stream: BinaryIO, compression: str) -> None:
        self._stream = stream
        self._pieces = _pieces(stream, compression)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def close(self) -> None:
        self._stream.close()
        super().close()


def _pieces(stream: BinaryIO, compression: str) -> Iterator[bytes]:
    """What comes out, chunk by chunk; members (gzip) and frames (zstd) follow one another."""
    size = _GZIP_CHUNK if compression == ".gz" else _ZSTD_CHUNK
    decoder: _Decoder | None = None
    taken = given = 0
    while chunk := stream.read(size):
        taken += len(chunk)
        while chunk:
            if decoder is None:
                # Tapes and some writers fill up the end with zeros.
                chunk = chunk.lstrip(b"\0") if given else chunk
                if not chunk:
                    break
                decoder = _decoder(compression)
            for piece in _decoded(decoder, chunk):
                given += len(piece)
                check_ratio(taken, given)
                yield piece
            chunk = decoder.unused_data if decoder.eof else b""
            decoder = None if decoder.eof else decoder
    if decoder is not None:
        raise EOFError("the compressed file is cut off in the middle")


def _decoder(compression: str) -> _Decoder:
    if compression == ".gz":
        return zlib.decompressobj(wbits=31)
    need("zstandard", "zstd", "reading .zst")
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=_ZSTD_MAX_WINDOW).decompressobj()


def _decoded(decoder: _Decoder, chunk: bytes) -> Iterator[bytes]:
    copy = decoder.copy() if hasattr(decoder, "copy") else None
    try:
        yield decoder.decompress(chunk)
    except zlib.error as e:
        # What stands before the damage is found byte by byte.
        yield from _before_damage(copy, chunk)
        raise OSError(f"Not a gzipped file, or a damaged one ({e})") from e
    except Exception as e:
        # zstandard's own error; its module may not be there to name it.
        if type(e).__name__ != "ZstdError":
            raise
        raise OSError(f"not a zstd file, or a damaged one ({e})") from e


def _before_damage(decoder: Any, chunk: bytes) -> Iterator[bytes]:
    found = bytearray()
    try:
        for i in range(len(chunk)):
            found += decoder.decompress(chunk[i : i + 1])
    except zlib.error:
        pass
    yield bytes(found)
