"""Documents in, rows out, in order: in this process, or in workers of which each may die without harm to the others."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from cleaner import posix
from cleaner.batch.failures import restored
from cleaner.batch.logs import log_again
from cleaner.batch.work import MIB, Answer, Done, Work, memory_reason, timeout_reason
from cleaner.batch.worker import NO_MEMORY
from cleaner.batch.worker_pool import Death, WorkerPool
from cleaner.document import Document
from cleaner.io.base import Fields
from cleaner.io.bounds import DEFAULT_BOUNDS, Bounds
from cleaner.io.sources import Inputs, read
from cleaner.pipeline import Pipeline, to_article

_LOG = logging.getLogger(__name__)
# What is read ahead while the row that is next in order isn't done.
_AHEAD_ROWS = 1000
_AHEAD_SIZE = 32 * MIB
_FROM_OUTSIDE = (posix.KILLED, posix.TERMINATED, 0)
_TRIES = 2


def documents(inputs: Inputs, fields: Fields, bounds: Bounds = DEFAULT_BOUNDS) -> Iterator[Document]:
    """All documents of all inputs, in order; of failed rows, those that failed."""
    for source in inputs.sources:
        yield from map(restored, read(source, fields, bounds, inputs.left_inside))


def run(found: Iterable[Document], work: Work, processes: int) -> Generator[Done]:
    """A row for each document, in order. ``processes``: 0 means this one, where nothing can end a document that hangs.

    Raises BatchError where workers can't be started.
    """
    return _in_workers(found, work, processes) if processes else _here(found, work)


def _here(found: Iterable[Document], work: Work) -> Generator[Done]:
    pipeline = Pipeline(work.rules, work.stages)
    for document in found:
        processed, trace = pipeline.attempt(document)
        yield Done(document, to_article(processed, work.rules), processed if work.shown else None, traceback=trace)


@dataclass(eq=False)
class _Slot:
    """A document's place in the order."""

    given: Document
    size: int
    tries: int = 0
    done: Done | None = None


def _in_workers(found: Iterable[Document], work: Work, processes: int) -> Generator[Done]:
    with WorkerPool(work, processes) as pool:
        yield from feed(found, pool)


def feed(found: Iterable[Document], pool: WorkerPool) -> Iterator[Done]:
    """A row for each document, in order, from workers that are there before and stay afterwards."""
    work = pool.work
    order: deque[_Slot] = deque()
    waiting: deque[_Slot] = deque()
    source = iter(found)
    more, size = True, 0
    while more or order:
        while order and order[0].done is not None:
            slot = order.popleft()
            size -= slot.size
            yield slot.done  # type: ignore[misc]
        while waiting and (worker := pool.idle()):
            slot = waiting.popleft()
            pool.give(worker, slot, slot.given)
        # Two in hand for each worker, then as many as may wait for a slow one.
        room = len(order) < _AHEAD_ROWS and size < _AHEAD_SIZE and len(waiting) < 2 * pool.size
        if more and room:
            document = next(source, None)
            if document is None:
                more = False
            else:
                slot = _Slot(document, len(document.content))
                order.append(slot)
                size += slot.size
                if document.error is None:
                    waiting.append(slot)
                else:
                    slot.done = _failed(document, work)
        for slot, answer in pool.answers(block=not (more and room) and bool(order) and order[0].done is None):
            if not _settle(slot, answer, work):
                waiting.appendleft(slot)


def _settle(slot: _Slot, answer: Answer | Death, work: Work) -> bool:
    """Fill the slot; False where its document is to be tried again."""
    slot.tries += 1
    if isinstance(answer, Answer):
        log_again(answer.records)
        failed = answer.article.error is not None
        # A failed one may be wanted with its content; of the others nobody asks again.
        given = slot.given if failed else slot.given.but(content="", record={})
        slot.given = given
        slot.done = Done(given, answer.article, answer.processed, answer.packed, answer.traceback)
    elif answer.code in _FROM_OUTSIDE and slot.tries < _TRIES:
        _LOG.warning("%s: its worker was ended from outside (%d), it is tried once more", slot.given.id, answer.code)
        return False
    else:
        error = reason(answer.code, work)
        _LOG.warning("%s: its worker ended: %s", slot.given.id, error)
        slot.done = _failed(slot.given.but(error=error), work)
    return True


def _failed(document: Document, work: Work) -> Done:
    return Done(document, to_article(document, work.rules), document if work.shown else None)


def reason(code: int, work: Work) -> str:
    """The error of a document whose worker ended with this exit code (-n: signal n)."""
    if code == posix.TIMED_OUT:
        return timeout_reason(work.timeout)
    if code == NO_MEMORY:
        return memory_reason(work.memory)
    if code >= 0:
        return f"crash: it ended its process with exit code {code}"
    return f"crash: its process was ended by signal {-code} ({posix.signal_name(-code)})"
