"""The language of the clean body: langdetect (Shuyo's naive Bayes over character n-grams), with a fixed seed."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
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
    factory, error = _profiles()
    detector = factory.create()
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
def _profiles() -> tuple[Any, type[Exception]]:
    from langdetect import detector_factory
    from langdetect.lang_detect_exception import LangDetectException

    detector_factory.init_factory()
    return detector_factory._factory, LangDetectException


def _code(declared: object) -> str | None:
    """``en`` of ``en-GB`` or ``en_GB``."""
    code = str(declared).replace("_", "-").split("-")[0].strip().lower()
    return code if len(code) == 2 and code.isalpha() else None
