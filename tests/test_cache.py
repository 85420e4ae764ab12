"""The cache: used only where nobody else could have written it, never an error."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cleaner import cache
from cleaner.rules.compile import Rules, _loaded
from cleaner.rules.conditions import Range
from cleaner.rules.prefilter import prefilter

pytestmark = pytest.mark.skipif(os.name != "posix", reason="nothing is stored elsewhere")
NOBODY = 65_534
VALUE = {"a": (Range(1, 2), frozenset(["x"]), None, b"y")}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEANER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_stored_comes_back_for_the_same_key_alone(folder: Path) -> None:
    assert cache.load("x", "key") is None
    cache.store("x", "key", lambda: VALUE)
    assert cache.load("x", "key") == VALUE
    assert cache.load("x", "another") is None
    assert [p.name for p in folder.iterdir()] == ["x-key"]


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_not_used(folder: Path, mode: int) -> None:
    cache.store("x", "key", lambda: VALUE)
    (folder / "x-key").chmod(mode)
    assert cache.load("x", "key") is None


def test_a_folder_that_others_may_write_to_is_neither_read_nor_written(folder: Path) -> None:
    cache.store("x", "key", lambda: VALUE)
    folder.chmod(0o777)
    assert cache.load("x", "key") is None
    cache.store("y", "key", lambda: VALUE)
    assert not (folder / "y-key").exists()


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    cache.store("x", "key", lambda: VALUE)
    (folder / "y-key").symlink_to(folder / "x-key")
    assert cache.load("y", "key") is None


def test_another_users_file_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("x", "key", lambda: VALUE)
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert cache.load("x", "key") is None


@pytest.mark.parametrize("cut", [0, 3, 10, -1])
def test_a_file_that_was_cut_off_is_as_none(folder: Path, cut: int) -> None:
    cache.store("x", "key", lambda: VALUE)
    (folder / "x-key").write_bytes((folder / "x-key").read_bytes()[:cut])
    assert cache.load("x", "key") is None


def test_a_file_with_one_wrong_byte_is_as_none(folder: Path) -> None:
    cache.store("x", "key", lambda: VALUE)
    whole = (folder / "x-key").read_bytes()
    for at, byte in enumerate(whole):
        (folder / "x-key").write_bytes(whole[:at] + bytes([byte ^ 1]) + whole[at + 1 :])
        assert cache.load("x", "key") is None


def test_versions_that_share_a_home_do_not_overwrite_each_other(folder: Path) -> None:
    cache.store("x", "0123456789abc", lambda: 1)
    cache.store("x", "9876543210abc", lambda: 2)
    assert cache.load("x", "0123456789abc") == 1
    assert cache.load("x", "9876543210abc") == 2


def test_of_one_name_the_last_four_files_stay(folder: Path) -> None:
    cache.store("xy", "other", lambda: VALUE)
    for key in "abcdefg":
        cache.store("x", key, lambda: VALUE)
        os.utime(folder / f"x-{key}", (ord(key), ord(key)))
    assert sorted(p.name for p in folder.iterdir()) == ["x-d", "x-e", "x-f", "x-g", "xy-other"]


@contextmanager
def as_plain_user(folder: str) -> Iterator[None]:
    """With the folder as one's own; root may write whatever its mode."""
    if os.geteuid() != 0:
        yield
        return
    os.chown(folder, NOBODY, -1)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as place:
        monkeypatch.setenv("CLEANER_CACHE", place)
        with as_plain_user(place):
            Path(place).chmod(0o600)
            cache.store("x", "key", lambda: VALUE)
            assert cache.load("x", "key") is None
            Path(place).chmod(0o700)


def test_what_another_process_is_writing_is_left_alone(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    begun = folder / f"x.{os.getpid()}.part"  # of another machine that shares the home
    begun.touch()
    cache.store("x", "key", lambda: VALUE)
    assert cache.load("x", "key") == VALUE
    assert begun.exists()


class Harm:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize("harmful", [Harm(), Path("x"), cache.load])
def test_what_a_file_names_is_called_only_if_it_is_a_data_class_of_this_package(folder: Path, harmful: object) -> None:
    cache.store("x", "key", lambda: 1)
    body = pickle.dumps(harmful)
    (folder / "x-key").write_bytes(b"key\n" + hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    assert cache.load("x", "key") is None


def test_where_nothing_can_be_stored_nothing_is_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    for place in ("", str(tmp_path / "file" / "below"), str(tmp_path / "file")):
        monkeypatch.setenv("CLEANER_CACHE", place)
        cache.store("x", "key", lambda: pytest.fail("asked"))
        assert cache.load("x", "key") is None


def test_what_cannot_be_made_leaves_nothing_behind(folder: Path) -> None:
    cache.store("x", "key", lambda: lambda: None)
    assert list(folder.iterdir()) == []


def test_stored_rules_are_those_that_were_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
