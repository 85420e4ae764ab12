"""The code blocks of README and docs/, and what runs them: commands in this process, in a folder of small invented inputs."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import re
import shlex
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from cleaner.cli import main as cli
from tests.io.archives import response
from tests.samples import ARTICLE, LAST, MORE, PAGE, PROSE, TITLE

ROOT = Path(__file__).parents[1]
PRINTS = "prints"  # the title of a block that shows what the commands before it print
_FENCE = re.compile(r'^( *)```(\w+)(?: title="([^"]+)")?\n(.*?)^\1```', re.M | re.S)


@dataclass(frozen=True)
class Snippet:
    """A fenced block: its language, its title (a file's name, or ``PRINTS``), its text, and the line it begins at."""

    language: str
    title: str
    text: str
    line: int


def pages() -> list[Path]:
    """README and all pages of docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def snippets(page: Path) -> list[Snippet]:
    """The page's fenced blocks, in order."""
    text = page.read_text("utf-8")
    return [Snippet(m[2], m[3] or "", dedent(m[4]), text.count("\n", 0, m.start()) + 1) for m in _FENCE.finditer(text)]


def commands(text: str) -> Iterator[str]:
    """The commands of a shell block, without comments."""
    for line in text.splitlines():
        if line.split("#")[0].strip():
            yield line.strip()


def lay_out(folder: Path) -> None:
    """The inputs that the pages' commands speak of."""
    samples = [
        f"{TITLE} {n}\n\n{PROSE} {n}\n\n{MORE} {n}\n\n{LAST} {n}\n\nThis piece was read {n}17 times" for n in range(4)
    ]
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    (folder / "page.html").write_text(PAGE)
    (folder / "dump.jsonl").write_text(
        json.dumps({"uuid": "a", "body": ARTICLE, "meta": {"link": "https://a.example/1"}})
    )
    (folder / "list.txt").write_text("lakes.example##.related-box\n")
    for name in ("scraped", "crawl", "samples", "articles", "ftr-site-config", "s3/bucket/crawl", "my-rules/sites"):
        (folder / name).mkdir(parents=True)
    (folder / "scraped" / "ferry.txt").write_text(ARTICLE)
    (folder / "crawl" / "mill.html").write_text(PAGE)
    archive = gzip.compress(response(PAGE.encode(), content_type="text/html; charset=utf-8"), mtime=0)
    (folder / "crawl" / "news.warc.gz").write_bytes(archive)
    (folder / "s3/bucket/crawl" / "news.warc.gz").write_bytes(archive)
    for n, text in enumerate(samples):
        (folder / "samples" / f"{n}.txt").write_text(text)
    (folder / "ftr-site-config" / "lakes.example.txt").write_text("strip: //div[@class='related-box']\n")
    with contextlib.closing(sqlite3.connect(folder / "news.db")) as database:
        database.execute("create table articles (id, body)")
        database.execute("insert into articles values (1, ?)", [ARTICLE])
        database.commit()


def run(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """(exit code, what is printed) of a line of shell that runs ``cleaner`` in ``folder``, whose ``s3/`` is the bucket."""
    words = shlex.split(command.replace("s3://", "s3/"))
    given = b""
    if words[0] == "cat":
        given = (folder / words[1]).read_bytes()
        words = words[words.index("|") + 1 :]
    assert words[0] == "cleaner", command
    monkeypatch.setattr(sys, "argv", words)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given)), "utf-8"))
    monkeypatch.setenv("NO_COLOR", "1")
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), pytest.raises(SystemExit) as end:
            cli.main()
    finally:
        os.chdir(before)
    printed.seek(0)
    return int(end.value.code or 0), printed.read()
