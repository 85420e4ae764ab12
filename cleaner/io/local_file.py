"""A file of this machine that is written: whole or not at all, through links, and never in the place of a device."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cleaner import posix

PART = ".part"
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self|\d+))/fd/(\d+)")
_STANDARD = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
# Linux follows as many.
_LINKS = 40


def descriptor_of(path: Path) -> int | None:
    """The open stream of this process that a path leads to, as ``/dev/stderr`` does; None for all other paths."""
    for _ in range(_LINKS):
        name = os.path.abspath(path)  # noqa: PTH100 (links stay, ".." goes)
        if name in _STANDARD:
            return _STANDARD[name]
        if found := _DESCRIPTOR.fullmatch(name):
            return int(found.group(1))
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None


def is_stream(path: Path) -> bool:
    """Whether it is written to as it is and never replaced: a device, a pipe, a socket, an open stream of this process."""
    return descriptor_of(path) is not None or (path.exists() and not path.is_file() and not path.is_dir())


def target(path: Path) -> Path:
    """What is written where a path is named: what a link leads to."""
    return Path(os.path.realpath(path))


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream to write to. A file gets its name only when all has been written, and nothing is left where it wasn't.

    Raises OSError, also where another run is writing the file.
    """
    number = descriptor_of(path)
    if number is not None:
        # Opened by its name, a file that the stream leads to would be written from its start.
        with os.fdopen(os.dup(number), "wb") as stream:
            yield stream
        return
    if is_stream(path):
        with path.open("wb") as stream:
            yield stream
        return
    path = target(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    with _locked(part) as stream:
        yield stream
        stream.close()
        with contextlib.suppress(OSError):
            shutil.copymode(path, part)
        part.replace(path)


@contextlib.contextmanager
def _locked(part: Path) -> Iterator[BinaryIO]:
    """The file, emptied and held for this process, and gone where that fails; the lock goes with the process, however it ends."""
    # Ctrl-C waits until the file is known here: between its opening and that, nobody could remove it.
    let_go = posix.hold_interrupt()
    try:
        stream = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o666), "wb")
    except BaseException:
        let_go()
        raise
    try:
        let_go()
        _lock(stream, part)
        stream.truncate(0)
        yield stream
    except BaseException:
        with contextlib.suppress(OSError):
            if not posix.LOCKS:
                stream.close()  # Windows removes no open file
            elif not stream.closed:
                _lock(stream, part)  # what another run holds is not ours to remove
            part.unlink()
        raise
    finally:
        stream.close()


def _lock(stream: BinaryIO, part: Path) -> None:
    """Hold the file. Raises OSError where another run does, or did until now."""
    try:
        posix.lock(stream)
    except OSError as e:
        # Some file systems know no locks.
        if e.errno in (errno.EACCES, errno.EAGAIN):
            raise _taken(part) from e
    if not (part.exists() and os.path.samestat(part.stat(), os.fstat(stream.fileno()))):
        # The other run finished between the opening and the lock: this is its output now.
        raise _taken(part)


def _taken(part: Path) -> OSError:
    return OSError(errno.EAGAIN, "another run is writing it", str(part))
