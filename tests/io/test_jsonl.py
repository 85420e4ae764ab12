"""JSON Lines: a record a line, and each line one row whatever stands in it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from cleaner.article import Article
from cleaner.document import Document
from cleaner.io import jsonl
from cleaner.io.base import Fields, Opened
from tests.samples import PROSE


def read(content: bytes | str, fields: Fields = Fields()) -> list[Document]:  # noqa: B008
    raw = content.encode() if isinstance(content, str) else content
    return list(jsonl.read(Opened(io.BytesIO(raw), "x", "in.jsonl", fields)))


def test_a_line_is_a_document() -> None:
    one, two = read('{"id": 7, "text": "a", "url": "u", "title": "t"}\n{"id": "b", "html": "<p>"}')
    assert (one.id, one.content, one.kind, one.url, one.record["title"]) == ("7", "a", "text", "u", "t")
    assert (two.id, two.content, two.kind) == ("b", "<p>", "page")


def test_html_goes_before_text() -> None:
    (document,) = read('{"text": "a", "html": "<p>"}')
    assert document.kind == "page"


@pytest.mark.parametrize(
    ("record", "id"),
    [({"id": "a", "url": "u"}, "a"), ({"id": 0}, "0"), ({"id": "", "url": "u"}, "u"), ({"id": None, "url": "u"}, "u"),
     ({}, "in.jsonl:1")],
)  # fmt: skip
def test_the_id_is_the_records_else_its_url_else_file_and_line(record: dict[str, Any], id: str) -> None:
    (document,) = read(json.dumps({**record, "text": "x"}))
    assert document.id == id


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{broken", "not a JSON record: "),
        ('{"text": "a"', "not a JSON record: "),
        ('{"text": "a"} {"text": "b"}', "not a JSON record: Extra data at column 15"),
        ("[1, 2]", "a record must be an object, not list"),
        ('"text"', "a record must be an object, not str"),
        ("null", "a record must be an object, not NoneType"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_broken_jsonl_line_becomes_one_failed_row_that_names_file_and_line(line: str, said: str) -> None:
    good = '{"id": "good", "text": "a"}'
    before, broken, after = read(f"{good}\n{line}\n{good}\n")
    assert (before.error, after.error) == (None, None)
    assert broken.error is not None
    assert broken.error.startswith("in.jsonl:2: ")
    assert said in broken.error
    assert broken.id == "in.jsonl:2"


def test_a_line_of_another_encoding_is_a_failed_row() -> None:
    (document,) = read('{"text": "Mühle"}'.encode("latin-1"))
    assert document.error == "in.jsonl:1: not UTF-8 at byte 11"


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"id": "a"}, "the record has neither 'text' nor 'html'; its fields: id"),
        ({"id": "a", "text": 7}, "the field 'text' is not text"),
        ({"id": "a", "html": {"x": 1}}, "the field 'html' is not text"),
        ({"id": "a", "text": ""}, "empty: the field 'text' holds nothing"),
        ({"id": "a", "text": None}, "empty: the field 'text' holds nothing"),
    ],
)
def test_a_record_without_content_is_a_failed_row_that_says_what_is_missing(record: dict[str, Any], said: str) -> None:
    (document,) = read(json.dumps(record))
    assert (document.id, document.error) == ("a", said)


def test_empty_lines_are_no_rows_but_count_as_lines() -> None:
    (document,) = read('\n  \n{"x": 1}\n\n')
    assert document.id == "in.jsonl:3"


def test_a_byte_order_mark_and_windows_line_ends_are_forgiven() -> None:
    one, two = read('\ufeff{"text": "a"}\r\n{"text": "b"}\r\n')
    assert (one.content, two.content) == ("a", "b")


def test_the_fields_can_have_other_names() -> None:
    fields = Fields(text="body", html="raw", url="link", id="key")
    one, two = read('{"body": "a", "link": "u", "key": 1}\n{"raw": "<p>", "text": "not this"}', fields)
    assert (one.id, one.content, one.url) == ("1", "a", "u")
    assert (two.content, two.kind) == ("<p>", "page")


def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_read() -> None:
    (document,) = read('{"text": "\\ud83d a \\ud83d\\ude00", "title": "\\udc00"}')
    assert (document.content, document.record["title"]) == ("? a 😀", "?")


def test_a_row_is_one_line_of_json_with_all_fields() -> None:
    line = jsonl.line(Article(id="a\nb", text=f"{PROSE}\n\n\u2028“x”", title="\ud83d"))
    assert line.endswith("\n")
    assert line.count("\n") == 1
    row = json.loads(line)
    assert (row["id"], row["title"], row["status"]) == ("a\nb", "?", "ok")
    assert "“x”" in line
    assert list(row) == list(Article(id="x").to_dict())
