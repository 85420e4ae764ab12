"""Where files are: on this machine, or at any URL that fsspec knows (s3://, gs://, memory:// ...)."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.errors import InputError
from cleaner.io.base import why
from cleaner.io.local_file import whole_file

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:{1,2}[^/]*//")
_PATTERN = re.compile(r"[*\[]")


def is_url(name: str) -> bool:
    """Whether it names something elsewhere: ``s3://bucket/key``, not ``C:\\x``."""
    return bool(_SCHEME.match(name))


def place(name: str) -> Path | str:
    """A path of this machine, or a URL as it is; ``file://`` is of this machine."""
    if name.lower().startswith("file://"):
        return Path(name[len("file://") :])
    return name if is_url(name) else Path(name)


def list_url(url: str) -> tuple[str, list[str]]:
    """(the folder they are below, the URLs of all files that a URL names): of itself, a folder's, or a pattern's, sorted.

    Raises InputError where there is nothing, or no way there.
    """
    with _said(url):
        fs, path = _file_system(url)
        pattern = bool(_PATTERN.search(path)) and not url.startswith("http")
        if pattern:
            found = [p for p in fs.glob(path) if fs.isfile(p)]
            root = path[: path.index(_PATTERN.search(path).group())].rpartition("/")[0]  # type: ignore[union-attr]
        elif not url.endswith("/") and fs.isfile(path):
            found, root = [path], path.rpartition("/")[0]
        elif fs.isdir(path):
            found, root = fs.find(path), path
        else:
            raise InputError(f"{url}: there is no such file or folder")
        if pattern and not found:
            raise InputError(f"{url}: nothing matches it as a pattern")
        return fs.unstrip_protocol(root), [fs.unstrip_protocol(p) for p in sorted(found)]


def open_read(where: Path | str) -> BinaryIO:
    """The bytes at a place. Raises OSError."""
    if isinstance(where, Path):
        return where.open("rb")
    try:
        fs, path = _file_system(where)
        return io.BufferedReader(_Remote(fs.open(path, "rb")), 1024 * 1024)
    except Exception as e:
        raise _as_os_error(e) from e


@contextlib.contextmanager
def whole(where: Path | str) -> Iterator[BinaryIO]:
    """A stream to write to; the place gets its name only when all has been written, and nothing is left where it wasn't."""
    if isinstance(where, Path):
        with whole_file(where) as stream:
            yield stream
        return
    with _said(where):
        fs, path = _file_system(where)
        with contextlib.suppress(Exception):
            # Buckets have no folders, and no right to make them.
            fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        stream = fs.open(path + ".part", "wb")
    try:
        yield stream
        with _said(where):
            stream.close()
            fs.mv(path + ".part", path)
    except BaseException:
        with contextlib.suppress(Exception):
            stream.close()
        with contextlib.suppress(Exception):
            fs.rm(path + ".part")
        raise


class _Remote(io.RawIOBase):
    """A remote file whose errors, of whatever library, are the operating system's."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except Exception as e:
            raise _as_os_error(e) from e
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _file_system(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    try:
        fs, path = url_to_fs(url)
    except ImportError as e:
        scheme = url.partition(":")[0]
        raise InputError(
            f"{scheme}:// needs s3fs: pip install 'newsroom-cleaner[s3]'"
            if scheme in ("s3", "s3a")
            else f"{scheme}://: {e}"
        ) from e
    return fs, str(path)


@contextlib.contextmanager
def _said(url: str) -> Iterator[None]:
    """Whatever a remote library raises, as an InputError that names the URL."""
    try:
        yield
    except InputError:
        raise
    except Exception as e:
        raise InputError(f"{url}: {why(e)}") from e


def _as_os_error(error: Exception) -> OSError:
    return error if isinstance(error, OSError) else OSError(why(error))
