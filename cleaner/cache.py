"""A cache, on disk, of what takes long to work out at the start of a process.

A file is used only where it was written for the same key, by the same user, in a folder that nobody else can write to; and
what it holds can be nothing but plain values and data classes of this package. Without a file everything is worked out again,
so a failure here is never reported. ``CLEANER_CACHE`` names another folder; set but empty it turns this off. POSIX only.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from cleaner.version import __version__

_VARIABLE = "CLEANER_CACHE"
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_KEY_DIGITS = 12  # in a file's name: versions of Python and of this package that share a home have a file each
_MOST_FILES = 4  # of one name
_FAILURES = (
    OSError, pickle.PickleError, EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError, ImportError,
    MemoryError, OverflowError, RecursionError,
)  # fmt: skip


def cache_key(source: str, files: Iterable[Path]) -> str:
    """A digest of what was read, the code that read it (by its files' times and sizes), and the versions of that and Python."""
    digest = hashlib.sha256(f"{__version__} {sys.version} {source}".encode())
    for path in sorted(files):
        status = path.stat()
        digest.update(f"{path} {status.st_mtime_ns} {status.st_size}".encode())
    return digest.hexdigest()


def load(name: str, key: str) -> Any:
    """What was stored under this name for this key; None where there is nothing, or nothing that can be trusted."""
    folder = _folder()
    try:
        if folder is None or not _is_ours_alone(os.lstat(folder)):
            return None
        with os.fdopen(os.open(_file(folder, name, key), os.O_RDONLY | os.O_NOFOLLOW), "rb") as stream:
            if not _is_ours_alone(os.fstat(stream.fileno())) or stream.readline() != key.encode() + b"\n":
                return None
            checksum, body = stream.readline(), stream.read()
        return _PlainUnpickler(io.BytesIO(body)).load() if checksum == _checksum(body) else None
    except _FAILURES:
        return None


def store(name: str, key: str, make: Callable[[], Any]) -> None:
    """Store what ``make`` gives, in one step. ``make`` isn't called where nothing can be stored."""
    folder = _folder()
    if folder is None:
        return
    with contextlib.suppress(*_FAILURES):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours_alone(os.lstat(folder)):
            return
        file = _file(folder, name, key)
        number, made = tempfile.mkstemp(dir=folder, prefix=f"{name}.", suffix=".part")
        part = Path(made)
        try:
            with os.fdopen(number, "wb") as stream:
                body = pickle.dumps(make(), protocol=5)
                stream.write(key.encode() + b"\n" + _checksum(body) + body)
            part.replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
        _remove_old(folder, name, file)


def _folder() -> Path | None:
    if os.name != "posix":
        return None
    named = os.environ.get(_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "cleaner"
    except RuntimeError:  # there is no home
        return None


def _file(folder: Path, name: str, key: str) -> Path:
    return folder / f"{name}-{key[:_KEY_DIGITS]}"


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n"


def _remove_old(folder: Path, name: str, newest: Path) -> None:
    """Remove files of versions that nobody may use any more: all but the last few that were written."""
    others = [file for file in folder.glob(f"{name}-*") if file != newest]
    for file in sorted(others, key=lambda f: f.lstat().st_mtime_ns, reverse=True)[_MOST_FILES - 1 :]:
        file.unlink(missing_ok=True)


def _is_ours_alone(status: os.stat_result) -> bool:
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_MAY_WRITE and not stat.S_ISLNK(status.st_mode)


class _PlainUnpickler(pickle.Unpickler):
    """Builds plain values and this package's data classes; whatever else a pickle names is an error."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("cleaner.") and "." not in name:
            named = getattr(import_module(module), name)
            if isinstance(named, type) and is_dataclass(named):
                return named
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
