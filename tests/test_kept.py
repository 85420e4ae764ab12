"""What is kept from one start to the next: believed only where nobody else could have written it, never an error."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import pytest

from cleaner import kept
from cleaner.rules.compile import Rules, _loaded
from cleaner.rules.conditions import Range
from cleaner.rules.prefilter import prefilter

pytestmark = pytest.mark.skipif(os.name != "posix", reason="nothing is kept elsewhere")
VALUE = {"a": (Range(1, 2), frozenset(["x"]), None, b"y")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEANER_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_was_kept_comes_back_for_the_same_key_alone(folder: Path) -> None:
    assert kept.recall("x", "key") is None
    kept.keep("x", "key", lambda: VALUE)
    assert kept.recall("x", "key") == VALUE
    assert kept.recall("x", "another") is None
    assert [p.name for p in folder.iterdir()] == ["x"]


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_not_believed(folder: Path, mode: int) -> None:
    kept.keep("x", "key", lambda: VALUE)
    (folder / "x").chmod(mode)
    assert kept.recall("x", "key") is None


def test_a_folder_that_others_may_write_to_is_neither_read_nor_written(folder: Path) -> None:
    kept.keep("x", "key", lambda: VALUE)
    folder.chmod(0o777)
    assert kept.recall("x", "key") is None
    kept.keep("y", "key", lambda: VALUE)
    assert not (folder / "y").exists()


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    kept.keep("x", "key", lambda: VALUE)
    (folder / "y").symlink_to(folder / "x")
    assert kept.recall("y", "key") is None


def test_another_users_file_is_not_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep("x", "key", lambda: VALUE)
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert kept.recall("x", "key") is None


@pytest.mark.parametrize("cut", [0, 3, 10, -1])
def test_a_damaged_file_is_as_none(folder: Path, cut: int) -> None:
    kept.keep("x", "key", lambda: VALUE)
    (folder / "x").write_bytes((folder / "x").read_bytes()[:cut])
    assert kept.recall("x", "key") is None


class Harm:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize("harmful", [Harm(), Path("x"), kept.recall])
def test_what_a_file_names_is_called_only_if_it_is_a_data_class_of_this_package(folder: Path, harmful: object) -> None:
    kept.keep("x", "key", lambda: 1)
    (folder / "x").write_bytes(b"key\n" + pickle.dumps(harmful))
    assert kept.recall("x", "key") is None


def test_where_nothing_can_be_kept_nothing_is_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for place in ("", str(tmp_path / "file" / "below"), str(tmp_path / "file")):
        monkeypatch.setenv("CLEANER_CACHE", place)
        kept.keep("x", "key", lambda: pytest.fail("asked"))
        assert kept.recall("x", "key") is None


def test_what_cannot_be_made_leaves_nothing_behind(folder: Path) -> None:
    kept.keep("x", "key", lambda: lambda: None)
    assert list(folder.iterdir()) == []


def test_kept_rules_are_those_that_were_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _loaded.cache_clear()
    try:
        read = Rules.load()
        _loaded.cache_clear()
        again = Rules.load()
        assert again.known is not None
        assert again == read
        assert again.version == read.version
        assert pickle.loads(pickle.dumps(again)).known == again.known
        needs = again.known.needs
        assert {p: needs[p] for p in again.strip.patterns} == {p: prefilter(p) for p in again.strip.patterns}
        lines = ["By Ann Example", "The ferry stops in October.", "Read more"]
        assert [again.openings.of(x) for x in lines] == [read.openings.of(x) for x in lines]
    finally:
        _loaded.cache_clear()
