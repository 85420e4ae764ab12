"""The first of the two passes of ``clean --learn``: what repeats across each outlet's documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cleaner.batch.resume import left, refuse_once_only
from cleaner.batch.runner import run
from cleaner.batch.selection import ALL, Wanted
from cleaner.batch.work import Work
from cleaner.document import Document
from cleaner.io.base import Fields
from cleaner.io.bounds import Bounds
from cleaner.io.sources import Inputs
from cleaner.page.addresses import address_of, domain_of, host_of
from cleaner.pipeline import Stage
from cleaner.rules.learned import Counter, Learned
from cleaner.stages.learned import LearnedStrip
from cleaner.stages.sample import sample_with_places
from cleaner.stages.strip import strip


def learn(
    inputs: Inputs, fields: Fields, bounds: Bounds, work: Work, processes: int, wanted: Wanted = ALL
) -> tuple[Learned, int]:
    """Clean all wanted documents as far as the rules do, in their order whatever ``processes``, and count what is left.

    Also gives how many documents have no address, and so no outlet.

    Raises BatchError for inputs that can't be read twice.
    """
    refuse_once_only(inputs, "--learn")
    counter = Counter()
    unknown = 0
    first = replace(work, stages=_as_far_as_strip(work.stages), shown=True)
    found: Iterator[Document] = (document for _, document in left(inputs, fields, bounds, None, wanted))
    for row in run(found, first, processes):
        done = row.processed
        if done is not None and done.error is None:
            address = address_of(done)
            unknown += address is None
            counter.add(domain_of(host_of(address)), sample_with_places(done)[0], address)
    return counter.learned(), unknown


def _as_far_as_strip(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    return stages[: stages.index(strip) + 1] if strip in stages else stages


def with_learned(stages: tuple[Stage, ...], learned: Learned) -> tuple[Stage, ...]:
    """The stages with what was learned beside the rules."""
    return tuple(LearnedStrip(learned) if stage is strip else stage for stage in stages)
