"""What the letters of a text tell of its language, where langdetect can't: it calls Traditional Chinese Korean, has no
Icelandic, Serbian or Georgian, and gives their texts to a neighbour with a score of 1.

Facts of writing systems (Unicode's scripts; the letters of each language's alphabet), no words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Scripts of one language.
_OF_ONE: Mapping[str, re.Pattern[str]] = {
    "ko": re.compile("[\uac00-\ud7a3\u1100-\u11ff]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "hy": re.compile("[\u0531-\u0587]"),
    "km": re.compile("[\u1780-\u17ff]"),
    "lo": re.compile("[\u0e80-\u0eff]"),
    "my": re.compile("[\u1000-\u109f]"),
    "si": re.compile("[\u0d80-\u0dff]"),
}
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_MOST = 0.5  # of the letters
# Japanese prose is half kana. A Chinese text may quote a Japanese name.
_SOME_KANA = 0.1

# Letters that a language has and those that langdetect takes it for have not; and letters that rule it out.
_OWN: tuple[tuple[str, str, str, str], ...] = (
    ("is", "þ", "", "no da sv nl en"),
    ("fo", "ð", "þ", "no da sv"),
    ("sr", "ђћ", "ѓќѕ", "mk bg ru uk"),
    ("be", "ў", "", "ru uk bg mk"),
    ("kk", "ұ", "", "ru uk bg mk"),
    ("tt", "җ", "", "ru uk bg mk"),
    ("az", "ə", "", "tr"),
)
# Cyrillic letters of Kyrgyz, Mongolian, Tajik and others, which langdetect doesn't know either.
_OF_OTHERS = "өүәңқғҳҷ"
_CYRILLIC = frozenset(("ru", "uk", "bg", "mk"))
# A name in another alphabet has less of its letters: three in a thousand are a few in a paragraph.
_LEAST = 0.003
# Languages that langdetect doesn't know, with those that it takes them for: the page's own word decides between the two.
_NEIGHBOURS: Mapping[str, str] = {
    "sr": "hr sl mk bg", "bs": "hr sl", "is": "no da sv", "fo": "no da", "be": "ru uk bg", "kk": "ru bg uk mk",
    "ky": "ru bg uk mk", "mn": "ru bg uk mk", "tg": "ru bg uk mk", "az": "tr", "uz": "tr", "tk": "tr", "ku": "tr",
    "ms": "id tl", "gl": "pt es", "lb": "de nl", "ps": "fa ur ar", "sd": "ur fa",
}  # fmt: skip
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def by_script(text: str) -> str | None:
    """The language of which most of the letters are, where a script has just one; Han is Japanese with kana, else Chinese."""
    if text.isascii():
        return None
    letters = sum(map(str.isalpha, text))
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if kana + han > _MOST * letters:
        return "ja" if kana > _SOME_KANA * (kana + han) else "zh"
    return next((code for code, script in _OF_ONE.items() if len(script.findall(text)) > _MOST * letters), None)


def corrected(found: str, text: str, declared: str | None) -> str | None:
    """The language of a text that langdetect takes for ``found``: the same, another by its letters or by what the page
    declares, or None where the letters say that it is neither.
    """
    if declared and found in _NEIGHBOURS.get(declared, "").split():
        return declared
    if text.isascii():
        return found
    lower = text.lower()
    least = _LEAST * len(lower)
    for code, own, not_its, neighbours in _OWN:
        if found in neighbours.split() and _count(lower, own) > least and not _count(lower, not_its):
            return code
    return None if found in _CYRILLIC and _count(lower, _OF_OTHERS) > least else found


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


def is_unspaced(text: str) -> bool:
    """All of it is in scripts that write no spaces between words."""
    return bool(text) and all(map(_UNSPACED.match, text))
