"""What a start need not work out again, kept in files of the user's cache folder.

A file is believed only where it was written for the same key, by the same user, in a folder that nobody else can write to;
and what it holds can be nothing but plain values and data classes of this package. Without a file all is worked out anew, so
that no error here is anybody's. ``CLEANER_CACHE`` names another folder; set but empty it turns this off. POSIX only.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from cleaner.version import __version__

_VARIABLE = "CLEANER_CACHE"
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_FAILURES = (
    OSError, pickle.PickleError, EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError, ImportError,
    MemoryError, RecursionError,
)  # fmt: skip


def key_of(source: str, files: Iterable[Path]) -> str:
    """A digest of what was read, the code that read it (by its files' times and sizes), and the versions of both."""
    found = hashlib.sha256(f"{__version__} {sys.version} {source}".encode())
    for path in sorted(files):
        told = path.stat()
        found.update(f"{path} {told.st_mtime_ns} {told.st_size}".encode())
    return found.hexdigest()


def recall(name: str, key: str) -> Any:
    """What was kept under this name for this key, None where nothing was or can be believed."""
    folder = _folder()
    try:
        if folder is None or not _is_ours_alone(os.lstat(folder)):
            return None
        with os.fdopen(os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW), "rb") as stream:
            if not _is_ours_alone(os.fstat(stream.fileno())) or stream.readline() != key.encode() + b"\n":
                return None
            return _PlainUnpickler(io.BytesIO(stream.read())).load()
    except _FAILURES:
        return None


def keep(name: str, key: str, make: Callable[[], Any]) -> None:
    """Keep what ``make`` gives, in one step, in the place of what stood there; it isn't asked where nothing can be kept."""
    folder = _folder()
    part = None
    try:
        if folder is None:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours_alone(os.lstat(folder)):
            return
        part = folder / f"{name}.{os.getpid()}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as stream:
            stream.write(key.encode() + b"\n" + pickle.dumps(make(), protocol=5))
        part.replace(folder / name)
    except _FAILURES:
        if part is not None:
            part.unlink(missing_ok=True)


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


def _is_ours_alone(told: os.stat_result) -> bool:
    return told.st_uid == os.geteuid() and not told.st_mode & _OTHERS_MAY_WRITE and not stat.S_ISLNK(told.st_mode)


class _PlainUnpickler(pickle.Unpickler):
    """Builds plain values and this package's data classes; whatever else a pickle names is an error."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("cleaner.") and "." not in name:
            found = getattr(import_module(module), name)
            if isinstance(found, type) and is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
