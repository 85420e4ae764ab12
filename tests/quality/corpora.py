"""The dev corpora and their scorer, read where they stand beside the checkout; never copied."""

from __future__ import annotations

import gzip
import importlib.util
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from cleaner import Pipeline
from cleaner.document import Document

SHARED = Path(os.environ.get("CLEANER_SHARED", Path(__file__).parents[3] / "shared"))
PAGES = ("scrapinghub", "fundus", "wcxb", "segments")


def present() -> list[str]:
    """The names of the sets that are there."""
    if not (SHARED / "bench" / "score.py").is_file():
        return []
    return [name for name in (*PAGES, "text") if (SHARED / "corpus" / name / "gold.jsonl").is_file()]


@cache
def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", SHARED / "bench" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = scorer().read(SHARED / "corpus" / name / "gold.jsonl")
    return found


def documents(name: str) -> Iterator[Document]:
    folder = SHARED / "corpus" / name
    if name == "text":
        for record in scorer().read(folder / "input.jsonl"):
            yield Document(id=record["id"], content=record["text"], kind="text", url=record["url"])
        return
    for path in sorted((folder / "html").glob("*.html.gz")):
        yield Document(id=path.name.removesuffix(".html.gz"), content=gzip.decompress(path.read_bytes()), kind="page")


def score(name: str, pipeline: Pipeline) -> dict[str, float]:
    """What ``score.py`` says of our articles. Pages are cleaned without their URL, as files are."""
    rows = {a.id: a.to_dict() for a in pipeline.clean_many(documents(name))}
    wanted = gold(name)
    found, _ = scorer().score(wanted, rows)
    if name == "text":
        careful = [g for g in wanted if g["tool"] in ("readability", "recall")]
        of_tools, _ = scorer().score(careful, rows)
        found |= {f"careful_{k}": of_tools[k] for k in ("removal_recall", "body_lines_lost")}
    return {k: round(float(v), 4) for k, v in found.items()}
