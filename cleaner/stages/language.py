"""The language of the clean body: langdetect (Shuyo's naive Bayes over character n-grams), with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from cleaner.document import Document
from cleaner.rules.compile import Rules

_SAMPLE = 500
_SEED = 0
_TRIALS = 3
_MIN_LETTERS = 20


def language(document: Document, rules: Rules) -> Document:
    """Fill ``language`` and ``language_score`` from the body; a page's own word decides where the body can't."""
    found = detect(document.text())
    code, score = found or (next((c for _, v in document.hints.get("language", ()) if (c := _code(v))), None), None)
    return document.but(metadata=replace(document.metadata, language=code, language_score=score))


def detect(text: str) -> tuple[str, float] | None:
    """The likeliest language of a text and its probability; None where there is too little to tell."""
    sample = _sample(text)
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return None
    new_detector, error = _detectors()
    detector = new_detector()
    detector.seed = _SEED
    detector.n_trial = _TRIALS
    detector.append(sample)
    try:
        best = detector.get_probabilities()
    except error:
        return None
    return (best[0].lang.split("-")[0], round(best[0].prob, 4)) if best else None


def _sample(text: str) -> str:
    """The start of the text, to a word's end: detection costs time for every character."""
    if len(text) <= _SAMPLE:
        return text
    cut = text.rfind(" ", 0, _SAMPLE)
    return text[: cut if cut > _SAMPLE // 2 else _SAMPLE]


@lru_cache(maxsize=1)
def _detectors() -> tuple[Callable[[], Any], type[Exception]]:
    """What makes a detector, and the error of one that finds nothing to go by."""
    from langdetect import detector_factory
    from langdetect.detector import Detector
    from langdetect.lang_detect_exception import LangDetectException
    from langdetect.utils.ngram import NGram

    normal = lru_cache(maxsize=4096)(NGram.normalize)

    class Faster(Detector):  # type: ignore[misc]
        """The same, in fewer steps: each letter is put into its normal form once."""

        def _extract_ngrams(self) -> list[str]:
            return _ngrams(map(normal, self.text), self.word_lang_prob_map)

    detector_factory.init_factory()
    return partial(Faster, detector_factory._factory), LangDetectException


def _ngrams(letters: Iterable[str], known: Container[str]) -> list[str]:
    """The known sequences of one to three letters, none across a space or within capitals."""
    found: list[str] = []
    before, last, within_capitals = "", " ", False
    for letter in letters:
        if last == " ":
            before, within_capitals = "", False
            if letter == " ":
                continue
        within_capitals = letter.isupper() and (within_capitals or last.isupper())
        if not within_capitals:
            pair = last + letter
            if letter != " " and letter in known:
                found.append(letter)
            if pair in known:
                found.append(pair)
            if before and before + pair in known:
                found.append(before + pair)
        before, last = last, letter
    return found


def _code(declared: object) -> str | None:
    """``en`` of ``en-GB`` or ``en_GB``."""
    code = str(declared).replace("_", "-").split("-")[0].strip().lower()
    return code if len(code) == 2 and code.isalpha() else None
