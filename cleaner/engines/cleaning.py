"""Documents in, articles out, in order, in workers that stay from one call to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from cleaner.article import Article
from cleaner.batch.runner import feed, run
from cleaner.batch.work import too_large
from cleaner.batch.worker_pool import WorkerPool
from cleaner.document import Document
from cleaner.engines.options import Options

NO_ID = ""


class Cleaning:
    """A context that holds the workers. What an engine makes once a process (an actor, a task), not once a batch."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self._pool: WorkerPool | None = None

    def __enter__(self) -> Cleaning:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def articles(self, documents: Iterable[Document]) -> Iterator[Article]:
        """An article for each document, in order; what hangs, crashes or eats memory is a failed one.

        Raises BatchError where workers can't be started.
        """
        given = (too_large(_named(d), self.options.max_bytes) for d in documents)
        if not self.options.processes:
            return (done.article for done in run(given, self.options.work, 0))
        return self._in_workers(given)

    def _in_workers(self, documents: Iterable[Document]) -> Iterator[Article]:
        if self._pool is None:
            self._pool = WorkerPool(self.options.work, self.options.processes).__enter__()
        finished = False
        try:
            for done in feed(documents, self._pool):
                yield done.article
            finished = True
        finally:
            if not finished:  # left in the middle: its workers have documents that nobody asks for
                self.close()

    def close(self) -> None:
        """End the workers."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None


def _named(document: Document) -> Document:
    """With a name that is the same wherever the row is cleaned: an engine's rows have no file and line."""
    if document.id != NO_ID:
        return document
    content = document.content
    encoded = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return document.but(id=f"sha256:{hashlib.sha256(encoded).hexdigest()[:16]}")
