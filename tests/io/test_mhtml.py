"""MHTML: the page that a browser saved in one file."""

from __future__ import annotations

from cleaner.io import mhtml
from tests.io.archives import read_with

SAVED = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/1
Subject: x
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="BB"

--BB
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example/1

<html><p>The m=C3=BChle by the riv=
er

--BB
Content-Type: image/gif
Content-Transfer-Encoding: base64
Content-Location: https://news.example/i.gif

R0lG
--BB--
"""


def test_the_page_is_read_with_its_address_and_charset() -> None:
    (page,) = read_with(mhtml.read, SAVED)
    assert bytes(page.content).strip() == "<html><p>The mühle by the river".encode()  # type: ignore[arg-type]
    assert (page.id, page.kind, page.url, page.charset) == ("x", "page", "https://news.example/1", "utf-8")


def test_a_file_without_a_page_is_a_failed_row() -> None:
    (failed,) = read_with(mhtml.read, SAVED.replace(b"text/html; charset", b"text/css; charset"))
    assert failed.error == "in: no page in the MHTML file"


def test_a_cut_file_gives_what_is_there() -> None:
    (page,) = read_with(mhtml.read, SAVED[: SAVED.index(b"by the")])
    assert b"The m" in bytes(page.content)  # type: ignore[arg-type]


def test_a_file_above_the_bound_is_a_failed_row() -> None:
    (failed,) = read_with(mhtml.read, SAVED, max_bytes=100)
    assert failed.error == "too large: more than 100 bytes (--max-bytes)"
