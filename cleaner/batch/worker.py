"""What a worker process does: takes documents from its socket, answers each with its row, until the socket closes."""

from __future__ import annotations

import os
from dataclasses import replace
from multiprocessing.connection import Connection

from cleaner import posix
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
    posix.end_at_alarm()
    pipeline = Pipeline(work.rules, work.stages)
    held = hold(work.log_level)
    start = posix.memory()[1]
    posix.limit_memory(work.memory)
    for number in range(1, work.rows + 1):
        document = connection.recv()
        posix.alarm(work.timeout)
        answer = _answer(document, pipeline, work)
        posix.alarm(0)
        spent = answer.last or number == work.rows or posix.memory()[1] > start + _GROWTH
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
