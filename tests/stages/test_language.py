"""The language of the clean body."""

from __future__ import annotations

import pytest

from tests.samples import BY_LANGUAGE as TEXTS
from tests.stages.work import article, page


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_the_one_of_the_body(language: str) -> None:
    row = article(TEXTS[language])
    assert row.language == language
    assert row.language_score is not None
    assert 0.5 < row.language_score <= 1


def test_the_body_outweighs_what_the_page_declares() -> None:
    row = article(f"<html lang='fr'><body><p>{TEXTS['de']}</p></body></html>")
    assert row.language == "de"


def test_where_the_body_is_too_short_the_pages_word_counts() -> None:
    row = article("<html lang='de-AT'><body><p>Tor!</p></body></html>")
    assert (row.language, row.language_score) == ("de", None)


@pytest.mark.parametrize("declared", ["deutsch", "", "x", "12"])
def test_a_declared_language_that_is_none_is_not_taken(declared: str) -> None:
    assert article(page(f"<meta http-equiv='content-language' content='{declared}'>", "<p>Tor!</p>")).language is None
