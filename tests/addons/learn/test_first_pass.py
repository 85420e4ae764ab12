"""``clean --learn``: two passes over the same input."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addons.learn.test_counting import own
from tests.conftest import Said

Cleaner = Callable[..., Said]


def text(number: int) -> str:
    return "\n".join(["Top of the day", *own(number), f"Seen {number},120 times"])


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.jsonl"
    records = [
        {"id": f"{outlet}-{i}", "url": f"https://www.{outlet}/{i}", "text": text(i)}
        for i in range(6)
        for outlet in ("mill.com", "ferry.org")
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_repeats_goes_and_the_tally_adds_up(cleaner: Cleaner, crawl: Path, tmp_path: Path) -> None:
    said = cleaner("clean", crawl, "--learn", "-o", tmp_path / "out.jsonl")
    assert said.err.splitlines()[0] == "learned: 4 repeated lines of 2 outlets"
    assert said.err.splitlines()[-1].startswith("12 in = 12 ok")
    for row in rows(tmp_path / "out.jsonl"):
        assert "Top of the day" not in str(row["text"])
        assert "Seen" not in str(row["text"])
        assert [r["rule_id"] for r in row["removed"]] == ["learned.repeated-line"] * 2  # type: ignore[attr-defined]


def test_documents_without_an_address_are_counted_and_told(cleaner: Cleaner, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(i), "text": text(i)}) + "\n" for i in range(6)]
    (tmp_path / "crawl.jsonl").write_text("".join(lines), encoding="utf-8")
    said = cleaner("clean", "crawl.jsonl", "--learn", "-o", "out.jsonl").err.splitlines()
    assert said[0] == "learned: 0 repeated lines of 0 outlets"
    assert said[1].startswith("6 documents have no address (a record's url, a page's canonical link)")


def test_without_it_nothing_is_learned(cleaner: Cleaner, crawl: Path, tmp_path: Path) -> None:
    cleaner("clean", crawl, "-o", tmp_path / "out.jsonl")
    assert all("Seen" in str(row["text"]) for row in rows(tmp_path / "out.jsonl"))


def test_kept_and_removed_lines_are_the_text_again(cleaner: Cleaner, crawl: Path, tmp_path: Path) -> None:
    cleaner("clean", crawl, "--learn", "-o", tmp_path / "out.jsonl")
    given = {r["id"]: r["text"] for r in rows(crawl)}
    for row in rows(tmp_path / "out.jsonl"):
        kept = str(row["text"]).split("\n\n")
        gone = {r["block"]: r["text"] for r in row["removed"]}  # type: ignore[attr-defined]
        count = len(kept) + len(gone)
        left = iter(kept)
        assert [gone[i] if i in gone else next(left) for i in range(count)] == str(given[row["id"]]).split("\n")


def test_the_bytes_are_the_same_with_workers(cleaner: Cleaner, crawl: Path, tmp_path: Path) -> None:
    cleaner("clean", crawl, "--learn", "-o", tmp_path / "one.jsonl")
    cleaner("clean", crawl, "--learn", "-j", "2", "-o", tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_pages_that_all_give_the_home_page_as_canonical_are_learned_from(cleaner: Cleaner, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for i in range(5):
        body = "".join(f"<p>{line}</p>" for line in text(i).split("\n"))
        head = "<link rel='canonical' href='https://www.mill.com/'>"
        page = f"<html><head>{head}</head><body><article><h1>Part {i}</h1>{body}</article></body></html>"
        (folder / f"{i}.html").write_text(page, encoding="utf-8")
    said = cleaner("clean", folder, "--learn", "-o", tmp_path / "out.jsonl")
    assert said.err.startswith("learned: 2 repeated lines of 1 outlets\n")
    assert not any("Seen" in str(row["text"]) for row in rows(tmp_path / "out.jsonl"))


def test_an_unfinished_run_is_told_of_before_the_first_pass(cleaner: Cleaner, crawl: Path, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.ledger").touch()
    said = cleaner("clean", crawl, "--learn", "-o", tmp_path / "out.jsonl")
    assert said.code == 2
    assert "a run was begun and not finished" in said.err
    assert "learned" not in said.err


def test_an_output_that_cannot_be_written_is_told_of_before_the_first_pass(
    cleaner: Cleaner, crawl: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = cleaner("clean", crawl, "--learn", "-o", crawl / "out.jsonl")
    assert (said.code, "learned" in said.err) == (2, False)
    monkeypatch.setattr("cleaner.batch.overwriting.os.access", lambda *_: False)  # root may write anywhere
    said = cleaner("clean", crawl, "--learn", "-o", tmp_path / "out.jsonl")
    assert (said.code, said.err) == (
        2,
        f"cleaner: -o {tmp_path / 'out.jsonl'}: the folder {tmp_path} can't be written: Permission denied\n",
    )


def test_standard_input_is_refused(cleaner: Cleaner) -> None:
    said = cleaner("clean", "-", "--learn", stdin=b"Some text.")
    assert said.code == 2
    assert said.out == ""
    assert "stdin: --learn reads its input twice" in said.err


def test_a_pipe_is_refused(cleaner: Cleaner, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    said = cleaner("clean", tmp_path / "pipe.txt", "--learn")
    assert said.code == 2
    assert "pipe.txt: --learn reads its input twice" in said.err


def test_a_run_that_learned_is_not_resumed_as_one_that_did_not(
    cleaner: Cleaner, crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(100))

    def interrupted(*_: object) -> None:
        if next(calls) > 3:
            raise KeyboardInterrupt

    out = tmp_path / "out.jsonl"
    with monkeypatch.context() as patched:
        patched.setattr("cleaner.batch.job.Tally.add", interrupted)
        assert cleaner("clean", crawl, "--learn", "-o", out).code == 130
    said = cleaner("clean", crawl, "-o", out, "--resume")
    assert said.code == 2
    assert "--learn was " in said.err
    assert cleaner("clean", crawl, "--learn", "-o", out, "--resume").code == 0
    cleaner("clean", crawl, "--learn", "-o", tmp_path / "whole.jsonl")
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
