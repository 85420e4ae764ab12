"""What the user names, as documents: one input, one row, and its id."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import sys
import threading
from pathlib import Path

import pytest

from cleaner.document import Document
from cleaner.errors import InputError
from cleaner.io import extras, sources
from cleaner.io.bounds import Bounds
from cleaner.io.formats import split_endings
from tests.io.archives import FILES, PACK, RECORDS, response
from tests.samples import ARTICLE, PAGE


def read(*named: object) -> list[Document]:
    return [d for s in sources.find([str(n) for n in named]).sources for d in sources.read(s)]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder of scraped things."""
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b" / "page.HTML").write_text(PAGE)
    (tmp_path / "b" / "old.htm").write_text(PAGE)
    (tmp_path / "b" / "c" / "z.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "b" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "notes").write_text("x")
    return tmp_path


def test_a_folder_is_read_whole_and_in_order(tree: Path) -> None:
    assert [(d.id, d.kind) for d in read(tree)] == [
        ("a", "text"), ("b/old", "page"), ("b/page", "page"), ("b/c/z", "page"),
    ]  # fmt: skip


def test_what_has_no_known_ending_in_a_folder_is_counted_as_left_out(tree: Path) -> None:
    assert dict(sources.find([str(tree)]).left_out) == {".jpg": 1, "notes": 1}


def test_a_file_that_is_named_is_read_whatever_its_ending(tree: Path) -> None:
    (document,) = read(tree / "notes")
    assert (document.id, document.kind, document.content) == ("notes", "auto", b"x")


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("*.txt", ["a"]),
        ("b/*", ["z", "old", "page", "photo.jpg"]),
        ("**/*.gz", ["z"]),
        ("b/[op]*.[hH]*", ["old", "page"]),
    ],
)
def test_a_glob_names_what_it_matches(tree: Path, pattern: str, ids: list[str]) -> None:
    assert sorted(d.id.removeprefix("c/") for d in read(tree / pattern)) == sorted(ids)


def test_a_file_whose_name_looks_like_a_glob_is_itself(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("one")
    (tmp_path / "a1.txt").write_text("two")
    assert [d.content for d in read(tmp_path / "a[1].txt")] == [b"one"]


def test_names_keep_their_order_and_a_name_twice_is_two_rows(tree: Path) -> None:
    assert [d.id for d in read(tree / "b" / "old.htm", tree / "a.txt", tree / "a.txt")] == ["old", "a", "a"]


@pytest.mark.parametrize("name", ["missing.txt", "missing/", "nothing*.txt"])
def test_a_name_that_leads_to_nothing_is_an_error_that_says_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="there is no such file or folder, and nothing matches it"):
        sources.find([str(tmp_path / name)])


def test_an_empty_name_is_an_error_and_not_the_current_folder() -> None:
    with pytest.raises(InputError, match="an input's name is empty"):
        sources.find([""])


def test_an_empty_folder_has_no_documents(tmp_path: Path) -> None:
    assert read(tmp_path) == []


def test_a_dangling_link_is_one_failed_row(tmp_path: Path) -> None:
    link = tmp_path / "gone.txt"
    link.symlink_to(tmp_path / "nowhere.txt")
    for named in (link, tmp_path):
        (document,) = read(named)
        assert document.id == "gone"
        assert document.error == f"{link}: cannot be read: No such file or directory"


def test_a_link_to_itself_is_one_failed_row(tmp_path: Path) -> None:
    link = tmp_path / "loop.html"
    link.symlink_to(link)
    (document,) = read(link)
    assert document.error is not None
    assert "cannot be read: " in document.error


def test_a_folder_that_holds_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert [d.id for d in read(tmp_path)] == ["a"]


@pytest.mark.parametrize(
    "content",
    [
        b"no gzip at all",
        gzip.compress(PAGE.encode())[:-9],
        gzip.compress(PAGE.encode())[:20],
        b"\x1f\x8b\x08" + b"\xff" * 40,
    ],
    ids=["none", "cut", "short", "noise"],
)
@pytest.mark.parametrize(
    "ending", [".html.gz", ".txt.gz", ".jsonl.gz", ".csv.gz", ".parquet.gz", ".warc.gz", ".txt.zst", ".csv.zst"]
)
def test_a_damaged_gz_file_is_one_failed_row_that_names_it(tmp_path: Path, content: bytes, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(content)
    (document,) = [d for d in read(path) if d.error]
    assert document.error is not None
    assert str(path) in document.error
    assert "cannot" in document.error


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("a/b.html.gz", ("a/b", ".html", ".gz")),
        ("a.b.txt", ("a.b", ".txt", "")),
        ("x.JSONL", ("x", ".jsonl", "")),
        ("x.pdf", ("x.pdf", "", "")),
        ("x.gz", ("x", "", ".gz")),
        ("html", ("html", "", "")),
    ],
)
def test_endings_are_told_from_the_name(name: str, split: tuple[str, str, str]) -> None:
    assert split_endings(name) == split


@pytest.mark.parametrize("compression", PACK)
@pytest.mark.parametrize("ending", FILES)
def test_each_format_is_read_plain_and_compressed(tmp_path: Path, ending: str, compression: str) -> None:
    path = tmp_path / f"x{ending}{compression}"
    path.write_bytes(PACK[compression](FILES[ending]))
    for named in (path, tmp_path):
        found = [(d.id, d.content if isinstance(d.content, str) else d.content.decode()) for d in read(named)]
        assert found == [("a", "one"), ("b", "two")]


@pytest.mark.parametrize("compression", PACK)
@pytest.mark.parametrize("ending", [".jsonl", ".parquet", ".warc"])
def test_standard_input_tells_its_format_by_how_it_starts(
    monkeypatch: pytest.MonkeyPatch, ending: str, compression: str
) -> None:
    raw = io.BufferedReader(io.BytesIO(PACK[compression](FILES[ending])))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))
    assert [d.id for d in read("-")] == ["a", "b"]


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_records_cut_off_in_an_archive_are_read_up_to_there_and_the_rest_is_one_failed_row(
    tmp_path: Path, compression: str
) -> None:
    path = tmp_path / f"x.jsonl{compression}"
    lines = [json.dumps({"id": str(i), "text": random.Random(i).randbytes(30).hex()}) for i in range(5_000)]
    packed = PACK[compression]("\n".join(lines).encode())
    path.write_bytes(packed[: len(packed) * 2 // 3])
    *found, failed = read(path)
    assert len(found) > 1_000
    assert [d.id for d in found] == [str(i) for i in range(len(found))]
    assert failed.error == f"{path}:{len(found) + 1}: cannot read on: the compressed file is cut off in the middle"


@pytest.mark.parametrize(
    ("name", "missing", "said"),
    [
        ("x.parquet", "pyarrow", "reading .parquet needs pyarrow: pip install 'newsroom-cleaner[parquet]'"),
        ("x.txt.zst", "zstandard", "reading .zst needs zstandard: pip install 'newsroom-cleaner[zstd]'"),
    ],
)
def test_a_format_whose_extra_is_missing_is_an_error_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, missing: str, said: str
) -> None:
    there = extras.find_spec
    monkeypatch.setattr(extras, "find_spec", lambda module: None if module == missing else there(module))
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(InputError, match=re.escape(said)):
        sources.find([str(tmp_path)])


def test_a_document_above_the_bound_is_one_failed_row(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>" * 1_000_000))
    (source,) = sources.find([str(tmp_path)]).sources
    (failed,) = sources.read(source, bounds=Bounds(1000))
    assert (failed.id, failed.error) == ("a", "too large: more than 1,000 bytes (--max-bytes)")


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_a_crawl_cut_off_gives_its_whole_pages_and_one_failed_row(tmp_path: Path, compression: str) -> None:
    path = tmp_path / f"x.warc{compression}"
    records = [PACK[compression](response(b"<p>" + i.encode(), id=i)) for i in "abc"]
    path.write_bytes(b"".join(records)[:-20])
    *found, failed = read(path)
    assert [d.id for d in found if d.id != "c"] == ["a", "b"]
    assert str(failed.error).startswith(f"{path}: cannot read on after byte ")
    assert "cut off" in str(failed.error)


def test_pages_of_a_folder_are_read_whatever_wget_and_httrack_call_them(tmp_path: Path) -> None:
    pages = [
        "article.php?id=7",
        "council-vote",
        "page.shtml",
        "story.aspx",
        "story2.HTML",
        "story3.xhtml",
        "index.html?p=2",
    ]
    for name in pages:
        (tmp_path / name).write_text(PAGE)
    (tmp_path / "packed").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "style.css?v=3").write_text("a {}")
    (tmp_path / "_SUCCESS").write_text("")
    (tmp_path / "feed").write_text("<?xml version='1.0'?><rss><channel></channel></rss>")
    inputs = sources.find([str(tmp_path)])
    assert sorted(d.id for d in read(tmp_path)) == sorted(
        [*pages[:2], "page", "story.aspx", "story2", "story3", "index.html?p=2", "packed"]
    )
    assert {d.kind for d in read(tmp_path)} == {"page"}
    assert dict(inputs.left_out) == {".css": 1, "_SUCCESS": 1, "feed": 1}


@pytest.mark.parametrize("pattern", ["**", "**/*", "*", "./**"])
def test_a_pattern_gives_each_page_once_however_many_folders_lead_to_it(
    tree: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    monkeypatch.chdir(tree)
    (tree / "b" / "photo.jpg").unlink()
    (tree / "notes").unlink()
    assert sorted(d.id.rpartition("/")[2] for d in read(pattern)) == ["a", "old", "page", "z"]


@pytest.mark.parametrize("pattern", ["", "*"])
def test_a_pipe_in_a_folder_is_left_out_and_counted(tmp_path: Path, pattern: str) -> None:
    os.mkfifo(tmp_path / "x.html")
    os.mkfifo(tmp_path / "y")
    (tmp_path / "a.txt").write_text(ARTICLE)
    inputs = sources.find([str(tmp_path / pattern)])
    assert [s.id for s in inputs.sources] == ["a"]
    assert dict(inputs.left_out) == {"FIFO": 2}


def test_a_pipe_that_is_named_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x")
    writer = threading.Thread(target=(tmp_path / "x").write_bytes, args=(RECORDS,))
    writer.start()
    assert [d.id for d in read(tmp_path / "x")] == ["a", "b"]
    writer.join()
