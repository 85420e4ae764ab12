"""Stages that do to a Ray run what machines do to it: what a text begins with says what."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from cleaner.document import Document
from cleaner.pipeline import STAGES
from cleaner.rules.compile import Rules


def outage(document: Document, rules: Rules) -> Document:
    """``kill-actor PATH``: end the actor, once, as a file PATH remembers; ``wait PATH``: until there is such a file."""
    word, _, rest = str(document.content).partition("\n")[0].partition(" ")
    path = Path(rest)
    if word in ("kill-actor", "always-kill-actor") and (word != "kill-actor" or not path.exists()):
        actor = _parent(os.getppid())  # a worker's parent is its fork server
        with path.open("a") as said:
            said.write(Path(f"/proc/{actor}/cmdline").read_text())
        os.kill(actor, signal.SIGKILL)
        time.sleep(1000)
    while word == "wait" and not path.exists():
        time.sleep(0.05)
    return document


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


OUTAGES = (outage, *STAGES)
