"""What a batch says beside its rows: failed rows to run again, counts for a dashboard, how far it is."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner.article import Article, Status
from cleaner.batch.progress import Progress, line
from cleaner.batch.tally import Tally, left_out_line
from tests.conftest import Said
from tests.fuzz.files import wholes
from tests.io.archives import response
from tests.samples import ARTICLE, PROSE

Cleaner = Callable[..., Said]


def test_failed_rows_can_be_run_again_from_the_errors_file(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(
        json.dumps({"key": "long", "body": ARTICLE, "link": "https://a.example/x", "title": "T"}) + "\n{broken\n"
        + json.dumps({"key": "short", "body": PROSE}) + "\n"
    )  # fmt: skip
    names = ["--text-field", "body", "--id-field", "key", "--url-field", "link"]
    said = cleaner("clean", "r.jsonl", "-o", "o.jsonl", "--errors", "e.jsonl", "--max-bytes", len(PROSE), *names)
    assert said.code == 1
    one, two = map(json.loads, (tmp_path / "e.jsonl").read_text().splitlines())
    error = f"too large: {len(ARTICLE.encode())} bytes, --max-bytes allows {len(PROSE)}"
    assert one.pop("cleaner_failed")["id"] == "long"
    assert one == {"key": "long", "link": "https://a.example/x", "title": "T", "body": ARTICLE, "error": error,
                   "source": "r.jsonl", "record": 1}  # fmt: skip
    assert (two["key"], two["source"], two["record"]) == ("r.jsonl:2", "r.jsonl", 2)
    again = cleaner("clean", "e.jsonl", "-o", "again.jsonl", "--max-errors", 1, *names)
    assert "2 in = 1 ok + 0 flagged + 1 failed" in again.err
    assert json.loads((tmp_path / "again.jsonl").read_text().splitlines()[0])["url"] == "https://a.example/x"


def again(cleaner: Cleaner, tmp_path: Path, *options: object) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The failed rows of a run and those of a second run over its errors file."""
    first = cleaner(*options, "--errors", "e.jsonl", "--max-errors", 99)
    second = cleaner("clean", "e.jsonl", "--max-errors", 99)
    rows = [[json.loads(line) for line in said.out.splitlines()] for said in (first, second)]
    return [r for r in rows[0] if r["status"] == "failed"], rows[1]


def test_what_fails_again_has_the_reason_and_the_id_that_it_had(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(
        "{broken\n"
        + json.dumps({"id": 7, "text": ""})
        + "\n"
        + json.dumps({"url": "https://a.example/x", "title": "T"})
        + "\n[]\n"
    )
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.html").write_bytes(b"%PDF-1.7 and so on")
    first, second = again(cleaner, tmp_path, "clean", "r.jsonl", "a.txt", "b.html")
    assert len(first) == 6
    kept = ("id", "url", "error", "status")
    assert [[r[k] for k in kept] for r in second] == [[r[k] for k in kept] for r in first]


def test_a_failed_record_has_its_id_again_whatever_its_fields_are_called(cleaner: Cleaner, tmp_path: Path) -> None:
    found = [
        {"source": "https://a.example/1", "record": "r-1", "error": "none", "body": ARTICLE},
        {"source": None, "record": "", "body": ARTICLE},
    ]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(r) + "\n" for r in found))
    names = ["--id-field", "record", "--url-field", "source", "--text-field", "body"]
    first, second = again(cleaner, tmp_path, "clean", "r.jsonl", *names, "--max-bytes", 99)
    assert [(r["id"], r["url"]) for r in first] == [("r-1", "https://a.example/1"), ("r.jsonl:2", None)]
    assert [(r["id"], r["url"], r["status"]) for r in second] == [(r["id"], r["url"], "ok") for r in first]


def test_a_record_cleaned_at_the_second_try_gives_the_row_that_it_would_have_given(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    record = {"id": "a", "text": ARTICLE, "source": "The Harbour Post", "error": "of theirs", "date": "2024-03-01"}
    (tmp_path / "r.jsonl").write_text(json.dumps(record) + "\n")
    (expected,) = (json.loads(line) for line in cleaner("clean", "r.jsonl").out.splitlines())
    _, second = again(cleaner, tmp_path, "clean", "r.jsonl", "--max-bytes", 99)
    assert second == [expected]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_a_file_that_failed_can_be_run_again_without_the_file(cleaner: Cleaner, tmp_path: Path, charset: str) -> None:
    from cleaner.article import Article
    from cleaner.batch.failures import line
    from cleaner.document import Document

    page = f"<html><head><title>Müller</title></head><body><p>{PROSE} „Größe“</p></body></html>".encode(charset)
    given = Document("sub/a", page, kind="page")
    (tmp_path / "e.jsonl").write_text(
        line(given, Article("sub/a", error="timeout: it was slow"), "in/sub/a.html", 1, {})
    )
    (tmp_path / "a.html").write_bytes(page)
    (again,) = (json.loads(line) for line in cleaner("clean", "e.jsonl").out.splitlines())
    (whole,) = (json.loads(line) for line in cleaner("clean", "a.html").out.splitlines())
    assert again == {**whole, "id": "sub/a"}
    assert "Größe" in again["text"]


def test_equal_ids_are_said(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("".join(json.dumps({"id": i, "text": ARTICLE}) + "\n" for i in "abacb"))
    said = cleaner("clean", "r.jsonl", "--stats", "s.json", "-o", "o.jsonl")
    assert "warning: 2 rows have the id of an earlier row, as 'a'\n" in said.err
    assert json.loads((tmp_path / "s.json").read_text())["equal_ids"] == 2


def test_a_run_that_reads_nothing_warns(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "none.jsonl").write_text("")
    for named in ("empty", "none.jsonl"):
        said = cleaner("clean", named)
        assert said.err == (
            "warning: nothing was read: there is no document in the inputs\n"
            "0 in = 0 ok + 0 flagged + 0 failed; 0 removals by 0 rules\n"
        )
        assert said.code == 0


def test_stats_are_counts_by_status_flag_and_rule(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text("")
    cleaner("clean", "a.txt", "b.txt", "--stats", "s.json")
    stats = json.loads((tmp_path / "s.json").read_text())
    assert (stats["rows"], stats["status"]) == (2, {"ok": 1, "flagged": 0, "failed": 1})
    assert stats["rules"]["promo.dont-miss"] == 2
    assert stats["seconds"] >= 0


def test_our_own_files_in_a_folder_that_is_read_are_no_inputs(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("")
    for _ in range(2):
        said = cleaner("clean", "in", "-o", "in/o.jsonl", "--errors", "in/e.jsonl", "--stats", "in/s.json")
        assert "1 in = 0 ok + 0 flagged + 1 failed" in said.err


@pytest.mark.parametrize("options", [("-j", 2), ("--timeout", 20)])
def test_workers_write_what_one_process_writes(cleaner: Cleaner, tmp_path: Path, options: tuple[object, ...]) -> None:
    for i in range(9):
        (tmp_path / f"{i}.txt").write_text(f"{ARTICLE}\nFile {i}.")
    one, many = cleaner("clean", "*.txt"), cleaner("clean", "*.txt", *options)
    assert (one.out, one.err, one.code) == (many.out, many.err, many.code)
    assert cleaner("clean", "*.txt", "--diff").out == cleaner("clean", "*.txt", "--diff", *options).out


def test_progress_is_a_bar_on_a_terminal_and_a_line_elsewhere() -> None:
    now = [0.0]
    for bar in (True, False):
        stream, tally = io.StringIO(), Tally()
        progress = Progress(stream, tally, size=100, bar=bar, lines=not bar, clock=lambda: now[0])
        tally.add(Article("a"))
        progress.at(10)
        assert stream.getvalue() == ""
        now[0] += 10
        progress.at(50)
        said = stream.getvalue()
        assert "1 rows, 0/s, about 0:10 left: 1 ok, 0 flagged, 0 failed" in said
        assert said.startswith("\r[############............]") if bar else said.endswith("\n")


def test_time_left_is_not_said_where_nobody_knows_the_size() -> None:
    tally = Tally()
    tally.add(Article("a", status=Status.FAILED))
    assert line(tally, 2.0, None) == "1 rows, 0/s: 0 ok, 0 flagged, 1 failed"


def test_a_row_comes_back_from_its_dict(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    row = json.loads(cleaner("clean", "a.txt").out)
    assert Article.from_dict(row).to_dict() == row


def test_what_an_archive_holds_beside_pages_is_counted_by_what_it_is(cleaner: Cleaner, tmp_path: Path) -> None:
    page = f"<html><p>{PROSE}".encode()
    image, gone = response(b"GIF8", content_type="image/gif"), response(b"x", status="404 Not Found")
    (tmp_path / "a.warc").write_bytes(image * 3 + response(page) + gone * 2)
    (tmp_path / "b.warc").write_bytes(response(page) + image)
    said = cleaner("clean", "a.warc", "b.warc", "-o", "o.jsonl", "--stats", "s.json")
    assert "left out: 4 image/gif, 2 of status 404\n" in said.err
    assert json.loads((tmp_path / "s.json").read_text())["left_out"] == {"image/gif": 4, "of status 404": 2}


def test_many_kinds_of_what_was_left_out_are_named_by_their_number() -> None:
    counts = Counter({f"image/{i}": 2000 - i for i in range(20)})
    assert left_out_line(counts).startswith("2,000 image/0, 1,999 image/1, ")
    assert left_out_line(counts).endswith("1,989 image/11, and 15,876 of 8 other kinds")


def test_every_kind_of_input_gives_the_same_rows_with_workers_and_the_tally_adds_up(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for name, content in wholes().items():
        (tmp_path / "in" / name).write_bytes(content)
    (tmp_path / "in" / "page.php?id=7").write_text(f"<html><p>{PROSE}")
    (tmp_path / "in" / "note.pdf").write_text("%PDF-")
    for out, more in (("one.jsonl", ()), ("two.jsonl", ("-j", 2))):
        said = cleaner("clean", "in", "in/x.db", "-o", out, "--max-errors", 99, *more)
        # Eight files and the named database hold six records each, two are pages, two archives hold two files and six records each.
        assert said.err.rstrip().splitlines()[-1].startswith("72 in = ")
        assert (
            "left out: 1 x .db (no format of ours)\nleft out: 1 x .pdf (no format of ours)\nleft out: 2 .jpg files\n"
            in said.err
        )
    rows = (tmp_path / "one.jsonl").read_bytes()
    assert rows.count(b"\n") == 72
    assert (tmp_path / "two.jsonl").read_bytes() == rows
