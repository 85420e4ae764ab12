"""Stages of an extension that does all that can go wrong: what a text begins with says what happens to its process."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from cleaner.document import Document
from cleaner.pipeline import STAGES
from cleaner.rules.compile import Rules


def hostile(document: Document, rules: Rules) -> Document:
    """``sleep``, ``exit``, ``allocate``, ``segfault``, ``raise``; ``kill PATH``: from outside, once, as a file PATH remembers."""
    word, _, rest = str(document.content).partition("\n")[0].partition(" ")
    if word == "sleep":
        time.sleep(1000)
    elif word == "exit":
        os._exit(7)
    elif word == "allocate":
        held = []
        while True:
            held.append(bytearray(1 << 24))
    elif word == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == "raise":
        raise ValueError("as it was asked to")
    elif word in ("kill", "always-kill") and (word != "kill" or not Path(rest).exists()):
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return document


HOSTILE = (hostile, *STAGES)
