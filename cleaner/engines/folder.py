"""A folder of this machine or elsewhere, as far as a run needs one: list, read, write whole files, remove."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.errors import BatchError, CleanerError
from cleaner.io.base import why
from cleaner.io.places import whole


class Folder:
    """Errors of whatever library become BatchErrors that name the folder."""

    def __init__(self, where: Path | str) -> None:
        from fsspec.core import url_to_fs
        from fsspec.implementations.local import LocalFileSystem

        self.where = where
        self._fs: Any
        if isinstance(where, Path):
            self._fs, self._root = LocalFileSystem(), str(where)
        else:
            with self._said():
                self._fs, self._root = url_to_fs(where.rstrip("/"))

    def names(self, below: str = "") -> set[str]:
        """The names of what stands in it (or in a folder below it); nothing where it isn't there."""
        root = f"{self._root}/{below}".rstrip("/")
        with self._said():
            self._fs.invalidate_cache()
            try:
                found = self._fs.ls(root, detail=False)
            except FileNotFoundError:
                return set()
        # Stores without folders name the folder itself where somebody made an empty file for it.
        return {name for path in found if (name := str(path).rstrip("/").removeprefix(root).strip("/"))}

    def read(self, name: str) -> bytes:
        """A file's bytes, none where it isn't there."""
        with self._said():
            try:
                return bytes(self._fs.cat_file(f"{self._root}/{name}"))
            except FileNotFoundError:
                return b""

    @contextlib.contextmanager
    def whole(self, name: str) -> Iterator[BinaryIO]:
        """A stream to a file that gets its name when all is written."""
        where = self.where / name if isinstance(self.where, Path) else f"{self.where.rstrip('/')}/{name}"
        with whole(where) as stream:
            yield stream

    def write(self, name: str, content: bytes) -> None:
        """Write a whole file."""
        with self.whole(name) as stream:
            stream.write(content)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; those that aren't there are no error."""
        paths = [f"{self._root}/{name}" for name in names]
        if paths:
            with self._said(), contextlib.suppress(FileNotFoundError):
                self._fs.rm(paths)

    def remove_folder(self, name: str) -> None:
        """Remove a folder with all in it."""
        with self._said(), contextlib.suppress(FileNotFoundError):
            self._fs.rm(f"{self._root}/{name}", recursive=True)

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except (CleanerError, FileNotFoundError):
            raise
        except Exception as e:
            raise BatchError(f"{self.where}: {why(e)}") from e
