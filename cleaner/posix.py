"""What only POSIX systems (Linux, macOS) have, in one module: file locks, signals, forks, limits of a process.

All else of the package runs anywhere, and so does ``clean`` without ``-j``: where a lock or a signal mask is missing, files
are written without. Worker processes can't be had without these; ``WORKERS`` says whether they can.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
    import resource
except ImportError:
    LOCKS = WORKERS = False
else:
    LOCKS, WORKERS = True, hasattr(os, "fork")

# How a process ended that a signal ended. Linux and macOS number these alike.
KILLED, TERMINATED, TIMED_OUT = -9, -15, -14


def lock(stream: BinaryIO) -> None:
    """Hold the file until the stream is closed. Raises OSError where another process does, or the file system has no locks."""
    if LOCKS:
        fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold_interrupt() -> Callable[[], object]:
    """Keep Ctrl-C waiting until the function that this returns is called."""
    if not hasattr(signal, "pthread_sigmask"):
        return lambda: None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return lambda: signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ignore_interrupt() -> None:
    """Leave Ctrl-C to the main process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def end_at_alarm() -> None:
    """Let an alarm end this process, whatever C code it is in and whether or not its parent lives: nobody handles it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def alarm(seconds: float) -> None:
    """Raise an alarm in so many seconds in the place of one that is due; 0 for none."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def kill(pid: int) -> None:
    """End a process at once; one that is gone already is no error."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def fork() -> int:
    """The pid of a new process, 0 in that process itself."""
    return os.fork()


def exit_code(pid: int) -> int:
    """Wait for a child's end: its exit code, -n for signal n."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def signal_name(number: int) -> str:
    """``SIGSEGV`` of 11."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return "no known name"


def limit_memory(more: int) -> None:
    """Let this process grow by at most ``more`` bytes. macOS knows the limit and doesn't hold it, or refuses it."""
    size = memory()[0] + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError) if sys.platform == "darwin" else contextlib.nullcontext():
        resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))


def memory() -> tuple[int, int]:
    """The bytes of this process's address space, and those of them in memory; from getrusage where there is no /proc."""
    try:
        total, resident, *_ = Path("/proc/self/statm").read_bytes().split()
        return int(total) * resource.getpagesize(), int(resident) * resource.getpagesize()
    except OSError:
        # Linux counts kilobytes, macOS bytes.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        return peak, peak
