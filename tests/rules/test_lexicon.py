"""The words of languages that stages look for."""

from __future__ import annotations

import pytest

from cleaner.errors import RuleError
from cleaner.rules.lexicon import Lexicon, fold, read_date_words, shipped_rules
from cleaner.rules.words import date_words

NO_MONTHS = {"common", "ja", "ko", "vi"}  # those that count them


def test_every_language_with_rules_has_its_words() -> None:
    folders = {path.name for path in shipped_rules().iterdir() if path.is_dir() and path.name != "sites"}
    words = date_words()
    assert folders - NO_MONTHS <= set(words.months)
    assert all(set(names.values()) == set(range(1, 13)) for names in words.months.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [("ΜΑΪΟΥ", "μαΐου"), ("MAYIS", "mayıs"), ("février", "Fevrier"), ("أبريل", "ابريل"), ("p.m.", "PM")],
)
def test_capitals_accents_and_stops_do_not_tell_words_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_marks_that_tell_two_months_apart_stay() -> None:
    words = date_words()
    assert (words.month("ม.ค.", "th"), words.month("มี.ค.", "th")) == (1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "dates: {months: [[january], [february]]}",
        "dates: {moths: []}",
        "days: {}",
        "dates: {zones: {CST: late}}",
        "dates: {months: [[a], [a], [b], [c], [d], [e], [f], [g], [h], [i], [j], [k]]}",
        "dates: {joins: [}",
    ],
)
def test_what_cannot_be_used_names_its_place(text: str) -> None:
    with pytest.raises(RuleError, match=r"lexicon\.yaml:1:"):
        read_date_words([Lexicon("xx", "xx/lexicon.yaml", text)])


def test_an_empty_lexicon_has_no_words() -> None:
    words = read_date_words([Lexicon("xx", "xx/lexicon.yaml", "")])
    assert not words.months
    assert not words.published.search("published")
