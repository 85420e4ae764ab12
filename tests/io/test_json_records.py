"""JSON files: records one a line, over several lines, or in an array; damage costs what follows it, said in one row."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.io import json_records
from cleaner.io.base import Opened
from cleaner.io.bounds import Bounds
from tests.io.archives import read_with

RECORDS = [{"id": f"r{i}", "text": f'words {i}, é \\ " ]}}', "more": {"a": [1, {"b": None}]}} for i in range(3)]


def ids(raw: bytes) -> list[str]:
    return [d.id if d.error is None else f"!{d.error}" for d in read_with(json_records.read, raw)]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n  "])
def test_an_array_gives_a_document_a_record(indent: int | None, start: str) -> None:
    found = read_with(json_records.read, (start + json.dumps(RECORDS, indent=indent)).encode())
    assert [(d.id, d.content, d.error) for d in found] == [(r["id"], r["text"], None) for r in RECORDS]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_record_is_one_document(indent: int | None) -> None:
    assert ids(json.dumps(RECORDS[0], indent=indent).encode()) == ["r0"]


def test_records_that_follow_one_another_are_read_whether_they_take_one_line_or_many() -> None:
    assert ids("\n".join(json.dumps(r, indent=2) for r in RECORDS).encode()) == ["r0", "r1", "r2"]
    assert ids("\n".join(json.dumps(r) for r in RECORDS).encode()) == ["r0", "r1", "r2"]


@pytest.mark.parametrize("raw", [b"", b"  \n\n", b"[]", b"[ \n]"])
def test_a_file_without_records_has_no_documents(raw: bytes) -> None:
    assert ids(raw) == []


def test_a_damaged_line_among_lines_costs_itself_alone() -> None:
    assert ids(b'{"id": "a" "text"}\n{"id": "b", "text": "x"}\n') == [
        "!in:1: not a JSON record: Expecting ',' delimiter at column 12", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "end", [b"", b', {"id": "c", "te', b', {"id": "c", "text": "x', b', {"id": "c"  "d"}, {"id": "e"}]']
)
def test_a_damaged_array_is_read_up_to_there_and_the_rest_is_one_failed_row(end: bytes) -> None:
    a, b, failed = ids(b'[{"id": "a", "text": "x"}, {"id": "b", "text": "y"}' + end)
    assert (a, b) == ("a", "b")
    assert failed.startswith("!in:3: cannot read on: not a JSON record: ")


def test_what_is_no_record_in_an_array_is_a_failed_row() -> None:
    assert ids(b'["words", {"id": "b", "text": "x"}]') == ["!in:1: a record must be an object, not str", "b"]


def test_a_record_above_the_bound_is_a_failed_row() -> None:
    long = {"id": "long", "text": "x" * 300_000}
    found = read_with(json_records.read, json.dumps([RECORDS[0], long]).encode(), max_bytes=1000)
    assert [d.error for d in found] == [None, "in:2: cannot read on: too large: more than 1,000 bytes (--max-bytes)"]


class Dripping(io.BytesIO):
    """A stream that gives one byte at a time."""

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(1)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=4), st.sampled_from([None, 1]))
def test_any_records_come_out_as_they_are_wherever_the_stream_breaks(values: list[Any], indent: int | None) -> None:
    raw = json.dumps([{"text": "x", "value": v} for v in values], indent=indent, ensure_ascii=False).encode()
    opened = Opened(Dripping(raw), "x", "in", bounds=Bounds(1 << 20))
    assert [(d.error, d.record) for d in json_records.read(opened)] == [(None, {"value": v}) for v in values]


@pytest.mark.parametrize(
    "raw", [b'{"name": "a package"}', b'{\n "text": ["a"]\n}', b"[1, 2]", b'["a"]', b'[{"version": 3}]', b"7"]
)
def test_a_json_file_of_a_folder_that_holds_no_records_is_left_out(raw: bytes) -> None:
    opened = Opened(io.BytesIO(raw), "x", "in", sure=False)
    assert list(json_records.read(opened)) == []
    assert opened.left_out == {".json files": 1}
    assert [d.error is None for d in read_with(json_records.read, raw)] == [False] * (2 if raw == b"[1, 2]" else 1)


@pytest.mark.parametrize(
    "raw", [b'{"text": "a"}', b'[{"html": null}]', b'{"text": "a"', b'{"id": "a" "text"}\n{"text": "b"}']
)
def test_a_json_file_of_a_folder_that_holds_records_or_is_damaged_is_read(raw: bytes) -> None:
    opened = Opened(io.BytesIO(raw), "x", "in", sure=False)
    assert list(json_records.read(opened))
    assert not opened.left_out


def test_bytes_that_are_no_utf8_and_halves_of_pairs_cost_their_own_record() -> None:
    a, b, c = read_with(json_records.read, b'[{"text": "\xff"}, {"text": "x\\ud83d"}, {"text": "\\ud83d\\ude00"}]')
    assert (a.error, b.content, c.content) == ("in:1: not UTF-8", "x?", "\U0001f600")
