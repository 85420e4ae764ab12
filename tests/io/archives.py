"""Small archives that tests read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from cleaner.document import Document
from cleaner.io.base import Fields, Opened, Reader
from cleaner.io.bounds import MAX_BYTES, Bounds

PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": lambda raw: gzip.compress(raw, mtime=0),
    ".zst": zstandard.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


def read_with(
    reader: Reader,
    raw: bytes,
    fields: Fields = Fields(),  # noqa: B008
    max_bytes: int = MAX_BYTES,
) -> list[Document]:
    """All documents that a reader finds in these bytes, of a file "in" with the id "x"."""
    return list(reader(Opened(io.BytesIO(raw), "x", "in", fields, Bounds(max_bytes))))


def response(
    body: bytes,
    url: str = "http://a.example/1",
    content_type: str = "text/html; charset=iso-8859-1",
    status: str = "200 OK",
    extra: str = "",
    kind: str = "response",
    id: str = "urn:uuid:1",
) -> bytes:
    """A record of a WARC file."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
        f"WARC-Record-ID: <{id}>\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


RECORDS = b'{"id": "a", "text": "one"}\n{"id": "b", "text": "two"}\n'


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "text": ["one", "two"]}), out)
    return out.getvalue()


FILES = {
    ".jsonl": RECORDS,
    ".csv": b"id,text\na,one\nb,two\n",
    ".tsv": b"id\ttext\na\tone\nb\ttwo\n",
    ".parquet": parquet(),
    ".warc": response(b"one", id="a") + response(b"two", id="b"),
}
