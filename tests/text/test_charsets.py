"""Bytes become the same text in every encoding, and a page is told from a text."""

from __future__ import annotations

import codecs

import pytest

from cleaner.text.charsets import binary_reason, sniff, to_text
from tests.samples import ARTICLE, PAGE, PROSE

GERMAN = "Die Mühle am oberen See stand still, „seit das Hochwasser kam“, sagten die Brüder größtenteils."
RUSSIAN = "Мельница на верхнем озере стояла с тех пор, как наводнение снесло плотину, сказали братья."


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        (GERMAN.encode(), None, GERMAN),
        (codecs.BOM_UTF8 + GERMAN.encode(), None, GERMAN),
        (codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), None, GERMAN),
        (codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), None, GERMAN),
        (codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"), None, GERMAN),
        (GERMAN.encode("utf-16-le"), None, GERMAN),
        (GERMAN.encode("utf-16-be"), None, GERMAN),
        (GERMAN.encode("cp1252"), "iso-8859-1", GERMAN),
        (GERMAN.encode("cp1252"), "windows-1252", GERMAN),
        (GERMAN.encode("cp1252"), None, GERMAN),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (GERMAN.encode(), "iso-8859-1", GERMAN),
        (GERMAN.encode("cp1252"), "no-such-charset", GERMAN),
        (f'<meta charset="windows-1251"><p>{RUSSIAN}'.encode("cp1251"), None, f'<meta charset="windows-1251"><p>{RUSSIAN}'),
        ('<?xml version="1.0" encoding="shift_jis"?>水車は'.encode("cp932"), None,
         '<?xml version="1.0" encoding="shift_jis"?>水車は'),
    ],
)  # fmt: skip
def test_every_encoding_comes_out_as_the_same_text(content: bytes, charset: str | None, text: str) -> None:
    assert to_text(content, charset) == text


def test_what_is_valid_utf_8_is_utf_8_whatever_the_page_declares() -> None:
    page = f'<meta charset="iso-8859-1"><p>{GERMAN}</p>'
    assert to_text(page.encode()) == page


def test_utf_8_with_stray_bytes_of_windows_keeps_both_readable() -> None:
    mixed = "Größe, Mühle, Brüder ".encode() * 3 + b"\x93quoted\x94 \x80 5"
    assert to_text(mixed) == "Größe, Mühle, Brüder " * 3 + "“quoted” € 5"


def test_bytes_of_no_encoding_still_become_a_text() -> None:
    assert isinstance(to_text(bytes(range(128, 256)) * 3), str)


def test_text_is_not_binary() -> None:
    for content in (
        ARTICLE.encode(),
        GERMAN.encode("utf-16"),
        RUSSIAN.encode("koi8-r"),
        b"\x1b[31mred\x1b[0m text here",
    ):
        assert binary_reason(content) == ""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PAGE, "page"),
        (f"<p>{PROSE}</p>", "page"),
        ("<!DOCTYPE html>\n<title>x</title>", "page"),
        (f"\n\n  <div>{PROSE}", "page"),
        (f"{PROSE}</p><p>{PROSE}", "page"),
        (ARTICLE, "text"),
        ("In HTML a <b> makes text bold, and 3 < 4 > 2.", "text"),
        (f"{PROSE} He wrote <br> for a break.", "text"),
        ("", "text"),
    ],
)
def test_a_page_is_told_from_a_text_by_its_content(content: str, kind: str) -> None:
    assert sniff(content) == kind
