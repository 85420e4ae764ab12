"""zip and tar: their files as those of a folder, one after the other, nothing unpacked."""

from __future__ import annotations

import contextlib
import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from cleaner.document import Document
from cleaner.errors import InputError
from cleaner.io.base import READ_ERRORS, Opened, failed, leave_out, seekable, why
from cleaner.io.bounds import check_ratio

Inner = Callable[[Opened, str], Iterator[Document]]
# What readers of damaged archives raise; an encrypted file is a RuntimeError, an unknown compression a NotImplementedError.
_ERRORS = (*READ_ERRORS, tarfile.TarError, zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error)
_ENDING = re.compile(r"\.\w{1,10}")


@dataclass
class _Health:
    """Whether reading a file of the archive has met damage of the archive."""

    broken: bool = False


def read_zip(opened: Opened, inner: Inner) -> Iterator[Document]:
    """The documents of a zip's files. ``inner`` reads one, given its name."""
    try:
        with seekable(opened.stream) as stream, zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                if not info.is_dir():
                    yield from _file(opened, info.filename, partial(_unzipped, archive, info), inner, _Health())
    except _ERRORS as e:
        yield failed(opened.id, f"{opened.name}: cannot be read: {why(e)}")


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Any:
    check_ratio(info.compress_size, info.file_size)
    return archive.open(info)


def read_tar(opened: Opened, inner: Inner) -> Iterator[Document]:
    """The documents of a tar's files, in one pass. ``inner`` reads one, given its name."""
    health = _Health()
    try:
        with tarfile.open(fileobj=opened.stream, mode="r|") as archive:
            for info in archive:
                archive.members = []  # type: ignore[attr-defined]  # or it keeps a note of each
                if info.isreg():
                    yield from _file(opened, info.name, partial(archive.extractfile, info), inner, health)
                elif not info.isdir():
                    leave_out(opened, "links and devices")
    except _ERRORS as e:
        # Where that began within a file, the row is that file's.
        if not health.broken:
            yield failed(opened.id, f"{opened.name}: cannot read on: {why(e)}")


def _file(opened: Opened, name: str, open: Callable[[], Any], inner: Inner, health: _Health) -> Iterator[Document]:
    name = name.removeprefix("./")
    if name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._"):
        leave_out(opened, "files of macOS")
        return
    place = f"{opened.name}/{name}"
    try:
        with contextlib.closing(open()) as file:
            stream: Any = io.BufferedReader(_Forward(file, health), 128 * 1024)
            within = Opened(stream, f"{opened.id}/{name}", place, opened.fields, opened.bounds, opened.left_out)
            yield from inner(within, name)
    except (InputError, *_ERRORS) as e:
        yield failed(f"{opened.id}/{name}", f"{place}: cannot be read: {why(e)}")


def left_out_name(name: str) -> str:
    """How a file that is no format of ours is counted: ``.jpg files``."""
    found = _ENDING.match(PurePosixPath(name).suffix)
    return f"{found.group()} files" if found else "files without an ending"


class _Forward(io.RawIOBase):
    """A file in an archive, which is read from its start to its end. Damage is an OSError, whatever the archive's kind."""

    def __init__(self, file: BinaryIO, health: _Health) -> None:
        self._file = file
        self._health = health

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except _ERRORS as e:
            self._health.broken = True
            raise OSError(why(e)) from e
        buffer[: len(data)] = data
        return len(data)
