"""Inputs and outputs elsewhere: a real S3 server on loopback, and fsspec's memory."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest
from moto.server import ThreadedMotoServer

from cleaner.article import Article
from cleaner.document import Document
from cleaner.errors import InputError
from cleaner.io import places, sources
from cleaner.io.output import open_sink
from cleaner.io.rule_sources import load_rules
from tests.io.archives import PACK
from tests.samples import ARTICLE, PAGE, SMALL_RULES


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3-compatible server on loopback."""
    started = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    yield f"http://{host}:{port}"
    started.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of an empty bucket."""
    for name, value in {
        "AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    fs = fsspec.filesystem("s3")
    fs.mkdir("news")
    yield "s3://news"
    fs.rm("news", recursive=True)


@pytest.fixture
def memory() -> Iterator[str]:
    """The URL of an empty folder in memory."""
    yield "memory://news"
    fsspec.filesystem("memory").store.clear()


@pytest.fixture(params=["bucket", "memory"])
def far(request: pytest.FixtureRequest) -> str:
    """An empty place elsewhere."""
    return str(request.getfixturevalue(request.param))


def put(url: str, content: bytes) -> None:
    with fsspec.open(url, "wb") as file:
        file.write(content)


def get(url: str) -> bytes:
    with fsspec.open(url, "rb") as file:
        return bytes(file.read())


def names(url: str) -> list[str]:
    fs, path = fsspec.core.url_to_fs(url)
    fs.invalidate_cache()
    return sorted(p.removeprefix(path).lstrip("/") for p in fs.find(path))


def read(*named: str) -> list[Document]:
    return [d for s in sources.find(named).sources for d in sources.read(s)]


def test_a_folder_elsewhere_is_read_whole_and_in_order(far: str) -> None:
    put(f"{far}/b/page.html.gz", gzip.compress(PAGE.encode()))
    put(f"{far}/a.txt", ARTICLE.encode())
    put(f"{far}/c.jsonl.zst", PACK[".zst"](b'{"id": "x", "text": "one"}\n{"text": "two"}'))
    put(f"{far}/photo.jpg", b"x")
    found = read(far)
    assert [(d.id, d.kind, d.error) for d in found[:3]] == [
        ("a", "text", None), ("b/page", "page", None), ("x", "text", None),
    ]  # fmt: skip
    assert [d.id.endswith("news/c.jsonl.zst:2") or d.id for d in found[3:]] == [True]
    assert dict(sources.find([far]).left_out) == {".jpg": 1}


def test_a_file_and_a_pattern_elsewhere_are_read(far: str) -> None:
    for name in ("a.txt", "b.txt", "c.html"):
        put(f"{far}/in/{name}", ARTICLE.encode())
    assert [d.id for d in read(f"{far}/in/a.txt")] == ["a"]
    assert [d.id for d in read(f"{far}/in/*.txt")] == ["a", "b"]


@pytest.mark.parametrize("name", ["missing.txt", "missing/", "missing*.txt"])
def test_a_url_that_leads_to_nothing_is_an_error_that_names_it(far: str, name: str) -> None:
    with pytest.raises(InputError, match="missing"):
        read(f"{far}/{name}")


def test_a_scheme_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(InputError, match="nowhere://x/y: Protocol not known"):
        read("nowhere://x/y")


def test_a_file_that_has_gone_in_the_meantime_is_one_failed_row(far: str) -> None:
    put(f"{far}/a.txt", b"x")
    (source,) = sources.find([f"{far}/a.txt"]).sources
    fs, path = fsspec.core.url_to_fs(f"{far}/a.txt")
    fs.rm(path)
    (failed,) = sources.read(source)
    assert "a.txt: cannot be read: " in str(failed.error)


@pytest.mark.parametrize("name", ["clean.jsonl", "clean.jsonl.gz", "clean.jsonl.zst", "new/clean.jsonl"])
def test_a_file_elsewhere_is_written_whole(far: str, name: str) -> None:
    with open_sink(f"{far}/{name}", "jsonl") as sink:
        sink.write(Article(id="a", text="Größe"))
        assert name not in names(far)
    assert names(far) == [name]
    (document,) = read(f"{far}/{name}")
    assert (document.id, document.content) == ("a", "Größe")


def test_parquet_elsewhere_is_written_and_read(far: str) -> None:
    with open_sink(f"{far}/x.parquet", "parquet") as sink:
        sink.write(Article(id="a", text="one"))
    assert pq.read_table(fsspec.open(f"{far}/x.parquet", "rb").open()).num_rows == 1
    assert [d.content for d in read(f"{far}/x.parquet")] == ["one"]


def test_a_run_that_breaks_leaves_the_old_file_elsewhere_and_no_half_one(far: str) -> None:
    put(f"{far}/x.jsonl", b"old")

    def broken() -> None:
        with open_sink(f"{far}/x.jsonl", "jsonl") as sink:
            sink.write(Article(id="a"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert names(far) == ["x.jsonl"]
    assert get(f"{far}/x.jsonl") == b"old"


def test_a_folder_elsewhere_gets_a_file_an_article(far: str) -> None:
    with open_sink(f"{far}/tree", "md") as sink:
        for id in ("a", "../../b", "c/d"):
            sink.write(Article(id=id, text="x"))
    assert names(far) == ["tree/a.md", "tree/b.md", "tree/c/d.md"]


def test_the_output_is_no_input_of_the_next_run(bucket: str) -> None:
    put(f"{bucket}/a.jsonl", json.dumps({"id": "a", "text": "x"}).encode())
    put(f"{bucket}/out.jsonl", b"{}")
    assert [s.id for s in sources.find([bucket], without=f"{bucket}/out.jsonl").sources] == ["a"]


@pytest.mark.parametrize(
    ("name", "where"),
    [("a/b.txt", Path("a/b.txt")), ("C:\\x", Path("C:\\x")), ("file:///a/b", Path("/a/b")), ("s3://b/k", "s3://b/k"),
     ("a:b.txt", Path("a:b.txt")), ("zip://x.txt::s3://b/k.zip", "zip://x.txt::s3://b/k.zip")],
)  # fmt: skip
def test_a_name_is_a_path_or_a_url(name: str, where: Path | str) -> None:
    assert places.place(name) == where


def test_rules_come_from_a_bucket_as_a_folder_or_a_zip(bucket: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("rules/en/small.yaml", SMALL_RULES)
    for name, content in {"r.zip": packed.getvalue(), "r/en/small.yaml": SMALL_RULES.encode()}.items():
        with fsspec.open(f"{bucket}/{name}", "wb") as file:
            file.write(content)
    folder, zipped = (load_rules([f"{bucket}/{name}"], shipped=False) for name in ("r", "r.zip"))
    assert folder.version == zipped.version
    assert zipped.by_id["promo.dont-miss"].where_defined == f"{bucket}/r.zip/rules/en/small.yaml:2"
    assert folder.by_id["promo.dont-miss"].where_defined == f"{bucket}/r/en/small.yaml:2"
