"""The registry: which file reads and which writes a format. A new format is one file and one line here."""

from __future__ import annotations

from cleaner.io import jsonl, markdown, pages, plain
from cleaner.io.base import Reader, Writer

READERS: dict[str, Reader] = {
    ".html": pages.read,
    ".htm": pages.read,
    ".txt": plain.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}
WRITERS: dict[str, Writer] = {
    "jsonl": jsonl.line,
    "md": markdown.article,
    "txt": plain.article,
}
FORMAT_OF_ENDING = {".jsonl": "jsonl", ".ndjson": "jsonl", ".md": "md", ".markdown": "md", ".txt": "txt"}
COMPRESSIONS = (".gz",)


def split_endings(name: str) -> tuple[str, str, bool]:
    """``a/b.html.gz`` as ("a/b", ".html", True): the stem, the ending of a known format or "", whether compressed."""
    stem, compressed = name, False
    for ending in COMPRESSIONS:
        if stem.lower().endswith(ending):
            stem, compressed = stem[: -len(ending)], True
    for ending in READERS:
        if stem.lower().endswith(ending):
            return stem[: -len(ending)], ending, compressed
    return stem, "", compressed
