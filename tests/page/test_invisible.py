"""Characters that nobody sees leave the output; those that letters or emoji are made with stay."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.page.invisible import plain_spaces, without_invisible
from tests.samples import MORE, PROSE


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200c", "\u200d", "\u200e", "\u202a"])
def test_what_nobody_sees_goes_from_within_a_word_and_from_its_ends(mark: str) -> None:
    assert without_invisible(f"{mark}har{mark}bour{mark} wall{mark}") == "harbour wall"


@pytest.mark.parametrize(
    "text",
    ["👩\u200d🚒 came", "❤\ufe0f\u200d🔥", "می\u200cخواهم", "क\u094d\u200dष", "ไทย\u200bแลนด์"],
    ids=["a firefighter", "a heart on fire", "Persian", "Hindi", "Thai"],
)
def test_what_a_script_or_an_emoji_is_made_with_stays(text: str) -> None:
    assert without_invisible(text) == text


def test_direction_marks_stay_where_text_runs_both_ways() -> None:
    assert without_invisible("He said \u200eyes") == "He said yes"
    assert without_invisible("אמר \u200eyes") == "אמר \u200eyes"


def test_a_space_that_does_not_break_is_a_space() -> None:
    assert plain_spaces("nine\u00a0weeks, 2\u202f400") == "nine weeks, 2 400"


def test_a_pages_body_title_and_authors_have_none() -> None:
    page = (
        f"<html><head><title>Old wei\u00adr</title><meta property='og:title' content='Old wei\u00adr to\u200b close'>"
        f"<meta name='author' content='Jane\u200b Doe'></head><body><article><h1>Old wei&shy;r to close</h1>"
        f"<p>\ufeff{PROSE[:30]}&shy;{PROSE[30:]}</p><p>&#8203;{MORE}</p></article></body></html>"
    )
    row = clean(page, kind="page")
    assert row.text == f"{PROSE}\n\n{MORE}"
    assert (row.title, row.authors) == ("Old weir to close", ["Jane Doe"])
