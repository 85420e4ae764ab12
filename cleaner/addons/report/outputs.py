"""Which output of ``cleaner clean`` a name means: a file, a URL, standard input, or the folder of parts of a run on an engine."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cleaner.addons.report.rows import HOW, READERS, STDIN, Row
from cleaner.errors import InputError
from cleaner.io.base import READ_ERRORS, why
from cleaner.io.compression import compression_of, decompressed
from cleaner.io.formats import need_for, split_endings
from cleaner.io.places import list_url, open_read, place

_FORMATS = (".jsonl", ".ndjson", ".csv", ".parquet")
# What an engine's run leaves in its folder (``engines/parts.py``; Spark and others name theirs so too).
_PART, _BEGUN, _FINISHED = "part-", "_run.json", "_SUCCESS"


@dataclass(frozen=True, slots=True)
class File:
    """A file of an output: its name in messages, where it is, and what it is."""

    name: str
    where: Path | str
    ending: str
    compression: str = ""

    def rows(self) -> Iterator[Row]:
        try:
            with decompressed(open_read(self.where), self.compression) as stream:
                yield from READERS[self.ending](stream, self.name)
        except READ_ERRORS as e:
            raise InputError(f"{self.name}: cannot be read: {why(e)}") from e


@dataclass(frozen=True, slots=True)
class Output:
    """An output of ``cleaner clean``: its name in messages, and its files in order."""

    name: str
    files: tuple[File, ...]

    def rows(self) -> Iterator[Row]:
        """The rows in order, each with all that a report needs. Raises InputError, with file and line, for what is no row."""
        for file in self.files:
            yield from file.rows()


def find_output(named: str, held: Path | None = None) -> Output:
    """The output that a name leads to. ``-`` is standard input, kept in the folder ``held``: it is read more than once.

    Raises InputError for a name that leads to nothing, or to something of another kind.
    """
    if named == "-":
        if held is None:
            raise InputError("-: standard input can't be read here; name a file")
        return Output(STDIN, (_spooled(sys.stdin.buffer, held / "stdin"),))
    if not named:
        raise InputError("an input's name is empty")
    where = place(named)
    if isinstance(where, Path):
        if where.is_dir():
            return _folder(named, {path.name: path for path in where.iterdir()})
        if not where.exists():
            raise InputError(f"{named}: there is no such file")
    elif not split_endings(named.rstrip("/"))[1]:
        root, urls = list_url(named.rstrip("/") + "/")
        return _folder(named, {url.removeprefix(root).strip("/"): url for url in urls})
    return Output(named, (_file(named, where),))


def _file(named: str, where: Path | str) -> File:
    _, ending, compression = split_endings(named)
    if ending not in _FORMATS:
        raise InputError(f"{named}: no kind of file that can be read here; {HOW}")
    need_for("reading", ending, compression)
    return File(named, where, ".jsonl" if ending == ".ndjson" else ending, compression)


def _folder(named: str, there: dict[str, Path] | dict[str, str]) -> Output:
    """The parts in the order of their names, which is that of the documents."""
    parts = sorted(n for n in there if n.startswith(_PART) and split_endings(n)[1] in _FORMATS)
    if _FINISHED in there:
        return Output(named, tuple(_file(f"{named.rstrip('/')}/{n}", there[n]) for n in parts))
    if parts or _BEGUN in there:
        raise InputError(
            f"{named}: the run that writes this folder isn't finished (there is no {_FINISHED} in it); "
            "finish it with the same `cleaner clean --engine` and --resume"
        )
    raise InputError(
        f"{named}: a folder; name the file that `cleaner clean` wrote, or the folder that it wrote with --engine"
    )


def _spooled(stream: BinaryIO, copy: Path) -> File:
    try:
        with copy.open("wb") as out:
            shutil.copyfileobj(stream, out)
    except OSError as e:
        raise InputError(
            f"{copy.parent}: cannot keep standard input there: {why(e)}; TMPDIR names another folder"
        ) from e
    with copy.open("rb") as begun:
        compression = compression_of(begun.read(4))
        begun.seek(0)
        ending = ".parquet" if begun.read(4) == b"PAR1" else ".jsonl"
    need_for("reading", ending, compression)
    return File(STDIN, copy, ending, compression)
