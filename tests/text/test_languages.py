"""Which language a text is in."""

from __future__ import annotations

import pytest

from cleaner.text import languages
from cleaner.text.languages import detect
from tests.samples import BY_LANGUAGE as TEXTS


def test_the_same_text_gives_the_same_score_every_time() -> None:
    mixed = f"{TEXTS['de']} {TEXTS['en']}"
    assert len({detect(mixed) for _ in range(5)}) == 1


def test_among_likely_languages_the_pages_word_decides() -> None:
    text = "Bruen er stengt i ni uker, sier direktøren på tirsdag."
    assert detect(text, "no")[0] == "no"
    assert detect(text, "da")[0] == "da"
    assert detect(TEXTS["de"], "da")[0] == "de"


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
    theirs, ours = detector_factory._factory.create(), languages._detectors()[0]()
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
    for detector in (detector_factory._factory.create(), languages._detectors()[0]()):
        detector.seed = 0
        detector.append(text)
        found.append([(p.lang, pytest.approx(p.prob)) for p in detector.get_probabilities()])
    assert found[0] == [(lang, p.expected) for lang, p in found[1]]
