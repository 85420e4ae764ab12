"""An answer of HTTP as a crawl keeps it: status, headers, and the body as it was before its way through the net."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.errors import InputError
from cleaner.io.bounds import Bounds
from cleaner.io.extras import need
from cleaner.io.sniff import looks_like_page

_STATUS = re.compile(rb"HTTP/\d+(?:\.\d+)?[ \t]+(\d{3})\b", re.I)
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"\s{0,4}([0-9a-fA-F]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_TYPE = re.compile(r"[\w.+*-]+/[\w.+*-]+")


class UndecodableError(ValueError):
    """A body that is not what its headers say, and no page as it stands."""


class TooLargeError(ValueError):
    """A body that becomes more than the bounds allow."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` is None where no status line stands; ``headers`` have small names. ``body`` is as it was sent."""

    status: int | None
    headers: Mapping[str, str]
    body: bytes


def media_type(value: str) -> str:
    """``text/html`` of a Content-Type, "" where it says nothing that is one."""
    found = _TYPE.match(value.strip().lower())
    return found.group() if found else ""


def charset(value: str) -> str | None:
    """The charset of a Content-Type."""
    found = _CHARSET.search(value)
    return found.group(1).lower() if found else None


def header_lines(raw: bytes) -> dict[str, str]:
    """Headers by their names in small letters, the first of a name; LF alone may end a line, what is no header is passed over."""
    found: dict[str, str] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", raw).splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            found.setdefault(name.strip().lower().decode("utf-8", "replace"), value.strip().decode("utf-8", "replace"))
    return found


def answer(block: bytes) -> Answer:
    """The answer in a record's block; one without a status line is all body."""
    status = _STATUS.match(block)
    if status is None:
        return Answer(None, {}, block)
    end = _END.search(block, status.end())
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    return Answer(int(status.group(1)), header_lines(head.partition(b"\n")[2]), body)


def decoded(given: Answer, bounds: Bounds) -> bytes:
    """The body without its chunks and codings; as it stands where that is a page and the headers lie.

    Raises UndecodableError, or TooLargeError where it becomes larger than the bounds allow.
    """
    body, wrong = given.body, ""
    if "chunked" in given.headers.get("transfer-encoding", "").lower():
        try:
            body = _unchunked(body)
        except ValueError as e:
            wrong = f"Transfer-Encoding: chunked: {e}"
    codings = given.headers.get("content-encoding", "").lower().replace(" ", "").split(",")
    for coding in reversed([c for c in codings if c]):
        try:
            body = _uncoded(body, coding, bounds.max_bytes)
        except (zlib.error, ValueError) as e:
            if isinstance(e, TooLargeError):
                raise
            wrong = f"Content-Encoding: {coding}: {e}"
    if wrong and not looks_like_page(body):
        raise UndecodableError(wrong)
    if len(body) > bounds.max_bytes:
        raise TooLargeError
    return body


def _unchunked(body: bytes) -> bytes:
    out = bytearray()
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found.group(1), 16)
        if not size:
            return bytes(out)
        if found.end() + size > len(body):
            raise ValueError("the body is cut off")
        out += body[found.end() : found.end() + size]
        at = found.end() + size
    if body[at:].strip() or not out:
        raise ValueError(f"no chunk at byte {at:,}")
    return bytes(out)  # the last, empty chunk is missing


def _uncoded(body: bytes, coding: str, limit: int) -> bytes:
    if coding in ("identity", "none", "utf-8") or not body:
        return body
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, limit, 31)
    if coding == "deflate":
        # Some send it without the wrapping that the standard asks for.
        return _inflated(body, limit, 15 if body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0 else -15)
    if coding == "br":
        return _others(_brotli(), body, limit)
    if coding == "zstd":
        return _others(_zstd(), body, limit)
    raise ValueError("no coding that is known")


def _inflated(body: bytes, limit: int, wbits: int) -> bytes:
    decoder = zlib.decompressobj(wbits=wbits)
    out = decoder.decompress(body, limit + 1)
    if len(out) > limit:
        raise TooLargeError
    if not decoder.eof:
        raise ValueError("the body is cut off")
    return out


def _brotli() -> Any:
    _need("brotli", "warc")
    import brotli

    return brotli.Decompressor().process


def _zstd() -> Any:
    _need("zstandard", "zstd")
    import zstandard

    return zstandard.ZstdDecompressor(max_window_size=8 << 20).decompressobj().decompress


def _need(module: str, extra: str) -> None:
    try:
        need(module, extra, "reading it")
    except InputError as e:
        raise ValueError(str(e)) from e


def _others(decompress: Any, body: bytes, limit: int) -> bytes:
    """In small steps, so that a bomb is noticed before it fills the memory."""
    out = bytearray()
    try:
        for at in range(0, len(body), 1024):
            out += decompress(body[at : at + 1024])
            if len(out) > limit:
                raise TooLargeError
    except TooLargeError:
        raise
    except Exception as e:  # the libraries' own, which may not be there to name them
        raise ValueError(str(e) or type(e).__name__) from e
    return bytes(out)
