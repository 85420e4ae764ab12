"""Who wrote a text and when, read from its lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.document import Block
from cleaner.meta.text_bylines import Line, Signature, read
from cleaner.rules.shape import BlockView

TITLE = "Old lock at Marnham to close for nine weeks"
BODY = (
    "The river office will close the old lock at Marnham for repairs in March, Ines Holloway of the office said.",
    "The work will take nine weeks. Boats will be lifted over the weir by crane, a service last used in 1978.",
    "Barge owners said they had been told too late. The detour by sea takes two days longer in the summer.",
    "A meeting will be held in the boathouse on Thursday evening, and all who use the lock are asked to come.",
)


def lines_of(*texts: str, taken: dict[int, str] | None = None, caught: dict[int, str] | None = None) -> list[Line]:
    rules, names = taken or {}, caught or {}
    prose = [i not in rules and BlockView(Block(i, t)).prose for i, t in enumerate(texts)]
    return [Line(i, t, rules.get(i, ""), names.get(i, ""), prose[i]) for i, t in enumerate(texts)]


def signature(*under: str, tail: tuple[str, ...] = ()) -> Signature:
    return read(lines_of(TITLE, *under, *BODY, *tail), 0)


@pytest.mark.parametrize(
    ("under", "names"),
    [
        (["By Jane Doe"], ["Jane Doe"]),
        (["By . Jane Doe ."], ["Jane Doe"]),
        (["- Von Jane Doe"], ["Jane Doe"]),
        (["Von Jane Doe, Berlin"], ["Jane Doe"]),
        (["By Jane Doe | 3 May 2024"], ["Jane Doe"]),
        (["3 May 2024 | By Jane Doe"], ["Jane Doe"]),
        (["5:45 AM, 3 May 2024 by Jane Doe"], ["Jane Doe"]),
        (["By", "Jane Doe"], ["Jane Doe"]),
        (["Von", "Jane Doe", ",", "Richard Roe", "und", "Ann Poe"], ["Jane Doe", "Richard Roe", "Ann Poe"]),
        (["By", "Jane Doe", "|", "No Comments"], ["Jane Doe"]),
        (["Por", "Jane Doe", ",", "Sevilla"], ["Jane Doe"]),
        (["Jane Doe", "3 May 2024"], ["Jane Doe"]),
        (["3 May 2024", "Jane Doe"], ["Jane Doe"]),
        (["Jane Doe|3 May 2024"], ["Jane Doe"]),
        (["Jane Doe", "|", "Richard Roe", "3 May 2024"], ["Jane Doe", "Richard Roe"]),
        (["Jane Doe", "Senior Reporter", "Richard Roe", "Photographer"], ["Jane Doe", "Richard Roe"]),
        (["Jane Doe"], ["Jane Doe"]),
        (["Jane Doe, National Political Writer", "3 May 2024"], ["Jane Doe"]),
        (["Jane Doe", "7 hours"], ["Jane Doe"]),
        (["记者：王小明"], ["王小明"]),
        (["بقلم: أحمد حسن"], ["أحمد حسن"]),
    ],
)
def test_the_lines_under_the_headline_name_the_authors(under: list[str], names: list[str]) -> None:
    assert signature(*under).names == tuple(names)


@pytest.mark.parametrize(
    "under", [(), ("Lake News",), ("Share", "Tweet"), ("Ines Holloway", "3 May 2024"), ("By the lake",)]
)
def test_other_lines_and_names_that_the_article_speaks_of_name_nobody(under: tuple[str, ...]) -> None:
    assert signature(*under).names == ()


def test_a_name_under_the_last_paragraph_is_the_authors_but_not_a_heading_in_capitals() -> None:
    assert signature(tail=("Jane Doe",)).names == ("Jane Doe",)
    assert signature(tail=("Jane Doe, Richard Roe", "Home")).names == ("Jane Doe", "Richard Roe")
    assert signature(tail=("RELATED NEWS", "Ferry stops")).names == ()


def test_what_a_rule_caught_of_a_line_that_it_took_is_read() -> None:
    lines = lines_of(TITLE, *BODY, "Jane Doe covers rivers.", taken={5: "byline.bio"}, caught={5: "Jane Doe"})
    assert read(lines, 0).names == ("Jane Doe",)


def test_what_a_rule_caught_and_is_no_name_is_left() -> None:
    lines = lines_of(
        TITLE, *BODY, "Check out all our writers.", taken={5: "byline.bio"}, caught={5: "Check out all our"}
    )
    assert read(lines, 0).names == ()


def test_a_line_that_a_byline_rule_took_is_a_stamp_in_any_language() -> None:
    lines = lines_of(TITLE, "Jane Doe", "ten hours past", *BODY, taken={2: "byline.x"})
    assert read(lines, 0).names == ("Jane Doe",)


@pytest.mark.parametrize(
    ("under", "date"),
    [
        (["3 May 2024"], "3 May 2024"),
        (["Updated 5 May 2024", "Published 3 May 2024"], "3 May 2024"),
        (["February 3, 2021 | River Post staff"], "February 3, 2021"),
        (["2024년 5월 3일"], "2024년 5월 3일"),
        (["2024年5月3日 10:15"], "2024年5月3日 10:15"),
        (["3 de mayo de 2024"], "3 de mayo de 2024"),
        ([], None),
    ],
)
def test_the_lines_under_the_headline_give_the_day(under: list[str], date: str | None) -> None:
    assert signature(*under).date == date


def test_a_date_over_the_headline_counts_too() -> None:
    assert read(lines_of("3 May 2024", TITLE, *BODY), 1).date == "3 May 2024"


@pytest.mark.parametrize(
    ("under", "used"),
    [
        (["By", "Jane Doe", "3 May 2024", "Share"], {1, 2, 3}),
        (["Jane Doe", "Senior Reporter", "Last updated 3 May 2024"], {1, 2, 3}),
        (["By . Jane Doe .", "February 3, 2021 | River Post staff"], {1, 2}),
        (["The lock was built on 3 May 2024 by a firm from the town"], set()),
        (["3 May 2024 was a cold day."], set()),
        (["3 May 2024 Last updated at 21:04"], {1}),
    ],
)
def test_the_lines_that_say_no_more_are_named(under: list[str], used: set[int]) -> None:
    assert signature(*under).lines == used


def test_a_paragraph_is_never_one_of_these_lines() -> None:
    assert (
        signature("Jane Doe Press was founded on 3 May 2024 in the old town and has its seat by the river.").lines
        == frozenset()
    )


def test_dates_and_names_amid_the_body_stay() -> None:
    assert read(lines_of(TITLE, *BODY[:3], "3 May 2024", "By Jane Doe", BODY[3]), 0).lines == frozenset()


def test_without_a_headline_lines_under_the_first_paragraph_stay() -> None:
    lines = lines_of("By Jane Doe", BODY[0], "By Richard Roe", "3 May 2024", *BODY[1:])
    assert read(lines, None).lines == {0}
    assert read(lines[1:], None).lines == frozenset()


def test_a_name_that_a_scraper_cut_out_of_a_sentence_stays() -> None:
    lines = lines_of(TITLE, "Jane Doe", *BODY)
    assert read(lines, 0).lines == {1}
    assert read([replace(line, piece=line.at == 1) for line in lines], 0).lines == frozenset()


def test_a_text_without_prose_keeps_its_lines() -> None:
    assert read(lines_of("3 May 2024", "By Jane Doe"), None).lines == frozenset()
