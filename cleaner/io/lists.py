"""``@FILE``: the inputs that a file names, a line each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from cleaner.errors import InputError
from cleaner.io.base import why
from cleaner.io.places import open_read, place

_SIGN = "@"


def is_list(name: str) -> bool:
    """Whether it names a list of inputs. A file whose own name starts so is ``./@name``."""
    return name.startswith(_SIGN)


def list_file(name: str) -> str:
    """The file of a list, ``-`` for standard input."""
    return name.removeprefix(_SIGN)


def expanded(named: Sequence[str]) -> list[str]:
    """The inputs with each list's own in its place: a path, pattern or URL a line, or up to a zero, as ``find -print0`` ends them.

    Empty lines and those that start with ``#`` say nothing. Raises InputError for a list that can't be read.
    """
    return [name for given in named for name in (_lines(list_file(given)) if is_list(given) else (given,))]


def _lines(file: str) -> Iterator[str]:
    try:
        if file == "-":
            content = sys.stdin.buffer.read()
        else:
            with open_read(place(file)) as stream:
                content = stream.read()
    except OSError as e:
        raise InputError(f"{_SIGN}{file}: the list of inputs can't be read: {why(e)}") from e
    for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\0" if b"\0" in content else b"\n"):
        name = os.fsdecode(line.strip(b"\r\n"))
        if name.strip() and not name.startswith("#"):
            # A list in a list, and standard input, are no lines of one.
            yield f"./{name}" if name == "-" else name
