"""Tables of databases: a row a document, and what is asked of the user where there are several."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from cleaner.document import Document
from cleaner.io import sources
from cleaner.io.base import Fields


def read(named: object, fields: Fields = Fields()) -> list[Document]:  # noqa: B008
    return [d for s in sources.find([str(named)]).sources for d in sources.read(s, fields)]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "news?#%41.db"
    with sqlite3.connect(path) as connection:
        connection.execute('CREATE TABLE "the ""articles""" (id INTEGER, text TEXT, url TEXT, title TEXT)')
        rows = ((i, f"words {i}" if i else None, f"https://news.example/{i}", None) for i in range(40))
        connection.executemany('INSERT INTO "the ""articles""" VALUES (?, ?, ?, ?)', rows)
    connection.close()
    return path


def test_each_row_of_the_only_table_is_a_document(db: Path) -> None:
    empty, *found = read(db)
    assert empty.error == "empty: the field 'text' holds nothing"
    assert [(d.id, d.content, d.url) for d in found] == [
        (str(i), f"words {i}", f"https://news.example/{i}") for i in range(1, 40)
    ]


def test_a_table_is_named_behind_the_file(db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute("CREATE TABLE other (id, body)")
        connection.execute("INSERT INTO other VALUES ('x', 'words')")
    connection.close()
    assert [d.content for d in read(f"{db}::other", Fields(text="body"))] == ["words"]
    assert len(read(f'{db}::the "articles"')) == 40
    (several,) = read(db)
    assert several.error == f'{db}: say which table to read, as FILE::TABLE; there are other, the "articles"'
    (unknown,) = read(f"{db}::nothing")
    assert unknown.error == f"{db}::nothing: no table 'nothing'; there are other, the \"articles\""


def test_a_database_without_an_ending_or_compressed_is_read_and_left_out_of_folders(db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    raw = db.read_bytes()
    (folder / "plain").write_bytes(raw)
    (folder / "x.sqlite.gz").write_bytes(gzip.compress(raw))
    (folder / "y.db").write_bytes(raw)
    assert [len(read(folder / name)) for name in ("plain", "x.sqlite.gz", "y.db")] == [40, 40, 40]
    assert dict(sources.find([str(folder)]).left_out) == {"plain": 1, ".gz": 1, ".db": 1}


def test_text_that_is_no_utf8_costs_its_own_row(db: Path) -> None:
    with sqlite3.connect(db) as connection:
        connection.execute('UPDATE "the ""articles""" SET text = CAST(x\'ff41\' AS TEXT) WHERE id = 3')
    connection.close()
    found = read(db)
    assert len(found) == 40
    assert found[3].error == f"{db}:4: not UTF-8"


@pytest.mark.parametrize("content", [b"", b"no database at all" * 99, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_one_failed_row(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    (failed,) = read(path)
    assert str(failed.error).startswith(f"{path}: ")


def test_a_table_of_duckdb_is_read(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    for name in ("news.duckdb", "news"):
        path = tmp_path / name
        with duckdb.connect(str(path)) as connection:
            connection.execute(
                "CREATE TABLE articles AS SELECT i AS id, {'body': 'words ' || i} AS doc, DATE '2024-01-02' AS date"
                " FROM range(450) t(i)"
            )
            connection.execute('CREATE VIEW "a view" AS SELECT * FROM articles WHERE id < 2')
        found = read(f"{path}::articles", Fields(text="doc.body"))
        assert [(d.id, d.content, d.error) for d in found] == [(str(i), f"words {i}", None) for i in range(450)]
        assert found[0].record["date"] == "2024-01-02"
        assert len(read(f"{path}::a view", Fields(text="doc.body"))) == 2
    (failed,) = read(tmp_path / "news.duckdb")
    assert str(failed.error).endswith("as FILE::TABLE; there are a view, articles")
    (tmp_path / "bad.duckdb").write_bytes(b"x" * 8 + b"DUCK" + b"y" * 5000)
    (failed,) = read(tmp_path / "bad.duckdb")
    assert "cannot be read: " in str(failed.error)
