"""The README's picture is what the command prints, and the README fits a screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.snippets import ROOT, run, snippets

README = ROOT / "README.md"


def test_the_picture_shows_what_the_command_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scraped, shown = (s for s in snippets(README) if s.language == "text")
    (tmp_path / scraped.title).write_text(scraped.text, "utf-8")
    assert run(shown.title, tmp_path, monkeypatch) == (0, shown.text)


def test_the_two_commands_stand_at_the_top_and_are_targets_of_make() -> None:
    first = re.findall(r"^    make (\w+)", README.read_text("utf-8").partition("\n## ")[0], re.M)
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert first == ["demo", "test"]
    assert set(first) <= set(targets)


def test_the_python_of_the_readme_is_ten_lines_or_so() -> None:
    (python,) = (s for s in snippets(README) if s.language == "python")
    assert len(python.text.splitlines()) <= 12
