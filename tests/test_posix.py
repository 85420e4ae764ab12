"""What only POSIX systems have stands in one module, and ``clean`` without workers does without it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import posix
from tests.samples import PROSE
from tests.test_imports import FILES, ROOT, imports

# A system without these: the modules can't be imported, the functions aren't there.
ELSEWHERE = """
import os, signal, sys
sys.modules["fcntl"] = sys.modules["resource"] = None
for module, names in ((signal, ("SIGALRM", "SIGKILL", "pthread_sigmask", "setitimer")), (os, ("fork",))):
    for name in names:
        delattr(module, name)
from cleaner.cli.main import main
main()
"""


def elsewhere(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "in.txt").write_text(PROSE, encoding="utf-8")
    told = [sys.executable, "-c", ELSEWHERE, "clean", "in.txt", *words]
    return subprocess.run(told, cwd=folder, capture_output=True, text=True, check=False)


def test_one_module_alone_imports_what_only_posix_systems_have() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in FILES
        for module, _ in imports(ast.parse(path.read_text(encoding="utf-8")))
        if module.split(".")[0] in ("fcntl", "resource", "signal", "pwd", "grp", "termios")
    }
    assert found == {"posix.py"}


def test_clean_without_workers_needs_none_of_it(tmp_path: Path) -> None:
    said = elsewhere(tmp_path, "-o", "out.jsonl")
    assert said.returncode == 0, said.stderr
    assert said.stderr.startswith("1 in = ")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["text"] == PROSE
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["in.txt", "out.jsonl"]


def test_workers_are_refused_there_with_the_reason(tmp_path: Path) -> None:
    said = elsewhere(tmp_path, "-j", "2", "-o", "out.jsonl")
    assert said.returncode == 2
    assert said.stderr.startswith("cleaner: worker processes (--jobs, --timeout, --max-memory) need Linux or macOS")


@pytest.mark.parametrize(("number", "name"), [(11, "SIGSEGV"), (9, "SIGKILL"), (250, "no known name")])
def test_a_signal_is_told_by_its_name(number: int, name: str) -> None:
    assert posix.signal_name(number) == name
