"""What the user names (paths, folders, globs, ``-``), as documents."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from cleaner.document import Document
from cleaner.errors import InputError
from cleaner.io.base import READ_ERRORS, Fields, Opened, failed, why
from cleaner.io.bounds import DEFAULT_BOUNDS, Bounds
from cleaner.io.compression import compression_of, decompressed
from cleaner.io.formats import DATABASES, need_for, split_endings
from cleaner.io.places import list_url, open_read, place
from cleaner.io.reading import UNASKED, UNSURE, documents
from cleaner.io.sniff import SNIFFED, format_of

STDIN = "-"
# What left_out counts beside endings: the options that leave documents out.
NOT_KEPT, NOT_SAMPLED = "--include, --exclude", "--sample"
# What a run that was killed leaves beside its output.
OURS = (".part", ".ledger", ".ledger-wal", ".ledger-shm")
# A name that says nothing, as servers and wget give them to pages.
_PERHAPS_A_PAGE = re.compile(r"(?![_.])(?:[^.]+|[^?]+\?.*|.+\.(?:php\d?|aspx?|jspx?|cfm|cgi|do|action))", re.I)
_ENDING = re.compile(r"\.\w{1,10}")
_DAMAGED = (*READ_ERRORS, InputError)


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: a path, a URL, or (neither) standard input.

    ``id`` is its path below the folder that was named, without its endings; ``compression`` is one of ``COMPRESSIONS``, or "".
    ``table``: of a database. ``sure``: it is read whatever it holds.
    """

    path: Path | None
    id: str
    ending: str = ""
    compression: str = ""
    url: str | None = None
    table: str = ""
    sure: bool = True

    @property
    def name(self) -> str:
        """Its name in messages."""
        return (self.url or (str(self.path) if self.path is not None else "stdin")) + (
            f"::{self.table}" if self.table else ""
        )


@dataclass
class Inputs:
    """All that was named, found before anything is read. ``left_out`` counts files of unknown kind by ending.

    ``left_inside`` counts what the files hold that is no document, once they are read: an archive's images.
    """

    sources: list[Source] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    left_inside: Counter[str] = field(default_factory=Counter)

    def all_left_out(self) -> dict[str, int]:
        """Both, by name."""
        return dict(sorted((self.left_out + self.left_inside).items()))


def find(
    named: Sequence[str],
    *,
    without: Path | str | None = None,
    keeps: Callable[[Source], bool] = lambda source: True,
    ending: str = "",
) -> Inputs:
    """List the inputs. ``without``: the output file, which may stand in a folder that is read.

    ``keeps``: what is to be read of them. ``ending``: all are of this format, whatever they are called.

    Raises InputError for a name that leads to nothing, and for a format whose extra isn't installed.
    """
    inputs = _listed(named, without, every=bool(ending))
    kept = [replace(s, ending=ending or s.ending) for s in inputs.sources if keeps(s)]
    if len(kept) < len(inputs.sources):
        inputs.left_out[NOT_KEPT] = len(inputs.sources) - len(kept)
    inputs.sources = kept
    for ending, compression in sorted({(s.ending, s.compression) for s in inputs.sources}):
        need_for("reading", ending, compression)
    return inputs


def _listed(named: Sequence[str], without: Path | str | None, every: bool) -> Inputs:
    inputs = Inputs()
    for name in named:
        if name == STDIN:
            inputs.sources.append(Source(None, "stdin"))
            continue
        if not name:
            raise InputError("an input's name is empty")
        path = place(name)
        if isinstance(path, str):
            _add_url(path, inputs, without, every)
        elif path.is_dir():
            _add_folder(path, inputs, without if isinstance(without, Path) else None, every)
        elif os.path.lexists(path):
            _add_file(path, inputs)
        else:
            matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 (absolute and relative alike)
            if not matches and not _add_table(name, inputs):
                raise InputError(f"{name}: there is no such file or folder, and nothing matches it as a pattern")
            _add_matches(matches, inputs, without if isinstance(without, Path) else None, every)
    return inputs


def _add_folder(folder: Path, inputs: Inputs, without: Path | None, every: bool, seen: set[str] | None = None) -> None:
    hidden = without.resolve() if without else None
    for root, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(files):
            path = Path(root) / name
            if _is_new(path, seen) and not (
                hidden is not None and (path.absolute() in (hidden, without) or hidden in path.resolve().parents)
            ):
                _add_found(path, path.relative_to(folder).as_posix(), inputs, every)


def _is_new(path: Path, seen: set[str] | None) -> bool:
    """Whether a pattern didn't lead to this file before, by way of a folder."""
    if seen is None:
        return True
    name = os.path.abspath(path)  # noqa: PTH100 (links stay what they are)
    before = name in seen
    seen.add(name)
    return not before


def _add_found(path: Path, name: str, inputs: Inputs, every: bool) -> None:
    """A file that stands in a folder: its name, or else its content, says whether it is one of ours."""
    stem, ending, compression = split_endings(name)
    special = _special(path)
    if special:
        inputs.left_out[special] += 1
    elif name.endswith(OURS):
        inputs.left_out[path.suffix] += 1
    elif every or (ending and ending not in DATABASES):
        inputs.sources.append(Source(path, stem, ending, compression, sure=every or ending not in UNSURE))
    else:
        told, packed = _told(path) if not ending else ("", "")
        if told:
            inputs.sources.append(Source(path, stem, told, compression or packed))
        else:
            found = _ENDING.match(path.suffix)
            inputs.left_out[found.group() if found else path.name] += 1


def _special(path: Path) -> str:
    """What a file is that can't be read to its end; "" of others, and of links that lead nowhere."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if stat.S_ISFIFO(mode):
        return "FIFO"
    if stat.S_ISSOCK(mode):
        return "socket"
    return "device" if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) else ""


def _told(path: Path) -> tuple[str, str]:
    """(the ending of the format that the file's content is of, its compression), nothing where it is none that is looked for."""
    try:
        with path.open("rb") as raw:
            compression = compression_of(raw.peek(SNIFFED))
            with decompressed(raw, compression) as stream:
                told = format_of(stream.peek(SNIFFED))  # type: ignore[attr-defined]
    except _DAMAGED:
        return "", ""
    return (told, compression) if told in UNASKED else ("", "")


def _add_matches(matches: Sequence[str], inputs: Inputs, without: Path | None, every: bool) -> None:
    """What a pattern leads to, each file once: ``crawl/**`` matches folders and what stands in them."""
    seen: set[str] = set()
    for path in map(Path, matches):
        if path.is_dir():
            _add_folder(path, inputs, without, every, seen)
        elif _is_new(path, seen):
            special = _special(path)
            if special:
                inputs.left_out[special] += 1
            else:
                _add_file(path, inputs)


def _add_file(path: Path, inputs: Inputs) -> None:
    stem, ending, compression = split_endings(path.name)
    inputs.sources.append(Source(path, stem, ending, compression))


def _add_table(name: str, inputs: Inputs) -> bool:
    """``news.db::articles``: whether it is a file with the table's name behind it."""
    file, _, table = name.rpartition("::")
    path = Path(file)
    if not file or not table or not path.is_file():
        return False
    stem, ending, compression = split_endings(path.name)
    inputs.sources.append(Source(path, stem, ending, compression, table=table))
    return True


def _add_url(url: str, inputs: Inputs, without: Path | str | None, every: bool) -> None:
    root, found = list_url(url)
    for file in found:
        if file == without:
            continue
        name = file.rpartition("/")[2]
        stem, ending, compression = split_endings(file.removeprefix(root).lstrip("/"))
        is_named = every or file.rstrip("/") == url
        if (ending and ending not in DATABASES) or is_named or (not ending and _PERHAPS_A_PAGE.fullmatch(name)):
            inputs.sources.append(Source(None, stem, ending, compression, file, sure=is_named or ending not in UNSURE))
        else:
            inputs.left_out[os.path.splitext(file)[1] or name] += 1  # noqa: PTH122 (a URL)


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
    try:
        with _stream(where) as stream:
            opened = Opened(stream, source.id, source.name, fields, bounds, left_out, source.path, source.table)
            yield from documents(opened, source.ending, source.compression, sure=source.sure)
    except InputError as e:
        if where is None:
            raise
        yield failed(source.id, f"{source.name}: cannot be read: {e}")
    except READ_ERRORS as e:
        yield failed(source.id, f"{source.name}: cannot be read: {why(e)}")


def _stream(where: Path | str | None) -> contextlib.AbstractContextManager[BinaryIO]:
    return contextlib.nullcontext(sys.stdin.buffer) if where is None else open_read(where)
