"""How an engine is to clean: what the command line has options for."""

from __future__ import annotations

from dataclasses import dataclass, field

from cleaner.batch.work import MEMORY, TIMEOUT, Work
from cleaner.choices import Choices
from cleaner.io.base import Fields
from cleaner.io.bounds import MAX_BYTES, Bounds
from cleaner.pipeline import STAGES, Stage, stages_for
from cleaner.rules.compile import Rules


@dataclass(frozen=True, slots=True)
class Options:
    """Can be pickled, so that a job's driver reads the rules once and all its machines clean with just these.

    ``fields``: the names of the input's columns. ``timeout`` in seconds a document, ``max_memory`` in bytes a worker,
    ``max_bytes`` a document. ``processes``: workers that contain what hangs or crashes; 0 cleans in the engine's own
    process, where nothing can end a document that hangs. ``choices``: what the rows hold; None leaves that to ``stages``.
    """

    rules: Rules = field(default_factory=Rules.load)
    fields: Fields = field(default_factory=Fields)
    timeout: float = TIMEOUT
    max_memory: int = MEMORY
    max_bytes: int = MAX_BYTES
    processes: int = 1
    stages: tuple[Stage, ...] = STAGES
    choices: Choices | None = None

    @property
    def work(self) -> Work:
        stages = self.stages if self.choices is None else stages_for(self.choices, self.stages)
        return Work(self.rules, stages, self.timeout, self.max_memory)

    @property
    def bounds(self) -> Bounds:
        return Bounds(self.max_bytes)
