"""What an opened file holds, as documents: its name says the format, or its content does."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from cleaner.document import Document
from cleaner.io import containers, database
from cleaner.io.base import Opened, leave_out
from cleaner.io.compression import compression_of, decompressed
from cleaner.io.formats import DATABASES, PAGES, READERS, RECODED, need_for, split_endings
from cleaner.io.plain import read_unknown
from cleaner.io.recode import as_utf8
from cleaner.io.sniff import SNIFFED, format_of

# What a file that nobody named is read as, where only its content tells.
UNASKED = (".html", ".mhtml", ".warc", ".parquet")

# What may hold something else than records, or a page.
UNSURE = ("", ".json")


def documents(opened: Opened, ending: str, compression: str = "", *, sure: bool = True) -> Iterator[Document]:
    """The documents of a file. ``sure``: it is read whatever it holds, or else only where that is a format of ours.

    Raises InputError where an extra isn't installed, and what reading raises.
    """
    stream: Any = opened.stream
    compression = compression or compression_of(stream.peek(SNIFFED))
    need_for("reading", compression)
    stream = decompressed(stream, compression)
    start = stream.peek(SNIFFED) if ending in ("", *PAGES) else b""
    told = format_of(start)
    if not ending and not sure and told not in UNASKED:
        leave_out(opened, containers.left_out_name(opened.name))
        return
    if not ending or told == ".mhtml":
        ending = told
    need_for("reading", ending)
    if ending in RECODED:
        stream = as_utf8(stream, opened.fields.encoding, lines_end_with_cr=ending in (".csv", ".tsv"))
    opened = dataclasses.replace(opened, stream=stream, path=None if compression else opened.path, sure=sure)
    yield from _read(opened, ending)


def _read(opened: Opened, ending: str) -> Iterator[Document]:
    if ending == ".zip":
        return containers.read_zip(opened, _inside)
    if ending == ".tar":
        return containers.read_tar(opened, _inside)
    if ending in DATABASES:
        return database.read_duckdb(opened) if ending == ".duckdb" else database.read_sqlite(opened)
    return READERS.get(ending, read_unknown)(opened)


def _inside(opened: Opened, name: str) -> Iterator[Document]:
    """The documents of a file in an archive; of an archive or a database in it none."""
    stem, ending, compression = split_endings(name)
    if ending in (".zip", ".tar", *DATABASES):
        leave_out(opened, containers.left_out_name(name))
        return
    id = opened.id.removesuffix(name) + stem
    yield from documents(dataclasses.replace(opened, id=id), ending, compression, sure=False)
