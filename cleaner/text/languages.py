"""The language of a text: langdetect (Shuyo's naive Bayes over character n-grams), with a fixed seed."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Container, Iterable
from functools import lru_cache, partial
from pathlib import Path
from struct import Struct
from typing import Any

from cleaner import cache
from cleaner.text.scripts import by_script, corrected

_SAMPLE = 500
_SEED = 0
_TRIALS = 3
_MIN_LETTERS = 20
_SHARE = Struct("<Bd")  # a language's place, and its share
_CACHED = "languages"


def detect(text: str, declared: str | None = None) -> tuple[str | None, float | None]:
    """The likeliest language of a text and its probability, from 0 to 1.

    ``declared`` is the language that the page says it is in: it counts where there is too little text to tell, where it is
    among several likely ones, and where langdetect doesn't know it: then there is no probability. Where langdetect knows no
    language with such letters, there is no language either.
    """
    sample = _sample(text)
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return declared, None
    script = by_script(sample)
    if script:
        return script, 1.0
    likely = _likely(sample)
    if not likely:
        return declared, None
    found = declared if declared in likely else next(iter(likely))
    code = corrected(found, sample, declared)
    return code, likely[found] if code == found else None


def _likely(sample: str) -> dict[str, float]:
    """The languages that langdetect finds, with their probabilities, the likeliest first."""
    new_detector, error = _detectors()
    detector = new_detector()
    detector.seed = _SEED
    detector.n_trial = _TRIALS
    detector.append(sample)
    try:
        found = detector.get_probabilities()
    except error:
        return {}
    return {p.lang.split("-")[0]: round(p.prob, 4) for p in found}


def _sample(text: str) -> str:
    """The start of the text, to a word's end: detection costs time for every character."""
    if len(text) <= _SAMPLE:
        return text
    cut = text.rfind(" ", 0, _SAMPLE)
    return text[: cut if cut > _SAMPLE // 2 else _SAMPLE]


@lru_cache(maxsize=1)
def _detectors() -> tuple[Callable[[], Any], type[Exception]]:
    """What makes a detector, and the error of one that finds nothing to go by."""
    from langdetect.detector import Detector
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException
    from langdetect.utils.ngram import NGram

    normal = lru_cache(maxsize=4096)(NGram.normalize)

    languages, shares = _cached_profiles(Path(PROFILES_DIRECTORY))

    @lru_cache(maxsize=8192)
    def shares_of(letters: str) -> array[float]:
        """The share of a sequence of letters in each language, 0 where it is not known."""
        known = dict(_SHARE.iter_unpack(shares[letters]))
        return array("d", [known.get(at, 0.0) for at in range(len(languages))])

    class Faster(Detector):  # type: ignore[misc]
        """The same, in fewer steps: each letter is put into its normal form once, all languages are taken in one go."""

        def _extract_ngrams(self) -> list[str]:
            return _ngrams(map(normal, self.text), self.word_lang_prob_map)

        def _update_lang_prob(self, prob: list[float], word: str, alpha: float) -> bool:
            weight = alpha / self.BASE_FREQ
            for at, share in enumerate(shares_of(word)):
                prob[at] *= weight + share
            return True

    factory = DetectorFactory()
    factory.langlist, factory.word_lang_prob_map = languages, shares
    return partial(Faster, factory), LangDetectException


_Profiles = tuple[list[str], dict[str, bytes]]


def _cached_profiles(folder: Path) -> _Profiles:
    """``_profiles``, as an earlier start stored them, where it did."""
    key = cache.cache_key("profiles", [*_files(folder), Path(__file__)])
    profiles: _Profiles | None = cache.load(_CACHED, key)
    if profiles is None:
        profiles = _profiles(folder)
        cache.store(_CACHED, key, lambda: profiles)
    return profiles


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if not p.name.startswith("."))


def _profiles(folder: Path) -> _Profiles:
    """The languages, and for each sequence of letters its share of those of its length, in each language that knows it.

    Only the numbers that aren't 0, packed as ``_SHARE`` says: a tenth of what langdetect keeps, and nothing that Python's
    collector has to walk.
    """
    languages: list[str] = []
    shares: dict[str, bytes] = {}
    for at, path in enumerate(_files(folder)):
        profile = json.loads(path.read_text("utf-8"))
        languages.append(profile["name"])
        sums = profile["n_words"]
        for letters, count in profile["freq"].items():
            shares[letters] = shares.get(letters, b"") + _SHARE.pack(at, count / sums[len(letters) - 1])
    return languages, shares


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
