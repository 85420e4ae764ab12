"""The process that workers are forked from: it loads all once, stays single-threaded, and forks a worker in milliseconds.

The main process can't fork them itself: readers (Parquet, S3) run threads in it. It talks to the fork server through a socket:
``f`` with a descriptor forks a worker that serves it, answered with its pid; ``w`` and a pid waits for that worker's end,
answered with its exit code (-n: signal n). When the socket closes, the fork server ends its workers and itself.
"""

from __future__ import annotations

import gc
import os
import pickle
import socket
import struct
import sys

from cleaner import posix
from cleaner.batch.work import Work, rest_collector
from cleaner.batch.worker import serve
from cleaner.pipeline import Pipeline

REQUEST = struct.Struct("!ci")
REPLY = struct.Struct("!i")
READY = 0
_WARMING = (
    "<html><body><article><h1>A ferry stops</h1><p>The boat stopped in May, they said.</p></article></body></html>",
    "A text of one line.",
    "Sie sagten \u201enein\u201c, gr\u00f6\u00dftenteils.".encode("cp1252"),
)


def main(descriptor: int) -> None:
    """Load what stands in standard input (a pickled ``Work``), then do what the socket asks for."""
    posix.ignore_interrupt()  # the main process ends this one
    work: Work = pickle.load(sys.stdin.buffer)
    pipeline = Pipeline(work.rules)
    for sample in _WARMING:
        pipeline.clean(sample)
    gc.collect()
    gc.freeze()  # what is loaded is shared with the workers as long as nobody touches it
    rest_collector()
    with socket.socket(fileno=descriptor) as asked:
        asked.sendall(REPLY.pack(READY))
        workers: set[int] = set()
        try:
            _obey(asked, work, workers)
        except ConnectionError:
            pass
        finally:
            for pid in workers:
                posix.kill(pid)


def _obey(asked: socket.socket, work: Work, workers: set[int]) -> None:
    while True:
        request, descriptors, _, _ = socket.recv_fds(asked, REQUEST.size, 1)
        if len(request) < REQUEST.size:
            return
        what, pid = REQUEST.unpack(request)
        if what == b"f":
            pid = _fork(asked, descriptors[0], work)
            workers.add(pid)
            asked.sendall(REPLY.pack(pid))
        else:
            code = posix.exit_code(pid)
            workers.discard(pid)
            asked.sendall(REPLY.pack(code))


def _fork(asked: socket.socket, descriptor: int, work: Work) -> int:
    pid = posix.fork()
    if pid == 0:
        asked.close()
        serve(descriptor, work)
    os.close(descriptor)
    return pid
