"""The package's loggers, all under ``cleaner``: silent until the program that uses the package sets logging up."""

from __future__ import annotations

import logging
import os
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from cleaner.document import Document

# Without it Python itself would print warnings that nobody asked for.
logging.getLogger("cleaner").addHandler(logging.NullHandler())

_PIPELINE = logging.getLogger("cleaner.pipeline")
_HOME = str(Path(__file__).parent) + os.sep
_USUAL = ("prose", "text")
# How deep the stack was, or how full the memory, says nothing of the document.
_BY_CHANCE = (RecursionError, MemoryError)
_MESSAGE = 500


def tell(document: Document) -> None:
    """Log at DEBUG what a document that has gone through the stages met: a fallback, refused removals, flags, an error."""
    if not _PIPELINE.isEnabledFor(logging.DEBUG):
        return
    if document.evidence.how not in _USUAL:
        _PIPELINE.debug("%s: the body is from a fallback: %s", document.id, document.evidence.how)
    for removal in document.removed:
        if removal.refused:
            _PIPELINE.debug(
                "%s: %s was refused in %s: %s", document.id, removal.rule_id, removal.stage, removal.refused
            )
    for flag in document.flags:
        _PIPELINE.debug("%s: flagged %s", document.id, flag)
    if document.error is not None:
        _PIPELINE.debug("%s: failed: %s", document.id, document.error)


def raised(stage: str, error: Exception, document: Document) -> tuple[str, str]:
    """What a stage raised in words, with its place (``prune: ValueError: no such name (prune.py:120)``), and its traceback.

    Also logged, as a warning. Without memory there is no traceback: to write one takes memory.
    """
    message = f"{stage}: {type(error).__name__}: {error}"[:_MESSAGE].rstrip() + f" ({_place(error)})"
    starved = isinstance(error, MemoryError)
    _PIPELINE.warning("%s: %s", document.id, message, exc_info=None if starved else error)
    return message, "" if starved else "".join(traceback.format_exception(type(error), error, error.__traceback__))


def _place(error: Exception) -> str:
    """The deepest line of this package under the stage, or the stage's own line."""
    lines = _lines(error.__traceback__)
    inside = lines[1:] or lines
    ours = [(path, line) for path, line in inside if path.startswith(_HOME)]
    path, line = inside[0] if isinstance(error, _BY_CHANCE) or not ours else ours[-1]
    return f"{Path(path).name}:{line}"


def _lines(found: TracebackType | None) -> list[tuple[str, int]]:
    return [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(found)]
