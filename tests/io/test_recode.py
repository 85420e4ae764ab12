"""Records in other encodings and with other ends of lines come as UTF-8 with LF."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.io.recode import as_utf8

TEXT = "id,text\na,Grüße aus Łódź 東京\n"


def recoded(raw: bytes, encoding: str = "", **how: bool) -> bytes:
    return as_utf8(io.BufferedReader(io.BytesIO(raw)), encoding, **how).read()  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-8"])
def test_an_encoding_that_is_named_is_undone(encoding: str) -> None:
    assert recoded(TEXT.encode(encoding), encoding).decode() == TEXT


def test_a_byte_order_mark_says_it_alone_and_outranks_what_is_named() -> None:
    assert recoded(TEXT.encode("utf-16")).decode() == TEXT
    assert recoded(TEXT.encode("utf-16"), "latin-1").decode() == TEXT
    assert recoded(TEXT.encode("utf-8-sig"), "latin-1").decode("utf-8-sig") == TEXT


def test_a_byte_that_is_no_character_is_no_utf8_afterwards() -> None:
    out = recoded(b"a,x\nb,\x81\xff\nc,y\n", "cp932")
    assert [line.decode("utf-8", "ignore") == line.decode("utf-8", "replace") for line in out.splitlines()] == [
        True,
        False,
        True,
    ]


def test_lines_that_end_with_cr_alone_end_with_lf() -> None:
    assert recoded(b"a\rb\r", lines_end_with_cr=True) == b"a\nb\n"
    assert recoded("a\rb\r".encode("utf-16"), lines_end_with_cr=True) == b"a\nb\n"
    assert recoded(b"a\r\nb\r\n", lines_end_with_cr=True) == b"a\r\nb\r\n"
    assert recoded(b"a\rb\r") == b"a\rb\r"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 3))
def test_any_text_comes_out_wherever_the_stream_breaks(text: str, step: int) -> None:
    class Dripping(io.BytesIO):
        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            data = self.read(min(step, len(buffer)))
            buffer[: len(data)] = data
            return len(data)

    stream = io.BufferedReader(Dripping(text.encode("utf-16")))  # type: ignore[arg-type]
    assert as_utf8(stream, "utf-16").read().decode() == text.removeprefix("\ufeff")
