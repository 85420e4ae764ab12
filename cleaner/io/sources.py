"""What the user names (paths, folders, globs, ``-``), as documents."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleaner.document import Document
from cleaner.errors import InputError
from cleaner.io.base import READ_ERRORS, Fields, Opened, Reader, failed, why
from cleaner.io.bounds import DEFAULT_BOUNDS, Bounds
from cleaner.io.compression import compression_of, decompressed
from cleaner.io.formats import READERS, need_for, split_endings
from cleaner.io.places import list_url, open_read, place
from cleaner.io.plain import read_unknown

STDIN = "-"
# How a stream of a format starts, and no article does.
_STARTS = {
    ".jsonl": re.compile(rb"""(?:\xef\xbb\xbf)?\s*\{\s*["}]"""),
    ".parquet": re.compile(rb"PAR1"),
    ".warc": re.compile(rb"WARC/\d|filedesc://"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: a path, a URL, or (neither) standard input.

    ``id`` is its path below the folder that was named, without its endings; ``compression`` is ``.gz``, ``.zst`` or "".
    """

    path: Path | None
    id: str
    ending: str = ""
    compression: str = ""
    url: str | None = None

    @property
    def name(self) -> str:
        """Its name in messages."""
        return self.url or (str(self.path) if self.path is not None else "stdin")


@dataclass
class Inputs:
    """All that was named, found before anything is read. ``left_out`` counts files of unknown kind by ending.

    ``left_inside`` counts what the files hold that is no document, once they are read: an archive's images.
    """

    sources: list[Source] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    left_inside: Counter[str] = field(default_factory=Counter)


def find(named: Sequence[str], *, without: Path | str | None = None) -> Inputs:
    """List the inputs. ``without``: the output file, which may stand in a folder that is read.

    Raises InputError for a name that leads to nothing, and for a format whose extra isn't installed.
    """
    inputs = _listed(named, without)
    for ending, compression in sorted({(s.ending, s.compression) for s in inputs.sources}):
        need_for("reading", ending, compression)
    return inputs


def _listed(named: Sequence[str], without: Path | str | None) -> Inputs:
    inputs = Inputs()
    for name in named:
        if name == STDIN:
            inputs.sources.append(Source(None, "stdin"))
            continue
        if not name:
            raise InputError("an input's name is empty")
        path = place(name)
        if isinstance(path, str):
            _add_url(path, inputs, without)
        elif path.is_dir():
            _add_folder(path, inputs, without if isinstance(without, Path) else None)
        elif os.path.lexists(path):
            _add_file(path, inputs)
        else:
            matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 (absolute and relative alike)
            if not matches:
                raise InputError(f"{name}: there is no such file or folder, and nothing matches it as a pattern")
            for match in matches:
                if Path(match).is_dir():
                    _add_folder(Path(match), inputs, without if isinstance(without, Path) else None)
                else:
                    _add_file(Path(match), inputs)
    return inputs


def _add_folder(folder: Path, inputs: Inputs, without: Path | None) -> None:
    hidden = without.resolve() if without else None
    for root, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(files):
            path = Path(root) / name
            stem, ending, compression = split_endings(path.relative_to(folder).as_posix())
            if hidden is not None and (path.absolute() in (hidden, without) or hidden in path.resolve().parents):
                continue
            if ending:
                inputs.sources.append(Source(path, stem, ending, compression))
            else:
                inputs.left_out[path.suffix or path.name] += 1


def _add_file(path: Path, inputs: Inputs) -> None:
    stem, ending, compression = split_endings(path.name)
    inputs.sources.append(Source(path, stem, ending, compression))


def _add_url(url: str, inputs: Inputs, without: Path | str | None) -> None:
    root, found = list_url(url)
    for file in found:
        if file == without:
            continue
        stem, ending, compression = split_endings(file.removeprefix(root).lstrip("/"))
        if ending or file.rstrip("/") == url:
            inputs.sources.append(Source(None, stem, ending, compression, file))
        else:
            inputs.left_out[os.path.splitext(file)[1] or file.rpartition("/")[2]] += 1  # noqa: PTH122 (a URL)


def read(
    source: Source,
    fields: Fields = Fields(),  # noqa: B008
    bounds: Bounds = DEFAULT_BOUNDS,
    left_out: Counter[str] | None = None,
) -> Iterator[Document]:
    """The documents of one source; whatever is wrong with it becomes a failed document.

    ``left_out`` counts what in it is no document.
    """
    left_out = Counter() if left_out is None else left_out
    where = source.url or source.path
    if where is None:
        yield from _read_stdin(source, fields, bounds, left_out)
        return
    try:
        with decompressed(open_read(where), source.compression) as stream:
            yield from _reader(source.ending)(Opened(stream, source.id, source.name, fields, bounds, left_out))
    except READ_ERRORS as e:
        yield failed(source.id, f"{source.name}: cannot be read: {why(e)}")


def _reader(ending: str) -> Reader:
    return READERS.get(ending, read_unknown)


def _read_stdin(source: Source, fields: Fields, bounds: Bounds, left_out: Counter[str]) -> Iterator[Document]:
    """What comes in tells its compression and format by how it starts."""
    stream: Any = sys.stdin.buffer
    try:
        compression = compression_of(stream.peek())
        need_for("reading", compression)
        stream = decompressed(stream, compression)
        start = stream.peek()
        ending = next((e for e, pattern in _STARTS.items() if pattern.match(start)), "")
        need_for("reading", ending)
        yield from _reader(ending)(Opened(stream, source.id, source.name, fields, bounds, left_out))
    except READ_ERRORS as e:
        yield failed(source.id, f"{source.name}: cannot be read: {why(e)}")
