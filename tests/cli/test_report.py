"""``cleaner report``: one page of an output."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Said
from tests.samples import ARTICLE

Cleaner = Callable[..., Said]


def data_of(page: str) -> dict[str, Any]:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    return dict(json.loads(found))


def cleaned(cleaner: Cleaner, folder: Path) -> None:
    (folder / "a.txt").write_text(ARTICLE)
    cleaner("clean", "a.txt", "-o", "out.jsonl")


def test_a_page_is_written_with_the_document_and_its_rules(cleaner: Cleaner, tmp_path: Path) -> None:
    cleaned(cleaner, tmp_path)
    said = cleaner("report", "out.jsonl")
    assert (said.out, said.err, said.code) == ("", "report.html: 1 document\n", 0)
    data = data_of((tmp_path / "report.html").read_text())
    assert [d["id"] for d in data["docs"]] == ["a"]
    assert [(r["id"], r["place"].rpartition("/")[2]) for r in data["rules"]] == [
        ("promo.dont-miss", "small.yaml:2"), ("title.first-line", "built in"),
    ]  # fmt: skip


def test_a_dash_writes_to_standard_output_the_same_bytes_each_time(cleaner: Cleaner, tmp_path: Path) -> None:
    cleaned(cleaner, tmp_path)
    first, second = (cleaner("report", "out.jsonl", "-o", "-") for _ in range(2))
    assert first.out == second.out
    assert first.out.startswith("<!doctype html>")
    assert first.err == ""


def test_standard_input_is_read(cleaner: Cleaner, tmp_path: Path) -> None:
    cleaned(cleaner, tmp_path)
    page = cleaner("report", "-", "-o", "-", stdin=(tmp_path / "out.jsonl").read_bytes()).out
    assert data_of(page)["counts"]["rows"] == 1


def test_a_file_that_is_no_output_is_a_message_with_its_line_and_exit_code_2(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "one"}\n')
    said = cleaner("report", "in.jsonl")
    assert said.code == 2
    assert said.err.startswith("cleaner: in.jsonl:1: not a row of cleaner's output: it has no field 'id'")
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize("out", ["out.jsonl", "./out.jsonl", "link.jsonl"])
def test_the_page_is_never_written_over_the_output(cleaner: Cleaner, tmp_path: Path, out: str) -> None:
    cleaned(cleaner, tmp_path)
    (tmp_path / "link.jsonl").symlink_to("out.jsonl")
    before = (tmp_path / "out.jsonl").read_bytes()
    said = cleaner("report", "out.jsonl", "-o", out)
    assert (said.code, said.err) == (2, f"cleaner: -o {out}: that is an input; name another file for the page\n")
    assert (tmp_path / "out.jsonl").read_bytes() == before


def test_a_name_that_is_no_utf8_is_shown_as_far_as_it_is(cleaner: Cleaner, tmp_path: Path) -> None:
    cleaned(cleaner, tmp_path)
    odd = os.fsdecode(b"b\xffd.jsonl")
    (tmp_path / "out.jsonl").rename(tmp_path / odd)
    assert cleaner("report", odd).code == 0
    assert data_of((tmp_path / "report.html").read_text())["name"] == "b?d.jsonl"
    assert cleaner("compare", odd, odd, "-o", "diff.html").code == 0
    assert "<title>b?d.jsonl and b?d.jsonl</title>" in (tmp_path / "diff.html").read_text()


def test_what_no_rule_captures_does_not_blank_the_page(cleaner: Cleaner, tmp_path: Path) -> None:
    odd = {"rule_id": "x.a", "text": "y", "block": 1, "captured": {"a": float("nan")}}
    (tmp_path / "out.jsonl").write_text(json.dumps({"id": "a", "text": "t", "status": "ok", "removed": [odd]}))
    cleaner("report", "out.jsonl")
    page = (tmp_path / "report.html").read_text()
    assert data_of(page)["docs"][0]["gone"] == [[0, "y", "", "", {"a": "NaN"}]]


def test_an_empty_output_is_an_empty_page(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("")
    assert data_of(cleaner("report", "out.jsonl", "-o", "-").out)["docs"] == []
