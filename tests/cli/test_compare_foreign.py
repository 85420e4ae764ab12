"""``cleaner compare`` with what other tools wrote: joined by id or address, block by block, and clear where it can't be."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Said
from tests.samples import ARTICLE, LAST, MORE, PROSE, TITLE

Cleaner = Callable[..., Said]
URL = "https://lake.example/mill"
TEASER = "Ferry to close for the winter [REPORT]"
# As each tool writes it: a line a paragraph, no id.
LINES = "\n".join([PROSE, "DON'T MISS", TEASER, MORE, LAST])
TRAFILATURA = {
    "title": TITLE,
    "author": "A. Miller; B. Baker",
    "id": None,
    "source": URL,
    "text": LINES,
    "date": "2024-05-01",
}
NEWSPAPER = {"url": URL, "title": TITLE, "authors": ["A. Miller"], "text": LINES.replace("\n", "\n\n"), "images": []}


@pytest.fixture
def ours(cleaner: Cleaner, tmp_path: Path) -> Cleaner:
    """``ours.jsonl`` holds the article under the id 7 and its address, without the promo."""
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 7, "url": URL, "text": ARTICLE}) + "\n")
    cleaner("clean", "in.jsonl", "-o", "ours.jsonl")
    return cleaner


def write(path: Path, *records: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(r) + "\n" for r in records))


@pytest.mark.parametrize(
    "record", [TRAFILATURA, NEWSPAPER, {"id": "7", "body": LINES}, {"id": 7, "doc": {"body": LINES}}]
)
def test_another_tools_text_is_compared_block_by_block_with_the_rule_that_took_it(
    ours: Cleaner, tmp_path: Path, record: dict[str, Any]
) -> None:
    write(tmp_path / "theirs.jsonl", record)
    name = "text" if "text" in record else "body" if "body" in record else "doc.body"
    said = ours("compare", "theirs.jsonl", "ours.jsonl", "--old-text-field", name, "-o", "diff.html")
    assert said.code == 0, said.err
    assert "rows     1 in both, 1 changed\n" in said.out
    assert "lost     48 characters in 2 blocks" in said.out
    assert f"  - {TEASER}  [promo.dont-miss]\n" in said.out
    assert "won      0 characters" in said.out
    assert TEASER in (tmp_path / "diff.html").read_text()


def test_only_fields_that_both_have_are_compared(ours: Cleaner, tmp_path: Path) -> None:
    write(
        tmp_path / "theirs.jsonl",
        {**NEWSPAPER, "authors": []},
        {"url": "https://lake.example/other", "text": "A mill."},
    )
    said = ours("compare", "theirs.jsonl", "ours.jsonl", "--old-text-field", "text")
    assert "fields" not in said.out
    assert "1 only in OLD: https://lake.example/other" in said.out


def test_files_of_one_record_and_csv_are_read_and_new_can_be_theirs(ours: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(TRAFILATURA, indent=2))
    with (tmp_path / "one.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([["url", "text"], [URL, LINES]])
    for name in ("one.json", "one.csv"):
        said = ours("compare", "ours.jsonl", name, "--new-text-field", "text")
        assert f"  + {TEASER}  [promo.dont-miss]\n" in said.out, said.err


def test_fields_to_join_by_can_be_named_on_both_sides(ours: Cleaner, tmp_path: Path) -> None:
    write(tmp_path / "theirs.jsonl", {"id": "their own", "link": URL, "text": LINES})
    arguments = ("compare", "theirs.jsonl", "ours.jsonl", "--old-text-field", "text")
    lost = ours(*arguments)
    assert "rows     0 in both" in lost.out
    assert "warning: no row of OLD has the id of a row of NEW; --old-id-field" in lost.err
    assert "1 in both, 1 changed" in ours(*arguments, "--old-id-field", "link", "--new-id-field", "url").out


def test_trafilaturas_address_is_the_one_that_the_page_gives_as_its_own(cleaner: Cleaner, tmp_path: Path) -> None:
    body = f"<article><p>{PROSE}</p><p>{MORE}</p></article>"
    page = f"<html><head><link rel='canonical' href='{URL}'></head><body>{body}</body></html>"
    (tmp_path / "in.jsonl").write_text(json.dumps({"url": f"{URL}?from=feed", "html": page}) + "\n")
    cleaner("clean", "in.jsonl", "-o", "ours.jsonl")
    write(tmp_path / "theirs.jsonl", {**TRAFILATURA, "hostname": "lake.example", "text": f"{PROSE}\n{MORE}"})
    said = cleaner("compare", "theirs.jsonl", "ours.jsonl", "--old-text-field", "text")
    assert "rows     1 in both, " in said.out
    assert "lost     0 characters" in said.out


def test_a_record_without_text_is_a_failed_row(ours: Cleaner, tmp_path: Path) -> None:
    write(tmp_path / "theirs.jsonl", {"url": URL, "text": ""})
    said = ours("compare", "theirs.jsonl", "ours.jsonl", "--old-text-field", "text")
    assert "status   failed -> ok: 1" in said.out


@pytest.mark.parametrize(("line", "options", "said"), [
    (json.dumps({"url": URL, "body": "A mill."}), ["--old-text-field", "text"],
     "theirs.jsonl:2: the record has no field 'text'; its fields: url, body"),
    ("{", ["--old-text-field", "text"], "theirs.jsonl:2: not a JSON record"),
    (json.dumps({"text": 7}), ["--old-text-field", "text"], "theirs.jsonl:2: the field 'text' is not text; --old-text-field names"),
    (json.dumps({"text": "A mill."}), ["--old-text-field", "text", "--old-id-field", "link"],
     "theirs.jsonl:1: the field 'link' holds nothing; --old-id-field names"),
    (json.dumps({"text": "A mill."}), [], "theirs.jsonl:1: not a row of cleaner's output"),
    (json.dumps({"text": "A mill."}), ["--old-text-field", "text", "--disable-old", "promo.dont-miss"],
     "-text-field and -id-field"),
])  # fmt: skip
def test_what_cannot_be_is_told_with_file_and_line_and_what_to_do(
    ours: Cleaner, tmp_path: Path, line: str, options: list[str], said: str
) -> None:
    (tmp_path / "theirs.jsonl").write_text(json.dumps(NEWSPAPER) + "\n" + line + "\n")
    found = ours("compare", "theirs.jsonl", "ours.jsonl", *options)
    assert found.code == 2
    assert said in found.err
    assert "-field" in found.err
