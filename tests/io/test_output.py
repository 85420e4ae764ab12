"""Where articles go, and under which names."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.article import Article
from cleaner.errors import SettingsError
from cleaner.io.compression import decompressed
from cleaner.io.output import format_for, open_sink, safe_name


@pytest.mark.parametrize(
    ("out", "wanted", "terminal", "format"),
    [
        (None, None, False, "jsonl"),
        (None, None, True, "txt"),
        (None, "md", True, "md"),
        ("x.md", None, False, "md"),
        ("x.TXT", None, False, "txt"),
        ("x.ndjson", None, True, "jsonl"),
        ("x.md", "txt", False, "txt"),
        ("x.csv", None, False, "csv"),
        ("x.Parquet", None, False, "parquet"),
        ("x.jsonl.gz", None, False, "jsonl"),
        ("x.csv.ZST", None, False, "csv"),
        ("x.gz", "md", False, "md"),
        ("s3://b/x.v1.jsonl", None, False, "jsonl"),
        ("s3://b.c/folder/", None, False, "jsonl"),
        ("folder", None, True, "jsonl"),
        ("folder", "md", False, "md"),
    ],
)
def test_the_format_is_the_one_asked_for_else_the_endings(
    out: str | None, wanted: str | None, terminal: bool, format: str
) -> None:
    assert format_for(Path(out) if out else None, wanted, terminal=terminal) == format


@pytest.mark.parametrize(("out", "wanted"), [(None, "pdf"), ("x.pdf", None), ("x.gz", None), ("x", "JSONL")])
def test_an_unknown_format_is_an_error_that_names_the_known_ones(out: str | None, wanted: str | None) -> None:
    with pytest.raises(SettingsError, match="jsonl, csv, md, html, txt, parquet"):
        format_for(Path(out) if out else None, wanted, terminal=False)


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("a/b", "a/b"),
        ("https://a.example/x?y=1&z", "a.example/x_y=1&z"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..", "article"),
        ("", "article"),
        ("a/./../b", "a/b"),
        ("C:\\x\\y", "C__x_y"),
        (".hidden", "hidden"),
        ("a\0b\nc", "a_b_c"),
        ("Größe/湖", "Größe/湖"),
    ],
)
def test_a_name_is_made_of_the_id_and_cannot_leave_the_folder(id: str, name: str) -> None:
    assert safe_name(id) == name


@given(st.one_of(st.text(max_size=300), st.text(alphabet="./\\:~\0ü湖 -", max_size=2000)))
def test_no_id_leaves_the_folder_or_is_too_long_for_a_file_system(id: str) -> None:
    name = safe_name(id)
    parts = name.split("/")
    assert ".." not in parts
    assert all(parts)
    assert all(len(p.encode()) <= 200 for p in parts)
    assert len(name.encode()) <= 1000
    assert not set(name) & set('\0\\:*?"<>|\n')


def write(out: Path | None, format: str, *ids: str) -> None:
    with open_sink(out, format) as sink:
        for id in ids:
            sink.write(Article(id=id, title=f"Title of {id}", text="Body."))


def test_a_folder_gets_a_file_an_article_even_where_names_clash(tmp_path: Path) -> None:
    write(tmp_path / "out", "txt", "a", "A", "a", "a/b", "../a", "a.txt/b", "x" * 300, "ü" * 300)
    files = sorted(str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert len(files) == 8
    assert {"a.txt", "A-2.txt", "a-3.txt", "a/b.txt", "a.txt_/b.txt"} <= set(files)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]


def test_one_file_takes_all_articles_and_its_folder_is_made(tmp_path: Path) -> None:
    write(tmp_path / "new" / "out.txt", "txt", "a", "b")
    text = (tmp_path / "new" / "out.txt").read_text()
    assert text == "Title of a\n\nBody.\n\n" + "-" * 72 + "\n\nTitle of b\n\nBody.\n"
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["out.txt"]


def write_and_break(out: Path) -> None:
    with open_sink(out, "jsonl") as sink:
        sink.write(Article(id="a"))
        raise KeyboardInterrupt


def test_a_run_that_breaks_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_and_break(out)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("out.jsonl", "old")]


def test_jsonl_into_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is a folder; name a file for jsonl"):
        write(tmp_path, "jsonl", "a")


def test_a_named_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(pipe, "txt", "a")
        assert os.read(reader, 1000) == b"Title of a\n\nBody.\n"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write(tmp_path / "link.txt", "txt", "a")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text().startswith("Title of a")


@pytest.mark.parametrize("format", ["jsonl", "md", "txt"])
def test_half_a_surrogate_pair_in_a_field_ends_no_run(tmp_path: Path, format: str) -> None:
    write(tmp_path / f"x.{format}", format, "a\ud800")
    assert "a?" in (tmp_path / f"x.{format}").read_text(encoding="utf-8")
    if format != "jsonl":
        write(tmp_path / "tree", format, "a\ud800")
        assert [p.name for p in (tmp_path / "tree").iterdir()] == [f"a?.{format}"]


@pytest.mark.parametrize(
    ("out", "wanted", "said"),
    [
        ("x.parquet.gz", None, "Parquet is compressed inside; leave .gz away"),
        (None, "parquet", "is not for a terminal"),
    ],
)
def test_parquet_goes_into_no_archive_and_to_no_terminal(out: str | None, wanted: str | None, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        format_for(Path(out) if out else None, wanted, terminal=True)


@pytest.mark.parametrize("compression", [".gz", ".zst"])
@pytest.mark.parametrize("format", ["jsonl", "csv", "md", "txt"])
def test_a_compressed_file_holds_what_the_plain_one_does_and_is_the_same_each_time(
    tmp_path: Path, format: str, compression: str
) -> None:
    plain, packed, again = (tmp_path / f"{n}.{format}" for n in "abc")
    packed, again = (p.with_name(p.name + compression) for p in (packed, again))
    for path in (plain, packed, again):
        write(path, format, "a", "b")
    assert decompressed(packed.open("rb"), compression).read() == plain.read_bytes()
    assert packed.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("name", ["x.jsonl.gz", "x.csv.zst", "x.parquet"])
@pytest.mark.filterwarnings("error")
def test_a_run_that_breaks_leaves_no_half_written_file_of_any_format(tmp_path: Path, name: str) -> None:
    def broken() -> None:
        with open_sink(tmp_path / name, format_for(tmp_path / name, None, terminal=False)) as sink:
            sink.write(Article(id="a"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert list(tmp_path.iterdir()) == []
