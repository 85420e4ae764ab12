"""The options that choose what is read and what is written: alone, together, and as a user would get them wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Said
from tests.samples import ARTICLE, PAGE

Cleaner = Callable[..., Said]
ROWS = 30


def ids(said: Said) -> list[str]:
    assert said.code in (0, 1), said.err
    return [json.loads(line)["id"] for line in said.out.splitlines()]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder as crawls leave it, below one whose own name patterns must not match."""
    root = tmp_path / "drafts" / "site"
    for name in ("index.html", "news/a.html", "news/b.html", "news/old/c.html", "sport/d.html", "sport/notes.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(PAGE)
    return root


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    (tmp_path / "r.jsonl").write_text(
        "".join(json.dumps({"id": str(i), "text": f"{ARTICLE}\nNumber {i}."}) + "\n" for i in range(ROWS))
    )
    return tmp_path


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--include", "*.txt"], ["sport/notes"]),
        (["--include", "news/*.html"], ["news/a", "news/b"]),
        (["--include", "news/**"], ["news/a", "news/b", "news/old/c"]),
        (["--include", "news"], ["news/a", "news/b", "news/old/c"]),
        (["--include", "old/"], ["news/old/c"]),
        (["--include", "**/[ac].html"], ["news/a", "news/old/c"]),
        (["--include", "/index.html", "--include", "sport/?.html"], ["index", "sport/d"]),
        (["--include", "*.html", "--exclude", "news/", "--exclude", "index*"], ["sport/d"]),
        (["--exclude", "*.[!t]*"], ["sport/notes"]),
        (["--exclude", "drafts"], ["index", "news/a", "news/b", "news/old/c", "sport/d", "sport/notes"]),
    ],
)
def test_patterns_choose_files_below_the_folder_that_was_named(
    cleaner: Cleaner, site: Path, options: list[str], kept: list[str]
) -> None:
    said = cleaner("clean", "drafts/site", *options)
    assert ids(said) == kept
    if len(kept) < 6:
        assert f"left out: {6 - len(kept)} by --include, --exclude\n" in said.err


def test_patterns_hold_for_files_that_were_named_and_for_globs(cleaner: Cleaner, site: Path) -> None:
    named = ["drafts/site/index.html", "drafts/site/news/*.html"]
    assert ids(cleaner("clean", *named, "--exclude", "b.html", "--exclude", "index.*")) == ["a"]


def test_patterns_that_leave_nothing_are_a_warning_and_the_counts_say_what_went(cleaner: Cleaner, site: Path) -> None:
    said = cleaner("clean", "drafts/site", "--include", "*.pdf", "--stats", "s.json")
    assert said.err.startswith("left out: 6 by --include, --exclude\nwarning: nothing was read")
    assert json.loads(Path("s.json").read_text())["left_out"] == {"--include, --exclude": 6}


def test_a_format_whose_extra_is_missing_does_not_matter_where_it_is_left_out(
    cleaner: Cleaner, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (site / "x.parquet").write_bytes(b"")
    assert "pyarrow" in cleaner("clean", "drafts/site").err.lower()
    assert len(ids(cleaner("clean", "drafts/site", "--exclude", "*.parquet"))) == 6


def test_a_users_file_may_be_written_over_once_it_is_left_out(cleaner: Cleaner, site: Path) -> None:
    (site / "out.jsonl").write_text('{"text": "an older scrape"}\n')
    assert cleaner("clean", "drafts/site", "-o", "drafts/site/out.jsonl").code == 2
    assert cleaner("clean", "drafts/site", "-o", "drafts/site/out.jsonl", "--exclude", "out.jsonl").code == 0


@pytest.mark.parametrize("more", [[], ["-j", "2"]])
def test_limit_takes_the_first_documents_over_all_inputs(cleaner: Cleaner, dump: Path, more: list[str]) -> None:
    (dump / "a.txt").write_text(ARTICLE)
    said = cleaner("clean", "a.txt", "r.jsonl", "--limit", 4, *more)
    assert ids(said) == ["a", "0", "1", "2"]
    assert "left out: all after the first 4 documents, if there are more (--limit)\n4 in = " in said.err
    assert len(ids(cleaner("clean", "r.jsonl", "--limit", 99))) == ROWS
    assert ids(cleaner("clean", "r.jsonl", "--limit", 0)) == []


def test_limit_ends_the_reading_of_a_pipe(cleaner: Cleaner) -> None:
    lines = "".join(json.dumps({"id": str(i), "text": ARTICLE}) + "\n" for i in range(9)) + "{broken"
    said = cleaner("clean", "-", "--limit", 2, stdin=lines.encode())
    assert (ids(said), said.code) == (["0", "1"], 0)


def test_a_sample_is_the_same_for_a_seed_and_keeps_the_order(cleaner: Cleaner, dump: Path) -> None:
    said = cleaner("clean", "r.jsonl", "--sample", 7)
    first = ids(said)
    assert len(first) == 7
    assert [int(i) for i in first] == sorted(int(i) for i in first)
    assert f"left out: {ROWS - 7} by --sample\n7 in = " in said.err
    assert ids(cleaner("clean", "r.jsonl", "--sample", 7, "-j", 2)) == first
    assert ids(cleaner("clean", "r.jsonl", "--sample", 7, "--seed", 0)) == first
    others = [ids(cleaner("clean", "r.jsonl", "--sample", 7, "--seed", seed)) for seed in (1, 2, 3)]
    assert all(other != first for other in others)


def test_every_document_is_as_likely_in_a_sample_as_any_other() -> None:
    from cleaner.batch.selection import sample

    drawn = [0] * 10
    for seed in range(2000):
        wanted, total = sample(((i // 5, i % 5 + 1) for i in range(10)), 3, seed)
        assert total == 10
        for source, records in (wanted.places or {}).items():
            for record in records:
                drawn[source * 5 + record - 1] += 1
    assert sum(drawn) == 6000
    assert all(500 < count < 700 for count in drawn)


def test_a_sample_goes_over_all_inputs_and_is_all_where_there_are_fewer(cleaner: Cleaner, dump: Path) -> None:
    (dump / "a.txt").write_text(ARTICLE)
    (dump / "b.txt").write_text(ARTICLE)
    assert len(ids(cleaner("clean", "a.txt", "b.txt", "r.jsonl", "--sample", 99))) == ROWS + 2
    assert set(ids(cleaner("clean", "r.jsonl", "--limit", 5, "--sample", 3))) < set("01234")
    assert "--sample reads its input twice" in cleaner("clean", "-", "--sample", 3, stdin=b"text").err


@pytest.mark.parametrize("options", [["--limit", "20"], ["--sample", "20", "--seed", "5"]])
def test_a_run_of_some_documents_is_resumed_as_that(cleaner: Cleaner, dump: Path, options: list[str]) -> None:
    from cleaner.io.text_rows import TextRows

    (dump / "s.txt").write_text(ARTICLE)
    told = ["clean", "s.txt", "r.jsonl", *options, "-o"]
    cleaner(*told, "whole.jsonl")
    write, written = TextRows.write, []

    def full(self: TextRows, article: Any) -> None:
        written.append(article)
        if len(written) == 9:
            raise OSError(28, "No space left on device")
        write(self, article)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TextRows, "write", full)
        assert cleaner(*told, "out.jsonl").code == 2
    other = cleaner("clean", "s.txt", "r.jsonl", "--limit", 21, "-o", "out.jsonl", "--resume")
    assert (other.code, "--limit was " in other.err) == (2, True)
    said = cleaner(*told, "out.jsonl", "--resume")
    assert "resumed: 9 rows were done" in said.err
    assert (dump / "out.jsonl").read_bytes() == (dump / "whole.jsonl").read_bytes()


def test_learn_learns_from_the_documents_that_are_cleaned(cleaner: Cleaner, dump: Path) -> None:
    said = cleaner("clean", "r.jsonl", "--learn", "--limit", 2)
    assert "\n2 documents have no address" in f"\n{said.err}"
    assert len(ids(said)) == 2


def test_fields_are_written_in_the_order_they_were_named(cleaner: Cleaner, dump: Path) -> None:
    import pyarrow.parquet as pq

    told = ["clean", "r.jsonl", "--limit", 2, "--fields", "title, id,removed"]
    lines = [json.loads(line) for line in cleaner(*told).out.splitlines()]
    assert [list(line) for line in lines] == [["title", "id", "removed"]] * 2
    cells = list(csv.reader(io.StringIO(cleaner(*told, "--format", "csv").out)))
    assert [row[:2] for row in cells] == [["title", "id"], *([line["title"], line["id"]] for line in lines)]
    cleaner(*told, "-o", "o.parquet")
    table = pq.read_table("o.parquet")
    assert table.column_names == ["title", "id", "removed"]
    assert table.column("id").to_pylist() == ["0", "1"]


def test_fields_may_be_those_of_another_tool(cleaner: Cleaner, dump: Path) -> None:
    said = cleaner("clean", "r.jsonl", "--limit", 1, "--schema", "news-please", "--fields", "maintext,title")
    assert list(json.loads(said.out)) == ["maintext", "title"]


@pytest.mark.parametrize("format", ["html", "txt", "jsonl", "csv"])
def test_the_format_of_the_input_can_be_said(cleaner: Cleaner, tmp_path: Path, format: str) -> None:
    content = {
        "html": PAGE, "txt": ARTICLE, "jsonl": json.dumps({"id": "a", "text": ARTICLE}),
        "csv": f'id,text\na,"{ARTICLE}"\n',
    }[format]  # fmt: skip
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "dump.bak").write_text(content)
    (row,) = [json.loads(line) for line in cleaner("clean", "in", "--input-format", format).out.splitlines()]
    assert (row["status"], row["title"] is not None) == ("ok", True)
    (piped,) = [
        json.loads(x) for x in cleaner("clean", "-", "--input-format", format, stdin=content.encode()).out.splitlines()
    ]
    assert piped["text"] == row["text"]


def test_a_list_names_inputs_of_every_kind(cleaner: Cleaner, site: Path, dump: Path) -> None:
    (dump / "list.txt").write_bytes(
        b"\xef\xbb\xbf# what came in today\r\ndrafts/site/index.html\r\n\r\ndrafts/site/news\ndrafts/site/sp*/*.txt"
    )
    assert ids(cleaner("clean", "@list.txt")) == ["index", "a", "b", "old/c", "notes"]
    assert ids(cleaner("clean", "@list.txt", "--exclude", "news/", "--exclude", "old/", "--limit", 1)) == ["index"]


def test_a_list_comes_from_find_too(cleaner: Cleaner, tmp_path: Path) -> None:
    for name in ("a b.txt", "new\nline.txt", "-", "@odd.txt"):
        (tmp_path / name).write_text(ARTICLE)
    said = cleaner("clean", "@-", stdin=b"./a b.txt\0new\nline.txt\0-\0@odd.txt\0")
    assert ids(said) == ["a b", "new\nline", "-", "@odd"]
    assert ids(cleaner("clean", "./@odd.txt")) == ["@odd"]


def test_what_is_wrong_with_a_list_is_said(cleaner: Cleaner, tmp_path: Path) -> None:
    assert cleaner("clean", "@none.txt").err == (
        "cleaner: @none.txt: the list of inputs can't be read: No such file or directory\n"
    )
    (tmp_path / "list.txt").write_text("gone.html\n")
    assert "cleaner: gone.html: there is no such file" in cleaner("clean", "@list.txt").err
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "list.txt").write_text("a.txt\n")
    said = cleaner("clean", "@list.txt", "-o", "list.txt")
    assert (said.code, "--out" in said.err or "-o would write over list.txt" in said.err) == (2, True)
    assert (tmp_path / "list.txt").read_text() == "a.txt\n"


def test_an_empty_list_is_an_empty_input(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("\n# nothing today\n")
    said = cleaner("clean", "@list.txt")
    assert (said.code, "warning: nothing was read" in said.err) == (0, True)


def test_quiet_says_nothing_but_why_the_run_ends(cleaner: Cleaner, dump: Path) -> None:
    (dump / "empty.txt").write_text("")
    said = cleaner("clean", "r.jsonl", "empty.txt", "-q", "--disable", "promo.dont-miss")
    assert (said.code, said.err, len(said.out.splitlines())) == (1, "", ROWS + 1)
    assert cleaner("clean", "gone.txt", "--quiet").err.startswith("cleaner: gone.txt: there is no such file")


def test_variables_say_what_options_say_and_options_go_before_them(
    cleaner: Cleaner, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (dump / "cleaner.toml").write_text('format = "csv"\n')
    monkeypatch.setenv("CLEANER_CLEAN_FORMAT", "jsonl")
    monkeypatch.setenv("CLEANER_CLEAN_LIMIT", "3")
    monkeypatch.setenv("CLEANER_CLEAN_EXCLUDE", "*.txt *.md")
    monkeypatch.setenv("CLEANER_CLEAN_QUIET", "1")
    monkeypatch.setenv("CLEANER_VERSION", "0.1")
    (dump / "a.txt").write_text(ARTICLE)
    said = cleaner("clean", "a.txt", "r.jsonl")
    assert (ids(said), said.err) == (["0", "1", "2"], "")
    assert ids(cleaner("clean", "r.jsonl", "--limit", 1)) == ["0"]
    monkeypatch.setenv("CLEANER_CLEAN_LIMIT", "few")
    said = cleaner("clean", "r.jsonl")
    assert (said.code, "CLEANER_CLEAN_LIMIT" in said.err or "--limit" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fields", "text,titel"], "--fields titel: known are id, url, canonical_url"),
        (["--fields", " ,"], "--fields names no field"),
        (["--fields", "flags", "--schema", "cc_news"], "--fields flags: known are title, text"),
        (["--fields", "text", "--format", "md"], "--fields: md has no fields; say --format jsonl, csv, parquet"),
        (["--input-format", "docx"], "--input-format docx: known are html, htm, xhtml"),
        (["--limit", "-1"], "--limit"),
        (["--seed", "3"], "--seed is that of a sample"),
        (["--quiet", "--verbose"], "--quiet and --verbose don't go together"),
        (["--include", ""], "--include and --exclude take patterns"),
        (["--exclude", "/"], "--include and --exclude take patterns"),
        (["--include", "[z-a]"], "[z-a]: that is no pattern"),
    ],
)
def test_a_wrong_option_is_a_clear_message_before_anything_is_read(
    cleaner: Cleaner, dump: Path, options: list[str], said: str
) -> None:
    answer = cleaner("clean", "r.jsonl", *options)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_the_engine_says_which_options_do_not_go_with_it(cleaner: Cleaner, dump: Path) -> None:
    pytest.importorskip("ray")
    for option in ("--limit", "--sample"):
        said = cleaner("clean", "r.jsonl", "-o", "out", "--engine", "ray", option, 3)
        assert (said.code, f"{option} doesn't go with --engine ray" in said.err) == (2, True)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_log_stands_on_standard_error_where_it_is_asked_for(cleaner: Cleaner, tmp_path: Path, jobs: str) -> None:
    (tmp_path / "short.txt").write_text("Three words here.")
    told = "DEBUG cleaner.pipeline: short: flagged too_short: 3 words"
    assert told not in cleaner("clean", "short.txt", "-j", jobs).err
    said = cleaner("clean", "short.txt", "-j", jobs, "--log-level", "debug")
    assert told in said.err.splitlines()
    assert len(said.out.splitlines()) == 1
    assert cleaner("clean", "short.txt", "--log-level", "loud").code == 2
    for other in (["--quiet"], ["--engine", "ray"]):
        said = cleaner("clean", "short.txt", "--log-level", "debug", *other)
        assert (said.code, "--log-level" in said.err) == (2, True)


def test_a_timeout_of_the_settings_ends_a_document_as_that_of_the_command_line_does(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    (tmp_path / "cleaner.toml").write_text("timeout = 0.001\n")
    (tmp_path / "a.html").write_text("<p>The ferry stopped in October, they said.</p>" * 20_000)
    said = cleaner("clean", "a.html")
    assert (said.code, "timeout: it took longer than 0.001 s" in said.err) == (1, True)
