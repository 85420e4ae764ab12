"""The main process's side of its workers: each has a socket of its own, so that one that dies harms no other.

A pool with one pipe for all (pebble, multiprocessing) stands still when a worker is killed in the middle of its answer.
"""

from __future__ import annotations

import contextlib
import json
import logging
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from cleaner import posix
from cleaner.batch.fork_server import READY, REPLY, REQUEST
from cleaner.batch.logs import wanted_level
from cleaner.batch.work import Answer, Work
from cleaner.document import Document
from cleaner.errors import BatchError

_LOG = logging.getLogger(__name__)
_GRACE = 2.0  # Seconds after its own timeout until a worker that still runs is killed.
_UNKNOWN_EXIT = 0
_IN_TRANSIT = 4 << 20
# Python puts the current folder first, where a json.py may stand: pages are not all that a scraper's folder holds.
_START = """
import sys
sys.path[:] = [p for p in sys.path if p]
import json
sys.path[:] = json.loads(sys.argv[1])
from cleaner.batch.fork_server import main
main(int(sys.argv[2]))
"""


@dataclass(eq=False)
class Worker:
    """A worker process. ``ticket`` is what its document was handed over with, None while it has none.

    ``deadline``: the monotonic seconds at which it is killed if it still has that document.
    """

    pid: int
    connection: Connection[Document, Answer]
    ticket: Any = None
    deadline: float = 0.0


@dataclass(frozen=True, slots=True)
class Death:
    """A worker ended with a document in its hands: its exit code, or -n for signal n; 0 where nobody knows."""

    code: int


@dataclass
class WorkerPool:
    """``size`` workers. A context: at its end they are ended, by their pids."""

    work: Work
    size: int
    workers: list[Worker] = field(default_factory=list)
    _fork_server: subprocess.Popen[bytes] | None = None
    _socket: socket.socket | None = None

    def __enter__(self) -> WorkerPool:
        if not posix.WORKERS:
            raise BatchError(
                "worker processes (--jobs, --timeout, --max-memory) need Linux or macOS; leave these options out "
                "to run in one process"
            )
        try:
            self._fill()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def idle(self) -> Worker | None:
        """A worker without a document, None where all have one."""
        return next((w for w in self.workers if w.ticket is None), None)

    def give(self, worker: Worker, ticket: object, document: Document) -> None:
        """Hand a document over; its answer comes with the ticket."""
        worker.ticket = ticket
        worker.deadline = time.monotonic() + self.work.timeout + _GRACE
        # One that died idle is noticed when its answer is read.
        with contextlib.suppress(ConnectionError):
            worker.connection.send(document)

    def answers(self, *, block: bool) -> Iterator[tuple[Any, Answer | Death]]:
        """The answers that are there, each with its ticket; ``block`` waits for the first."""
        now = time.monotonic()
        busy = [w for w in self.workers if w.ticket is not None]
        wait_seconds = max(0.0, min((w.deadline for w in busy), default=now) - now) if block else 0.0
        by_connection = {w.connection: w for w in busy}
        for ready in wait(list(by_connection), wait_seconds):
            yield self._answer(by_connection[ready])  # type: ignore[index]
        for worker in busy:
            if worker.ticket is not None and time.monotonic() > worker.deadline:
                posix.kill(worker.pid)  # its pid is nobody else's as long as the fork server hasn't waited for it
                yield worker.ticket, self._replace(worker, Death(posix.TIMED_OUT))
                worker.ticket = None

    def _answer(self, worker: Worker) -> tuple[Any, Answer | Death]:
        ticket = worker.ticket
        answer: Answer | Death
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            answer = self._replace(worker, None)
        else:
            if answer.last:
                _LOG.debug("worker %d has done its share, another takes its place", worker.pid)
                self._replace(worker, None)
        worker.ticket = None
        return ticket, answer

    def _replace(self, worker: Worker, death: Death | None) -> Death:
        """Drop a worker that has ended, ask the fork server how it ended, start another."""
        worker.connection.close()
        self.workers.remove(worker)
        code = self._ask(b"w", worker.pid)
        if code is None:
            self._end_fork_server()
        self._fill()
        return death or Death(_UNKNOWN_EXIT if code is None else code)

    def _fill(self) -> None:
        while len(self.workers) < self.size:
            ours, theirs = socket.socketpair()
            # A page goes in at once, without waiting for the worker to take it out.
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _IN_TRANSIT)
            with theirs:
                pid = self._ask(b"f", theirs.fileno())
                if pid is None:
                    # Somebody ended the fork server. Its workers go on; a new one gives the next.
                    if self._fork_server is not None:
                        _LOG.warning("the process that workers are forked from is gone, another is started")
                    self._end_fork_server()
                    self._start_fork_server()
                    pid = self._ask(b"f", theirs.fileno())
            if pid is None:
                ours.close()
                raise BatchError("worker processes can't be started")
            self.workers.append(Worker(pid, Connection(ours.detach())))

    def _ask(self, what: bytes, number: int) -> int | None:
        """One request to the fork server; None where it is gone."""
        if self._socket is None:
            return None
        try:
            if what == b"f":
                socket.send_fds(self._socket, [REQUEST.pack(what, 0)], [number])
            else:
                self._socket.sendall(REQUEST.pack(what, number))
            return _reply(self._socket)
        except OSError:
            return None

    def _start_fork_server(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._fork_server = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path), str(theirs.fileno())],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
            )  # fmt: skip
        self._socket = ours
        assert self._fork_server.stdin is not None
        with contextlib.suppress(BrokenPipeError), self._fork_server.stdin as stream:
            pickle.dump(replace(self.work, log_level=wanted_level()), stream)
        if _reply(ours) != READY:
            raise BatchError("worker processes can't be started")

    def _end_fork_server(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._fork_server is not None:
            self._fork_server.wait()
            self._fork_server = None

    def close(self) -> None:
        """End all workers and the fork server."""
        for worker in self.workers:
            worker.connection.close()
        self.workers.clear()
        self._end_fork_server()


def _reply(server: socket.socket) -> int | None:
    reply = server.recv(REPLY.size, socket.MSG_WAITALL)
    return int(REPLY.unpack(reply)[0]) if len(reply) == REPLY.size else None
