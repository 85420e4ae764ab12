"""A run's folder: what is noted as done, what a resume takes of it, what is left when it is finished."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.article import Article, Status
from cleaner.batch.ledger import Key
from cleaner.engines.parts import Part, Row, Run, Written, merge_spans, write_part
from cleaner.engines.reading import Numbered, Reading, groups, tables
from cleaner.errors import BatchError
from cleaner.io.base import Fields
from cleaner.io.bounds import Bounds
from cleaner.io.sources import Inputs, Source

KEY = Key({"rules": "1"}, [("a.jsonl", "10 bytes of 1")])


def rows(first: int, last: int, end: int = 0, source: int = 0) -> list[Row]:
    return [
        Row(source, n, n == end, Article(id="same", text=str(n), status=Status.FAILED if n == 3 else Status.OK))
        for n in range(first, last + 1)
    ]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def begin(out: Path, key: Key = KEY, *, resume: bool = False, restart: bool = False) -> tuple[Run, Written]:
    run = Run(out, key)
    return run, run.begin(resume=resume, restart=restart)[0]


def names(out: Path) -> list[str]:
    return sorted(p.name for p in out.iterdir())


def test_a_resume_knows_what_is_done_from_the_parts_that_are_there(out: Path) -> None:
    begin(out)
    write_part(out, "jsonl", [*rows(4, 5, end=5), *rows(1, 2)])
    lost = write_part(out, "jsonl", rows(3, 3))
    (out / lost.name).unlink()  # noted, and ended before it had its name
    _, done = begin(out, resume=True)
    assert done.spans == {0: [(1, 2), (4, 5)]}
    assert (done.tally.total, done.is_done(0)) == (4, False)
    write_part(out, "jsonl", rows(3, 3))
    run, done = begin(out, resume=True)
    assert (done.tally.total, done.tally.failed, done.is_done(0)) == (5, 1, True)
    run.finish(done)
    assert [n[:5] for n in names(out)] == ["_SUCC", "part-", "part-"]
    assert sum(p.read_text().count("\n") for p in out.glob("part-*")) == 5


def test_a_part_holds_the_fields_that_were_named(out: Path) -> None:
    part = write_part(out, "jsonl", rows(1, 2), only=("status", "id"))
    assert [list(json.loads(line)) for line in (out / part.name).read_text().splitlines()] == [["status", "id"]] * 2


def test_what_is_written_twice_is_one_file_in_the_order_of_its_documents(out: Path) -> None:
    first = write_part(out, "jsonl", rows(1, 4))
    before = (out / first.name).read_bytes()
    again = write_part(out, "jsonl", rows(1, 4)[::-1])
    assert again == first
    assert (out / first.name).read_bytes() == before
    assert len(list(out.glob("part-*"))) == 1
    assert Part.from_json(first.to_json()) == first


def test_a_part_of_a_killed_run_that_comes_late_is_left_out_at_the_end(out: Path) -> None:
    run, done = begin(out)
    done.add(write_part(out, "jsonl", rows(1, 4, end=4)))
    write_part(out, "jsonl", rows(2, 3))  # by a task of a driver that is dead
    (out / "part-x.jsonl.part").touch()
    run.finish(done)
    assert len(names(out)) == 2


def test_of_two_parts_with_the_same_rows_a_resume_keeps_one(out: Path) -> None:
    begin(out)
    write_part(out, "jsonl", rows(1, 4))
    write_part(out, "jsonl", rows(3, 6))
    _, done = begin(out, resume=True)
    assert done.spans == {0: [(1, 4)]}
    assert [n[:5] for n in names(out)] == ["_done", "_run.", "part-"]


def test_a_part_that_is_nowhere_is_said(out: Path) -> None:
    run, done = begin(out)
    part = write_part(out, "jsonl", rows(1, 2))
    done.add(part)
    (out / part.name).unlink()
    with pytest.raises(BatchError, match="a place that all machines share"):
        run.finish(done)
    assert not (out / "_SUCCESS").exists()


def test_another_run_in_the_same_folder_is_noticed(out: Path) -> None:
    run, done = begin(out)
    begin(out, resume=True)
    with pytest.raises(BatchError, match="another run has begun to write it"):
        run.finish(done)


def test_another_run_that_has_finished_in_the_same_folder_is_noticed(out: Path) -> None:
    run, done = begin(out)
    other, written = begin(out, resume=True)
    other.finish(written)
    with pytest.raises(BatchError, match="another run has begun to write it"):
        run.finish(done)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Key({"rules": "2"}, KEY.inputs), "rules was 1, is 2"),
        (Key(KEY.settings, [("a.jsonl", "11 bytes of 2")]), "a.jsonl has changed"),
        (Key(KEY.settings, [("b.jsonl", "10 bytes of 1")]), "b.jsonl is new; a.jsonl is gone"),
        (Key(KEY.settings, []), "a.jsonl is gone"),
    ],
)
@pytest.mark.parametrize("finished", [False, True])
def test_another_run_is_not_gone_on_with(out: Path, key: Key, said: str, finished: bool) -> None:
    run, done = begin(out)
    done.add(write_part(out, "jsonl", rows(1, 2)))
    if finished:
        run.finish(done)
    before = names(out)
    with pytest.raises(BatchError, match="--restart to begin anew" if finished else f"{said}.*--restart to begin anew"):
        begin(out, key, resume=True)
    assert names(out) == before
    begin(out, key, restart=True)
    assert names(out) == ["_run.json"]


def test_a_folder_that_is_begun_finished_or_somebody_elses_is_not_written_without_a_word(out: Path) -> None:
    run, done = begin(out)
    with pytest.raises(BatchError, match="--resume to finish it, --restart to begin anew"):
        begin(out)
    done.add(write_part(out, "jsonl", rows(1, 2)))
    run.finish(done)
    with pytest.raises(BatchError, match="--restart to write it anew"):
        begin(out)
    again = Run(out, KEY)
    kept, finished = again.begin(resume=True, restart=False)
    assert (kept.tally.total, finished) == (2, True)
    (out / "notes.txt").touch()
    for told in ({}, {"resume": True}, {"restart": True}):
        with pytest.raises(BatchError, match="of no run"):
            begin(out, **told)


def test_parts_that_no_run_has_noted_are_somebody_elses(out: Path) -> None:
    out.mkdir()
    (out / "part-0.parquet").touch()
    with pytest.raises(BatchError, match="of no run"):
        begin(out, restart=True)
    assert names(out) == ["part-0.parquet"]


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 9)).map(lambda t: (t[0], t[0] + t[1]))))
def test_merged_spans_hold_the_same_numbers_and_do_not_touch(spans: list[tuple[int, int]]) -> None:
    found = merge_spans(spans)
    assert {n for a, b in found for n in range(a, b + 1)} == {n for a, b in spans for n in range(a, b + 1)}
    assert all(b + 1 < c for (_, b), (c, _) in itertools.pairwise(found))


def test_what_is_done_is_not_read_into_the_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sources = []
    for name in "abc":
        (tmp_path / f"{name}.jsonl").write_text("".join(f'{{"text": "{name}{i}"}}\n' for i in range(300)))
        sources.append(Source(Path(f"{name}.jsonl"), name, ".jsonl"))
    done = Written(spans={0: [(1, 300)], 1: [(1, 100), (200, 299)]}, ends={0: 300})
    (left,) = groups(Inputs(sources), done)
    assert [(n.number, n.done) for n in left] == [(1, [(1, 100), (200, 299)]), (2, [])]
    found = list(tables(left, Reading(Fields(), Bounds(), str(tmp_path))))
    assert [t.num_rows for t in found] == [128, 128, 128, 16]
    told = [(r["source"], r["record"], r["last"]) for t in found for r in t.to_pylist()]
    expected = [*range(101, 200), 300]
    assert told == [(1, n, n == 300) for n in expected] + [(2, n, n == 300) for n in range(1, 301)]


def test_large_files_are_read_each_by_a_task_of_its_own(tmp_path: Path) -> None:
    big, small = tmp_path / "big.jsonl", tmp_path / "small.html"
    with big.open("wb") as file:
        file.truncate(20 << 20)
    small.touch()
    given = [Source(p, "x", p.suffix) for p in (small, small, big, big, small, small)]
    given += [Source(None, "x", ".warc", url="s3://b/x.warc")] * 2 + [Source(None, "x", ".html", url="s3://b/x")] * 3
    found = groups(Inputs(given), Written())
    assert [[n.number for n in g] for g in found] == [[0, 1], [2], [3], [4, 5, 6], [7], [8, 9, 10]]
    assert Numbered(0, given[0]) == found[0][0]
