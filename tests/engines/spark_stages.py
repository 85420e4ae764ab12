"""Stages that tell of the processes they run in, and that end Spark's Python worker."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from cleaner.document import Document
from cleaner.pipeline import STAGES
from cleaner.rules.compile import Rules


def outage(document: Document, rules: Rules) -> Document:
    """``tell PATH``: write the pids of worker, fork server and Spark's Python worker there; ``kill PATH`` ends that one too."""
    word, _, rest = str(document.content).partition("\n")[0].partition(" ")
    path = Path(rest)
    if word in ("tell", "kill") and not path.exists():
        python_worker = _parent(os.getppid())
        command = Path(f"/proc/{python_worker}/cmdline").read_text().replace("\0", " ")
        path.write_text(f"{os.getpid()} {os.getppid()} {python_worker} {command}")
        if word == "kill":
            os.kill(python_worker, signal.SIGKILL)
            time.sleep(1000)
    return document


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


OUTAGES = (outage, *STAGES)
