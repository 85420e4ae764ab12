"""Where articles go: standard output, one file, or a folder with a file an article. Never a half-written file under its name."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Protocol, TypeVar

from cleaner.article import Article
from cleaner.errors import SettingsError
from cleaner.io.columns import names
from cleaner.io.compression import COMPRESSIONS, compressed
from cleaner.io.formats import FORMAT_OF_ENDING, NAMED, TEXTS, TREES, WRITERS, need_for, text_format, writer
from cleaner.io.places import whole

_UNSAFE = re.compile(r'[\x00-\x1f<>:"\\|?*]')
_MAX_PART = 120
_MAX_NAME = 1000


class _Closes(Protocol):
    def close(self) -> None: ...


_T = TypeVar("_T", bound=_Closes)


class Sink(Protocol):
    """Takes articles one after the other."""

    def write(self, article: Article) -> None: ...


def format_for(
    out: Path | str | None,
    wanted: str | None,
    *,
    terminal: bool,
    schema: str | None = None,
    only: tuple[str, ...] = (),
) -> str:
    """The format asked for, else the one of the output's ending, else text for a reader and JSONL for a pipe.

    ``schema``: the tool whose field names are written, ``only``: which of the fields; either takes a format with fields.
    Raises SettingsError for one that is unknown or doesn't go with the output, InputError where its extra isn't installed.
    """
    ending, compression = _endings(out)
    if wanted and wanted not in WRITERS:
        raise SettingsError(f"--format {wanted}: known are {', '.join(WRITERS)}")
    if not wanted and (ending or compression) and ending not in FORMAT_OF_ENDING:
        raise SettingsError(
            f"{out}: the ending {ending or compression} is no known format; say --format {', '.join(WRITERS)}"
        )
    format = (
        wanted
        or FORMAT_OF_ENDING.get(ending)
        or ("txt" if out is None and terminal and not (schema or only) else "jsonl")
    )
    if only and names(schema, only) and format not in NAMED:
        raise SettingsError(f"--fields: {format} has no fields; say --format {', '.join(NAMED)}")
    if schema and names(schema, ()) and format not in NAMED:
        raise SettingsError(f"--schema {schema} names fields, and {format} has none; say --format {', '.join(NAMED)}")
    if isinstance(out, Path) and out.is_dir() and format not in TREES:
        raise SettingsError(f"{out} is a folder; name a file for {format}")
    if format == "parquet" and compression:
        raise SettingsError(f"{out}: Parquet is compressed inside; leave {compression} away")
    if format == "parquet" and out is None and terminal:
        raise SettingsError("--format parquet is not for a terminal; name a file with -o")
    need_for("writing", f".{format}", compression)
    return format


def _endings(out: Path | str | None) -> tuple[str, str]:
    """``clean.jsonl.gz`` as (".jsonl", ".gz")."""
    name = PurePosixPath(str(out or "")).name.lower()
    compression = next((c for c in COMPRESSIONS if name.endswith(c)), "")
    return PurePosixPath(name.removesuffix(compression)).suffix, compression


@contextlib.contextmanager
def open_sink(
    out: Path | str | None, format: str, schema: str | None = None, only: tuple[str, ...] = ()
) -> Iterator[Sink]:
    """A sink; a file gets its name only when all has been written.

    ``out``: a path, or a URL that fsspec knows. ``schema``: the tool whose field names are written, None for ours;
    ``only`` these fields, where any are named.
    """
    if out is None:
        text = text_format(format, schema, only)
        rows = text.rows(sys.stdout) if text else writer(format, schema, only)(sys.stdout.buffer)
        yield rows
        rows.close()
        return
    folder = out.is_dir() if isinstance(out, Path) else out.endswith("/")
    _, compression = ending = _endings(out)
    if format in TREES and (folder or not any(ending)):
        yield _Tree(out, format)
        return
    if folder:
        raise SettingsError(f"{out} is a folder; name a file for {format}")
    with (
        whole(out) as stream,
        _closing(compressed(stream, compression)) as packed,
        _closing(writer(format, schema, only)(packed)) as rows,
    ):
        yield rows


@contextlib.contextmanager
def _closing(opened: _T) -> Iterator[_T]:
    """Close it in any case; what closing says counts only where nothing went wrong before."""
    try:
        yield opened
    except BaseException:
        with contextlib.suppress(Exception):
            opened.close()
        raise
    opened.close()


class _Tree:
    """One file an article, named after its id, always below the folder."""

    def __init__(self, folder: Path | str, format: str) -> None:
        self.folder = folder
        self.format = format
        self.used: set[str] = set()
        if isinstance(folder, Path):
            folder.mkdir(parents=True, exist_ok=True)

    def write(self, article: Article) -> None:
        *folders, last = safe_name(article.id).split("/")
        # "a.md/b" needs a folder that "a" doesn't need as a file.
        name = "/".join([*(f + "_" if f.lower().endswith(f".{self.format}") else f for f in folders), last])
        number, unique = 1, name
        while unique.lower() in self.used:
            number += 1
            unique = f"{name}-{number}"
        self.used.add(unique.lower())
        file = f"{unique}.{self.format}"
        with whole(
            self.folder / file if isinstance(self.folder, Path) else f"{self.folder.rstrip('/')}/{file}"
        ) as stream:
            stream.write(TEXTS[self.format].alone(article).encode("utf-8", "replace"))


def safe_name(id: str) -> str:
    """A relative path for an id that can't leave the folder: a URL's without its scheme, no ``..``, no odd letters."""
    id = re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", "", id)
    parts = [_cut(_UNSAFE.sub("_", p), _MAX_PART) for p in id.split("/")]
    return _cut("/".join(p for p in parts if p), _MAX_NAME).strip("/") or "article"


def _cut(name: str, length: int) -> str:
    """At most so many bytes of a name, which is what file systems count."""
    return name.strip(". ").encode("utf-8", "replace")[:length].decode("utf-8", "ignore").strip(". ")
