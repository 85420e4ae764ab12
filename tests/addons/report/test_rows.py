"""What ``clean`` wrote is read back from each of its formats; anything else is a message with file and line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.addons.report.outputs import find_output
from cleaner.addons.report.rows import checked
from cleaner.article import Article
from cleaner.errors import InputError
from cleaner.io.output import format_for, open_sink
from tests.addons.rows import removal, row

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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not a JSON record"),
        ("[1]", "it is list, not an object"),
        ('{"id": "a", "text": "b"}', "it has no field 'status'"),
        (json.dumps({**GOOD, "status": "fine"}), "its status is 'fine'"),
        (json.dumps({**GOOD, "status": ["ok"]}), "its status is"),
        (json.dumps({**GOOD, "status": {}}), "its status is"),
        ('{"n": ' + "9" * 5000 + "}", "a number of too many digits"),
        (json.dumps({**GOOD, "id": 7}), "its id is no text"),
        (json.dumps({**GOOD, "removed": {}}), "'removed' is no list"),
        (json.dumps({**GOOD, "removed": [{"rule_id": "a", "text": "b"}]}), "a removal has no number of its block"),
        (json.dumps({**GOOD, "removed": [{"rule_id": "a", "text": "b", "block": 1, "start": -1}]}), "starts is no number"),
        (json.dumps({**GOOD, "removed": [{"rule_id": "a", "text": "b", "block": 1, "captured": [1]}]}), "captured is no object"),
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


def test_what_was_captured_is_text_whatever_somebody_made_of_it() -> None:
    odd = {"a": float("nan"), "b": 1, "c": ["x"], "d": None, "e": "text"}
    found = checked({**GOOD, "removed": [{"rule_id": "x", "text": "y", "block": 1, "captured": odd}]}, "f:1")
    assert found["removed"][0]["captured"] == {"a": "NaN", "b": "1", "c": '["x"]', "d": "null", "e": "text"}


def test_columns_of_a_parquet_file_that_are_not_ours_are_not_read(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist([{**GOOD, "removed": []}])
    beyond = pa.array([2**62], pa.timestamp("us"))
    pq.write_table(table.append_column("seen", beyond).append_column("raw", pa.array([b"x"])), tmp_path / "out.parquet")
    (found,) = read(tmp_path / "out.parquet")
    assert found["id"] == GOOD["id"]
    assert not {"seen", "raw"} & set(found)


@pytest.mark.parametrize("text", ["'=1+1", "''@x", "'plain", "=1", "'"])
def test_a_text_with_an_apostrophe_of_its_own_keeps_it_in_csv(tmp_path: Path, text: str) -> None:
    path = tmp_path / "out.csv"
    with open_sink(path, format_for(path, None, terminal=False)) as sink:
        sink.write(Article(id="a", text=text, title=text))
    (found,) = read(path)
    assert (found["text"], found["title"]) == (text, text)


def test_what_is_not_known_is_the_same_from_csv_as_from_jsonl(tmp_path: Path) -> None:
    for is_free in (None, True, False):
        found = {}
        for name in ("out.csv", "out.jsonl"):
            path = tmp_path / name
            with open_sink(path, format_for(path, None, terminal=False)) as sink:
                sink.write(Article(id="a", is_free=is_free))
            (found[name],) = read(path)
        assert found["out.csv"] == found["out.jsonl"]


def test_a_cut_off_archive_is_a_message(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode() * 50)[:-20])
    with pytest.raises(InputError, match=r"out\.jsonl\.gz"):
        read(path)


def test_a_file_that_is_no_parquet_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "out.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(InputError, match="not a Parquet file"):
        read(tmp_path / "out.parquet")


def test_fields_that_are_null_count_as_empty() -> None:
    found = checked({**GOOD, "text": None, "flags": None, "removed": None}, "f:1")
    assert (found["text"], found["flags"], found["removed"]) == ("", [], [])
