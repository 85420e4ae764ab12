"""The command as a whole: help, version, closed output, and what starting it costs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.version import __version__
from tests.conftest import Said

Cleaner = Callable[..., Said]
ROOT = Path(__file__).parents[2]
SLOW = ("lxml", "trafilatura", "re2", "langdetect", "bs4", "htmldate", "publicsuffixlist", "charset_normalizer", "yaml")


def test_version_prints_the_version(cleaner: Cleaner) -> None:
    assert cleaner("--version") == Said(0, f"cleaner {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["clean", "--help"], ["rules", "check", "-h"]])
def test_help_is_data_and_ends_with_0(cleaner: Cleaner, arguments: list[str]) -> None:
    said = cleaner(*arguments)
    assert said.out.strip().startswith("Usage: cleaner")
    assert (said.err, said.code) == ("", 0)


def test_help_of_clean_stands_in_groups(cleaner: Cleaner) -> None:
    out = cleaner("clean", "--help").out
    groups = ["What is written", "What is read", "Rules", "The run", "On many machines"]
    at = [out.index(f"─ {name} ─") for name in groups]
    assert at == sorted(at)
    assert at[1] < out.index("--include") < out.index("--seed") < at[2]
    assert "CLEANER_CLEAN_JOBS" in out


def test_help_says_which_seconds_a_timeout_counts(cleaner: Cleaner) -> None:
    assert "by the clock" in " ".join(cleaner("clean", "--help").out.replace("│", " ").split())


def test_help_names_the_commands(cleaner: Cleaner) -> None:
    out = cleaner("--help").out
    assert [c for c in ("clean", "explain", "rules") if f" {c} " not in out] == []


@pytest.mark.parametrize("script", [
    "import cleaner; cleaner.__version__; dir(cleaner)",
    "import sys; sys.argv = ['cleaner', '--help']; from cleaner.cli.main import _run; assert _run() == 0",
    "import sys; sys.argv = ['cleaner', '--version']; from cleaner.cli.main import _run; assert _run() == 0",
])  # fmt: skip
def test_importing_help_and_version_load_nothing_slow(script: str) -> None:
    report = f"{script}\nprint('LOADED', sorted(set({SLOW!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{report}"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_output_that_the_caller_closed_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text of a few words.")
    command = f"exec {sys.executable} -m tests.cli.run clean {tmp_path / 'a.txt'} >&-"
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "1 in = 0 ok + 1 flagged + 0 failed; 0 removals by 0 rules\n")


def test_a_settings_file_that_cannot_be_used_is_a_clear_message(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text("disabled = []\n")
    said = cleaner("rules", "list")
    assert said.err.startswith(
        f"cleaner: {tmp_path / 'cleaner.toml'}: [tool.cleaner] has no setting 'disabled'; known: rules, disable,"
    )
    assert (said.out, said.code) == ("", 2)
