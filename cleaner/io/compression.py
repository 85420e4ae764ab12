"""gzip, zstd, bzip2 and xz: read with an eye on how much comes out, written so that the same rows give the same bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Protocol

from cleaner.io.bounds import check_ratio
from cleaner.io.extras import need

# What this much input can become at most is 64 MiB, with gzip and zstd: it is looked at before more is taken.
_CHUNKS = {".gz": 64 * 1024, ".zst": 2 * 1024, ".bz2": 64 * 1024, ".xz": 64 * 1024}
# bzip2 and xz are asked for no more than this at a time.
_PIECE = 1024 * 1024
_ZSTD_MAX_WINDOW = 128 * 1024 * 1024
_XZ_MAX_MEMORY = 256 * 1024 * 1024
_SIGNATURES = {
    b"\x1f\x8b\x08": ".gz", b"\x28\xb5\x2f\xfd": ".zst", b"\xfd7zXZ\x00": ".xz",
    **{b"BZh%d1AY&SY" % level: ".bz2" for level in range(1, 10)},
}  # fmt: skip
COMPRESSIONS = tuple(_CHUNKS)
# So much of a member is unpacked to see what it begins with.
_TRIED = 1024
# gzip's header can claim 64 KiB and a name, a block of the others becomes output within a megabyte.
_CLAIMED = 1024 * 1024


class DamagedError(OSError):
    """Compressed data that is none; what follows it may be."""


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
    """The stream's bytes, decompressed as they are read; ``compression`` is one of ``COMPRESSIONS``, or "" for none.

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
    if compression == ".bz2":
        return bz2.BZ2File(stream, "wb")  # type: ignore[return-value]
    if compression == ".xz":
        return lzma.LZMAFile(stream, "wb")  # type: ignore[return-value]
    need("zstandard", "zstd", "writing .zst")
    import zstandard

    return zstandard.ZstdCompressor(level=3).stream_writer(stream, closefd=False)


class _Decompressed(io.RawIOBase):
    """``in_member``: how many bytes came of the member (gzip) or frame (zstd) that is being read."""

    def __init__(self, stream: BinaryIO, compression: str) -> None:
        self._stream = stream
        self._compression = compression
        self._pieces = self._all()
        self._left = memoryview(b"")
        self._chunk = b""
        self._taken = self._given = 0
        self.in_member = 0

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

    def recover(self, start: bytes) -> bool:
        """After damage: go on with the next member whose content begins with ``start``. False where there is none."""
        signature = next(s for s, name in _SIGNATURES.items() if name == self._compression)
        rest = self._chunk[1:]
        while True:
            at = rest.find(signature)
            if at < 0:
                # A signature may begin at the end of what was read.
                more = self._read()
                if not more:
                    return False
                rest = rest[1 - len(signature) :] + more
                continue
            rest = rest[at:]
            if len(rest) < _TRIED and (more := self._read()):
                rest += more
            if self._begins(rest[:_TRIED], start):
                self._pieces = self._all(rest)
                return True
            rest = rest[1:]

    def _begins(self, compressed: bytes, start: bytes) -> bool:
        try:
            return _decoder(self._compression).decompress(compressed).startswith(start)
        except Exception:  # damage, in the words of either library
            return False

    def _read(self) -> bytes:
        chunk = self._stream.read(_CHUNKS[self._compression])
        self._taken += len(chunk)
        return chunk

    def _all(self, chunk: bytes = b"") -> Iterator[bytes]:
        """What comes out, chunk by chunk; members (gzip) and frames (zstd) follow one another."""
        decoder: _Decoder | None = None
        going_on = False
        while chunk := chunk or self._read():
            while chunk:
                if decoder is None:
                    # Tapes and some writers fill up the end with zeros.
                    chunk = chunk.lstrip(b"\0") if self._given else chunk
                    if not chunk:
                        break
                    decoder = _decoder(self._compression)
                    self.in_member = 0
                # A damaged header can claim all that follows for itself; nothing came of that yet.
                self._chunk = (self._chunk + chunk)[-_CLAIMED:] if going_on and not self.in_member else chunk
                for piece in _decoded(decoder, chunk):
                    self._given += len(piece)
                    self.in_member += len(piece)
                    check_ratio(self._taken, self._given)
                    yield piece
                chunk = decoder.unused_data if decoder.eof else b""
                decoder = None if decoder.eof else decoder
                going_on = decoder is not None
        if decoder is not None:
            raise EOFError("the compressed file is cut off in the middle")


class _Stepwise:
    """bzip2 or xz, which can be asked for a part of what their input becomes."""

    def __init__(self, decoder: Any) -> None:
        self._decoder = decoder

    @property
    def eof(self) -> bool:
        return bool(self._decoder.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._decoder.unused_data)

    def steps(self, data: bytes) -> Iterator[bytes]:
        yield self._decoder.decompress(data, _PIECE)
        while not self._decoder.eof and not self._decoder.needs_input:
            yield self._decoder.decompress(b"", _PIECE)

    def decompress(self, data: bytes) -> bytes:
        return b"".join(self.steps(data))


def _decoder(compression: str) -> _Decoder:
    if compression == ".gz":
        return zlib.decompressobj(wbits=31)
    if compression == ".bz2":
        return _Stepwise(bz2.BZ2Decompressor())
    if compression == ".xz":
        return _Stepwise(lzma.LZMADecompressor(memlimit=_XZ_MAX_MEMORY))
    need("zstandard", "zstd", "reading .zst")
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=_ZSTD_MAX_WINDOW).decompressobj()


def _decoded(decoder: _Decoder, chunk: bytes) -> Iterator[bytes]:
    copy = decoder.copy() if hasattr(decoder, "copy") else None
    try:
        if isinstance(decoder, _Stepwise):
            yield from decoder.steps(chunk)
        else:
            yield decoder.decompress(chunk)
    except zlib.error as e:
        # What stands before the damage is found byte by byte.
        yield from _before_damage(copy, chunk)
        raise DamagedError(f"Not a gzipped file, or a damaged one ({e})") from e
    except lzma.LZMAError as e:
        raise DamagedError(f"not an xz file, or a damaged one ({e})") from e
    except Exception as e:
        # zstandard's own error; its module may not be there to name it.
        if type(e).__name__ != "ZstdError":
            raise
        raise DamagedError(f"not a zstd file, or a damaged one ({e})") from e


def _before_damage(decoder: Any, chunk: bytes) -> Iterator[bytes]:
    found = bytearray()
    try:
        for i in range(len(chunk)):
            found += decoder.decompress(chunk[i : i + 1])
    except zlib.error:
        pass
    yield bytes(found)
