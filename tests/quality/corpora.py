"""The dev corpora and their scorer, read where they stand beside the checkout; never copied."""

from __future__ import annotations

import gzip
import importlib.util
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.page.invisible import without_invisible

SHARED = Path(os.environ.get("CLEANER_SHARED", Path(__file__).parents[3] / "shared"))
PAGES = ("scrapinghub", "fundus", "wcxb", "segments")
TEXTS = ("text", "text2")
MORE = ("fundus-history", "daniel", "aed", "future", "misinfo", "newspaper")
# Pages whose gold is a date and no body.
DATED = ("meta-mediacloud",)


@dataclass(frozen=True, slots=True)
class Case:
    """One document of a set with its gold. ``text`` is what came in where that is no page."""

    corpus: str
    gold: Mapping[str, Any]
    text: str | None = None
    url: str | None = None

    @property
    def name(self) -> str:
        return f"{self.corpus}:{self.gold['id']}"

    @property
    def publisher(self) -> str:
        return str(self.gold.get("domain") or self.name)

    def document(self) -> Document:
        """A page comes without its URL, as files do."""
        if self.text is not None:
            return Document(id=self.gold["id"], content=self.text, kind="text", url=self.url)
        return Document(id=self.gold["id"], content=gzip.decompress(_page(self).read_bytes()), kind="page")


def present() -> list[str]:
    """The names of the sets whose floors the tests hold; ``make quality`` holds those of all."""
    return _there((*PAGES, "text"))


def at_hand() -> list[str]:
    """The names of all sets that are there and say what is body."""
    return _there((*PAGES, *MORE, *TEXTS))


def with_pages() -> list[str]:
    """The names of all sets of pages that are there."""
    return _there((*PAGES, *MORE, *DATED))


def cases(name: str) -> list[Case]:
    if name in TEXTS:
        records = {r["id"]: r for r in scorer().read(SHARED / "corpus" / name / "input.jsonl")}
        return [
            Case(name, g, records[g["id"]]["text"], records[g["id"]]["url"]) for g in gold(name) if g["id"] in records
        ]
    return [case for case in (Case(name, g) for g in gold(name)) if _page(case).is_file()]


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
    if name in TEXTS:
        for record in scorer().read(folder / "input.jsonl"):
            yield Document(id=record["id"], content=record["text"], kind="text", url=record["url"])
        return
    for path in sorted((folder / "html").glob("*.html.gz")):
        yield Document(id=path.name.removesuffix(".html.gz"), content=gzip.decompress(path.read_bytes()), kind="page")


def score(name: str, pipeline: Pipeline) -> dict[str, float]:
    """What ``score.py`` says of our articles. Pages are cleaned without their URL, as files are."""
    rows = {a.id: a.to_dict() for a in pipeline.clean_many(documents(name))}
    wanted = [_as_normalised(g) for g in gold(name)]
    found, _ = scorer().score(wanted, rows)
    if name in TEXTS:
        careful = [g for g in wanted if g["tool"] in ("readability", "recall")]
        of_tools, _ = scorer().score(careful, rows)
        found |= {f"careful_{k}": of_tools[k] for k in ("removal_recall", "body_lines_lost")}
    return {k: round(float(v), 4) for k, v in found.items()}


def _as_normalised(wanted: dict[str, Any]) -> dict[str, Any]:
    """The gold without invisible characters, as texts come out: a soft hyphen that went costs no word and no line."""
    found = dict(wanted)
    if "lines" in wanted:
        found["lines"] = [without_invisible(line) for line in wanted["lines"]]
    for key in ("body", "body_html"):
        if wanted.get(key):
            found[key] = without_invisible(wanted[key])
    return found


def _there(names: tuple[str, ...]) -> list[str]:
    if not (SHARED / "bench" / "score.py").is_file():
        return []
    return [name for name in names if (SHARED / "corpus" / name / "gold.jsonl").is_file()]


def _page(case: Case) -> Path:
    return SHARED / "corpus" / case.corpus / "html" / f"{case.gold['id']}.html.gz"
