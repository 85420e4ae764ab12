"""A corpus of a few invented documents with a scorer of its own, for the tests of what measures on corpora."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SCORER = """
import json
from collections import Counter
def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(x) for x in f if x.strip()]
def tokens(s): return s.split()
def overlap(gold, text):
    g, t = Counter(tokens(gold)), Counter(tokens(text))
    return sum((g & t).values()), sum((t - g).values()), sum((g - t).values())
"""
SENTENCE = "The council of the town met on Monday and spoke for a long time about the bridge, its mayor said"
BODY = [f"{SENTENCE} in part {n}." for n in ("one", "two", "three", "four", "five", "six")]


def make(shared: Path, pages: Iterable[Mapping[str, Any]] = (), texts: Iterable[Mapping[str, Any]] = ()) -> Path:
    """``pages`` as the set fundus, ``texts`` as the set text: gold rows, a page's with its ``html``."""
    (shared / "bench").mkdir(parents=True)
    (shared / "bench" / "score.py").write_text(SCORER, encoding="utf-8")
    for name, rows in (("fundus", list(pages)), ("text", list(texts))):
        folder = shared / "corpus" / name
        (folder / "html").mkdir(parents=True)
        if rows:
            _write(folder / "gold.jsonl", [{k: v for k, v in r.items() if k != "html"} for r in rows])
    for page in pages:
        path = shared / "corpus" / "fundus" / "html" / f"{page['id']}.html.gz"
        path.write_bytes(gzip.compress(page["html"].encode()))
    came = [{"id": t["id"], "url": None, "text": "\n".join(t["lines"])} for t in texts]
    _write(shared / "corpus" / "text" / "input.jsonl", came)
    return shared


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
