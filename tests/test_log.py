"""What is known of a failure: its place in the row, its traceback, the log; and nothing where nobody asked."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.document import Document
from cleaner.pipeline import STAGES, Pipeline, stages_for
from cleaner.rules.compile import Rules
from tests.samples import ARTICLE, PROSE, SMALL_RULES

EMPTY = Rules.load([], shipped=False)


def in_the_stage(document: Document, rules: Rules) -> Document:
    raise KeyError("mill")


def in_a_helper(document: Document, rules: Rules) -> Document:
    return _helper()


def _helper() -> Document:
    raise ValueError("no such mill")


def inside_the_package(document: Document, rules: Rules) -> Document:
    stages_for("nowhere")
    return document


def too_deep(document: Document, rules: Rules) -> Document:
    return too_deep(document, rules)


def without_memory(document: Document, rules: Rules) -> Document:
    raise MemoryError


def broken(stage: object, *, strict: bool = False) -> Pipeline:
    return Pipeline(EMPTY, (*STAGES[:2], stage), strict=strict)  # type: ignore[arg-type]


def line_of(function: object, plus: int = 1) -> int:
    return function.__code__.co_firstlineno + plus  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(("stage", "error"), [
    (in_the_stage, f"in_the_stage: KeyError: 'mill' (test_log.py:{line_of(in_the_stage)})"),
    (in_a_helper, f"in_a_helper: ValueError: no such mill (test_log.py:{line_of(in_a_helper)})"),
    (without_memory, f"without_memory: MemoryError: (test_log.py:{line_of(without_memory)})"),
])  # fmt: skip
def test_a_failed_row_says_what_was_raised_and_at_which_line_of_the_stage(stage: object, error: str) -> None:
    assert broken(stage).clean(ARTICLE).error == error


def test_the_line_is_the_deepest_of_the_package() -> None:
    error = broken(inside_the_package).clean(ARTICLE).error
    assert error is not None
    assert re.search(r" \(pipeline\.py:\d+\)$", error)


def test_where_the_stack_ended_by_chance_the_line_is_the_stages_own() -> None:
    error = broken(too_deep).clean(ARTICLE).error
    assert error is not None
    assert error.endswith(f" (test_log.py:{line_of(too_deep)})")


def test_a_long_message_leaves_the_place() -> None:
    def wordy(document: Document, rules: Rules) -> Document:
        raise ValueError("mill " * 1000)

    error = broken(wordy).clean(ARTICLE).error
    assert error is not None
    assert len(error) < 600
    assert error.endswith(f"(test_log.py:{line_of(wordy)})")


def test_a_strict_pipeline_raises_what_the_stage_raised_with_its_frames() -> None:
    with pytest.raises(ValueError, match="no such mill") as raised:
        broken(in_a_helper, strict=True).clean(ARTICLE)
    assert [f.name for f in raised.traceback][-2:] == ["in_a_helper", "_helper"]


def test_a_strict_pipeline_still_gives_a_row_for_what_is_no_article() -> None:
    row = Pipeline(EMPTY, strict=True).clean("")
    assert str(row.error).startswith("empty")


def test_an_attempt_gives_the_whole_traceback_and_none_where_nothing_was_raised() -> None:
    _, trace = broken(in_a_helper).attempt(Document("a", ARTICLE))
    assert trace.startswith("Traceback (most recent call last):\n")
    assert trace.endswith("ValueError: no such mill\n")
    assert "in _helper" in trace
    assert Pipeline(EMPTY).attempt(Document("a", ARTICLE))[1] == ""


def test_what_a_stage_raised_is_logged_as_a_warning_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    broken(in_a_helper).clean(ARTICLE, id="mill")
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("cleaner.pipeline", "WARNING")
    assert record.getMessage().startswith("mill: in_a_helper: ValueError: no such mill (test_log.py:")
    assert "in _helper" in caplog.text


def test_flags_refusals_and_errors_are_told_at_debug_alone(
    caplog: pytest.LogCaptureFixture, folder: Callable[..., Path]
) -> None:
    pipeline = Pipeline(Rules.load([folder(small=SMALL_RULES)], shipped=False, disable=["promo.dont-miss"]))
    rows = [{"id": "mill", "text": ARTICLE}, {"id": "short", "text": PROSE}, {"id": "none", "text": ""}]
    list(pipeline.clean_many(rows))
    assert caplog.records == []
    caplog.set_level(logging.DEBUG, logger="cleaner")
    list(pipeline.clean_many(rows))
    told = [r.getMessage() for r in caplog.records]
    assert any(t.startswith("mill: promo.dont-miss was refused in strip: ") for t in told)
    assert any(t.startswith("short: flagged too_short") for t in told)
    assert any(t.startswith("none: failed: empty") for t in told)


def test_nothing_is_printed_unless_logging_is_set_up() -> None:
    script = (
        "from tests.test_log import broken, in_the_stage; import logging\n"
        "broken(in_the_stage).clean('A mill.')\n"
        "print([type(h).__name__ for h in logging.getLogger('cleaner').handlers], logging.getLogger().handlers)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("['NullHandler'] []\n", "")
