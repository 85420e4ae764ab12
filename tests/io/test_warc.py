"""WARC: the pages of a crawl, and nothing lost without a word."""

from __future__ import annotations

import gzip

import pytest

from cleaner.io import warc
from tests.io.archives import read_with, response


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
    assert str(failed.error).startswith("in: cannot read on after byte 0: ")


def test_a_file_that_is_no_archive_is_one_failed_row() -> None:
    (failed,) = read_with(warc.read, b"<html>not a crawl</html>" * 9)
    assert str(failed.error).startswith("in: cannot read on")
