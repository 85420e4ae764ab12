"""What a start costs: rules read and compiled, and whole processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.batch import page as page_of_news

ROOT = Path(__file__).parents[2]
RUNS = 5
_LOAD = """
import time
from cleaner.rules.compile import Rules
for _ in range(2):
    start = time.process_time()
    rules = Rules.load()
    rules.strip, rules.names, rules.selectors(rules.prune_sites.places(None))
    print(time.process_time() - start)
"""
_CLI = "from cleaner.cli.main import main; main()"
_STORY = (
    "The ferry will stop\n\nThe ferry across the lower river will stop in October, the river office said on Monday.\n"
)


def measured() -> Iterator[tuple[str, str, float]]:
    """Rules in a new process and once more in the same; whole processes. All in processor seconds."""
    with tempfile.TemporaryDirectory() as folder:
        text, page = Path(folder) / "story.txt", Path(folder) / "story.html"
        text.write_text(_STORY)
        page.write_text(page_of_news(0))
        pairs = [[float(t) for t in _python(_LOAD).split()] for _ in range(RUNS)]
        yield _row("rules loaded and compiled, first use, s", [first for first, _ in pairs])
        yield _row("rules loaded and compiled, again, s", [again for _, again in pairs])
        for name, code, arguments in (
            ("python that does nothing, s", "", ()),
            ("import cleaner, s", "import cleaner", ()),
            ("cleaner --help, s", _CLI, ("--help",)),
            ("first small text, whole process, s", _CLI, ("clean", str(text))),
            ("first small page, whole process, s", _CLI, ("clean", str(page))),
        ):
            yield _row(name, [_seconds(code, *arguments) for _ in range(RUNS)])


def _row(name: str, values: list[float]) -> tuple[str, str, float]:
    middle = statistics.median(values)
    return name, f"{middle:.3g} ({min(values):.3g} to {max(values):.3g})", middle


def _python(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def _seconds(code: str, *arguments: str) -> float:
    """Processor seconds of a whole process and those that it started."""
    before = os.times()
    _python(code, *arguments)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
