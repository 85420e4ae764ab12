"""Killed at any moment, the same command with --resume gives byte for byte what an uninterrupted run writes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.article import Article
from cleaner.batch.ledger import Kept, Ledger
from cleaner.batch.resume import left
from cleaner.io.base import Fields
from cleaner.io.bounds import Bounds
from cleaner.io.sources import find
from tests.conftest import Said
from tests.fuzz.files import wholes
from tests.samples import ARTICLE, SMALL_RULES

Cleaner = Callable[..., Said]
ROOT = Path(__file__).parents[2]
ROWS = 400


def command(folder: Path, out: str, *more: str) -> list[str]:
    told = ["clean", "in", "more.jsonl", "-o", out, "--errors", "errors.jsonl", "--max-errors", "99", *more]
    return [sys.executable, "-m", "tests.batch.run", *told]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def finish(folder: Path, out: str, *more: str) -> str:
    done = subprocess.run(command(folder, out, *more), cwd=folder, env=environment(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr.decode()


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / ".shipped").mkdir()
    (tmp_path / ".shipped" / "small.yaml").write_text(SMALL_RULES)
    for i in range(5):
        (tmp_path / "in" / f"{i}.txt").write_text(f"{ARTICLE}\nFile {i}.")
    records = ({"id": str(i), "text": f"{ARTICLE}\nNumber {i}." if i % 50 else ""} for i in range(ROWS))
    (tmp_path / "more.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records) + "{broken\n")
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name not in ("in", "more.jsonl", ".shipped"))


def test_killed_at_ten_random_moments_and_resumed_it_writes_the_same_bytes(inputs: Path) -> None:
    finish(inputs, "whole.jsonl")
    whole, failed = (inputs / "whole.jsonl").read_bytes(), (inputs / "errors.jsonl").read_bytes()
    (inputs / "errors.jsonl").unlink()
    assert whole.count(b"\n") == ROWS + 6
    moments = random.Random(4)
    for turn in range(10):
        more = ["--resume", *(["-j", "2"] if turn % 2 else [])]
        run = subprocess.Popen(
            command(inputs, "out.jsonl", *more), cwd=inputs, env=environment(), stderr=subprocess.DEVNULL
        )
        # Some kills come before the first row, some after: which doesn't matter for what is promised.
        time.sleep(moments.uniform(0.1, 1.6))
        run.kill()
        run.wait()
        if (inputs / "out.jsonl").exists():
            assert (inputs / "out.jsonl").read_bytes() == whole
    finish(inputs, "out.jsonl", "--resume")
    assert (inputs / "out.jsonl").read_bytes() == whole
    assert (inputs / "errors.jsonl").read_bytes() == failed
    assert files(inputs) == ["errors.jsonl", "out.jsonl", "whole.jsonl"]


def begun(inputs: Path, out: str = "out.jsonl", *more: str) -> None:
    """A run that is killed when its ledger holds rows: its 201st document does it, from within."""
    lines = (inputs / "more.jsonl").read_text().splitlines(keepends=True)
    marker = inputs / "killed"
    lines.insert(200, json.dumps({"id": "killer", "text": f"kill {marker}\n{ARTICLE}"}) + "\n")
    (inputs / "more.jsonl").write_text("".join(lines))
    run = subprocess.run(command(inputs, out, *more), cwd=inputs, env=environment(), capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL
    assert not (inputs / out).exists()
    marker.unlink()
    marker.touch()


@pytest.mark.parametrize("out", ["out.jsonl", "out.md", "out.txt"])
def test_what_was_done_is_not_done_again(inputs: Path, out: str) -> None:
    begun(inputs, out)
    said = finish(inputs, out, "--resume")
    done = int(said.split("resumed: ")[1].split()[0])
    assert done > ROWS // 4  # a commit every 100 rows at the latest
    assert f"{ROWS + 7} in = " in said
    finish(inputs, f"whole-{out}")
    assert (inputs / out).read_bytes() == (inputs / f"whole-{out}").read_bytes()


def test_a_run_that_was_begun_is_neither_lost_nor_resumed_without_a_word(inputs: Path) -> None:
    begun(inputs)
    refused = subprocess.run(
        command(inputs, "out.jsonl"), cwd=inputs, env=environment(), capture_output=True, check=False
    )
    assert refused.returncode == 2
    assert b"--resume to finish it, --restart to begin anew" in refused.stderr
    assert "resumed" not in finish(inputs, "out.jsonl", "--restart")


def test_changed_inputs_are_said_and_end_with_2(inputs: Path) -> None:
    begun(inputs)
    first, third, ninth = (inputs / "in" / f"{n}.txt" for n in (0, 3, 9))

    def refused(said: str) -> None:
        run = subprocess.run(
            command(inputs, "out.jsonl", "--resume"), cwd=inputs, env=environment(), capture_output=True, check=False
        )
        assert run.returncode == 2
        assert said in run.stderr.decode()
        assert "--restart" in run.stderr.decode()

    ninth.write_text(ARTICLE)
    refused("in/9.txt is new")
    ninth.unlink()
    first.rename(inputs / "away")
    refused("in/0.txt is gone")
    (inputs / "away").rename(first)
    third.write_text(f"{ARTICLE}, changed")
    refused("in/3.txt has changed")
    finish(inputs, "out.jsonl", "--resume", "--restart")


def test_changed_rules_and_settings_are_said(inputs: Path) -> None:
    begun(inputs)
    (inputs / "small.yaml").write_text(
        SMALL_RULES.replace("promo.", "mine.").replace("footer.", "mine.").replace("related.", "mine.")
    )
    refused = subprocess.run(
        command(inputs, "out.jsonl", "--resume", "--rules", "small.yaml", "--text-field", "body", "--schema", "cc_news"),
        cwd=inputs, env=environment(), capture_output=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 2
    assert "rules was " in refused.stderr.decode()
    assert "fields was " in refused.stderr.decode()
    assert "--schema was ours, is cc_news" in refused.stderr.decode()


def test_a_full_disk_is_said_and_the_run_can_be_resumed(
    cleaner: Cleaner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for i in range(4):
        (tmp_path / f"{i}.txt").write_text(f"{ARTICLE}\nFile {i}.")
    names = [f"{i}.txt" for i in range(4)]
    cleaner("clean", *names, "-o", "whole.jsonl")
    from cleaner.io.text_rows import TextRows

    write, written = TextRows.write, []

    def full(self: TextRows, article: object) -> None:
        written.append(article)
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        write(self, article)  # type: ignore[arg-type]

    monkeypatch.setattr(TextRows, "write", full)
    said = cleaner("clean", *names, "-o", "out.jsonl")
    assert (said.code, said.out) == (2, "")
    assert said.err == "cleaner: out.jsonl: no space left on the device; make room, then say the same with --resume\n"
    assert not (tmp_path / "out.jsonl").exists()
    assert cleaner("clean", *names, "-o", "out.jsonl", "--resume").code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_standard_input_can_not_be_resumed(cleaner: Cleaner, tmp_path: Path) -> None:
    assert "can't be read a second time" in cleaner("clean", "-", "-o", "o.jsonl", "--resume", stdin=b"x").err
    assert cleaner("clean", "-", "-o", "o.jsonl", stdin=ARTICLE.encode()).code == 0
    assert files(tmp_path) == ["o.jsonl"]


def test_two_runs_do_not_write_one_ledger(cleaner: Cleaner, tmp_path: Path) -> None:
    from cleaner.batch.ledger import Ledger

    (tmp_path / "a.txt").write_text(ARTICLE)
    ledger = Ledger(tmp_path / "out.jsonl.ledger")
    said = cleaner("clean", "a.txt", "-o", "out.jsonl", "--resume")
    assert (said.code, "another run is writing it" in said.err) == (2, True)
    ledger.close(remove=True)


def test_what_sources_that_were_done_hold_beside_documents_is_counted_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "x.ledger")
    ledger.note_left_out(0, {"image/gif": 3})
    ledger.note_left_out(1, {"image/gif": 1})
    ledger.note_left_out(1, {"image/gif": 2, "of status 404": 1})
    ledger.note_left_out(2, {"image/gif": 7})
    assert ledger.left_out(2) == {"image/gif": 5, "of status 404": 1}
    ledger.close(remove=True)


@pytest.mark.parametrize("name", sorted(wholes()))
def test_what_is_left_of_a_file_of_any_kind_begins_behind_the_rows_that_are_done(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(wholes()[name])
    inputs = find([str(tmp_path / name)])
    whole = list(left(inputs, Fields(), Bounds(), None))
    for done in range(1, len(whole)):
        ledger = Ledger(tmp_path / f"{done}.ledger")
        for number, (place, document) in enumerate(whole[:done]):
            ledger.add(number, Kept(place.source, Article(id=document.id), ""))
        assert list(left(inputs, Fields(), Bounds(), ledger)) == whole[done:]
        ledger.close(remove=True)
