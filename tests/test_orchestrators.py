"""The examples for Airflow, Dagster and Prefect do what docs/how-to/orchestrators.md says, with their decorators made up."""

from __future__ import annotations

import json
import os
import re
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "orchestrators.md"
BODY = "The ferry across the lower river will stop in October, the river office said on Monday. It has run every day since."


def example(names: str, monkeypatch: pytest.MonkeyPatch, **decorators: Any) -> dict[str, Any]:
    """What the page's block that begins with this comment defines, run with the orchestrator's decorators made up."""
    (block,) = re.findall(rf"```python\n# {names}\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    for module in {
        m for m in re.findall(r"^from ([\w.]+) import", block, re.M) if not m.startswith(("cleaner", "pathlib"))
    }:
        for name in (module.partition(".")[0], module):
            monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
        for name, decorator in decorators.items():
            setattr(sys.modules[module], name, decorator)
    found: dict[str, Any] = {}
    exec(compile(block, f"{PAGE.name} ({names})", "exec"), found)
    return found


def taking_options(**_: object) -> Callable[[Any], Any]:
    return lambda function: function


@pytest.fixture
def command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a crawl in it, and `cleaner` found on the PATH."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl" / "a.txt").write_text(f"The ferry will stop\n\n{BODY}\n\nShare this article\n")
    return tmp_path


def test_the_airflow_example_cleans_a_crawl(command_line: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean_crawl = example("Airflow", monkeypatch, task=taking_options)["clean_crawl"]
    out = clean_crawl(str(command_line / "crawl"), str(command_line / "out.jsonl"))
    assert [json.loads(line)["text"] for line in Path(out).read_text().splitlines()] == [BODY]


def test_the_prefect_example_cleans_a_crawl_and_returns_its_counts(
    command_line: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean_crawl = example("Prefect", monkeypatch, task=taking_options)["clean_crawl"]
    paths = [str(command_line / name) for name in ("crawl", "out.jsonl", "stats.json")]
    counts = clean_crawl(*paths)
    assert counts["rows"] == 1


def test_the_dagster_example_gives_a_row_for_each_record(monkeypatch: pytest.MonkeyPatch) -> None:
    clean_articles = example("Dagster", monkeypatch, asset=lambda function: function)["clean_articles"]
    rows = clean_articles([{"id": "a", "text": BODY}, {"id": "b"}])
    assert [(row["id"], row["status"]) for row in rows] == [("a", "flagged"), ("b", "failed")]
