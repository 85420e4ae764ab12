"""One function over many documents, in a few processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")
_CHUNK = 8


def each(work: Callable[[In], Out], items: Sequence[In], jobs: int) -> Iterator[Out]:
    """``work`` of each item, in order. One job needs no process of its own: what it makes can be looked into."""
    if jobs < 2:
        yield from map(work, items)
        return
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        yield from pool.imap(work, items, _CHUNK)
