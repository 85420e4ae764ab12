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

from cleaner.document import Document
from cleaner.errors import InputError
from cleaner.io.base import READ_ERRORS, Fields, Opened, failed, open_file, why
from cleaner.io.formats import READERS, split_endings
from cleaner.io.plain import read_unknown

STDIN = "-"
# How a JSONL stream starts, and no article does.
_RECORD = re.compile(rb"""(?:\xef\xbb\xbf)?\s*\{\s*["}]""")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. ``id`` is its path below the folder that was named, without its endings."""

    path: Path | None
    id: str
    ending: str = ""
    compressed: bool = False


@dataclass
class Inputs:
    """All that was named, found before anything is read. ``left_out`` counts files of unknown kind by ending."""

    sources: list[Source] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def find(named: Sequence[str], *, without: Path | None = None) -> Inputs:
    """List the inputs. ``without``: the output file, which may stand in a folder that is read.

    Raises InputError for a name that leads to nothing.
    """
    inputs = Inputs()
    for name in named:
        if name == STDIN:
            inputs.sources.append(Source(None, "stdin"))
            continue
        if not name:
            raise InputError("an input's name is empty")
        path = Path(name)
        if path.is_dir():
            _add_folder(path, inputs, without)
        elif os.path.lexists(path):
            _add_file(path, inputs)
        else:
            matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 (absolute and relative alike)
            if not matches:
                raise InputError(f"{name}: there is no such file or folder, and nothing matches it as a pattern")
            for match in matches:
                if Path(match).is_dir():
                    _add_folder(Path(match), inputs, without)
                else:
                    _add_file(Path(match), inputs)
    return inputs


def _add_folder(folder: Path, inputs: Inputs, without: Path | None) -> None:
    hidden = without.resolve() if without else None
    for root, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(files):
            path = Path(root) / name
            stem, ending, compressed = split_endings(path.relative_to(folder).as_posix())
            if hidden is not None and (path.absolute() in (hidden, without) or hidden in path.resolve().parents):
                continue
            if ending:
                inputs.sources.append(Source(path, stem, ending, compressed))
            else:
                inputs.left_out[path.suffix or path.name] += 1


def _add_file(path: Path, inputs: Inputs) -> None:
    stem, ending, compressed = split_endings(path.name)
    inputs.sources.append(Source(path, stem, ending, compressed))


def read(source: Source, fields: Fields = Fields()) -> Iterator[Document]:  # noqa: B008
    """The documents of one source; whatever is wrong with it becomes a failed document."""
    reader = READERS.get(source.ending, read_unknown)
    if source.path is None:
        reader = READERS[".jsonl"] if _RECORD.match(sys.stdin.buffer.peek()) else read_unknown  # type: ignore[union-attr]
        yield from reader(Opened(sys.stdin.buffer, source.id, "stdin", fields))
        return
    try:
        with open_file(source.path, source.compressed) as stream:
            yield from reader(Opened(stream, source.id, str(source.path), fields))
    except READ_ERRORS as e:
        yield failed(source.id, f"{source.path}: cannot be read: {why(e)}")
