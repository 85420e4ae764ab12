"""Dates as publishers write them."""

from __future__ import annotations

import pytest

from cleaner.meta.dates import in_text, in_url, is_dated, shown, to_utc


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
        ("2024년 5월 3일", "2024-05-03T00:00:00+00:00"),
        ("3 مايو 2024", "2024-05-03T00:00:00+00:00"),
        ("  2024-05-03  ", "2024-05-03T00:00:00+00:00"),
        ("2024-12-31T23:30:00-05:00", "2025-01-01T04:30:00+00:00"),
        ("12 May 2024, 10:15 GMT", "2024-05-12T10:15:00+00:00"),
        ("3 August 2024 10:15 PM +0200", "2024-08-03T20:15:00+00:00"),
        ("May 3, 2024 at 10:15 am EDT", "2024-05-03T14:15:00+00:00"),
        ("3 May 2024 10:15 BST", "2024-05-03T09:15:00+00:00"),
        ("03.05.2024, 10:15 Uhr", "2024-05-03T10:15:00+00:00"),
        ("3. Mai 2024 um 10.15 Uhr", "2024-05-03T10:15:00+00:00"),
        ("vendredi 3 mai 2024 à 10h15", "2024-05-03T10:15:00+00:00"),
        ("1er août 2024", "2024-08-01T00:00:00+00:00"),
        ("3 de mayo de 2024 a las 10:15", "2024-05-03T10:15:00+00:00"),
        ("3 maggio 2024", "2024-05-03T00:00:00+00:00"),
        ("3 de março de 2024 às 10h15", "2024-03-03T10:15:00+00:00"),
        ("3 mei 2024 om 10:15", "2024-05-03T10:15:00+00:00"),
        ("3 augusti 2024 kl. 10.15", "2024-08-03T10:15:00+00:00"),
        ("3. marts 2024 kl. 10.15", "2024-03-03T10:15:00+00:00"),
        ("3. desember 2024", "2024-12-03T00:00:00+00:00"),
        ("3 października 2024, 10:15", "2024-10-03T10:15:00+00:00"),
        ("3 мая 2024, 10:15", "2024-05-03T10:15:00+00:00"),
    ],
)
def test_a_date_comes_out_in_utc_and_a_day_as_its_midnight(written: str, utc: str) -> None:
    assert to_utc(written) == utc


@pytest.mark.parametrize(
    "written",
    [
        "",
        "today",
        "2024-13-01",
        "2024-02-30",
        "1066-10-14",
        "9999-01-01",
        "31.02.2024",
        "31. Mai 2024 um 25:15 Uhr",
        "May",
        "3 o'clock",
        "x" * 100,
        "2024",
    ],
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


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("By Ana Cruz | May 3, 2024", "May 3, 2024"),
        ("LakesMAY 3, 2024Updated", "MAY 3, 2024"),
        ("on 3rd May 2024 at noon", "3rd May 2024"),
        ("3. Mai 2024, 10:15", "3. Mai 2024"),
        ("发布于2024年5月3日 10:15", "2024年5月3日"),
        ("2024-05-03", "2024-05-03"),
        ("The mill of 1890 opened in May", None),
        ("Call 12 34 5678", None),
    ],
)
def test_the_first_date_in_a_line(line: str, written: str | None) -> None:
    found = in_text(line)
    assert (found is None) is (written is None)
    assert (found or "").startswith(written or "")


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        (["May 3, 2024"], "May 3, 2024"),
        (["Updated May 5, 2024", "Published May 3, 2024"], "May 3, 2024"),
        (["Last updated: May 5, 2024", "May 3, 2024"], "May 3, 2024"),
        (["Published May 3, 2024, updated May 5, 2024"], "May 3, 2024"),
        (["Last reviewed May 5, 2024"], "May 5, 2024"),
        (["The mill has stood by the lake for ages, and on May 5, 2024 it will turn again, its owner says."], None),
        ([], None),
    ],
)
def test_what_is_marked_as_published_goes_before_an_update(lines: list[str], written: str | None) -> None:
    assert shown(lines) == written


@pytest.mark.parametrize("line", ["3 May 2024", "| Τρίτη 3 Γενάρη 2012 |", "2024년 5월 3일", "12. 5. 2024"])
def test_a_year_and_another_number_make_a_date_in_any_language(line: str) -> None:
    assert is_dated(line)


@pytest.mark.parametrize("line", ["Who won in 2024", "12 boats and 3 men", "", "No. 20245 of 12"])
def test_a_year_alone_and_other_numbers_are_no_date(line: str) -> None:
    assert not is_dated(line)
