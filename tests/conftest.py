"""What tests share: small rule folders of their own, and the command as a user calls it."""

from __future__ import annotations

import importlib.util
import io
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from cleaner.cli import main as command
from cleaner.rules.compile import Rules
from tests.quality import corpora
from tests.samples import SMALL_RULES
from tests.snippets import ROOT

# The same few examples every time: a commit's tests say something of that commit. `make search` looks at others, and at more.
settings.register_profile("same", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("search", derandomize=False, deadline=None, max_examples=200, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_configure(config: pytest.Config) -> None:
    """The cache stands in a folder of this run, which all its processes share."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        cache = tempfile.TemporaryDirectory(prefix="cleaner-tests-", ignore_cleanup_errors=True)
        config.add_cleanup(cache.cleanup)
        os.environ["CLEANER_CACHE"] = cache.name


def pytest_report_header() -> str:
    """Say what is scored, and what is not run for want of it."""
    there = corpora.present()
    if there:
        return f"quality: floors checked on {', '.join(there)}"
    return f"quality: NOT RUN on the dev corpora, there are none at {corpora.SHARED}"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write files, ``folder(name="text")`` with ``__`` for a slash and ``_yaml`` for the ending, below ``rules/``."""

    def write(**files: str) -> Path:
        root = tmp_path / "rules"
        for name, text in files.items():
            path = root / (name.replace("__", "/").removesuffix("_yaml") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return write


@pytest.fixture
def load(folder: Callable[..., Path]) -> Callable[[str], Rules]:
    """The rules of one file's text, and no others."""
    return lambda text: Rules.load([folder(mine=text)], shipped=False)


@pytest.fixture(scope="session")
def generate() -> ModuleType:
    """docs/generate.py."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def shipped() -> Rules:
    """The rules that come with the package."""
    return Rules.load()


@pytest.fixture
def cleaner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """The ``cleaner`` command, run in ``tmp_path`` with three small rules as the shipped ones."""
    small = tmp_path / ".shipped"
    small.mkdir()
    (small / "small.yaml").write_text(SMALL_RULES, encoding="utf-8")
    monkeypatch.setattr("cleaner.rules.compile.shipped_rules", lambda: small)
    # They are read in no time, and would take the place of what other processes keep of the shipped ones.
    monkeypatch.setattr("cleaner.rules.prepared.store", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*arguments: object, stdin: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "argv", ["cleaner", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin))))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return run
