"""Bytes become text, whatever they are; what is no text is said to be none."""

from __future__ import annotations

import codecs

import pytest

from tests.samples import ARTICLE, PAGE, PROSE
from tests.stages.work import article, done


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"\xff\xd8\xff\xe0....", "a JPEG image"),
        (b"GIF89a....", "a GIF image"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x1f\x8b\x08....", "gzip data"),
        (b"\x7fELF....", "a program"),
        (b"PAR1....", "a Parquet file"),
        (bytes(range(32)) * 20, "control characters"),
    ],
)
def test_a_binary_file_is_a_failed_row_that_says_what_it_is(content: bytes, what: str) -> None:
    row = article(content)
    assert row.status == "failed"
    assert row.error is not None
    assert row.error.startswith("not text: ")
    assert what in row.error
    assert row.text == ""


@pytest.mark.parametrize("content", [b"", b" \n\t ", "", "\ufeff", codecs.BOM_UTF8, "\0\0", "\u00a0\u2003"])
def test_an_empty_input_is_a_failed_row_that_says_so(content: str | bytes) -> None:
    row = article(content)
    assert (row.status, row.error) == ("failed", "empty: there is no text in it")


def test_the_kind_can_be_said() -> None:
    assert article(PAGE, kind="text").normalised == ["tags"]
    assert article(ARTICLE, kind="page").text.count("\n\n") == 0


def test_zero_bytes_inside_a_text_are_dropped() -> None:
    assert article(f"{PROSE[:20]}\0{PROSE[20:]}").text == PROSE


def test_half_a_surrogate_pair_costs_one_letter_and_not_the_row() -> None:
    row = article(f"{PROSE} \ud83d")
    assert row.text == f"{PROSE} ?"
    assert row.error is None


def test_the_order_of_line_ends_makes_no_difference() -> None:
    texts = [article(ARTICLE.replace("\n", end)).text for end in ("\n", "\r\n", "\r")]
    assert len(set(texts)) == 1


def test_a_failed_document_stops_on_its_way() -> None:
    assert done(b"%PDF-1.4").blocks == ()
