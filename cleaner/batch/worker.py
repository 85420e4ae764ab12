"""What a worker process does: takes documents from its socket, answers each with its row, until the socket closes."""

from __future__ import annotations

import os
import resource
import signal
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from cleaner.batch.logs import hold
from cleaner.batch.work import Answer, Work, memory_reason, pack
from cleaner.document import Document
from cleaner.pipeline import Pipeline, to_article

NO_MEMORY = 79  # the exit code of a worker that had no memory left even to say so
_GROWTH = 256 << 20


def serve(descriptor: int, work: Work) -> None:
    """Answer each document with its ``Answer``. Never returns: it runs in a process of its own, which it ends."""
    code = 0
    try:
        _answer_all(Connection(descriptor), work)
    except (EOFError, ConnectionError):
        pass  # the main process closed the socket, or is gone
    except MemoryError:
        code = NO_MEMORY
    except BaseException:
        code = 1
        raise
    finally:
        os._exit(code)


def _answer_all(connection: Connection[Answer, Document], work: Work) -> None:
    # An alarm that nobody handles ends the process, whatever C code it is in and whether or not the main process lives.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    pipeline = Pipeline(work.rules, work.stages)
    held = hold(work.log_level)
    start = _size()[1]
    _limit(work.memory)
    for number in range(1, work.rows + 1):
        document = connection.recv()
        signal.setitimer(signal.ITIMER_REAL, work.timeout)
        answer = _answer(document, pipeline, work)
        signal.setitimer(signal.ITIMER_REAL, 0)
        spent = answer.last or number == work.rows or _size()[1] > start + _GROWTH
        connection.send(replace(answer, last=spent, records=held.taken()))
        if spent:
            return


def _answer(document: Document, pipeline: Pipeline, work: Work) -> Answer:
    done, trace = pipeline.attempt(document)
    starved = done.error is not None and ": MemoryError:" in done.error
    if starved:
        done = document.but(error=memory_reason(work.memory))
    article = to_article(done, pipeline.rules)
    # A tree can't be sent, and nobody needs the content again.
    shown = done.but(page=None, content="", markup="") if work.shown else None
    return Answer(article, pack(article), shown, last=starved, traceback=trace)


def _limit(memory: int) -> None:
    size = _size()[0] + memory
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))


def _size() -> tuple[int, int]:
    """The bytes of this process's address space, and those of them in memory; from getrusage where there is no /proc."""
    try:
        total, resident, *_ = Path("/proc/self/statm").read_bytes().split()
        return int(total) * resource.getpagesize(), int(resident) * resource.getpagesize()
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        return peak, peak
