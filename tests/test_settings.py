"""Settings come from the nearest file, and a mistake in one is an error that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import SettingsError
from cleaner.settings import find_settings


def test_no_file_is_no_settings(tmp_path: Path) -> None:
    assert find_settings(tmp_path).values == {}


def test_the_nearest_file_counts_and_a_pyproject_without_our_table_does_not(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "cleaner.toml").write_text("max_errors = 1\n")
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n[tool.other]\n")
    assert find_settings(below).values == {"max_errors": 1}
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.cleaner]\nmax_errors = 2\n")
    assert find_settings(below).values == {"max_errors": 2}
    (tmp_path / "a" / "cleaner.toml").write_text("max_errors = 3\n")
    assert find_settings(below).values == {"max_errors": 3}


def test_rules_folders_are_those_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('rules = ["mine", "/abs"]\n')
    assert find_settings(tmp_path).rules_folders() == [tmp_path / "mine", Path("/abs")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("cleaner.toml", "rule = ['x']", "has no setting 'rule'; known: rules, disable, text_field"),
        ("pyproject.toml", "[tool.cleaner]\ntext-field = 'x'", "has no setting 'text-field'"),
        ("cleaner.toml", "rules = 'mine'", "rules must be a list of texts"),
        ("cleaner.toml", "disable = [1]", "disable must be a list of texts"),
        ("cleaner.toml", "text_field = 1", "text_field must be a text"),
        ("cleaner.toml", "max_errors = '1'", "max_errors must be a whole number from 0 up"),
        ("cleaner.toml", "max_errors = true", "max_errors must be a whole number from 0 up"),
        ("cleaner.toml", "max_errors = -1", "max_errors must be a whole number from 0 up"),
        ("cleaner.toml", "max_errors = ", "Invalid value"),
        ("cleaner.toml", "jobs = 1.5", "jobs must be a whole number from 0 up"),
        ("cleaner.toml", "timeout = 0", "timeout must be a number over 0"),
        ("cleaner.toml", "timeout = 'long'", "timeout must be a number over 0"),
        ("pyproject.toml", "[tool]\ncleaner = 3", "[tool.cleaner] must be a table of settings"),
    ],
)
def test_a_mistake_is_an_error_that_names_the_file(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(SettingsError) as error:
        find_settings(tmp_path)
    assert str(error.value).startswith(f"{tmp_path / name}: ")
    assert said in str(error.value)


def test_a_pyproject_whose_tool_is_no_table_has_no_settings_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("tool = 3\n")
    assert find_settings(tmp_path).values == {}
