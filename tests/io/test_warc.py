"""WARC: the pages of a crawl, and nothing lost without a word."""

from __future__ import annotations

import gc
import gzip
import io
import zlib
from random import Random

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.io import warc
from cleaner.io.base import Opened
from cleaner.io.compression import decompressed
from tests.io.archives import PACK, read_with, response


def test_a_page_has_its_url_id_charset_and_the_date_it_was_fetched() -> None:
    (page,) = read_with(warc.read, response("<p>Mühle".encode("latin-1")))
    assert (page.id, page.url, page.kind, page.charset) == ("urn:uuid:1", "http://a.example/1", "page", "iso-8859-1")
    assert page.content == "<p>Mühle".encode("latin-1")
    assert page.record == {"warc_date": "2024-01-02T03:04:05Z"}


@pytest.mark.parametrize(
    "other",
    [
        response(b"x", content_type="image/png"),
        response(b"<p>x", kind="request"),
        response(b"<p>x", kind="metadata"),
        response(b"<p>gone", status="404 Not Found"),
        response(b"<p>moved", status="301 Moved Permanently"),
    ],
    ids=["image", "request", "metadata", "error page", "redirect"],
)
def test_what_is_no_page_is_no_document(other: bytes) -> None:
    pages = read_with(warc.read, other + response(b"<p>a", id="a") + other + response(b"<p>b", id="b"))
    assert [(p.id, p.error) for p in pages] == [("a", None), ("b", None)]


@pytest.mark.parametrize(
    ("body", "extra"),
    [
        (gzip.compress(b"<p>hello"), "Content-Encoding: gzip\r\n"),
        (b"8\r\n<p>hello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
    ],
    ids=["gzip", "chunked"],
)
def test_a_body_that_was_encoded_on_its_way_is_decoded(body: bytes, extra: str) -> None:
    (page,) = read_with(warc.read, response(body, extra=extra))
    assert (page.content, page.error) == (b"<p>hello", None)


@pytest.mark.parametrize("compressed_on_its_way", [False, True])
def test_a_page_above_the_bound_is_a_failed_row_and_the_rest_goes_on(compressed_on_its_way: bool) -> None:
    body = b"<p>" + b"a" * 200_000
    large = (
        response(gzip.compress(body), extra="Content-Encoding: gzip\r\n", id="large")
        if compressed_on_its_way
        else response(body, id="large")
    )
    first, second = read_with(warc.read, large + response(b"<p>b", id="b"), max_bytes=1000)
    assert (first.id, first.content, first.error) == ("large", b"", "too large: more than 1,000 bytes (--max-bytes)")
    assert (second.id, second.error) == ("b", None)


def test_an_archive_cut_off_gives_what_is_whole_and_one_failed_row() -> None:
    whole = response(b"<p>a", id="a") + response(b"<p>" + b"b" * 500, id="b")
    first, failed = read_with(warc.read, whole[:-100])
    assert first.id == "a"
    assert failed.error is not None
    assert failed.error.startswith("in: cannot read on after byte ")
    assert "cut off" in failed.error


@pytest.mark.parametrize("damage", [b"noise\r\n" * 20, b"WARC/1.0\r\nno colon"])
def test_damage_is_one_failed_row_that_names_the_file(damage: bytes) -> None:
    first, failed = read_with(warc.read, response(b"<p>a", id="a") + damage)
    assert first.id == "a"
    assert str(failed.error).startswith("in: cannot read on after byte 266: ")


def test_a_file_that_is_no_archive_is_one_failed_row() -> None:
    (failed,) = read_with(warc.read, b"<html>not a crawl</html>" * 9)
    assert str(failed.error).startswith("in: cannot read on")


HEAD = b"Content-Type: text/html; charset=iso-8859-1"


@pytest.mark.parametrize(
    "page",
    [
        response(b"<p>x", content_type="TEXT/HTML; Charset=UTF-8", id="x"),
        response(b"<html><p>x", id="x").replace(HEAD, b"X" * len(HEAD)),
        response(b"<!-- saved -->\n<!DOCTYPE html><p>x", content_type="application/octet-stream", id="x"),
        response(b"<html><p>x", content_type="text/plain", id="x"),
        response(b"\xff\xfe" + "<html><p>x".encode("utf-16-le"), content_type="text/plain", id="x"),
        response(b"<p>x", id="x").replace(b"\r\nContent-Type: text/html", b"\nContent-Type: text/html "),
        response(b"<p>x", id="x").replace(b"\r\n", b"\n").replace(b"Content-Length: 68", b"Content-Length: 65"),
        response(b"<p>x", id="x").replace(b"WARC-Type", b"warc-type").replace(b"Content-Length", b"content-length"),
        response(b"<p>x", status="200", id="x"),
    ],
    ids=["capitals", "no type", "octets", "plain", "utf-16", "bare LF in it", "bare LF", "small names", "no reason"],
)
def test_a_page_is_read_however_its_headers_are_written(page: bytes) -> None:
    pages = read_with(warc.read, response(b"<p>a", id="a") + page + response(b"<p>b", id="b"))
    assert [(p.id, p.kind, p.error) for p in pages] == [("a", "page", None), ("x", "page", None), ("b", "page", None)]
    assert b"x" in bytes(pages[1].content)  # type: ignore[arg-type]


def record(kind: str, content_type: str, block: bytes, id: str = "x") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/1\r\nWARC-Record-ID: <{id}>\r\n"
        f"WARC-Date: 2024-01-02T03:04:05Z\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def test_a_resource_is_a_page_and_a_conversion_a_text() -> None:
    page, text = read_with(
        warc.read, record("resource", "text/html", b"<p>a") + record("conversion", "text/plain", b"words")
    )
    assert (page.kind, page.url, page.content) == ("page", "http://a.example/1", b"<p>a")
    assert (text.kind, text.url, text.content) == ("text", "http://a.example/1", b"words")


def test_what_is_left_out_is_counted_by_what_it_is() -> None:
    raw = (
        response(b"\x89PNG", content_type="image/png") * 3 + response(b"gone", status="404 Not Found") * 2
        + response(b"User-agent: *", content_type="text/plain") + response(b"{}", content_type="rubbish")
        + record("request", "application/http", b"GET / HTTP/1.1\r\n\r\n") + response(b"<p>a", id="a")
    )  # fmt: skip
    opened = Opened(io.BytesIO(raw), "x", "in")
    assert [d.id for d in warc.read(opened)] == ["a"]
    assert opened.left_out == {
        "image/png": 3, "of status 404": 2, "text/plain": 1, "without a type": 1, "request records": 1,
    }  # fmt: skip


FALSE = {
    "gzip": response(b"<p>x", extra="Content-Encoding: gzip\r\n", id="x"),
    "deflate": response(b"<p>x", extra="Content-Encoding: deflate\r\n", id="x"),
    "brotli": response(b"<p>x", extra="Content-Encoding: br\r\n", id="x"),
    "zstd": response(b"<p>x", extra="Content-Encoding: zstd\r\n", id="x"),
    "unknown": response(b"<p>x", extra="Content-Encoding: sdch\r\n", id="x"),
    "chunked": response(b"<p>x", extra="Transfer-Encoding: chunked\r\n", id="x"),
}


@pytest.mark.parametrize("false", FALSE.values(), ids=list(FALSE))
def test_a_page_whose_header_names_a_coding_that_it_has_not_is_read_as_it_stands(false: bytes) -> None:
    pages = read_with(warc.read, response(b"<p>a", id="a") + false + response(b"<p>b", id="b"))
    assert [(p.id, p.content, p.error) for p in pages] == [
        ("a", b"<p>a", None),
        ("x", b"<p>x", None),
        ("b", b"<p>b", None),
    ]


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (zlib.compress(b"<p>x"), "deflate"),
        (zlib.compress(b"<p>x")[2:-4], "deflate"),
        (zstandard.compress(b"<p>x"), "zstd"),
        (brotli.compress(b"<p>x"), "br"),
        (gzip.compress(gzip.compress(b"<p>x")), "gzip, gzip"),
    ],
    ids=["deflate", "bare deflate", "zstd", "brotli", "twice"],
)
def test_each_coding_is_undone(body: bytes, coding: str) -> None:
    (page,) = read_with(warc.read, response(body, extra=f"Content-Encoding: {coding}\r\n"))
    assert (page.content, page.error) == (b"<p>x", None)


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_a_record_that_cannot_be_decoded_is_one_failed_row_with_its_address(coding: str) -> None:
    bad = response(b"\xfe\x99 noise" * 20, extra=f"Content-Encoding: {coding}\r\n", id="x")
    a, x, b = read_with(warc.read, response(b"<p>a", id="a") + bad + response(b"<p>b", id="b"))
    assert (a.error, x.id, x.url, b.error) == (None, "x", "http://a.example/1", None)
    assert str(x.error).startswith(f"in: the record at byte 266 cannot be decoded: Content-Encoding: {coding}: ")


@pytest.mark.parametrize("length", [b"Content-Length: 1", b"Content-Length: -", b"Content-Lengtx: "])
def test_a_record_whose_length_is_too_large_or_none_ends_where_the_next_begins(length: bytes) -> None:
    bad = response(b"<p>x", id="x").replace(b"Content-Length: ", length)
    pages = read_with(
        warc.read, response(b"<p>a", id="a") + bad + response(b"<p>b", id="b") + response(b"<p>c", id="c")
    )
    assert [(p.id, p.content, p.error) for p in pages] == [(i, f"<p>{i}".encode(), None) for i in "axbc"]


def test_what_is_no_record_between_records_costs_one_failed_row() -> None:
    raw = response(b"<p>a", id="a") + b"noise\r\nand more\r\n" * 9_000 + response(b"<p>b", id="b")
    a, failed, b = read_with(warc.read, raw)
    assert (a.id, failed.error, b.id) == ("a", "in: cannot read on after byte 266: no record in 152,998 bytes", "b")


def members(damaged: int, at: int, by: int, ending: str = ".gz") -> list[Document]:
    """Six records compressed one by one, a byte of one of them changed."""
    packed = [bytearray(PACK[ending](response(b"<p>" + Random(i).randbytes(300), id=f"r{i}"))) for i in range(6)]
    packed[damaged][at % len(packed[damaged])] ^= by
    stream = decompressed(io.BufferedReader(io.BytesIO(b"".join(packed))), ending)  # type: ignore[arg-type]
    return list(warc.read(Opened(stream, "x", "in")))


@given(st.integers(0, 5), st.integers(0, 10_000), st.integers(1, 255))
def test_a_damaged_member_of_an_archive_costs_no_record_but_its_own(damaged: int, at: int, by: int) -> None:
    found = members(damaged, at, by)
    whole = [d.id for d in found if d.error is None]
    others = [f"r{i}" for i in range(6) if i != damaged]
    assert [i for i in whole if i != f"r{damaged}"] == others
    assert len(found) <= 7


@given(st.binary(max_size=400), st.integers(0, 3))
def test_bytes_of_any_kind_between_records_cost_no_other_record(noise: bytes, where: int) -> None:
    records = [response(b"<p>" + str(i).encode(), id=f"r{i}") for i in range(4)]
    found = read_with(warc.read, b"".join(records[:where]) + noise + b"\r\n\r\n" + b"".join(records[where:]))
    assert [d.id for d in found if d.id != "x"] == [f"r{i}" for i in range(4)]


@given(st.data())
def test_a_cut_archive_gives_what_is_whole_and_at_most_one_failed_row(data: st.DataObject) -> None:
    records = [response(b"<p>" + bytes([65 + i]) * 40, id=f"r{i}") for i in range(4)]
    raw = b"".join(records)
    end = data.draw(st.integers(0, len(raw)))
    found = read_with(warc.read, raw[:end])
    whole = sum(1 for i in range(4) if end >= len(b"".join(records[: i + 1])) - 4)
    assert [d.id for d in found if d.error is None] == [f"r{i}" for i in range(whole)]
    assert len(found) <= whole + 1


def arc(*records: tuple[str, str, bytes]) -> bytes:
    about = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    raw = b"filedesc://x.arc 0.0.0.0 20080430204825 text/plain %d\n" % len(about) + about + b"\n"
    for url, type, body in records:
        block = f"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n\r\n".encode() + body
        raw += f"{url} 1.2.3.4 20080430204826 {type} {len(block)}\n".encode() + block + b"\n"
    return raw


def test_an_arc_archive_is_read_and_damage_in_it_costs_no_other_record() -> None:
    one, two = ("http://a.example/1", "text/html", b"<p>a"), ("http://a.example/2", "text/html", b"<p>b")
    image = ("http://a.example/i", "image/gif", b"GIF8")
    opened = Opened(io.BytesIO(arc(one, image) + b"noise\n" + arc(two).partition(b"length\n\n")[2]), "x", "in")
    a, failed, b = warc.read(opened)
    assert (a.id, a.content, a.record) == (one[0], b"<p>a", {"warc_date": "2008-04-30T20:48:26Z"})
    assert failed.error is not None
    assert (b.url, b.content) == (two[0], b"<p>b")
    assert opened.left_out == {"filedesc records": 1, "image/gif": 1}


@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_that_fastwarc_wrote_is_read(compressed: bool) -> None:
    fastwarc = pytest.importorskip("fastwarc")
    out = io.BytesIO()
    writer = fastwarc.GzipWriter(out) if compressed else out
    for i in range(20):
        found = fastwarc.WarcRecord()
        found.init_headers(fastwarc.WarcRecordType.response)
        found.headers["WARC-Target-URI"] = f"http://a.example/{i}"
        found.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>%d" % i)
        found.write(writer)
    if compressed:
        writer.finish() if hasattr(writer, "finish") else writer.close()
    assert_twenty(out.getvalue(), compressed)


# warcio leaves its temporary files open, which Python says when it finds them.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_that_warcio_wrote_is_read(compressed: bool) -> None:
    warcwriter = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    out = io.BytesIO()
    writer = warcwriter.WARCWriter(out, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "a test"}))
    for i in range(20):
        answer = headers("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        found = writer.create_warc_record(
            f"http://a.example/{i}", "response", payload=io.BytesIO(b"<p>%d" % i), http_headers=answer
        )
        writer.write_record(found)
    del writer, found
    gc.collect()
    assert_twenty(out.getvalue(), compressed)


def assert_twenty(raw: bytes, compressed: bool) -> None:
    stream = decompressed(io.BufferedReader(io.BytesIO(raw)), ".gz" if compressed else "")  # type: ignore[arg-type]
    found = [(d.url, d.content, d.error) for d in warc.read(Opened(stream, "x", "in"))]
    assert found == [(f"http://a.example/{i}", b"<p>%d" % i, None) for i in range(20)]
