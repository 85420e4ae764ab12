"""Parquet: typed rows out, any rows in."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner.article import Article, Removal, Status
from cleaner.io import bounds, parquet
from cleaner.io.base import Fields
from cleaner.schema import arrow_schema
from tests.io.archives import read_with


def file(columns: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def written(*articles: Article) -> bytes:
    out = io.BytesIO()
    rows = parquet.Rows(out)
    for article in articles:
        rows.write(article)
    rows.close()
    return out.getvalue()


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int32(), pa.string())]
)
def test_a_row_is_a_document_whatever_type_holds_its_text(kind: pa.DataType) -> None:
    content = ["Mühle", "b"]
    values = [c.encode() for c in content] if "binary" in str(kind) else content
    one, two = read_with(parquet.read, file({"text": pa.array(values, kind), "id": [1, 2], "title": ["t", None]}))
    assert (one.id, one.content, one.record["title"]) == ("1", values[0], "t")
    assert (two.id, two.content, "title" in two.record) == ("2", values[1], False)


def test_columns_can_have_other_names_and_rows_without_an_id_are_named_by_their_number() -> None:
    raw = file({"body": ["a", "b"], "raw": [b"<p>", None]}, row_group_size=1)
    one, two = read_with(parquet.read, raw, Fields(text="body", html="raw"))
    assert (one.id, one.kind, two.id, two.kind) == ("in:1", "page", "in:2", "text")


def test_a_value_above_the_bound_or_of_another_encoding_is_a_failed_row_and_the_rest_goes_on() -> None:
    bad = pa.array([b"ok", b"x" * 101, b"M\xfchle", None], pa.binary()).view(pa.string())
    documents = read_with(parquet.read, file({"text": bad}), max_bytes=100)
    assert [d.error for d in documents] == [
        None,
        "in:2: too large: more than 100 bytes (--max-bytes)",
        "in:3: the column 'text' is not UTF-8 at byte 1",
        "empty: the field 'text' holds nothing",
    ]


@pytest.mark.parametrize("raw", [b"", b"PAR1", b"no parquet at all", file({"text": ["a"] * 99})[:-9]])
def test_a_file_that_is_none_or_cut_off_is_one_failed_row_that_names_it(raw: bytes) -> None:
    (failed,) = read_with(parquet.read, raw)
    assert str(failed.error).startswith("in: cannot be read: ")


def test_a_damaged_row_group_is_one_failed_row_that_says_what_is_lost_and_the_next_is_read() -> None:
    raw = bytearray(file({"text": [f"text {i} " * 50 for i in range(60)]}, row_group_size=20, use_dictionary=False))
    at = pq.ParquetFile(io.BytesIO(raw)).metadata.row_group(1).column(0)
    raw[at.data_page_offset : at.data_page_offset + at.total_compressed_size] = b"\xff" * at.total_compressed_size
    documents = read_with(parquet.read, bytes(raw))
    (failed,) = [d for d in documents if d.error]
    assert str(failed.error).startswith("in:21: cannot read on, 20 rows of row group 1 are lost: ")
    assert [d.id for d in documents if not d.error] == [f"in:{i}" for i in (*range(1, 21), *range(41, 61))]


def test_a_row_group_that_claims_to_grow_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "RATIO_FROM", 1_000_000)
    raw = file({"text": ["a" * 2_000_000]}, use_dictionary=False, compression="zstd")
    (failed,) = read_with(parquet.read, raw)
    assert "1 rows of row group 0 are lost: refused: a decompression bomb" in str(failed.error)


def test_articles_are_rows_of_the_one_schema() -> None:
    removal = Removal("a.b", "strip", 3, "gone", {"name": "Ana"}, start=2)
    article = Article(id="a\ud800", status=Status.FLAGGED, flags=["too_short"], is_free=False, removed=[removal])
    table = pq.read_table(io.BytesIO(written(article)))
    assert table.schema.equals(arrow_schema())
    (row,) = table.to_pylist()
    assert (row["id"], row["status"], row["flags"], row["is_free"], row["title"]) == (
        "a?",
        "flagged",
        ["too_short"],
        False,
        None,
    )
    assert row["removed"][0] == {
        "rule_id": "a.b", "stage": "strip", "block": 3, "text": "gone", "captured": [{"key": "name", "value": "Ana"}],
        "refused": "", "start": 2,
    }  # fmt: skip


def test_a_run_without_rows_is_a_file_with_the_schema() -> None:
    assert pq.read_table(io.BytesIO(written())).schema.equals(arrow_schema())


def test_row_groups_end_by_count_and_size_and_the_bytes_are_the_same_each_time() -> None:
    articles = [Article(id=str(i), text="x", chars_in=5_000_000) for i in range(6)]
    raw = written(*articles)
    meta = pq.ParquetFile(io.BytesIO(raw)).metadata
    assert [meta.row_group(i).num_rows for i in range(meta.num_row_groups)] == [4, 2]
    assert written(*articles) == raw


def test_our_own_parquet_is_read_again() -> None:
    (one,) = read_with(parquet.read, written(Article(id="a", text="x", authors=["Ana"])))
    assert (one.id, one.content, one.record["authors"]) == ("a", "x", ["Ana"])
