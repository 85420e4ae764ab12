"""A document that hangs, ends its process or eats memory is one failed row; the others are as if it weren't there."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.batch.runner import run
from cleaner.batch.work import MIB, Work, too_large
from cleaner.batch.worker_pool import WorkerPool
from cleaner.document import Document
from cleaner.rules.compile import Rules
from tests.batch.stages import HOSTILE
from tests.samples import ARTICLE


def work(shipped: Rules, **changes: object) -> Work:
    told = {"timeout": 20.0, "memory": 256 * MIB, "stages": HOSTILE} | changes
    return Work(shipped.only(*shipped.strip.rules[:20]), **told)  # type: ignore[arg-type]


def texts(*contents: str) -> Iterator[Document]:
    """Each between two good ones."""
    for number, content in enumerate(contents):
        yield Document(f"before-{number}", ARTICLE)
        yield Document(f"bad-{number}", content)
    yield Document("after", ARTICLE)


def errors(found: Iterator[Document], told: Work, processes: int) -> dict[str, str]:
    rows = [d.article for d in run(found, told, processes)]
    assert len({r.id for r in rows}) == len(rows)
    return {r.id: r.error for r in rows if r.error is not None}


def test_a_module_in_the_current_folder_is_not_taken_for_pythons_own(
    shipped: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.path", [p for p in sys.path if p])
    assert [d.article.error for d in run(texts(), work(shipped), 1)] == [None]


@pytest.mark.parametrize("processes", [1, 2])
def test_each_bad_document_is_one_failed_row_that_says_which(shipped: Rules, processes: int) -> None:
    bad = ("exit", "segfault", "allocate", "exit")
    assert errors(texts(*bad), work(shipped), processes) == {
        "bad-0": "crash: it ended its process with exit code 7",
        "bad-1": "crash: its process was ended by signal 11 (SIGSEGV)",
        "bad-2": "memory: it needs more than the 256 MB that --max-memory allows",
        "bad-3": "crash: it ended its process with exit code 7",
    }


def test_a_document_that_hangs_is_ended_at_its_deadline(shipped: Rules) -> None:
    told = work(shipped, timeout=1.0)
    assert errors(texts("sleep"), told, 1) == {"bad-0": "timeout: it took longer than 1 s"}


def test_a_worker_killed_from_outside_costs_no_row(shipped: Rules, tmp_path: Path) -> None:
    assert errors(texts(f"kill {tmp_path / 'once'}"), work(shipped), 2) == {}
    assert (tmp_path / "once").exists()


def test_a_document_that_is_killed_each_time_is_one_failed_row(shipped: Rules, tmp_path: Path) -> None:
    found = errors(texts(f"always-kill {tmp_path / 'again'}"), work(shipped), 2)
    assert found == {"bad-0": "crash: its process was ended by signal 9 (SIGKILL)"}


def test_rows_are_the_same_and_in_order_with_any_number_of_processes(shipped: Rules) -> None:
    def rows(processes: int) -> list[dict[str, object]]:
        found = (Document(str(i), f"{ARTICLE}\nNumber {i} of it.\n" * (1 + i % 7)) for i in range(60))
        return [d.article.to_dict() for d in run(found, work(shipped), processes)]

    assert rows(0) == rows(1) == rows(3)


def test_workers_are_recycled_and_no_document_is_lost(shipped: Rules) -> None:
    found = (Document(str(i), ARTICLE) for i in range(20))
    assert [d.article.id for d in run(found, work(shipped, rows=3), 2)] == [str(i) for i in range(20)]


def test_the_death_of_idle_workers_and_of_the_fork_server_costs_no_row(shipped: Rules) -> None:
    told = work(shipped)
    with WorkerPool(told, 2) as pool:
        for worker in pool.workers:
            os.kill(worker.pid, signal.SIGKILL)
        assert pool._fork_server is not None
        pool._fork_server.kill()
        pool._fork_server.wait()
        worker = pool.workers[0]
        pool.give(worker, "t", Document("a", ARTICLE))
        ((ticket, _),) = pool.answers(block=True)
        assert ticket == "t"
        assert len(pool.workers) == 2
        assert worker not in pool.workers


def test_only_so_many_documents_are_read_ahead_of_a_slow_one(shipped: Rules) -> None:
    read = []

    def found() -> Iterator[Document]:
        yield Document("slow", "sleep")
        for i in range(5000):
            read.append(i)
            yield Document(str(i), "", error="it could not be read")

    rows = run(found(), work(shipped, timeout=1.0), 2)
    assert next(rows).article.error == "timeout: it took longer than 1 s"
    assert len(read) < 1100
    rows.close()  # type: ignore[attr-defined]


def test_workers_are_gone_when_a_run_is_left(shipped: Rules) -> None:
    with WorkerPool(work(shipped), 2) as pool:
        pids = [w.pid for w in pool.workers]
        pool.give(pool.workers[0], 0, Document("a", "sleep"))
    for pid in pids:
        state = Path(f"/proc/{pid}/stat")
        assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] in "ZX"


@pytest.mark.parametrize(("content", "most", "size"), [("äää", 5, 6), (b"abcdef", 5, 6), ("äää", 6, 0), ("abc", 3, 0)])
def test_max_bytes_counts_bytes(content: str | bytes, most: int, size: int) -> None:
    error = too_large(Document("a", content), most).error
    assert error == (f"too large: {size} bytes, --max-bytes allows {most}" if size else None)


def test_without_workers_the_callers_garbage_collector_stays_as_it_is(shipped: Rules) -> None:
    before = (gc.get_threshold(), gc.get_freeze_count())
    assert len(list(run(texts("ok"), work(shipped), 0))) > 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
