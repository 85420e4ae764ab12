"""``make bench-engines``: what each engine that is installed costs over a plain loop, on the same small records."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cleaner import Pipeline, Rules
from cleaner.engines.options import Options
from tests.engines.records import records

_SOME = 200
_MAIN = "from cleaner.cli.main import main; main()"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--count", type=int, default=20_000)
    given = records(arguments.parse_args().count, bad_each=0)
    print(
        f"{len(given)} records, seconds of the wall, starts included; an engine beside its own workers uses more than one core"
    )
    print("| way | seconds | records a second | over the plain loop |\n|---|---|---|---|")
    plain = 0.0
    for name, work in ways(given):
        start = time.perf_counter()
        rows = work()
        seconds = time.perf_counter() - start
        plain = plain or seconds
        if rows != len(given):
            raise SystemExit(f"{name} gave {rows} rows for {len(given)} records")
        print(f"| {name} | {seconds:.1f} | {len(given) / seconds:.0f} | {seconds / plain:.2f} |", flush=True)


def ways(given: list[dict[str, Any]]) -> Iterator[tuple[str, Callable[[], int]]]:
    """Each way's name, and what cleans all records and says how many rows came out."""
    rules = Rules.load()
    options = Options(rules)
    pipeline = Pipeline(rules)
    list(pipeline.clean_many(given[:_SOME]))  # what is compiled at the first use is no way's own cost
    yield "plain loop, one process", lambda: sum(1 for _ in pipeline.clean_many(given))
    for processes in (1, 2):
        yield f"command line, JSONL, -j {processes}", lambda: _command_line(given, processes)  # noqa: B023
    yield "Arrow batches, 1 worker", lambda: _arrow(given, options)
    for engine, way in (
        ("pandas", _pandas),
        ("polars", _polars),
        ("pyspark", _spark),
        ("ray", _ray),
        ("datatrove", _datatrove),
    ):
        if find_spec(engine):
            yield engine, lambda: way(given, options)  # noqa: B023
        else:
            print(f"| {engine} | not installed | | |")


def _command_line(given: list[dict[str, Any]], processes: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        source, out = _written(given, folder), Path(folder) / "out.jsonl"
        command = [sys.executable, "-c", _MAIN, "clean", str(source), "-o", str(out), "-j", str(processes)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return len(out.read_text().splitlines())


def _arrow(given: list[dict[str, Any]], options: Options) -> int:
    import pyarrow as pa

    from cleaner.engines.arrow import clean_batches

    batches = pa.Table.from_pylist(given).to_batches(max_chunksize=256)
    return sum(b.num_rows for b in clean_batches(batches, options))


def _pandas(given: list[dict[str, Any]], options: Options) -> int:
    import pandas

    from cleaner.engines.frame import clean_frame

    return len(clean_frame(pandas.DataFrame(given), options))


def _polars(given: list[dict[str, Any]], options: Options) -> int:
    import polars

    from cleaner.engines.frame import clean_frame

    return len(clean_frame(polars.DataFrame(given, infer_schema_length=None), options))


def _spark(given: list[dict[str, Any]], options: Options) -> int:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    from cleaner.engines.spark import clean_dataframe, safe_settings

    loopback = {f"spark.driver.{name}": "127.0.0.1" for name in ("bindAddress", "host")} | {"spark.ui.enabled": "false"}
    builder = SparkSession.builder.master("local[2]").config(map={**loopback, **safe_settings(options)})
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        with tempfile.TemporaryDirectory() as folder:
            source = _written(given, folder)
            frame = session.read.schema("id string, url string, text string, html string, batch long").json(str(source))
            return len(clean_dataframe(frame.repartition(4), options).select("id", "text", "removed").collect())
    finally:
        session.stop()


def _ray(given: list[dict[str, Any]], options: Options) -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        how = ["--format", "jsonl", "--engine", "ray", "-j", "2"]
        command = [sys.executable, "-c", _MAIN, "clean", str(_written(given, folder)), "-o", str(out), *how]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return sum(len(part.read_text().splitlines()) for part in out.glob("part-*"))


def _datatrove(given: list[dict[str, Any]], options: Options) -> int:
    from datatrove.data import Document

    from cleaner.engines.datatrove import NewsCleaner

    texts = (
        Document(text=r["html"] or r["text"], id=r["id"], metadata={"url": r["url"]} if r["url"] else {}) for r in given
    )
    return sum(1 for _ in NewsCleaner(options).run(texts))


def _written(given: list[dict[str, Any]], folder: str) -> Path:
    source = Path(folder) / "in.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in given))
    return source


if __name__ == "__main__":
    main()
