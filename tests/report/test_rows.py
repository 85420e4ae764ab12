"""What ``clean`` wrote is read back from each of its formats; anything else is a message with file and line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.article import Article
from cleaner.errors import InputError
from cleaner.io.output import format_for, open_sink
from cleaner.report.rows import checked, find_output
from tests.report.rows import removal, row, write

GOOD = row("=a", "one\n\ntwo", removal("x.a", 1, "gone", captured={"attribution": "Reuters"}), title="=1+1", tags=["a"])


def read(path: Path) -> list[dict[str, Any]]:
    return list(find_output(str(path)).rows())


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.csv", "out.csv.gz", "out.parquet"])
def test_each_format_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with open_sink(path, format_for(path, None, terminal=False)) as sink:
        for id in ("a", "b"):
            sink.write(Article.from_dict({**GOOD, "id": id}))
    found = read(path)
    names = ("text", "status", "removed", "title", "tags", "chars_in")
    assert [r["id"] for r in found] == ["a", "b"]
    assert {n: found[0][n] for n in names} == {n: GOOD[n] for n in names}


def test_an_output_can_be_read_again_and_again(tmp_path: Path) -> None:
    output = find_output(str(write(tmp_path / "out.jsonl", [GOOD])))
    assert list(output.rows()) == list(output.rows())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not a JSON record"),
        ("[1]", "it is list, not an object"),
        ('{"id": "a", "text": "b"}', "it has no field 'status'"),
        (json.dumps({**GOOD, "status": "fine"}), "its status is 'fine'"),
        (json.dumps({**GOOD, "id": 7}), "its id is no text"),
        (json.dumps({**GOOD, "removed": {}}), "'removed' is no list"),
        (json.dumps({**GOOD, "removed": [{"rule_id": "a", "text": "b"}]}), "a removal has no number of its block"),
        (json.dumps({**GOOD, "removed": [{"rule_id": "a", "text": "b", "block": 1, "start": -1}]}), "starts is no number"),
        (json.dumps({**GOOD, "flags": [1]}), "a flag is no text"),
        ("\xff", "not a JSON record"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_row_is_named_with_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read(path)
    assert str(raised.value).startswith(f"{path}:3: ")
    assert said in str(raised.value)
    assert "cleaner clean INPUT -o OUT.jsonl" in str(raised.value)


def test_a_cut_off_archive_is_a_message(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode() * 50)[:-20])
    with pytest.raises(InputError, match=r"out\.jsonl\.gz"):
        read(path)


@pytest.mark.parametrize("name", ["missing.jsonl", "page.html", "", "folder"])
def test_a_name_that_leads_to_no_output_is_a_message(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text("<p>")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError):
        find_output(str(tmp_path / name) if name else name)


def test_a_file_that_is_no_parquet_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "out.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(InputError, match="not a Parquet file"):
        read(tmp_path / "out.parquet")


def test_fields_that_are_null_count_as_empty() -> None:
    found = checked({**GOOD, "text": None, "flags": None, "removed": None}, "f:1")
    assert (found["text"], found["flags"], found["removed"]) == ("", [], [])
