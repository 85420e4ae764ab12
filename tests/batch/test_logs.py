"""What workers log and raise comes to the main process; the command line writes it where it is told to."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path

import pytest

from cleaner.batch.job import Job, run_job
from cleaner.batch.logs import logged
from cleaner.batch.runner import run
from cleaner.batch.work import MIB, Work
from cleaner.document import Document
from cleaner.errors import SettingsError
from cleaner.rules.compile import Rules
from tests.batch.stages import HOSTILE

FEW = Rules.load([], shipped=False)


def job(folder: Path, processes: int) -> list[dict[str, object]]:
    """The failed rows of a run over one text that raises and one that doesn't."""
    records = [{"id": "bad", "text": "raise"}, {"id": "good", "text": "A mill."}]
    (folder / "two.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    errors = folder / "failed.jsonl"
    told = Job(
        (str(folder / "two.jsonl"),), errors=errors, out=folder / "out.jsonl", processes=processes, stages=HOSTILE
    )
    run_job(told, FEW, io.StringIO(), io.StringIO())
    return [json.loads(line) for line in errors.read_text().splitlines()]


@pytest.mark.parametrize("processes", [0, 1])
def test_the_traceback_stands_with_the_failed_row_also_from_a_worker(tmp_path: Path, processes: int) -> None:
    (row,) = job(tmp_path, processes)
    assert str(row["error"]).startswith("hostile: ValueError: as it was asked to (stages.py:")
    trace = str(row["traceback"])
    assert trace.startswith("Traceback (most recent call last):")
    assert trace.endswith("ValueError: as it was asked to\n")
    assert "in hostile" in trace


@pytest.mark.parametrize("processes", [0, 1])
def test_the_log_is_the_same_from_a_worker_as_from_this_process(
    tmp_path: Path, processes: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="cleaner.pipeline")
    job(tmp_path, processes)
    told = [(r.levelname, r.name, r.getMessage().partition(" (")[0]) for r in caplog.records]
    assert told[0] == ("WARNING", "cleaner.pipeline", "bad: hostile: ValueError: as it was asked to")
    assert ("DEBUG", "cleaner.pipeline", "good: flagged too_short: 2 words") in told
    assert "in hostile" in caplog.text


def test_a_worker_that_ends_is_told_with_its_document_and_reason(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(FEW, HOSTILE, timeout=20.0, memory=256 * MIB)
    assert len(list(run([Document("bad", "exit")], work, 1))) == 1
    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [
        ("WARNING", "bad: its worker ended: crash: it ended its process with exit code 7")
    ]


def test_a_document_that_is_tried_once_more_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    work = Work(FEW, HOSTILE, timeout=20.0, memory=256 * MIB)
    list(run([Document("bad", f"kill {tmp_path / 'once'}")], work, 1))
    assert [r.getMessage() for r in caplog.records] == [
        "bad: its worker was ended from outside (-9), it is tried once more"
    ]


def test_the_log_goes_to_a_stream_only_as_long_as_it_is_asked_for() -> None:
    out = io.StringIO()
    log = logging.getLogger("cleaner.pipeline")
    with logged("Info", out):
        log.info("a mill\x1b[31m")
        log.debug("a flour mill")
    log.error("a water mill")
    assert out.getvalue() == "INFO cleaner.pipeline: a mill\u241b[31m\n"
    assert logging.getLogger("cleaner").level == logging.NOTSET


def test_an_unknown_level_says_which_are_known() -> None:
    with (
        pytest.raises(SettingsError, match=r"--log-level loud: known are debug, info, warning, error"),
        logged("loud", io.StringIO()),
    ):
        pass
