"""When two lines are the same boilerplate, and where a document has its own prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.repeats import NAME, NUMBER, Line, line_keys, line_of, may_go, sides, story_of
from cleaner.addons.suggest.model import DATE_PATTERN, key_pattern
from cleaner.document import Block
from cleaner.rules.fold import fold
from cleaner.rules.patterns import compile_pattern
from tests.samples import LAST, MORE, PROSE


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(line_of(Block(i, t)) for i, t in enumerate(texts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("This story has been shared 28,533 times", "This story has been shared 7 times."),
        ("Printed on 12 March 2024", "Printed on 1 May 1999"),
        ("Printed on March 12, 2024", "Printed on May 1, 1999"),
        ("Gelesen am 3.4.2021, Seite 7", "Gelesen am 12.11.2020, Seite 31"),
        ("共有28533次", "共有7次"),
        ("SIGN UP – it’s free", "Sign up - it's free!"),
    ],
)
def test_near_equal_lines_share_their_exact_key(one: str, other: str) -> None:
    assert line_keys(one)[0] == line_keys(other)[0] != ""


def test_lines_with_other_names_share_their_loose_key_only() -> None:
    one, other = line_keys("Write to Anna Berg about this piece"), line_keys("Write to Olof af Grip about this piece")
    assert one[0] != other[0]
    assert one[1] == f"write to {NAME} about this piece"
    assert line_keys("Write to Otto Lind about this piece")[1] == one[1]


@pytest.mark.parametrize("text", ["Read More In Sport", "Anna Berg", "By Anna Berg", "READ ALL OF IT NOW"])
def test_what_would_be_little_more_than_names_has_no_loose_key(text: str) -> None:
    assert line_keys(text)[1] == ""


@pytest.mark.parametrize("text", ["", "* * *", "1", "12.3.2024", "x" * 601, f"a{NUMBER}b of it", f"a{NAME}b of it"])
def test_what_holds_nothing_to_know_it_by_has_no_key(text: str) -> None:
    assert line_keys(text) == ("", "")


def test_a_digit_in_a_name_is_no_number() -> None:
    assert NUMBER not in line_keys("About area51 and its readers")[0]


@given(st.text(max_size=80))
def test_the_expression_of_a_key_finds_the_line_that_it_is_from(text: str) -> None:
    for key in filter(None, line_keys(text)):
        if NAME not in key:
            assert compile_pattern(key_pattern(key, DATE_PATTERN)).search(fold(text))


_WORDS = st.sampled_from(
    ["Anna", "Berg", "O'Hara", "wrote", "to", "12", "3,400", "us", "(Mill)", "the", "Tower-Hill", "news:", "5 May 2020"]
)


@given(st.lists(_WORDS, min_size=3, max_size=12))
def test_the_expression_of_a_key_with_names_finds_the_line_that_it_is_from(words: list[str]) -> None:
    text = " ".join(words)
    for key in filter(None, line_keys(text)):
        assert compile_pattern(key_pattern(key, DATE_PATTERN)).search(fold(text))


def test_sides_are_told_by_the_prose_that_does_not_repeat() -> None:
    again = {"Top of the day", "Halfway down", "We are a small paper and this is the story of how we came to be one."}
    found = lines("Top of the day", PROSE, "Halfway down", "Short own line", MORE, max(again, key=len))
    assert sides(found, lambda line: line.text in again) == ["above", "own", "between", "own", "own", "below"]


def test_a_document_without_prose_of_its_own_has_no_sides() -> None:
    found = lines("Top of the day", PROSE)
    assert sides(found, lambda line: True) == ["own", "own"]


@pytest.mark.parametrize(
    ("text", "side", "seen", "documents", "goes"),
    [
        ("Top of the day", "above", 3, 17, True),
        ("Top of the day", "above", 2, 17, False),
        ("Top of the day", "own", 17, 17, False),
        ("Top of the day", "between", 10, 17, False),
        ("Top of the day", "between", 11, 17, True),
        (PROSE, "below", 8, 17, False),
        (PROSE, "below", 9, 17, True),
        ("So it was.", "below", 5, 17, False),
        ("200 g flour", "below", 8, 17, False),
        ("200 g flour", "below", 11, 17, True),
        (PROSE, "between", 5, 5, False),
        (PROSE, "between", 9, 17, False),
        (PROSE, "between", 11, 17, True),
    ],
)
def test_how_often_a_line_must_stand_depends_on_where(
    text: str, side: str, seen: int, documents: int, goes: bool
) -> None:
    assert may_go(lines(text)[0], side, seen, documents, 3) is goes  # type: ignore[arg-type]


def test_a_number_with_a_word_must_stand_in_five_articles() -> None:
    assert not may_go(lines("200 g flour")[0], "below", 4, 4, 3)
    assert may_go(lines("200 g flour")[0], "below", 5, 5, 3)


def test_a_heading_between_paragraphs_never_goes() -> None:
    assert not may_go(line_of(Block(0, "What we know", "heading")), "between", 17, 17, 3)


def test_versions_of_an_article_are_one_story() -> None:
    one = story_of(lines(PROSE, MORE, LAST), "https://a.example/1")
    assert one.is_same(story_of(lines(PROSE, LAST, "And so it was, said the miller to the three of them."), None))
    assert one.is_same(story_of(lines("Another text altogether, which has nothing of it."), "https://a.example/1"))
    assert not one.is_same(story_of(lines("Another text altogether, which has nothing of it.", LAST, PROSE[5:]), None))


@pytest.mark.parametrize(
    "home", ["https://a.example", "https://a.example/", "//a.example/index.html", "https://a.example/#top"]
)
def test_a_sites_home_page_is_no_articles_address(home: str) -> None:
    one, other = (
        story_of(lines(PROSE), home),
        story_of(lines("Another text altogether, which has nothing of it."), home),
    )
    assert not one.is_same(other)


@pytest.mark.parametrize("url", ["https://a.example/?p=1", "https://a.example/1"])
def test_any_other_address_is_an_articles_own(url: str) -> None:
    one, other = story_of(lines(PROSE), url), story_of(lines("Another text altogether, which has nothing of it."), url)
    assert one.is_same(other)
