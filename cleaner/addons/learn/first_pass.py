"""The first of the two passes of ``clean --learn``: what repeats across each outlet's documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TextIO

from cleaner.addons.learn.counting import Counter, Learned
from cleaner.addons.learn.second_pass import LearnedStrip
from cleaner.addons.sample import sample_with_places
from cleaner.batch.job import Job
from cleaner.batch.resume import left, refuse_once_only
from cleaner.batch.runner import run
from cleaner.batch.selection import Wanted
from cleaner.batch.work import Work
from cleaner.document import Document
from cleaner.io.base import Fields
from cleaner.io.bounds import Bounds
from cleaner.io.sources import Inputs
from cleaner.page.addresses import address_of, domain_of, host_of
from cleaner.pipeline import Stage
from cleaner.rules.compile import Rules
from cleaner.stages.strip import strip


def learn(job: Job, inputs: Inputs, wanted: Wanted, rules: Rules, stderr: TextIO) -> tuple[Job, str]:
    """The job with what its inputs teach it, and a digest of that, as ``Job.learn`` gives them.

    Raises BatchError for inputs that can't be read twice.
    """
    work = Work(rules, job.stages, job.timeout, job.max_memory)
    learned, unknown = count(inputs, Fields(**job.fields), Bounds(job.max_bytes), work, job.processes, wanted)
    stderr.write(f"learned: {len(learned.lines)} repeated lines of {len(learned.documents)} outlets\n")
    if unknown:
        stderr.write(
            f"{unknown} documents have no address (a record's url, a page's canonical link): nothing is learned of them\n"
        )
    return replace(job, stages=with_learned(job.stages, learned)), learned.digest


def count(
    inputs: Inputs, fields: Fields, bounds: Bounds, work: Work, processes: int, wanted: Wanted
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
