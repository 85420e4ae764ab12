"""No line, file or ratio fills the memory."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest

from cleaner.io import jsonl, plain
from cleaner.io.base import Reader
from cleaner.io.bounds import MAX_RATIO, RATIO_FROM, Lines, LineTooLongError, RefusedError, check_ratio
from tests.io.archives import read_with


@pytest.mark.parametrize("end", [b"\n", b""])
def test_a_line_as_long_as_the_bound_is_read_and_one_byte_more_is_not(end: bytes) -> None:
    assert next(Lines(io.BytesIO(b"x" * 100 + end), 100)) == b"x" * 100 + end
    with pytest.raises(LineTooLongError):
        next(Lines(io.BytesIO(b"x" * 101 + end), 100))


def test_a_huge_line_of_jsonl_is_one_failed_row_that_names_file_and_line_and_the_rest_goes_on() -> None:
    good = json.dumps({"id": "good", "text": "a"}).encode()
    huge = json.dumps({"id": "huge", "text": "x" * 1_000_000}).encode()
    before, failed, after = read_with(jsonl.read, b"\n".join([good, huge, good]), max_bytes=1000)
    assert (before.error, after.error, after.id) == (None, None, "good")
    assert (failed.id, failed.error) == ("in:2", "in:2: too large: more than 1,000 bytes (--max-bytes)")


def test_a_huge_line_is_never_held_in_memory() -> None:
    class Endless(io.RawIOBase):
        left = 200_000_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            self.left -= size
            buffer[:size] = b"x" * size
            return size

    lines = Lines(io.BufferedReader(Endless()), 10_000)  # type: ignore[arg-type]
    tracemalloc.start()
    with pytest.raises(LineTooLongError):
        next(lines)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize("reader", [plain.read, plain.read_unknown, plain.read_page])
def test_a_file_above_the_bound_is_a_failed_row_without_its_content(reader: Reader) -> None:
    (large,) = read_with(reader, b"x" * 101, max_bytes=100)
    assert (large.id, large.content, large.error) == ("x", b"", "too large: more than 100 bytes (--max-bytes)")
    (fits,) = read_with(reader, b"x" * 100, max_bytes=100)
    assert (fits.content, fits.error) == (b"x" * 100, None)


def test_a_ratio_counts_only_beyond_a_size() -> None:
    check_ratio(1, RATIO_FROM)
    check_ratio(RATIO_FROM, RATIO_FROM * MAX_RATIO)
    with pytest.raises(RefusedError):
        check_ratio(RATIO_FROM, RATIO_FROM * MAX_RATIO + 1)
