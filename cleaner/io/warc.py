"""WARC: the HTML pages among the responses of a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from cleaner.document import Document
from cleaner.io.base import READ_ERRORS, Opened, failed, why

_PAGES = ("text/html", "application/xhtml+xml")
# What stands before the page: the answer's own header.
_HEADER_ROOM = 64 * 1024


def read(opened: Opened) -> Iterator[Document]:
    """A document a page: a response of status 2xx whose content type is HTML. All other records are no documents.

    Its url is WARC-Target-URI, its id WARC-Record-ID, its charset the HTTP header's; ``record["warc_date"]`` is WARC-Date, when
    it was fetched. Damage becomes one failed document at the end that names the file and the byte.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    at = 0
    stream: Any = _Tail(opened.stream)
    try:
        records = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False, stream_detect=False)
        for record in records:
            at = record.stream_pos
            if record.is_http:
                yield from _documents(record, opened)
        if not stream.is_whole():
            raise EOFError("the archive ends in the middle of a record")
    except (ValueError, *READ_ERRORS) as e:
        yield _lost(opened, at, e)
    except BaseException as e:
        # Where Rust panics it is no Exception, but it is the archive's fault all the same.
        if type(e).__name__ != "PanicException":
            raise
        yield _lost(opened, at, e)


def _lost(opened: Opened, at: int, error: BaseException) -> Document:
    return failed(opened.id, f"{opened.name}: cannot read on after byte {at:,}: {why(error)}")


class _Tail:
    """A stream that remembers its last bytes: FastWARC passes over a header that is cut off without a word."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream: Any = stream
        self._last = b""
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        # A whole ``read`` that meets damage would lose what it has read before.
        data: bytes = self._stream.read1(size)
        self._read += len(data)
        self._last = (self._last + data[-4:])[-4:]
        return data

    def tell(self) -> int:
        """How many bytes were read, also of a pipe."""
        return self._read

    def is_whole(self) -> bool:
        """Whether it ended as records do, with an empty line."""
        return not self._last or self._last.replace(b"\r", b"").endswith(b"\n\n")


def _documents(record: Any, opened: Opened) -> Iterator[Document]:
    """None or one."""
    size, limit = record.content_length, opened.bounds.max_bytes
    url = record.headers.get("WARC-Target-URI")
    id = record.headers.get("WARC-Record-ID", "").strip("<>") or url or f"{opened.name}:{record.stream_pos}"
    large = size > limit + _HEADER_ROOM
    if not large:
        record.freeze()
    found = size if large else record.content_length
    record.parse_http(auto_decode="all")
    answer = record.http_headers
    if answer is None or not 200 <= (answer.status_code or 0) < 300 or record.http_content_type not in _PAGES:
        if found < size:
            raise EOFError(_cut(found, size))
        return
    content = b"" if large else record.reader.read(limit + 1)
    error = opened.bounds.too_large() if large or len(content) > limit else None
    if found < size:
        raise EOFError(_cut(found, size))
    date = record.headers.get("WARC-Date")
    yield Document(
        id=id,
        content=b"" if error else content,
        kind="page",
        url=url,
        charset=record.http_charset,
        record={"warc_date": date} if date else {},
        error=error,
    )


def _cut(found: int, size: int) -> str:
    return f"the last record is cut off ({found:,} of {size:,} bytes)"
