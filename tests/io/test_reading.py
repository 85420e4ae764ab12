"""What an opened file holds: its name says the format, or its content does; fields and encodings as named."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner.document import Document
from cleaner.io import sources
from cleaner.io.base import Fields
from tests.io.archives import FILES, PACK, RECORDS
from tests.io.test_mhtml import SAVED
from tests.samples import PAGE


def read(*named: object) -> list[Document]:
    return [d for s in sources.find([str(n) for n in named]).sources for d in sources.read(s)]


NAMELESS = {
    **{e: raw for e, raw in FILES.items() if e not in (".csv", ".tsv")},
    "array": b'[{"id": "a", "text": "one"}, {"id": "b", "text": "two"}]',
    "pretty": b'{\n "id": "a",\n "text": "one"\n}\n{\n "id": "b",\n "text": "two"\n}',
}


@pytest.mark.parametrize("compression", PACK)
@pytest.mark.parametrize("kind", NAMELESS)
@pytest.mark.parametrize("name", ["x", "x.dump"])
def test_a_file_of_unknown_ending_tells_its_format_by_how_it_starts(
    tmp_path: Path, kind: str, compression: str, name: str
) -> None:
    (tmp_path / name).write_bytes(PACK[compression](NAMELESS[kind]))
    assert [d.id for d in read(tmp_path / name)] == ["a", "b"]


@pytest.mark.parametrize("compression", [c for c in PACK if c])
def test_a_compressed_file_is_read_also_where_its_name_does_not_say_so(tmp_path: Path, compression: str) -> None:
    (tmp_path / "page.html").write_bytes(PACK[compression](PAGE.encode()))
    (tmp_path / "more.jsonl").write_bytes(PACK[compression](RECORDS))
    assert [d.id for d in read(tmp_path)] == ["a", "b", "page"]
    assert next(d.content for d in read(tmp_path / "page.html")) == PAGE.encode()


@pytest.mark.parametrize("name", ["saved.mhtml", "saved.mht", "saved.html", "saved"])
def test_a_page_that_a_browser_saved_in_one_file_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SAVED)
    for named in (tmp_path / name, tmp_path):
        (page,) = read(named)
        assert (page.id, page.kind, page.url) == ("saved", "page", "https://news.example/1")


@pytest.mark.parametrize("ending", [".jl", ".jsonlines", ".ndjson", ".json"])
def test_records_have_many_endings(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"x{ending}").write_bytes(RECORDS)
    assert [d.id for d in read(tmp_path)] == ["a", "b"]


def test_what_stands_in_a_field_within_another_is_found_by_its_path(tmp_path: Path) -> None:
    record = {"doc": {"body": "words", "id": 7, "more": 1}, "meta.url": "https://news.example/1"}
    (tmp_path / "x.jsonl").write_text(json.dumps(record))
    pq.write_table(pa.Table.from_pylist([record]), tmp_path / "x.parquet")
    names = Fields(text="doc.body", id="doc.id", url="meta.url")
    for source in sources.find([str(tmp_path)]).sources:
        (document,) = sources.read(source, names)
        assert (document.id, document.content, document.url) == ("7", "words", "https://news.example/1")
        assert document.record["doc"] == {"more": 1}


def test_a_field_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a", "doc": {"body": "words"}}')
    (failed,) = read(tmp_path / "x.jsonl")
    assert failed.error == "the record has neither 'text' nor 'html'; its fields: id, doc.body"


def test_a_named_encoding_is_that_of_texts_and_records(tmp_path: Path) -> None:
    for name, content in {
        "a.txt": "Łódź",
        "b.csv": "id,text\nb,Łódź\n",
        "c.jsonl": '{"id": "c", "text": "Łódź"}',
    }.items():
        (tmp_path / name).write_bytes(content.encode("cp1250"))
    a, b, c = (d for s in sources.find([str(tmp_path)]).sources for d in sources.read(s, Fields(encoding="cp1250")))
    assert (a.charset, b.content, c.content) == ("cp1250", "Łódź", "Łódź")
