"""What is measured on: invented pages and texts, or a folder of one's own."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

from tests.bench.batch import page

_FURNITURE = (
    "Share this article", "Read more", "12 May 2024, 10:15", "Advertisement", "Related articles", "Ferry to close for the winter",
    "Sign up for our newsletter", "By Ann Example", "Photo: River Post", "Log in to comment", "All rights reserved.",
)  # fmt: skip


def pages(folder: Path | None, count: int) -> list[bytes]:
    """The pages below ``folder`` (.html, .htm, each also .gz), or invented ones."""
    if folder is None:
        return [page(number).encode() for number in range(count)]
    found = sorted(p for p in folder.rglob("*") if p.name.endswith((".html", ".htm", ".html.gz", ".htm.gz")))
    if not found:
        raise SystemExit(f"there are no pages below {folder}: CORPUS names a folder with .html or .html.gz files")
    return [gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in found]


def texts(articles: list[str], seed: int = 0) -> list[str]:
    """Bodies of articles with furniture between, over and under their paragraphs, as a scraper leaves them."""
    drawn = random.Random(seed)
    return ["\n".join(_with_furniture(a.split("\n\n"), drawn)) for a in articles if a]


def _with_furniture(paragraphs: list[str], drawn: random.Random) -> list[str]:
    middle = [line for p in paragraphs for line in (p, *drawn.sample(_FURNITURE, drawn.random() < 0.2))]
    return [*drawn.sample(_FURNITURE, 2), *middle, *drawn.sample(_FURNITURE, 5)]
