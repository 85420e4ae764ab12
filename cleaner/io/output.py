"""Where articles go: standard output, one file, or a folder with a file an article. Never a half-written file under its name."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, TextIO

from cleaner.article import Article
from cleaner.errors import SettingsError
from cleaner.io.formats import FORMAT_OF_ENDING, WRITERS

_UNSAFE = re.compile(r'[\x00-\x1f<>:"\\|?*]')
_MAX_PART = 120
_MAX_NAME = 1000


class Sink(Protocol):
    """Takes articles one after the other."""

    def write(self, article: Article) -> None: ...


def format_for(out: Path | None, wanted: str | None, *, terminal: bool) -> str:
    """The format asked for, else the one of the output's ending, else text for a reader and JSONL for a pipe."""
    if wanted:
        if wanted not in WRITERS:
            raise SettingsError(f"--format {wanted}: known are {', '.join(WRITERS)}")
        return wanted
    if out is not None and out.suffix.lower() in FORMAT_OF_ENDING:
        return FORMAT_OF_ENDING[out.suffix.lower()]
    if out is not None and out.suffix:
        raise SettingsError(f"{out}: the ending {out.suffix} is no known format; say --format {', '.join(WRITERS)}")
    return "txt" if out is None and terminal else "jsonl"


@contextlib.contextmanager
def open_sink(out: Path | None, format: str) -> Iterator[Sink]:
    """A sink; a file gets its name only when all has been written."""
    if out is None:
        yield _Stream(sys.stdout, format)
    elif format != "jsonl" and (out.is_dir() or not out.suffix):
        yield _Tree(out, format)
    else:
        if out.is_dir():
            raise SettingsError(f"{out} is a folder; name a file for {format}")
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.exists() and not out.is_file():
            # A device or a pipe is written to, not replaced.
            with out.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
                yield _Stream(stream, format)
            return
        out = out.resolve() if out.is_symlink() else out
        part = out.with_name(out.name + ".part")
        try:
            with part.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
                yield _Stream(stream, format)
            part.replace(out)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()


class _Stream:
    def __init__(self, stream: TextIO, format: str) -> None:
        self.stream = stream
        self.format = format
        self.first = True

    def write(self, article: Article) -> None:
        if self.format != "jsonl" and not self.first:
            self.stream.write("\n" + "-" * 72 + "\n\n" if self.format == "txt" else "\n")
        self.first = False
        self.stream.write(WRITERS[self.format](article))


class _Tree:
    """One file an article, named after its id, always below the folder."""

    def __init__(self, folder: Path, format: str) -> None:
        self.folder = folder
        self.format = format
        self.used: set[str] = set()
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
        path = self.folder / f"{unique}.{self.format}"
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.write_text(WRITERS[self.format](article), encoding="utf-8", errors="replace", newline="\n")
        part.replace(path)


def safe_name(id: str) -> str:
    """A relative path for an id that can't leave the folder: a URL's without its scheme, no ``..``, no odd letters."""
    id = re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", "", id)
    parts = [_cut(_UNSAFE.sub("_", p), _MAX_PART) for p in id.split("/")]
    return _cut("/".join(p for p in parts if p), _MAX_NAME).strip("/") or "article"


def _cut(name: str, length: int) -> str:
    """At most so many bytes of a name, which is what file systems count."""
    return name.strip(". ").encode("utf-8", "replace")[:length].decode("utf-8", "ignore").strip(". ")
