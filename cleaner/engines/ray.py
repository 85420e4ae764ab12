"""Ray Data: an actor pool that cleans, for datasets of one's own and for whole runs (``ray_job``)."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.batch.resume import size_of
from cleaner.batch.work import pack, unpack
from cleaner.engines.arrow import BatchCleaner
from cleaner.engines.cleaning import Cleaning
from cleaner.engines.options import Options
from cleaner.engines.parts import Row, write_part
from cleaner.engines.reading import ROWS, Numbered, Reading, tables
from cleaner.errors import BatchError
from cleaner.version import __version__

if TYPE_CHECKING:
    import pyarrow as pa
    import ray.data

PART_ROWS = 10_000
# An actor's process waits while its worker works; what it leaves of a CPU serves those that read and write.
_ACTOR_CPUS = 0.9
_TASK_CPUS = 0.1
# How often an actor is started again that was lost. Not for ever, as Ray would: it could be its batch that ends it. Its calls are
# tried again without a number, since calls to a machine that is gone fail by the thousand until Ray notices.
_RESTARTS = 10
# Ray hands work on in blocks: small enough that all actors have some, large enough that the driver keeps up.
_LEAST_BLOCK, _MOST_BLOCK = 128 << 10, 64 << 20
_BLOCKS_AN_ACTOR = 8


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes. ``actors``: None means one a CPU. ``part_rows``: rows a part file, which is what a killed run can lose.

    ``schema``: the tool whose field names are written, None for ours; ``only`` these fields, where any are named.
    """

    reading: Reading
    options: Options
    out: Path | str
    format: str
    actors: int | None = None
    part_rows: int = PART_ROWS
    schema: str | None = None
    only: tuple[str, ...] = ()


def clean_dataset(ds: ray.data.Dataset, options: Options | None = None, actors: int | None = None) -> ray.data.Dataset:
    """A row of ours for each row of ``ds``, as ``clean_batches`` makes them; other columns pass through.

    ``actors``: how many clean at a time, each with its worker processes; None means one a CPU of the cluster.
    """
    return _cleaned(ds, _Batches, (options or Options(),), _pool(actors))


def write_all(groups: Sequence[Sequence[Numbered]], plan: Plan) -> ray.data.Dataset:
    """A run as a dataset: when it is consumed it writes the part files, and gives a row (a ``Part`` as JSON) for each."""
    import ray.data

    task = {"num_cpus": _TASK_CPUS}
    pool = _pool(plan.actors)
    with _context(target_max_block_size=_block_bytes(groups, pool["compute"].max_size)):
        found = ray.data.from_items([{"group": pickle.dumps(g)} for g in groups], override_num_blocks=len(groups))
        documents = found.map_batches(_read, fn_args=(plan.reading,), batch_size=1, batch_format="numpy", **task)
        articles = _cleaned(documents, _Documents, (plan.options, __version__), pool)
        return articles.map_batches(
            _write,
            fn_args=(plan.out, plan.format, plan.schema, plan.only),
            batch_size=plan.part_rows,
            batch_format="pyarrow",
            **task,
        )


def _pool(actors: int | None) -> dict[str, Any]:
    """What makes a pool that loses nothing with an actor, and doesn't give a batch to one after the other for ever."""
    import ray
    from ray.data import ActorPoolStrategy

    there = max(1, int(ray.cluster_resources().get("CPU", 1)))
    wanted = actors or there
    # More than there is room for come with the machines that a cluster may add.
    compute = ActorPoolStrategy(min_size=min(wanted, there), max_size=wanted)
    return {"compute": compute, "num_cpus": _ACTOR_CPUS, "max_restarts": _RESTARTS, "max_task_retries": -1}


def _cleaned(ds: ray.data.Dataset, actor: type, given: tuple[Any, ...], pool: dict[str, Any]) -> ray.data.Dataset:
    with warnings.catch_warnings():
        # Ray 2.64 takes these two arguments away, for which the extra stays below it.
        warnings.filterwarnings("ignore", message="`ray_remote_args` is deprecated")
        return ds.map_batches(actor, fn_constructor_args=given, batch_size=ROWS, batch_format="pyarrow", **pool)


class _Batches:
    """An actor of ``clean_dataset``: rules compiled once, workers that stay."""

    def __init__(self, options: Options) -> None:
        self._cleaner = BatchCleaner(options)

    def __call__(self, table: pa.Table) -> Iterator[pa.Table]:
        import pyarrow as pa

        for batch in table.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]:
            for cleaned in self._cleaner.clean(batch):
                yield pa.Table.from_batches([cleaned])


class _Documents:
    """An actor of a run: takes documents as ``tables`` hands them over, puts their articles in their place."""

    def __init__(self, options: Options, version: str) -> None:
        if version != __version__:
            raise BatchError(f"this machine has cleaner {__version__}, the one that started the run {version}")
        self._cleaning = Cleaning(options)

    def __call__(self, table: pa.Table) -> pa.Table:
        import pyarrow as pa

        documents = (pickle.loads(d.as_py()) for d in table.column("document"))
        packed = [pack(article) for article in self._cleaning.articles(documents)]
        return table.drop_columns(["document"]).append_column("article", pa.array(packed, pa.large_binary()))


def _read(batch: Mapping[str, Any], reading: Reading) -> Iterator[pa.Table]:
    for packed in batch["group"]:
        yield from tables(pickle.loads(packed), reading)


def _write(table: pa.Table, out: Path | str, format: str, schema: str | None, only: tuple[str, ...]) -> pa.Table:
    import pyarrow as pa

    source, record, last = (table.column(name).to_pylist() for name in ("source", "record", "last"))
    articles = (unpack(packed.as_py()) for packed in table.column("article"))
    rows = [Row(*row) for row in zip(source, record, last, articles, strict=True)]
    told = [write_part(out, format, rows, schema, only).to_json()] if rows else []
    return pa.table({"part": pa.array(told, pa.large_string())})


def _block_bytes(groups: Sequence[Sequence[Numbered]], actors: int) -> int:
    sources = [numbered.source for group in groups for numbered in group]
    if any(s.url is not None for s in sources):  # nobody knows how much that is
        return _MOST_BLOCK // 4
    return max(_LEAST_BLOCK, min(_MOST_BLOCK, sum(map(size_of, sources)) // (actors * _BLOCKS_AN_ACTOR)))


@contextlib.contextmanager
def _context(**changes: Any) -> Iterator[None]:
    """Settings for the datasets that are made meanwhile; they keep them. Others have theirs."""
    from ray.data import DataContext

    current = DataContext.get_current()
    changes |= {"enable_progress_bars": False, "print_on_execution_start": False}
    before = {name: getattr(current, name) for name in changes if hasattr(current, name)}
    try:
        for name in before:
            setattr(current, name, changes[name])
        yield
    finally:
        for name, value in before.items():
            setattr(current, name, value)


@contextlib.contextmanager
def connected(address: str | None, actors: int | None, *, verbose: bool = False) -> Iterator[None]:
    """Ray: the one that this process has, else the cluster at ``address`` (or RAY_ADDRESS), else one of its own on loopback.

    Raises BatchError where there is no way to it.
    """
    where = address or os.environ.get("RAY_ADDRESS") or "local"
    settings = {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # else it warns of what it will do with GPUs
        # It calls it an error that the pool's actors can restart.
        **({} if verbose else {"RAY_BACKEND_LOG_LEVEL": "fatal"}),
        # Despite its name it decides everywhere: without a cluster nothing listens but on loopback.
        **({"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"} if where == "local" else {}),
    }
    for name, value in settings.items():
        os.environ.setdefault(name, value)
    import ray.data

    if ray.is_initialized():
        yield
        return
    if not verbose:
        for handler in logging.getLogger("ray.data").handlers:
            if isinstance(handler, logging.StreamHandler):  # the log file keeps all
                handler.setLevel(logging.ERROR)
    own: dict[str, Any] = {"num_cpus": actors, "include_dashboard": False}
    level = logging.INFO if verbose else logging.ERROR
    with warnings.catch_warnings():
        if not verbose:
            warnings.filterwarnings("ignore", module=r"ray\.")  # of small inputs that don't keep all actors busy
        try:
            with contextlib.nullcontext() if verbose else _silent():
                ray.init(where, log_to_driver=verbose, logging_level=level, **(own if where == "local" else {}))
        except (OSError, RuntimeError, ValueError) as e:
            raise BatchError(f"Ray at {where}: {e}") from e
        try:
            yield
        finally:
            ray.shutdown()


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Without standard error, where Ray's C++ part says even how little it will say."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
