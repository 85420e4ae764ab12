"""What is measured on: invented pages and texts, or folders of one's own."""

from __future__ import annotations

import gzip
import random
from collections.abc import Sequence
from pathlib import Path

from tests.bench.batch import page

_BOILERPLATE = (
    "Share this article", "Read more", "12 May 2024, 10:15", "Advertisement", "Related articles", "Ferry to close for the winter",
    "Sign up for our newsletter", "By Ann Example", "Photo: River Post", "Log in to comment", "All rights reserved.",
)  # fmt: skip


# Its only date is none that quick ways read: who asks dateparser then loads all its languages, two seconds, once a process.
RARE = (
    "<html><body><article><h1>Ferry opens</h1><p class='date'>Hours Mon-Fri 9AM-10PM ET Sat-Sun 9AM-8</p>"
    f"{'<p>The ferry across the lower river will stop in the winter, the river office said.</p>' * 9}</article></body></html>"
).encode()


def pages(folders: Sequence[Path], count: int, seed: int = 0) -> list[bytes]:
    """So many pages drawn from below the folders (.html, .htm, each also .gz), none twice, or invented ones."""
    if not folders:
        return [page(number).encode() for number in range(count)]
    found = [p for folder in folders for p in sorted(folder.rglob("*")) if p.name.endswith(_ENDINGS)]
    if not found:
        told = ", ".join(map(str, folders))
        raise SystemExit(f"there are no pages below {told}: CORPUS names folders with .html or .html.gz files")
    random.Random(seed).shuffle(found)
    read = (gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in found)
    return list(dict.fromkeys(read))[:count]


_ENDINGS = (".html", ".htm", ".html.gz", ".htm.gz")


def texts(articles: list[str], seed: int = 0) -> list[str]:
    """Bodies of articles with boilerplate between, over and under their paragraphs, as a scraper leaves them."""
    drawn = random.Random(seed)
    return ["\n".join(_with_boilerplate(a.split("\n\n"), drawn)) for a in articles if a]


def _with_boilerplate(paragraphs: list[str], drawn: random.Random) -> list[str]:
    middle = [line for p in paragraphs for line in (p, *drawn.sample(_BOILERPLATE, drawn.random() < 0.2))]
    return [*drawn.sample(_BOILERPLATE, 2), *middle, *drawn.sample(_BOILERPLATE, 5)]
