"""Where rules come from: a folder, a file, a zip, or the URL of one; archives and URLs are read into memory, never unpacked."""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, TypeVar
from urllib.parse import urlsplit

from cleaner.errors import RuleError, SettingsError
from cleaner.io.base import why
from cleaner.io.places import list_url, open_read, place
from cleaner.rules.compile import Rules
from cleaner.rules.layers import ENDINGS, Layer
from cleaner.rules.model import FAVORS

# The shipped rules are under a megabyte.
_MAX_BYTES = 16 * 1024 * 1024
_MAX_FILES = 10_000
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_OUTSIDE = re.compile(r"/|[A-Za-z]:|.*\\|(?:.*/)?\.\.(?:/|$)", re.DOTALL)
# What reading can raise for an archive that is damaged, encrypted, or compressed in a way we don't know.
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    OSError, EOFError, ValueError, RuntimeError, IndexError, OverflowError,
)  # fmt: skip
_T = TypeVar("_T")
_NO_RULES = f"holds no rule files ({', '.join(ENDINGS)})"


def load_rules(
    sources: Iterable[str | Path] = (),
    *,
    shipped: bool = True,
    disable: Iterable[str] = (),
    version: str | None = None,
    favor: str = FAVORS[0],
) -> Rules:
    """As ``Rules.load``, from anything that ``--rules`` takes. ``version``: the ``rules_version`` that must come of it.

    Raises RuleError and InputError for what can't be read or used, SettingsError where the version is another.
    """
    rules = Rules.load([rule_source(s) for s in sources], shipped=shipped, disable=disable, favor=favor)
    if version is not None and rules.version != version:
        raise SettingsError(
            f"the rules in force are {rules.version}, not {version} as rules_version asks: "
            "they, what they override or this package's own rules have changed"
        )
    return rules


def rule_source(source: str | Path) -> Path | Layer:
    """What ``Rules.load`` takes for a source: a path of a folder or file as it is, a zip or a URL as a layer of texts."""
    if not str(source):
        raise RuleError("the name of a rules folder is empty")
    where = place(str(source))
    if isinstance(where, str):
        return _from_url(where)
    if where.is_file() and (where.suffix.lower() == ".zip" or _starts_as_zip(where)):
        with _opened(where, str(where)) as stream:
            return _from_zip(str(where), _whole(stream, str(where), _MAX_BYTES))
    return where


def _starts_as_zip(path: Path) -> bool:
    with _opened(path, str(path)) as stream:
        return stream.read(4) in _ZIP_STARTS


def _from_url(url: str) -> Layer:
    web = url.lower().startswith(("http://", "https://"))
    name = _without_keys(url) if web else url
    if web or name.lower().endswith((".zip", *ENDINGS)):
        return _from_file(url, name)
    root, files = list_url(url)
    if [f.rpartition("/")[2] for f in files] == [url.rpartition("/")[2]]:
        return _from_file(url, name)
    found = [f for f in files if f.endswith(ENDINGS)]
    if not found:
        raise RuleError(_NO_RULES, name)
    contents: dict[str, bytes] = {}
    left = _MAX_BYTES
    for file in _few(found, name):
        with _opened(file, file) as stream:
            content = _whole(stream, name, left)
        left -= len(content)
        contents[file.removeprefix(root).lstrip("/")] = content
    return Layer.of(name.rstrip("/"), contents)


def _without_keys(url: str) -> str:
    """A web address as messages and rows may show it: without a user's name and what stands behind the path."""
    try:
        parts = urlsplit(url)
    except ValueError as e:
        raise RuleError(f"not an address: {e}", url) from e
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _from_file(url: str, name: str) -> Layer:
    with _opened(url, name) as stream:
        content = _whole(stream, name, _MAX_BYTES)
    if name.lower().endswith(".zip") or content.startswith(_ZIP_STARTS):
        return _from_zip(name, content)
    return Layer.of_file(name, content)


def _from_zip(name: str, content: bytes) -> Layer:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return Layer.of(name, dict(_members(archive, name)), packed=True)
    except RuleError:
        raise
    except _ZIP_ERRORS as e:
        raise RuleError(f"not a zip file that can be read: {why(e)}", name) from e


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    # What macOS lays beside each file is no file of the folder.
    found = [m for m in archive.infolist() if not m.filename.endswith("/") and not m.filename.startswith("__MACOSX/")]
    for member in found:
        if _OUTSIDE.match(member.filename):
            raise RuleError(f"names a file outside of itself: {member.filename!r}", name)
    found = _few([m for m in found if m.filename.endswith(ENDINGS)], name)
    if not found:
        raise RuleError(_NO_RULES, name)
    seen: set[str] = set()
    left = _MAX_BYTES
    for member in found:
        if member.filename in seen:
            raise RuleError(f"holds {member.filename!r} twice", name)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise RuleError(f"holds {member.filename!r} as a link; it needs the file", name)
        seen.add(member.filename)
        with archive.open(member) as stream:
            content = _whole(stream, name, left)
        left -= len(content)
        yield member.filename, content


def _few(found: list[_T], name: str) -> list[_T]:
    if len(found) > _MAX_FILES:
        raise RuleError(f"refused: {len(found):,} rule files; {_MAX_FILES:,} are the most", name)
    return found


def _opened(where: str | Path, name: str) -> BinaryIO:
    try:
        return open_read(where)
    except FileNotFoundError as e:
        raise RuleError("there is no such file", name) from e
    except OSError as e:
        raise RuleError(f"cannot be read: {why(e)}", name) from e


def _whole(stream: IO[bytes], name: str, most: int) -> bytes:
    """All of it, where that is no more than there is room for, whatever a header says."""
    try:
        content = stream.read(most + 1)
    except zipfile.BadZipFile:
        raise
    except OSError as e:
        raise RuleError(f"cannot be read: {why(e)}", name) from e
    if len(content) > most:
        raise RuleError(f"refused: more than {_MAX_BYTES:,} bytes of rules", name)
    return content
