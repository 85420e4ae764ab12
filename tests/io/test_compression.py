"""gzip and zstd, whole, cut off, damaged, and as bombs."""

from __future__ import annotations

import gzip
import io
import random
from typing import BinaryIO

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.io import bounds
from cleaner.io.bounds import RefusedError
from cleaner.io.compression import compressed, decompressed
from tests.io.archives import PACK

LINES = b"".join(b"line %d %d\n" % (i, random.Random(i).getrandbits(60)) for i in range(20_000))


def lines_before_error(raw: bytes, compression: str) -> tuple[list[bytes], str]:
    found, stream = [], decompressed(io.BytesIO(raw), compression)
    try:
        found.extend(iter(stream.readline, b""))
        return found, ""
    except (OSError, EOFError) as e:
        return found, f"{type(e).__name__}: {e}"


@pytest.mark.parametrize("compression", [".gz", ".zst"])
@settings(deadline=None)
@given(parts=st.lists(st.binary(max_size=3000), min_size=1, max_size=4))
def test_members_and_frames_follow_one_another(compression: str, parts: list[bytes]) -> None:
    raw = b"".join(map(PACK[compression], parts))
    assert decompressed(io.BytesIO(raw), compression).read() == b"".join(parts)


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_a_file_that_is_cut_off_gives_what_is_there_and_then_an_error(compression: str) -> None:
    raw = PACK[compression](LINES)
    found, error = lines_before_error(raw[: len(raw) // 2], compression)
    assert error == "EOFError: the compressed file is cut off in the middle"
    assert len(found) > 5_000
    assert found == LINES.splitlines(keepends=True)[: len(found)]


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_noise_after_an_archive_is_an_error_after_what_it_holds(compression: str) -> None:
    found, error = lines_before_error(PACK[compression](LINES) + b"noise, no archive", compression)
    assert found == LINES.splitlines(keepends=True)
    assert "or a damaged one" in error


def test_what_stands_before_damage_is_read() -> None:
    raw = bytearray(gzip.compress(LINES))
    raw[len(raw) // 2 : len(raw) // 2 + 200] = b"\0" * 200
    found, error = lines_before_error(bytes(raw), ".gz")
    assert error.startswith("DamagedError: Not a gzipped file, or a damaged one")
    assert found[:9_000] == LINES.splitlines(keepends=True)[:9_000]


def test_zeros_that_fill_up_a_gzip_file_are_forgiven() -> None:
    assert decompressed(io.BytesIO(gzip.compress(b"a") + b"\0" * 600), ".gz").read() == b"a"


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_a_bomb_is_refused_after_a_bounded_part_of_it(compression: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "RATIO_FROM", 1_000_000)
    stream = decompressed(io.BytesIO(PACK[compression](b"\0" * 200_000_000)), compression)
    read = [0]

    def read_all() -> None:
        while block := stream.read1():  # type: ignore[attr-defined]
            read.append(len(block))

    with pytest.raises(RefusedError, match="refused: a decompression bomb, "):
        read_all()
    assert sum(read) <= 64 * 1024 * 1024


@pytest.mark.parametrize("compression", [".gz", ".zst"])
def test_a_small_file_may_shrink_as_it_likes(compression: str) -> None:
    assert len(decompressed(io.BytesIO(PACK[compression](b"a" * 5_000_000)), compression).read()) == 5_000_000


@pytest.mark.parametrize("compression", [".gz", ".zst", ""])
def test_what_is_written_reads_back_and_is_the_same_each_time(compression: str) -> None:
    def write() -> bytes:
        out = io.BytesIO()
        stream: BinaryIO = compressed(out, compression)
        stream.write(b"one\n")
        stream.write(b"two\n")
        if compression:
            stream.close()
        return out.getvalue()

    assert write() == write()
    assert decompressed(io.BytesIO(write()), compression).read() == b"one\ntwo\n"


def test_a_zstd_frame_that_wants_a_huge_window_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=28, write_content_size=0)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    raw = packer.compress(b"a" * 1000) + packer.flush()
    with pytest.raises(OSError, match="not a zstd file, or a damaged one"):
        decompressed(io.BytesIO(raw), ".zst").read()
