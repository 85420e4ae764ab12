"""The language of the clean body."""

from __future__ import annotations

import pytest

from cleaner.stages import language as language_stage
from cleaner.stages.language import detect
from tests.samples import PROSE
from tests.stages.work import article, page

TEXTS = {
    "en": PROSE,
    "de": "Die Mühle am oberen See steht still, seit das Hochwasser das Wehr fortgerissen hat, sagten die Besitzer.",
    "fr": "Le moulin du lac est à l'arrêt depuis que la crue a emporté son barrage, ont dit les propriétaires.",
    "es": "El molino del lago está parado desde que la riada se llevó la presa, dijeron los propietarios.",
    "ru": "Мельница на верхнем озере стоит с тех пор, как наводнение снесло плотину, сказали её владельцы.",
    "ja": "湖の上の水車は洪水で堰が流されてからずっと止まっていると持ち主たちは話した。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_the_one_of_the_body(language: str) -> None:
    row = article(TEXTS[language])
    assert row.language == language
    assert row.language_score is not None
    assert 0.5 < row.language_score <= 1


def test_the_same_text_gives_the_same_score_every_time() -> None:
    mixed = f"{TEXTS['de']} {TEXTS['en']}"
    assert len({detect(mixed) for _ in range(5)}) == 1


def test_the_body_outweighs_what_the_page_declares() -> None:
    row = article(f"<html lang='fr'><body><p>{TEXTS['de']}</p></body></html>")
    assert row.language == "de"


def test_where_the_body_is_too_short_the_pages_word_counts() -> None:
    row = article("<html lang='de-AT'><body><p>Tor!</p></body></html>")
    assert (row.language, row.language_score) == ("de", None)


def test_among_likely_languages_the_pages_word_decides() -> None:
    text = "Bruen er stengt i ni uker, sier direktøren på tirsdag."
    assert detect(text, "no")[0] == "no"
    assert detect(text, "da")[0] == "da"
    assert detect(TEXTS["de"], "da")[0] == "de"


@pytest.mark.parametrize("declared", ["deutsch", "", "x", "12"])
def test_a_declared_language_that_is_none_is_not_taken(declared: str) -> None:
    assert article(page(f"<meta http-equiv='content-language' content='{declared}'>", "<p>Tor!</p>")).language is None


def test_too_little_to_tell_is_none() -> None:
    assert detect("12 345 678") == (None, None)
    assert detect("Tor!") == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "The old mill by the lake, NASA said  on Monday.",
        "Die Mühle am See. Ştefan și Țara",
        "Мельница у озера стоит",
        "湖のほとりの古い水車小屋 ABC",
        "A",
        " a b  c",
    ],
)
def test_sequences_of_letters_are_those_of_langdetect(text: str) -> None:
    from langdetect import detector_factory

    detector_factory.init_factory()
    theirs, ours = detector_factory._factory.create(), language_stage._detectors()[0]()
    for detector in (theirs, ours):
        detector.append(text)
    assert ours._extract_ngrams() == theirs._extract_ngrams()


@pytest.mark.parametrize(
    "text", ["The old mill by the lake stands again, NASA said.", "Die Mühle am See steht wieder", "Мельница у озера"]
)
def test_probabilities_are_those_of_langdetect(text: str) -> None:
    from langdetect import detector_factory

    detector_factory.init_factory()
    found = []
    for detector in (detector_factory._factory.create(), language_stage._detectors()[0]()):
        detector.seed = 0
        detector.append(text)
        found.append([(p.lang, pytest.approx(p.prob)) for p in detector.get_probabilities()])
    assert found[0] == [(lang, p.expected) for lang, p in found[1]]
