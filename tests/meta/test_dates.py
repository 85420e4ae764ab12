"""Dates as publishers write them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from cleaner.meta.date_order import Reader, reader
from cleaner.meta.dates import in_text, in_url, is_dated, read, shown, to_utc, url_day


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
        "3 hours ago",
        "yesterday at 10:15",
        "May 2024",
        "Joined October 2011",
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
        ("https://a.example/2024/05/03/mill", "2024/05/03"),
        ("https://a.example/2024-5-3/", "2024-5-3"),
        ("https://a.example/mill-20240503.html", "20240503"),
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
    found = shown(lines)
    assert (found.raw if found else None) == written


@pytest.mark.parametrize("line", ["3 May 2024", "| Τρίτη 3 Γενάρη 2012 |", "2024년 5월 3일", "12. 5. 2024"])
def test_a_year_and_another_number_make_a_date_in_any_language(line: str) -> None:
    assert is_dated(line)


@pytest.mark.parametrize("line", ["Who won in 2024", "12 boats and 3 men", "", "No. 20245 of 12"])
def test_a_year_alone_and_other_numbers_are_no_date(line: str) -> None:
    assert not is_dated(line)


# Of each language a day with its month in words or as the language counts it, all of them 3 May 2024.
THIRD_OF_MAY = {
    "ar": ["3 مايو 2024", "٣ مايو ٢٠٢٤", "الجمعة، 3 أيار 2024", "3 ماي 2024", "الجمعة 3 أيار / مايو 2024"],
    "bg": ["3 май 2024 г."],
    "bn": ["৩ মে ২০২৪"],
    "ca": ["3 de maig de 2024", "3 de maig del 2024"],
    "cs": ["3. května 2024", "pátek 3. 5. 2024"],
    "da": ["3. maj 2024", "fredag d. 3. maj 2024"],
    "de": ["3. Mai 2024", "Freitag, 03.05.2024"],
    "el": ["3 Μαΐου 2024", "3 ΜΑΪΟΥ 2024", "3 Μάη 2024"],
    "en": ["May 3, 2024", "3rd of May 2024", "03-May-2024", "Fri 3 May, 2024"],
    "es": ["3 de mayo de 2024", "viernes, 3 mayo 2024"],
    "et": ["3. mai 2024"],
    "fa": ["۱۴ اردیبهشت ۱۴۰۳", "3 مه 2024"],
    "fi": ["3. toukokuuta 2024", "3.5.2024"],
    "fr": ["3 mai 2024", "vendredi 3 mai 2024"],
    "he": ["3 במאי 2024"],
    "hi": ["3 मई 2024", "३ मई २०२४"],
    "hr": ["3. svibnja 2024.", "3. svibanj 2024"],
    "hu": ["2024. május 3., péntek", "2024. máj. 3."],
    "id": ["Jumat, 3 Mei 2024"],
    "is": ["3. maí 2024"],
    "it": ["3 maggio 2024"],
    "ja": ["2024年5月3日(金)"],
    "ko": ["2024년 5월 3일", "2024. 5. 3."],
    "lt": ["2024 m. gegužės 3 d."],
    "lv": ["2024. gada 3. maijs"],
    "nl": ["3 mei 2024", "vrijdag 3 mei 2024"],
    "no": ["3. mai 2024"],
    "pl": ["3 maja 2024", "3 maj 2024 r."],
    "pt": ["3 de maio de 2024", "3 mai. 2024"],
    "ro": ["3 mai 2024"],
    "ru": ["3 мая 2024", "3 мая 2024 года"],
    "sk": ["3. mája 2024"],
    "sl": ["3. maja 2024"],
    "sv": ["3 maj 2024"],
    "th": ["3 พฤษภาคม 2567", "3 พ.ค. 2567", "๓ พฤษภาคม ๒๕๖๗"],
    "tr": ["3 Mayıs 2024", "3 MAYIS 2024 Cuma"],
    "uk": ["3 травня 2024", "3 травня 2024 р."],
    "ur": ["3 مئی 2024"],
    "vi": ["ngày 3 tháng 5 năm 2024", "3 tháng 5, 2024"],
    "zh": ["2024年5月3日", "2024 年 5 月 3 日", "2024年05月03号"],
}


@pytest.mark.parametrize(("language", "line"), [(code, line) for code, lines in THIRD_OF_MAY.items() for line in lines])
def test_a_day_is_read_in_every_language_with_and_without_being_told_which(language: str, line: str) -> None:
    told, untold = read(line, Reader(language)), read(line)
    assert told is not None
    assert told.local == "2024-05-03"
    assert untold == told


@pytest.mark.parametrize(
    ("line", "local"),
    [
        ("2024년 5월 3일 오후 3:15", "2024-05-03T15:15:00"),
        ("2024年5月3日 下午3:15", "2024-05-03T15:15:00"),
        ("2024年5月3日10時15分", "2024-05-03T10:15:00"),
        ("3 พ.ค. 2567 เวลา 10:15 น.", "2024-05-03T10:15:00"),
        ("3. toukokuuta 2024 klo 10.15", "2024-05-03T10:15:00"),
        ("3. Mai 2024, 10:15 Uhr MESZ", "2024-05-03T10:15:00+02:00"),
        ("10:15 AM EST, Fri May 3, 2024", "2024-05-03T10:15:00-05:00"),
        ("May 3, 2024, 9:15 p.m. EDT", "2024-05-03T21:15:00-04:00"),
        ("May 3, 2024, 10 a.m.", "2024-05-03T10:00:00"),
        ("May 3, 2024, 12:15 a.m.", "2024-05-03T00:15:00"),
        ("2024-05-03T10:15:00+02:00", "2024-05-03T10:15:00+02:00"),
        ("3 May 2024 10:15 GMT+8", "2024-05-03T10:15:00+08:00"),
        ("2024-05-03 10:15:00 GST", "2024-05-03T10:15:00+04:00"),
        ("2024-05-03 9:15 PM", "2024-05-03T21:15:00"),
        ("31. Mai 2024 um 25:15 Uhr", "2024-05-31"),
        ("Published May 3, 2024, updated 18:20", "2024-05-03"),
    ],
)
def test_the_hour_and_its_offset_are_kept_as_the_outlet_tells_them(line: str, local: str) -> None:
    found = read(line)
    assert found is not None
    assert found.local == local


@pytest.mark.parametrize(
    ("languages", "host", "day"),
    [
        ([], None, "2024-03-05"),
        (["en"], "example.com", "2024-03-05"),
        (["en-US"], "example.com", "2024-03-05"),
        (["en-GB"], "example.com", "2024-05-03"),
        (["en", "en_GB"], "example.com", "2024-05-03"),
        (["en"], "www.example.co.uk", "2024-05-03"),
        (["en-US"], "example.in", "2024-05-03"),  # what systems come with doesn't outweigh a country
        (["en"], "example.com.ph", "2024-03-05"),
        (["en"], "example.io", "2024-03-05"),
        (["en-IE"], None, "2024-05-03"),
        *(
            (code, None, "2024-05-03")
            for code in (["fr"], ["es-US"], ["pt-BR"], ["de"], ["it"], ["ar"], ["ru"], ["vi"])
        ),
        ([], "example.fr", "2024-05-03"),
    ],
)
def test_language_region_and_country_say_which_number_is_the_day(
    languages: list[str], host: str | None, day: str
) -> None:
    found = read("03/05/2024", reader(languages, host, []))
    assert found is not None
    assert found.local == day


def test_a_day_that_the_address_tells_outweighs_the_language() -> None:
    day = url_day("https://a.example/2024/05/03/mill")
    assert day is not None
    found = read("03/05/2024", reader(["en-US"], None, [day]))
    assert found is not None
    assert found.local == "2024-05-03"


def test_the_bodys_language_is_asked_for_only_where_the_order_is_open() -> None:
    asked: list[str] = []
    read_as = reader(["en-US"], None, [], lambda: asked.append("body") or "es")
    assert to_utc("13/05/2024", read_as) == "2024-05-13T00:00:00+00:00"
    assert read("3 May 2024", read_as) is not None
    asked_before = len(asked)
    assert to_utc("03/05/2024", read_as) == "2024-05-03T00:00:00+00:00"
    assert (asked_before, len(asked)) == (1, 1)


def test_an_order_that_gives_a_day_to_come_is_not_taken() -> None:
    now = datetime.now(timezone.utc)
    past = (now - timedelta(days=400)).replace(month=12, day=1, year=now.year)
    if past < now:
        pytest.skip("in December both orders have been")
    assert to_utc(f"12/01/{now.year}", Reader("en", "us")) == f"{now.year}-01-12T00:00:00+00:00"


def test_a_date_to_come_is_none_but_the_day_has_begun_already_somewhere() -> None:
    now = datetime.now(timezone.utc)
    assert to_utc((now + timedelta(days=3)).isoformat()) is None
    assert to_utc((now + timedelta(hours=14)).isoformat()) is not None


@pytest.mark.parametrize("line", ["30 Esfand 1402", "31 مهر 1403", "1445/10/24", "32 พฤษภาคม 2567"])
def test_a_day_that_its_calendar_does_not_have_is_none(line: str) -> None:
    assert read(line) is None


def test_a_month_that_two_languages_count_differently_needs_the_language() -> None:
    assert read("3 listopada 2024") is None
    assert [m.local for code in ("pl", "hr") if (m := read("3 listopada 2024", Reader(code)))] == [
        "2024-11-03",
        "2024-10-03",
    ]


def test_the_hours_of_a_zone_are_those_it_has_in_the_language() -> None:
    written = "Fri May 03 10:15:00 CST 2024"
    assert to_utc(written) == "2024-05-03T16:15:00+00:00"
    assert to_utc(written, Reader("zh")) == "2024-05-03T02:15:00+00:00"
