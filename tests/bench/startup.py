"""What a start costs: rules read and compiled, and whole processes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_LOAD = """
import time
from cleaner.rules.compile import Rules
for _ in range(2):
    start = time.perf_counter()
    rules = Rules.load()
    rules.strip, rules.names, rules.selectors(rules.prune_sites.places(None))
    print(time.perf_counter() - start)
"""
_CLI = "from cleaner.cli.main import main; main()"
_STORY = (
    "The ferry will stop\n\nThe ferry across the lower river will stop in October, the river office said on Monday.\n"
)


def measured(runs: int) -> Iterator[tuple[str, str, float]]:
    """Rules in a new process and once more in the same, in ms; ``--help`` and a first small file, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        story.write_text(_STORY)
        pairs = [[float(t) * 1000 for t in _python(_LOAD).split()] for _ in range(runs)]
        yield _row("rules loaded and compiled, first use, ms", [first for first, _ in pairs])
        yield _row("rules loaded and compiled, again, ms", [again for _, again in pairs])
        yield _row("cleaner --help, s", [_seconds("--help") for _ in range(runs)])
        yield _row("first small file, whole process, s", [_seconds("clean", str(story)) for _ in range(runs)])


def _row(name: str, values: list[float]) -> tuple[str, str, float]:
    middle = statistics.median(values)
    return name, f"{middle:.3g} ({min(values):.3g} to {max(values):.3g})", middle


def _python(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    _python(_CLI, *arguments)
    return time.perf_counter() - start
