"""How far a run is: a bar on a terminal, a line every so often elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from cleaner.article import Status
from cleaner.batch.tally import Tally

_BAR = 24
_BAR_SECONDS = 0.1
_LINE_SECONDS = 5.0


@dataclass
class Progress:
    """Says on ``stream`` how a run goes. ``size``: the bytes of all inputs, 0 where nobody knows."""

    stream: TextIO
    tally: Tally
    size: int = 0
    bar: bool = False
    lines: bool = False
    clock: Callable[[], float] = time.monotonic
    _start: float = field(init=False)
    _said: float = field(init=False)
    _shown: bool = False

    def __post_init__(self) -> None:
        self._start = self._said = self.clock()

    def at(self, read: int) -> None:
        """A row is done; ``read`` bytes of the inputs have been."""
        if not (self.bar or self.lines):
            return
        now = self.clock()
        if now - self._said < (_BAR_SECONDS if self.bar else _LINE_SECONDS):
            return
        self._said = now
        share = min(0.99, read / self.size) if self.size else None
        said = line(self.tally, now - self._start, share)
        if self.bar:
            self._shown = True
            filled = round(_BAR * share) if share is not None else 0
            said = f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {said}\x1b[K" if share is not None else f"\r{said}\x1b[K"
        self.stream.write(said if self.bar else said + "\n")
        self.stream.flush()

    def clear(self) -> None:
        """Take the bar away, for a line of text or the end."""
        if self._shown:
            self.stream.write("\r\x1b[K")
            self._shown = False


def line(tally: Tally, seconds: float, share: float | None) -> str:
    """``1200 rows, 250/s, about 0:32 left: 1190 ok, 6 flagged, 4 failed``."""
    left = ""
    if share:
        minutes, rest = divmod(round(seconds * (1 - share) / share), 60)
        left = f", about {minutes}:{rest:02} left"
    counts = ", ".join(f"{tally.status[str(s)]} {s}" for s in Status)
    return f"{tally.total} rows, {tally.total / seconds if seconds > 0 else 0:.0f}/s{left}: {counts}"
