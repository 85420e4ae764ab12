"""CSV: a row a record, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv as standard
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.article import Article, Removal
from cleaner.document import Document
from cleaner.io import csv, sources
from cleaner.io.base import Fields
from tests.io.archives import read_with


def test_a_row_is_a_document_named_by_the_header() -> None:
    one, two = read_with(csv.read, b'id,url,text,title\r\n7,u,"a, b\nc",t\r\n,v,d,\r\n')
    assert (one.id, one.url, one.content, one.kind, one.record["title"]) == ("7", "u", "a, b\nc", "text", "t")
    assert (two.id, two.content, "title" in two.record) == ("v", "d", False)


def test_a_row_without_id_and_url_is_named_by_file_and_line() -> None:
    assert [d.id for d in read_with(csv.read, b'text\n"a\nb"\nc\n')] == ["in:2", "in:4"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_header(delimiter: str) -> None:
    (one,) = read_with(csv.read, f"key{delimiter}body\n1{delimiter}a\n".encode(), Fields(text="body", id="key"))
    assert (one.id, one.content) == ("1", "a")


def test_a_byte_order_mark_and_empty_lines_are_forgiven() -> None:
    (one,) = read_with(csv.read, b"\xef\xbb\xbftext,id\n\na,1\n\n")
    assert (one.id, one.content) == ("1", "a")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (b"a,1,more", "in:3: 3 cells, but the header names 2"),
        (b"M\xfchle,1", "in:3: not UTF-8"),
        (b'"a"b,1', "in:3: not a CSV record: "),
        (b"x" * 200 + b",1", "in:3: too large: more than 100 bytes (--max-bytes)"),
        (b'"' + b"x\n" * 60 + b'",1', "in:3-"),
    ],
    ids=["cells", "encoding", "quote", "line", "record"],
)
def test_a_broken_row_is_one_failed_row_that_names_its_line_and_the_rest_goes_on(row: bytes, said: str) -> None:
    documents = read_with(csv.read, b"text,id\na,before\n" + row + b"\nb,after\n", max_bytes=100)
    assert documents[0].id == "before"
    assert documents[-1].id == "after"
    assert str(documents[1].error).startswith(said)


def test_a_quote_that_never_ends_is_one_failed_row_that_names_what_it_took() -> None:
    first, failed = read_with(csv.read, b'text,id\na,1\n"b,2\nc,3\n')
    assert first.id == "1"
    assert failed.error == "in:3-4: not a CSV record: unexpected end of data"


def test_a_text_longer_than_the_modules_own_limit_is_read() -> None:
    (one,) = read_with(csv.read, b"text\n" + b"x" * 300_000)
    assert len(one.content) == 300_000


def test_a_header_above_the_bound_is_one_failed_row() -> None:
    (failed,) = read_with(csv.read, b"x" * 500, max_bytes=100)
    assert failed.error == "in: the header cannot be read: too large: more than 100 bytes (--max-bytes)"


def rows(*articles: Article) -> list[dict[str, str]]:
    text = csv.header() + "".join(map(csv.line, articles))
    return list(standard.DictReader(io.StringIO(text, newline="")))


def test_lists_are_json_and_what_is_not_known_is_empty() -> None:
    removed = Removal("a.b", "strip", 1, "x", {"k": "v"})
    (row,) = rows(
        Article(id="a", authors=["Ana", "Bo"], removed=[removed], is_free=True, language_score=0.5, text="x\ny")
    )
    assert json.loads(row["authors"]) == ["Ana", "Bo"]
    assert json.loads(row["removed"])[0]["captured"] == {"k": "v"}
    assert (row["is_free"], row["language_score"], row["title"], row["text"]) == ("true", "0.5", "", "x\ny")
    assert list(row) == list(Article(id="").to_dict())


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_a_cell_that_a_spreadsheet_would_run_is_text(start: str) -> None:
    (row,) = rows(Article(id="a", title=start + "cmd|' /C calc'!A0"))
    assert row["title"] == "'" + start + "cmd|' /C calc'!A0"


@settings(deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1),
    st.lists(st.text(st.characters(codec="utf-8"))),
)
def test_what_is_written_reads_back_and_no_cell_is_a_formula(text: str, tags: list[str]) -> None:
    (row,) = rows(Article(id="a", text=text, tags=tags))
    assert csv.unguarded(row["text"]) == text
    assert json.loads(row["tags"]) == tags
    assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in row.values())


@given(st.text("'=@-a") | st.text())
def test_every_text_is_what_its_guarded_cell_says(text: str) -> None:
    assert csv.unguarded(csv.guarded(text)) == text
    assert not csv.guarded(text).startswith(csv.FORMULA_STARTS)


def test_our_own_csv_is_read_again() -> None:
    (one,) = read_with(csv.read, (csv.header() + csv.line(Article(id="a", text="x", authors=["Ana"]))).encode())
    assert (one.id, one.content, one.record["authors"]) == ("a", "x", ["Ana"])


def test_a_table_of_all_the_news_gives_its_author_day_and_outlet() -> None:
    table = (
        b"date,year,month,day,author,title,article,url,section,publication\n"
        b'2019-06-17 00:00:00,2019,6.0,17,Sander Quist,The ferry leaves,"The last ferry left on Friday, the mayor said.",'
        b"https://tarn.example/a,Town,Tarn Courier\n"
    )
    (document,) = read_with(csv.read, table, Fields(text="article"))
    article = Pipeline().run(document)
    assert (article.title, article.authors, article.source) == ("The ferry leaves", ["Sander Quist"], "Tarn Courier")
    assert (article.section, article.published_at) == ("Town", "2019-06-17T00:00:00+00:00")


def from_file(tmp_path: Path, raw: bytes, encoding: str = "") -> list[Document]:
    (tmp_path / "x.csv").write_bytes(raw)
    (source,) = sources.find([str(tmp_path)]).sources
    return list(sources.read(source, Fields(encoding=encoding)))


TABLE = 'id,text\r\na,"Grüße, aus Łódź"\r\nb,two\r\n'


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode("utf-16"),
        TABLE.replace("\r\n", "\r").encode(),
        TABLE.replace("\r\n", "\r").encode("utf-16"),
        b"sep=;\r\n" + TABLE.replace(", ", "§").replace(",", ";").replace("§", ", ").encode(),
        ('\ufeff"sep=\t"\n' + TABLE.replace(", ", "§").replace(",", "\t").replace("§", ", ")).encode(),
    ],
    ids=["utf-16", "cr", "cr in utf-16", "sep", "sep tab"],
)
def test_a_table_is_read_as_spreadsheets_write_it(tmp_path: Path, raw: bytes) -> None:
    assert [(d.id, d.content, d.error) for d in from_file(tmp_path, raw)] == [
        ("a", "Grüße, aus Łódź", None), ("b", "two", None),
    ]  # fmt: skip


def test_the_delimiter_that_is_said_is_taken_whatever_the_header_holds(tmp_path: Path) -> None:
    (document,) = from_file(tmp_path, b"sep=;\nid;text;a,b\nx;one, two;3\n")
    assert (document.content, document.record) == ("one, two", {"a,b": "3"})


def test_a_table_in_another_encoding_says_which_option_helps_and_is_read_with_it(tmp_path: Path) -> None:
    a, b = from_file(tmp_path, TABLE.encode("cp1250"))
    assert (a.error, b.content) == (f"{tmp_path}/x.csv:2: not UTF-8; say --encoding", "two")
    a, b = from_file(tmp_path, TABLE.encode("cp1250"), "cp1250")
    assert (a.content, b.content) == ("Grüße, aus Łódź", "two")


def test_bytes_that_the_encoding_has_not_cost_their_own_row(tmp_path: Path) -> None:
    a, b = from_file(tmp_path, b"id,text\na,\x81\xff\nb,two\n", "cp932")
    assert (a.error, b.content) == (f"{tmp_path}/x.csv:2: not cp932", "two")


def test_unknown_columns_are_said_with_those_that_there_are(tmp_path: Path) -> None:
    (failed,) = from_file(tmp_path, b"key;body\na;words\n")
    assert failed.error == "the record has neither 'text' nor 'html'; its fields: key, body"


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_failed_one(raw: bytes) -> None:
    for document in read_with(csv.read, raw):
        assert document.error is None or document.error
