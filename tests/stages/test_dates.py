"""Dates as publishers write them."""

from __future__ import annotations

import pytest

from cleaner.stages.dates import in_url, to_utc


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2024-05-03T10:15:00Z", "2024-05-03T10:15:00+00:00"),
        ("2024-05-03T10:15:00+02:00", "2024-05-03T08:15:00+00:00"),
        ("2024-05-03T10:15:00.123-0530", "2024-05-03T15:45:00+00:00"),
        ("2024-05-03T10:15+02", "2024-05-03T08:15:00+00:00"),
        ("2024-05-03 10:15", "2024-05-03T10:15:00+00:00"),
        ("2024-05-03", "2024-05-03T00:00:00+00:00"),
        ("2024-5-3", "2024-05-03T00:00:00+00:00"),
        ("20240503", "2024-05-03T00:00:00+00:00"),
        ("20240503T101500Z", "2024-05-03T10:15:00+00:00"),
        ("1714731300", "2024-05-03T10:15:00+00:00"),
        ("1714731300000", "2024-05-03T10:15:00+00:00"),
        ("Fri, 03 May 2024 10:15:00 GMT", "2024-05-03T10:15:00+00:00"),
        ("May 3, 2024", "2024-05-03T00:00:00+00:00"),
        ("  2024-05-03  ", "2024-05-03T00:00:00+00:00"),
        ("2024-12-31T23:30:00-05:00", "2025-01-01T04:30:00+00:00"),
    ],
)
def test_a_date_comes_out_in_utc_and_a_day_as_its_midnight(written: str, utc: str) -> None:
    assert to_utc(written) == utc


@pytest.mark.parametrize(
    "written",
    ["", "today", "2024-13-01", "2024-02-30", "1066-10-14", "9999-01-01", "May", "3 o'clock", "x" * 100, "2024"],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert to_utc(written) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/05/03/mill", "2024-05-03"),
        ("https://a.example/2024-5-3/", "2024-05-03"),
        ("https://a.example/mill-20240503.html", "2024-05-03"),
        ("https://a.example/2024/05/mill", None),
        ("https://a.example/2024/15/33/mill", None),
        ("https://a.example/mill-12345678901", None),
        (None, None),
    ],
)
def test_a_urls_path_may_hold_the_day(url: str | None, day: str | None) -> None:
    assert in_url(url) == day
