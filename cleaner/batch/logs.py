"""The log of a run: from workers to the main process, and from there to standard error where it is asked for."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Iterator
from typing import TextIO

from cleaner.batch.style import visible
from cleaner.errors import SettingsError

LEVELS = ("debug", "info", "warning", "error")
_ROOT = logging.getLogger("cleaner")


def wanted_level() -> int:
    """What workers are to log: what the main process would."""
    return logging.getLogger("cleaner.pipeline").getEffectiveLevel()


class Held(logging.Handler):
    """Keeps records, so that they can be sent to another process."""

    def __init__(self) -> None:
        super().__init__()
        self._records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it as text: neither arguments nor a traceback's frames can be sent."""
        record.msg, record.args = record.getMessage(), None
        if record.exc_info:
            record.exc_text, record.exc_info = logging.Formatter().formatException(record.exc_info), None
        self._records.append(record)

    def taken(self) -> tuple[logging.LogRecord, ...]:
        """The records since the last call."""
        found, self._records = tuple(self._records), []
        return found


def hold(level: int) -> Held:
    """In a worker: keep all that is logged from this level on, and hand none of it to this process's own handlers."""
    held = Held()
    _ROOT.addHandler(held)
    _ROOT.setLevel(level)
    _ROOT.propagate = False
    return held


def log_again(records: Iterable[logging.LogRecord]) -> None:
    """In the main process: what a worker logged, by this process's handlers."""
    for record in records:
        logging.getLogger(record.name).handle(record)


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        # A record may say what stands on a page.
        return visible(super().format(record))


@contextlib.contextmanager
def logged(level: str | None, stream: TextIO) -> Iterator[None]:
    """Write the log to ``stream`` from this level on, as long as the context is open; None: none of it.

    Raises SettingsError for a level that isn't known.
    """
    if level is None:
        yield
        return
    if level.lower() not in LEVELS:
        raise SettingsError(f"--log-level {level}: known are {', '.join(LEVELS)}")
    handler = logging.StreamHandler(stream)
    # On a terminal a bar may stand in the line.
    handler.setFormatter(_Line(("\r\x1b[K" if stream.isatty() else "") + "%(levelname)s %(name)s: %(message)s"))
    before = _ROOT.level
    _ROOT.addHandler(handler)
    _ROOT.setLevel(level.upper())
    try:
        yield
    finally:
        _ROOT.removeHandler(handler)
        _ROOT.setLevel(before)
