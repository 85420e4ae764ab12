"""The folder that an engine's run writes: part files, and beside them what is done, until all is.

    OUT/part-000000-000000001-1f3a....parquet   rows, whole as soon as it has its name
    OUT/_done/part-000000-....json              which documents these rows are of, and their count; written before the part
    OUT/_run.json                               what the run depends on
    OUT/_SUCCESS                                the run is finished; then the part files are all there is beside it

A part is named after the documents that it is of, so what is written twice (a task that was tried again) is one file.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from cleaner.article import Article, Status
from cleaner.batch.ledger import Key, differences
from cleaner.batch.tally import Tally
from cleaner.engines.folder import Folder
from cleaner.errors import BatchError
from cleaner.io.formats import writer

_RUN, _SUCCESS, _DONE = "_run.json", "_SUCCESS", "_done"
_COUNTERS = ("status", "flags", "rules", "refused")
_FAILED_SHOWN = 20
_READS_AT_ONCE = 16

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """An article and the place of its document: the number of its source among the inputs, and its number in that.

    ``last``: it is its source's last document.
    """

    source: int
    record: int
    last: bool
    article: Article


@dataclass
class Part:
    """What a part file holds. ``spans`` by source: first and last numbers of its documents here.

    ``ends``: of a source whose last document is here, the number of that document.
    """

    name: str
    spans: dict[int, Spans] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def to_json(self) -> str:
        return json.dumps(
            {
                "name": self.name,
                "spans": self.spans,
                "ends": self.ends,
                "tally": _tally_to_dict(self.tally),
                "failed": self.failed,
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> Part:
        note = json.loads(text)
        return cls(
            note["name"],
            {int(s): [(a, b) for a, b in spans] for s, spans in note["spans"].items()},
            {int(s): end for s, end in note["ends"].items()},
            _tally_from_dict(note["tally"]),
            [(i, e) for i, e in note["failed"]],
        )


def write_part(
    out: Path | str, format: str, rows: Sequence[Row], schema: str | None = None, only: tuple[str, ...] = ()
) -> Part:
    """Write one part file, with our field names or those of ``schema``, ``only`` some where they are named.

    Raises OSError and InputError where it can't be.
    """
    rows = sorted(rows, key=lambda r: (r.source, r.record))
    part = _describe(rows, format)
    folder = Folder(out)
    folder.write(f"{_DONE}/{part.name}.json", part.to_json().encode())
    with folder.whole(part.name) as stream:
        written = writer(format, schema, only)(stream)
        for row in rows:
            written.write(row.article)
        written.close()
    return part


def _describe(rows: Sequence[Row], format: str) -> Part:
    places = "".join(f"{r.source}#{r.record}\n" for r in rows)
    digest = hashlib.sha256(places.encode()).hexdigest()[:16]
    part = Part(f"part-{rows[0].source:06}-{rows[0].record:09}-{digest}.{format}")
    spans_of: dict[int, Spans] = {}
    for row in rows:
        spans_of.setdefault(row.source, []).append((row.record, row.record))
        if row.last:
            part.ends[row.source] = row.record
        part.tally.add(row.article)
        if row.article.status is Status.FAILED and len(part.failed) < _FAILED_SHOWN:
            part.failed.append((row.article.id, row.article.error or ""))
    part.spans = {source: merge_spans(spans) for source, spans in spans_of.items()}
    return part


def merge_spans(spans: Iterable[tuple[int, int]]) -> Spans:
    """The spans in order, those that touch or overlap as one."""
    merged: Spans = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _count(spans: Spans) -> int:
    return sum(last - first + 1 for first, last in spans)


@dataclass
class Written:
    """What all parts written so far hold together."""

    names: set[str] = field(default_factory=set)
    spans: dict[int, Spans] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)

    def add(self, part: Part) -> bool:
        """Count a part; False, and nothing counted, where rows of it are in a part that was counted before."""
        merged = {s: merge_spans([*self.spans.get(s, []), *spans]) for s, spans in part.spans.items()}
        if any(_count(merged[s]) < _count(self.spans.get(s, [])) + _count(part.spans[s]) for s in merged):
            return False
        self.names.add(part.name)
        self.spans.update(merged)
        self.ends.update(part.ends)
        add_tally(self.tally, part.tally)
        return True

    def is_done(self, source: int) -> bool:
        """Whether all documents of a source have their rows."""
        end = self.ends.get(source)
        return end is not None and self.spans.get(source) == [(1, end)]


class Run:
    """A run's hold on its folder. Raises BatchError for a folder that holds another run, or something else."""

    def __init__(self, out: Path | str, key: Key) -> None:
        self.out = out
        self.key = key
        self.folder = Folder(out)
        self._token = uuid4().hex

    def begin(self, *, resume: bool, restart: bool) -> tuple[Written, bool]:
        """(what is done already, whether that is all). Notes the run in the folder."""
        names = self.folder.names()
        begun = names & {_RUN, _SUCCESS}
        if any(not _is_ours(n) for n in names) or (not begun and any(n.startswith("part-") for n in names)):
            raise BatchError(
                f"{self.out}: there are files in it that are of no run; name a folder that is new or empty"
            )
        if restart:
            self._remove_all(names)
        elif _SUCCESS in names:
            return self._finished(resume), True
        elif _RUN in names:
            self._check(resume)
        done = self._done() if resume and not restart else Written()
        note = {"run": self._token, "settings": dict(self.key.settings), "inputs": [list(i) for i in self.key.inputs]}
        self.folder.write(_RUN, json.dumps(note).encode())
        return done, False

    def _check(self, resume: bool) -> None:
        if not resume:
            raise BatchError(
                f"{self.out}: a run was begun and not finished; say --resume to finish it, --restart to begin anew"
            )
        note = self._note(_RUN)
        self._check_key(Key(note.get("settings", {}), [(n, s) for n, s in note.get("inputs", ())]))

    def _note(self, name: str) -> dict[str, Any]:
        """What is noted in this file; nothing where it is gone, as another run may have removed it."""
        return dict(json.loads(self.folder.read(name) or b"{}"))

    def _check_key(self, old: Key) -> None:
        if changes := differences(old, self.key):
            raise BatchError(f"{self.out} is of another run: {'; '.join(changes)}. Say --restart to begin anew")

    def _finished(self, resume: bool) -> Written:
        if not resume:
            raise BatchError(f"{self.out}: a finished run stands there; say --restart to write it anew")
        note = self._note(_SUCCESS)
        if note.get("key") != _digest(self.key):
            raise BatchError(f"{self.out} is of another run, and finished. Say --restart to begin anew")
        self._tidy()
        return Written(tally=_tally_from_dict(note["tally"]))

    def _done(self) -> Written:
        """What the finished parts hold. A note without its part is ignored: that part was never finished."""
        there = self.folder.names()
        noted = [n for n in sorted(self.folder.names(_DONE)) if n.removesuffix(".json") in there]
        done = Written()
        with ThreadPoolExecutor(_READS_AT_ONCE) as pool:
            for note in pool.map(lambda n: self.folder.read(f"{_DONE}/{n}"), noted):
                part = Part.from_json(note)
                if not done.add(part):
                    # A task of a run that was killed went on for a moment, and its rows were done once more meanwhile.
                    self.folder.remove([part.name])
        return done

    def finish(self, done: Written) -> None:
        """All is written: leave the parts and ``_SUCCESS``. Parts that are not of this run or those before it go."""
        if self._note(_RUN).get("run") != self._token:
            raise BatchError(f"{self.out}: another run has begun to write it")
        there = self.folder.names()
        if missing := sorted(done.names - there):
            raise BatchError(
                f"{self.out}: {len(missing)} parts that were written aren't there, as {missing[0]}; "
                "OUT must be a place that all machines share"
            )
        # A task of a run that was killed may have gone on for a moment.
        self.folder.remove(n for n in there if n.startswith("part-") and n not in done.names)
        success = {"key": _digest(self.key), "tally": _tally_to_dict(done.tally)}
        self.folder.write(_SUCCESS, json.dumps(success).encode())
        self._tidy()

    def _tidy(self) -> None:
        self.folder.remove(n for n in self.folder.names() if n == _RUN or n.endswith(".part"))
        self.folder.remove_folder(_DONE)

    def _remove_all(self, names: set[str]) -> None:
        # The run's note goes last: as long as it stands, nobody takes what is left for something else.
        self.folder.remove(n for n in names if n.startswith("part-") or n == _SUCCESS)
        self.folder.remove_folder(_DONE)
        self.folder.remove(n for n in names if n == _RUN)


def _is_ours(name: str) -> bool:
    return name.startswith("part-") or name.removesuffix(".part") in (_RUN, _SUCCESS, _DONE)


def _digest(key: Key) -> str:
    text = json.dumps([sorted(key.settings.items()), [list(i) for i in key.inputs]])
    return hashlib.sha256(text.encode()).hexdigest()


def add_tally(tally: Tally, more: Tally) -> None:
    """Add what another tally counted."""
    for name in _COUNTERS:
        getattr(tally, name).update(getattr(more, name))
    tally.overridden |= more.overridden
    tally.chars_in += more.chars_in
    tally.chars_out += more.chars_out


def _tally_to_dict(tally: Tally) -> dict[str, Any]:
    counters = {name: dict(getattr(tally, name)) for name in _COUNTERS}
    return {
        **counters,
        "overridden": sorted(tally.overridden),
        "chars_in": tally.chars_in,
        "chars_out": tally.chars_out,
    }


def _tally_from_dict(counts: dict[str, Any]) -> Tally:
    status, flags, rules, refused = (Counter(counts[name]) for name in _COUNTERS)
    return Tally(status, flags, rules, refused, set(counts["overridden"]), counts["chars_in"], counts["chars_out"])
