"""No run writes over what it reads, or over what it writes itself; what can't be written is said before it begins."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import BatchError, SettingsError
from cleaner.io.base import why
from cleaner.io.compression import COMPRESSIONS, decompressed
from cleaner.io.local_file import PART, descriptor_of, is_stream, target
from cleaner.io.places import place
from cleaner.io.sources import Source

if TYPE_CHECKING:
    from cleaner.batch.job import Job

_OUT, _ERRORS, _STATS = "-o", "--errors", "--stats"
_STDOUT = Path("-")
# What stands beside an output while it is written.
_BESIDE = {_OUT: (PART, ".ledger", ".ledger-wal", ".ledger-shm"), _ERRORS: (PART,), _STATS: (PART,)}
# All that we write for machines names the version that wrote it: in a header, a first or a last row, or a footer.
_MARK = b"cleaner_version"
_LOOKED_AT = 1 << 20

FileId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a run writes on this machine, by option; ``url``: where its rows go instead; ``to_stdout``: who writes there."""

    files: dict[str, Path]
    url: str | None = None
    to_stdout: tuple[str, ...] = ()

    @classmethod
    def of(cls, job: Job) -> Outputs:
        named = {_OUT: job.out, _ERRORS: job.errors, _STATS: job.stats}
        rows = job.diff or (job.out is None and not job.dry_run)
        return cls(
            {option: p for option, p in named.items() if isinstance(p, Path) and p != _STDOUT},
            job.out if isinstance(job.out, str) else None,
            (*(("the rows",) if rows else ()), *(o for o, p in named.items() if p == _STDOUT)),
        )

    @property
    def folder(self) -> Path | None:
        """The folder that the rows go to, a file each, if it is there."""
        out = self.files.get(_OUT)
        return target(out) if out is not None and out.is_dir() else None

    def touched(self) -> Iterator[tuple[str, Path]]:
        """(option, file) of all that is written or emptied; streams, which several may write, are none."""
        for option, path in self.files.items():
            if not is_stream(path):
                at = target(path)
                yield option, at
                yield from ((option, at.with_name(at.name + ending)) for ending in _BESIDE[option] if at.name)


def check(outputs: Outputs) -> None:
    """Raise SettingsError for two outputs of one name, BatchError for one that can't be written."""
    if len(outputs.to_stdout) > 1:
        raise SettingsError(f"{' and '.join(outputs.to_stdout)} both go to standard output; name a file for one")
    taken: dict[str, str] = {}
    for option, path in outputs.touched():
        # On some file systems two names that differ in case alone are one.
        if (other := taken.setdefault(str(path).casefold(), option)) != option:
            raise SettingsError(f"{other} and {option} would write one file, {path}; name two")
    known: dict[FileId, str] = {}
    for option, path in outputs.files.items():
        _check_writable(option, path)
        id = file_id(path)
        if id is not None and not is_stream(path) and known.setdefault(id, option) != option:
            raise SettingsError(f"{known[id]} and {option} would write one file, {path}; name two")


def _check_writable(option: str, path: Path) -> None:
    if is_stream(path):
        # A stream that is open is ours to write, whoever owns what it leads to.
        number = descriptor_of(path)
        if not (os.access(path, os.W_OK) if number is None else _is_open(number)):
            raise BatchError(f"{option} {path}: it can't be written")
        return
    at = target(path)
    if at.is_dir():
        if option != _OUT:
            raise SettingsError(f"{option} {path}: that is a folder; name a file")
        folder = at
    else:
        if at.exists() and not os.access(at, os.W_OK):
            raise BatchError(f"{option} {path}: it is write-protected")
        folder = next((p for p in at.parents if os.path.lexists(p)), at.parent)
    if not folder.is_dir():
        raise BatchError(f"{option} {path}: {folder} is no folder")
    try:
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        # What root may write need not be a place where files can be.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as e:
        raise BatchError(f"{option} {path}: the folder {folder} can't be written: {why(e)}") from e
    longest = max(map(len, _BESIDE[option]))
    if len(os.fsencode(at.name)) + longest > os.pathconf(folder, "PC_NAME_MAX"):
        raise BatchError(f"{option} {path}: the name is too long")


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def file_id(path: Path) -> FileId | None:
    """What is the same for one file by whatever name: another path, a link, another case. None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def without_ours(
    found: Iterable[Source], outputs: Outputs, named: Sequence[str], lists: Iterable[str] = ()
) -> list[Source]:
    """The inputs without what an earlier run of ours wrote into a folder that is read. ``lists``: files that name inputs.

    Raises SettingsError where an output is an input.
    """
    folders, single = _named(named)
    if outputs.folder is not None:
        _check_folder(outputs.folder, folders)
    written = {id: option for option, path in outputs.touched() if (id := file_id(path)) is not None}
    kept = []
    for source in found:
        option = _written_by(source, written, outputs)
        if option is None:
            kept.append(source)
        elif not (
            source.path and source.path not in single and _is_below(source.path, folders) and _is_ours(source.path)
        ):
            raise SettingsError(
                f"{option} would write over {source.name}, which is an input; name another file"
                + ("" if source.path in single else ", or leave it out with --exclude")
            )
    for name in lists:
        if option := written.get(file_id(Path(name)) or (-1, -1)):
            raise SettingsError(f"{option} would write over {name}, which lists the inputs; name another file")
    return kept


def _named(named: Sequence[str]) -> tuple[set[Path], set[Path]]:
    """The folders and the single files of this machine among what was named."""
    paths = {p for name in named if name and isinstance(p := place(name), Path)}
    folders = {p for p in paths if p.is_dir()}
    return folders, paths - folders


def _is_below(path: Path, folders: set[Path]) -> bool:
    return any(p in folders for p in path.parents)


def _check_folder(out: Path, folders: Iterable[Path]) -> None:
    for folder in folders:
        at = target(folder)
        if at == out or out in at.parents:
            raise SettingsError(f"-o {out} would write among the inputs, into {folder}; name another folder")


def _written_by(source: Source, written: dict[FileId, str], outputs: Outputs) -> str | None:
    """The option whose output the source is, if it is one."""
    if source.url is not None:
        return _OUT if source.url == outputs.url else None
    if source.path is None:
        return None
    if outputs.folder is not None and outputs.folder in target(source.path).parents:
        return _OUT
    return written.get(file_id(source.path) or (-1, -1)) if written else None


def _is_ours(path: Path) -> bool:
    """Whether it is an output of ours, or empty: what an earlier run wrote may be written again."""
    try:
        size = path.stat().st_size
        if size == 0:
            return True
        with path.open("rb") as stream:
            if compression := next((c for c in COMPRESSIONS if path.name.lower().endswith(c)), ""):
                with decompressed(stream, compression) as unpacked:
                    return _MARK in unpacked.read(_LOOKED_AT)
            start = stream.read(_LOOKED_AT)
            stream.seek(max(0, size - _LOOKED_AT))
            return _MARK in start or _MARK in stream.read()
    except (OSError, EOFError, ValueError):
        return False
