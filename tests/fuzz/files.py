"""Files of every format gone wrong: whatever they hold, reading ends, raises nothing, and gives the same documents twice."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import tarfile
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.io import sources
from cleaner.io.bounds import Bounds
from tests.fuzz.mutate import CHANGE, changed
from tests.io.archives import PACK, response
from tests.io.test_mhtml import SAVED

_RECORDS = [{"id": f"r{i}", "text": f"Words of the {i}th text, as they came.\nAnd more."} for i in range(6)]
_BOUNDS = Bounds(5000)


@lru_cache(maxsize=1)
def wholes() -> dict[str, bytes]:
    """A small whole file of each kind, by the name it has."""
    lines = "".join(json.dumps(r) + "\n" for r in _RECORDS).encode()
    table = "id,text\r\n" + "".join(f'{r["id"]},"{r["text"]}"\r\n' for r in _RECORDS)
    crawl = [response(f"<html><p>{r['text']}".encode(), id=r["id"]) for r in _RECORDS]
    files = {"a.html": b"<html><p>Words.", "b.jsonl": lines, "c/d.txt": b"Words.", "e.jpg": b"\xff\xd8\xff"}
    parquet, zipped, tarred = io.BytesIO(), io.BytesIO(), io.BytesIO()
    pq.write_table(pa.Table.from_pylist(_RECORDS), parquet)
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with tarfile.open(fileobj=tarred, mode="w") as packed:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    return {
        "x.jsonl": lines, "x.json": json.dumps(_RECORDS, indent=1).encode(), "x.csv": table.encode(),
        "y.csv": table.encode("utf-16"), "x.warc": b"".join(crawl), "y.warc": b"".join(map(gzip.compress, crawl)),
        "z.warc": b"".join(map(PACK[".zst"], crawl)), "x.mhtml": SAVED, "x.parquet": parquet.getvalue(),
        "x.zip": zipped.getvalue(), "x.tar": tarred.getvalue(), "x.db": _database(),
    }  # fmt: skip


def _database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.db"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE articles (id, text)")
        connection.executemany("INSERT INTO articles VALUES (:id, :text)", _RECORDS)
        connection.commit()
        connection.close()
        return path.read_bytes()


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A name and a content: a whole file with a few things wrong, perhaps compressed and wrong again, or under another name."""
    name = draw(st.sampled_from(sorted(wholes())))
    content = changed(wholes()[name], draw(st.lists(CHANGE, max_size=4)))
    compression = draw(st.sampled_from(["", "", *PACK]))
    content = PACK[compression](content)
    if compression:
        content = changed(content, draw(st.lists(CHANGE, max_size=1)))
    return draw(st.sampled_from([name + compression, name, "nameless"])), content


def read_twice(folder: Path, name: str, content: bytes) -> list[Document]:
    """What the file gives, as named and as found in its folder; the same each time."""
    for old in folder.iterdir():
        old.unlink()
    (folder / name).write_bytes(content)
    found = _read(folder / name)
    assert [(d.id, d.error, d.content) for d in found] == [(d.id, d.error, d.content) for d in _read(folder / name)]
    assert all(d.error != "" and not (d.error and d.content) for d in found)
    _read(folder)
    return found


def _read(named: Path) -> list[Document]:
    return [d for s in sources.find([str(named)]).sources for d in sources.read(s, bounds=_BOUNDS)]
