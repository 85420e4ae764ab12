"""The registry: which file reads and which writes a format. A new format is one file and one line here."""

from __future__ import annotations

from cleaner.errors import SettingsError
from cleaner.io import columns, csv, html, json_records, jsonl, markdown, mhtml, parquet, plain, warc
from cleaner.io.base import Reader, Writer
from cleaner.io.compression import COMPRESSIONS
from cleaner.io.extras import need
from cleaner.io.text_rows import TextFormat

PAGES = (".html", ".htm", ".xhtml", ".xht", ".shtml")
READERS: dict[str, Reader] = {
    **dict.fromkeys(PAGES, plain.read_page),
    ".txt": plain.read,
    **dict.fromkeys((".jsonl", ".ndjson", ".jl", ".jsonlines"), jsonl.read),
    ".json": json_records.read,
    ".mhtml": mhtml.read,
    ".mht": mhtml.read,
    ".csv": csv.read,
    ".tsv": csv.read,
    ".parquet": parquet.read,
    ".warc": warc.read,
    ".warc.wet": warc.read,
    ".wet": warc.read,
    ".arc": warc.read,
}
# Their files are read by these: ``io/reading.py``.
CONTAINERS = (".zip", ".tar")
# A table of theirs is read where it is named, or where there is but one: in a folder they are left out.
DATABASES = (".sqlite", ".sqlite3", ".db", ".duckdb")
# What is text in an encoding that need not be UTF-8.
RECODED = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".jl", ".jsonlines")
_ENDINGS = (*READERS, *CONTAINERS, *DATABASES)
_SHORT = {".tgz": (".tar", ".gz"), ".tbz2": (".tar", ".bz2"), ".txz": (".tar", ".xz"), ".tzst": (".tar", ".zst")}
TEXTS: dict[str, TextFormat] = {
    "jsonl": TextFormat(jsonl.line),
    "csv": TextFormat(csv.line, start=csv.header),
    "md": TextFormat(markdown.article, between="\n"),
    "html": TextFormat(html.article, start=html.start, end=html.end, between="\n"),
    "txt": TextFormat(plain.article, between="\n" + "-" * 72 + "\n\n"),
}
WRITERS: dict[str, Writer] = {**{name: f.encoded_rows for name, f in TEXTS.items()}, "parquet": parquet.Rows}
# Formats with named fields, which may be those of another tool.
NAMED = ("jsonl", "csv", "parquet")
# Formats for people: a file an article, where OUT is a folder.
TREES = ("md", "html", "txt")
FORMAT_OF_ENDING = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet", ".md": "md", ".markdown": "md",
    ".html": "html", ".htm": "html", ".txt": "txt",
}  # fmt: skip
# What is not in the core's install: the module and the extra that brings it.
_EXTRAS = {".parquet": ("pyarrow", "parquet"), ".zst": ("zstandard", "zstd"), ".duckdb": ("duckdb", "duckdb")}


def text_format(format: str, schema: str | None = None, only: tuple[str, ...] = ()) -> TextFormat | None:
    """The format's way with text, None for one of bytes; ``schema``, ``only``: its columns (``io/columns.py``)."""
    if schema is None and not only:
        return TEXTS.get(format)
    if format not in ("csv", "jsonl"):
        return None
    row, names = columns.row_of(schema, only), columns.names(schema, only)
    if format == "csv":
        return TextFormat(lambda a: csv.row_line(row(a)), start=lambda: csv.header_line(names))
    return TextFormat(lambda a: jsonl.row_line(row(a)))


def writer(format: str, schema: str | None = None, only: tuple[str, ...] = ()) -> Writer:
    """What writes the format with these columns (``io/columns.py``)."""
    text = text_format(format, schema, only)
    if text is not None:
        return text.encoded_rows
    if schema is None and not only:
        return WRITERS[format]
    return lambda stream: parquet.Rows(stream, *columns.arrow_of(schema, only))


def ending_of(format: str | None) -> str:
    """The ending of an input format by its name, "" for None. Raises SettingsError for one that isn't read."""
    if format is None:
        return ""
    if f".{format}" not in READERS:
        raise SettingsError(f"--input-format {format}: known are {', '.join(e[1:] for e in READERS)}")
    return f".{format}"


def split_endings(name: str) -> tuple[str, str, str]:
    """``a/b.html.gz`` as ("a/b", ".html", ".gz"): the stem, the ending of a known format or "", the compression's or ""."""
    stem, compression = name, ""
    for short, endings in _SHORT.items():
        if stem.lower().endswith(short):
            return stem[: -len(short)], *endings
    for ending in COMPRESSIONS:
        if stem.lower().endswith(ending):
            stem, compression = stem[: -len(ending)], ending
            break
    for ending in _ENDINGS:
        if stem.lower().endswith(ending):
            return stem[: -len(ending)], ending, compression
    return stem, "", compression


def need_for(doing: str, *endings: str) -> None:
    """Raise InputError, with what to install, where one of these endings needs what isn't there."""
    for ending in endings:
        if ending in _EXTRAS:
            need(*_EXTRAS[ending], f"{doing} {ending}")
