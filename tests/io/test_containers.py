"""zip and tar: their files are read as those of a folder, and each that can't be costs itself alone."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path
from random import Random

import pytest

from cleaner.document import Document
from cleaner.io import sources
from cleaner.io.bounds import Bounds
from tests.io.archives import PACK, response
from tests.samples import ARTICLE, PAGE

FILES = {
    "news/a.html": PAGE.encode(),
    "news/article.php?id=7": PAGE.encode(),
    "b.txt": ARTICLE.encode(),
    "more.jsonl": b'{"id": "one", "text": "x"}\n{"id": "two", "text": "y"}\n',
    "crawl.warc": response(b"<p>a", id="w"),
    "z.html.gz": gzip.compress(PAGE.encode()),
    "photo.jpg": b"\xff\xd8\xff",
    "style": b"a {}",
    "inner.zip": b"PK\x03\x04",
    "__MACOSX/._a.html": b"\0\5",
}
IDS = ["x/news/a", "x/news/article.php?id=7", "x/b", "one", "two", "w", "x/z"]


def zipped(files: dict[str, bytes] = FILES) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("news") if hasattr(archive, "mkdir") else None
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes] = FILES) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        folder = tarfile.TarInfo("news")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def read(path: Path, bounds: Bounds = Bounds()) -> tuple[list[Document], dict[str, int]]:  # noqa: B008
    inputs = sources.find([str(path)])
    return [
        d for s in inputs.sources for d in sources.read(s, bounds=bounds, left_out=inputs.left_inside)
    ], inputs.left_inside


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.zip", zipped()),
        ("x", zipped()),
        ("x.tar", tarred()),
        ("x.dump", tarred()),
        *[(f"x.tar{c}", PACK[c](tarred())) for c in PACK if c],
        ("x.tgz", PACK[".gz"](tarred())),
        ("x.zip.gz", PACK[".gz"](zipped())),
    ],
)
def test_the_files_of_an_archive_are_read_as_those_of_a_folder(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    found, left_out = read(tmp_path / name)
    own = [i.replace("x/", "x.dump/") if name == "x.dump" else i for i in IDS]
    assert [(d.id, d.error) for d in found] == [(i, None) for i in own]
    links = {"links and devices": 1} if "tar" in name or name in ("x.tgz", "x.dump") else {}
    assert left_out == {".jpg files": 1, "files without an ending": 1, ".zip files": 1, "files of macOS": 1, **links}


@pytest.mark.parametrize("make", [zipped, tarred])
def test_a_file_above_the_bound_is_a_failed_row_and_the_others_are_read(tmp_path: Path, make: object) -> None:
    (tmp_path / "x").write_bytes(make({"a.txt": b"a", "b.txt": b"b" * 5000, "c.txt": b"c"}))  # type: ignore[operator]
    found, _ = read(tmp_path / "x", Bounds(1000))
    assert [(d.id, d.error is None) for d in found] == [("x/a", True), ("x/b", False), ("x/c", True)]


def test_a_damaged_file_in_a_zip_costs_itself_alone(tmp_path: Path) -> None:
    raw = bytearray(zipped({f"{i}.txt": Random(i).randbytes(200).hex().encode() for i in range(5)}))
    start = raw.index(b"2.txt") + 40
    raw[start : start + 20] = b"\0" * 20
    (tmp_path / "x.zip").write_bytes(raw)
    found, _ = read(tmp_path / "x.zip")
    assert [(d.id.removeprefix("x/")[0], d.error is None) for d in found] == [(str(i), i != 2) for i in range(5)]
    assert str(found[2].error).startswith(f"{tmp_path}/x.zip/2.txt: cannot be read: ")


def test_a_bomb_in_a_zip_is_a_failed_row(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"a.txt": b"\0" * (80 << 20), "b.txt": b"b"}))
    bomb, b = read(tmp_path / "x.zip")[0]
    assert "refused: a decompression bomb" in str(bomb.error)
    assert (b.id, b.error) == ("x/b", None)


@pytest.mark.parametrize("compression", PACK)
@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_cut_tar_gives_what_is_whole_and_one_failed_row(tmp_path: Path, compression: str, cut: float) -> None:
    files = {f"{i}.txt": Random(i).randbytes(3000).hex().encode() for i in range(10)}
    raw = PACK[compression](tarred(files))
    path = tmp_path / f"x.tar{compression}"
    path.write_bytes(raw[: int(len(raw) * cut)])
    found, _ = read(path)
    assert [d.id for d in found if d.error is None] == [f"x/{i}" for i in range(len(found) - 1)]
    assert len([d for d in found if d.error]) == 1


@pytest.mark.parametrize("raw", [zipped()[:-30], b"PK\x03\x04 nothing", b""])
def test_a_file_that_is_no_zip_is_one_failed_row(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(raw)
    ((failed,), _) = read(tmp_path / "x.zip")
    assert str(failed.error).startswith(f"{tmp_path}/x.zip: cannot be read: ")


def test_a_member_that_climbs_out_writes_nothing_and_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"../../up.txt": b"words"}))
    before = sorted(tmp_path.iterdir())
    assert [d.id for d in read(tmp_path / "x.zip")[0]] == ["x/../../up"]
    assert sorted(tmp_path.iterdir()) == before
