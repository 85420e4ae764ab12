"""A name leads to an output: a file, standard input, or the folder of parts of a finished run; else it is a message."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from cleaner.addons.report.outputs import find_output
from cleaner.article import Article
from cleaner.batch.ledger import Key
from cleaner.engines.parts import Row as PartRow
from cleaner.engines.parts import Run, write_part
from cleaner.errors import InputError
from tests.addons.rows import removal, row, write

GOOD = row("a", "one")


def test_an_output_can_be_read_again_and_again(tmp_path: Path) -> None:
    output = find_output(str(write(tmp_path / "out.jsonl", [GOOD])))
    assert list(output.rows()) == list(output.rows())


@pytest.mark.parametrize("name", ["missing.jsonl", "page.html", "", "folder"])
def test_a_name_that_leads_to_no_output_is_a_message(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text("<p>")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError):
        find_output(str(tmp_path / name) if name else name)


def parts(folder: Path, *ids: str, finished: bool = True) -> Path:
    folder.mkdir()
    for number, id in reversed(list(enumerate(ids))):
        write(folder / f"part-000000-{number:09}-00ab.jsonl", [row(id, "text")])
    (folder / ("_SUCCESS" if finished else "_run.json")).write_text("{}")
    return folder


def test_a_folder_of_parts_is_one_output_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = parts(tmp_path / "out", "a", "b", "c")
    (folder / "notes.jsonl").write_text("not a row")
    output = find_output(str(folder))
    assert [r["id"] for r in output.rows()] == ["a", "b", "c"] == [r["id"] for r in output.rows()]
    assert find_output(str(parts(tmp_path / "none"))).files == ()


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_what_a_run_on_an_engine_leaves_is_read_once_it_is_finished(tmp_path: Path, format: str) -> None:
    key = Key({}, [("in", "1")])
    run = Run(tmp_path / "out", key)
    done, _ = run.begin(resume=False, restart=False)
    for number in (2, 1):
        article = Article.from_dict(row(f"id{number}", "text", removal("x.a", 0, "gone", captured={"k": "v"})))
        done.add(write_part(tmp_path / "out", format, [PartRow(0, number, number == 2, article)]))
    with pytest.raises(InputError, match="isn't finished"):
        find_output(str(tmp_path / "out"))
    run.finish(done)
    found = list(find_output(str(tmp_path / "out")).rows())
    assert [r["id"] for r in found] == ["id1", "id2"]
    assert found[0]["removed"][0]["captured"] == {"k": "v"}


def test_a_row_of_a_part_is_named_by_its_file(tmp_path: Path) -> None:
    folder = parts(tmp_path / "out", "a")
    (folder / "part-1.jsonl").write_text("{")
    with pytest.raises(InputError, match=r"out/part-1\.jsonl:1: not a JSON record"):
        list(find_output(str(folder)).rows())


def test_a_folder_elsewhere_is_read_too() -> None:
    import fsspec

    fs = fsspec.filesystem("memory")
    fs.pipe("/run/_SUCCESS", b"{}")
    fs.pipe("/run/part-0.jsonl", json.dumps(GOOD).encode())
    assert [r["id"] for r in find_output("memory://run").rows()] == ["a"]


def test_a_folder_whose_run_is_not_finished_says_how_to_finish_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"isn't finished \(there is no _SUCCESS in it\).* --resume"):
        find_output(str(parts(tmp_path / "out", "a", finished=False)))


def test_a_csv_on_standard_input_is_to_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"id,text,status,removed\r\n")))
    with pytest.raises(InputError, match=r"stdin:1: .*standard input is JSONL or Parquet: name the file of a \.csv"):
        list(find_output("-", tmp_path).rows())


def test_no_room_for_standard_input_is_a_message_that_names_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    with pytest.raises(InputError, match=r"cannot keep standard input there: No space left on device; TMPDIR"):
        find_output("-", tmp_path)
