"""``python -m tests.fuzz.run --inputs 20000 --seed 0``: mutated pages through the pipeline, then mutated
files of all formats through their readers; whatever comes in, one row comes out.

Ends with 1 at the first input that breaks a promise, made as small as hypothesis can make it and kept as ``fuzz-failure.bin``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Literal

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.article import Article
from cleaner.document import Document
from cleaner.io import jsonl
from tests.fuzz.files import files, read_twice
from tests.fuzz.mutate import pages

Kind = Literal["page", "text", "auto"]


def prove(pipeline: Pipeline, content: bytes, kind: Kind) -> Article:
    """Clean it; the row must be whole, writable, the same the second time, and no stage may have crashed."""
    document = Document("fuzz", content, kind, url="https://news.example/a")
    article = pipeline.run(document)
    line = jsonl.line(article)
    row = json.loads(line)
    assert line.count("\n") == 1
    assert (row["id"], row["status"] in ("ok", "flagged", "failed")) == ("fuzz", True)
    assert (row["error"] is not None) == (row["status"] == "failed")
    assert not (row["error"] or "").startswith(tuple(f"{s.__name__}: " for s in pipeline.stages)), row["error"]
    assert row["chars_out"] == len(article.text)
    assert Article.from_dict(article.to_dict()) == article
    return article


def fuzz(pipeline: Pipeline, inputs: int, seed: int) -> Counter[str]:
    """So many inputs; how many came out with which status."""
    seen: Counter[str] = Counter()

    @hypothesis.seed(seed)
    @settings(
        max_examples=inputs, deadline=None, database=None, phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(content=pages(), kind=st.sampled_from(["auto", "page", "text"]))
    def one(content: bytes, kind: Kind) -> None:
        try:
            seen[str(prove(pipeline, content, kind).status)] += 1
        except BaseException:
            Path("fuzz-failure.bin").write_bytes(content)
            raise

    one()
    return seen


def fuzz_files(inputs: int, seed: int) -> Counter[str]:
    """So many files of all formats; how many documents they gave, whole and failed."""
    seen: Counter[str] = Counter()

    @hypothesis.seed(seed)
    @settings(
        max_examples=inputs, deadline=None, database=None, phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(file=files())
    def one(file: tuple[str, bytes]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = read_twice(Path(folder), *file)
            except BaseException:
                Path("fuzz-failure.bin").write_bytes(file[1])
                raise
        seen["files"] += 1
        seen.update("failed" if d.error else "whole" for d in found)

    one()
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--files", type=int, default=5_000, help="files of all formats, read after these")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    start = time.monotonic()
    seen: Counter[str] = Counter()
    # In portions: hypothesis keeps what it has drawn, so that one of 20,000 would grow.
    done = 0
    while done < asked.inputs:
        found = fuzz(Pipeline(), min(2000, asked.inputs - done), asked.seed + done)
        done += sum(found.values())
        seen += found
        print(f"{done} inputs, {time.monotonic() - start:.0f} s: {dict(seen)}, no crash", flush=True)
    read: Counter[str] = Counter()
    while read["files"] < asked.files:
        read += fuzz_files(min(2000, asked.files - read["files"]), asked.seed + read["files"])
        print(f"{time.monotonic() - start:.0f} s: {dict(read)}, no crash", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
