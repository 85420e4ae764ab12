"""Lines that a signature stands in: "By Jane Doe", "3 May 2024 | Jane Doe"; for pages and texts alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.meta.authors import is_nobody, is_signature, is_uncased_name, up_to_text, without_place
from cleaner.meta.dates import in_text
from cleaner.rules.words import author_words, date_words

_MONTH_BEFORE = re.compile(r"(?:^|(?<=\s))([^\W\d_]{3,12})\.?(?=\s+\d)")
_GLUED = re.compile(r"(?<=[^\W\d_A-Z])[A-Z][a-z]+(?![^\W\d_])")
_AFTER_NAME = re.compile(r"\s*\d|\s[-–—|•●·]\s|\s*(?:www\.|https?://|\[|\])")
_LOGIN = re.compile(r"[\w.-]{2,30}(?: [\w.-]{2,30})?")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
_PIECES = re.compile(r"\s*[|•●·]\s*|\s+[-–—]\s+")
_TOKEN = re.compile(r"(?<!\S)\S")
LONGEST = 120
AROUND = " ,-–—|•·:"


def signed_by(text: str) -> list[str]:
    """The names of a line such as "By Jane Doe", with a date behind them or without; [] where it is no such line."""
    if len(text) > LONGEST or not (found := author_words().by.match(text)):
        return []
    # "By Jane Doe, Political Correspondent"
    names = author_words().tail.sub("", text[found.end() :])
    return [before_date(names)] if names_people(names) else []


def signed_in(line: str) -> list[str]:
    """The names of "3 May 2024 | By Jane Doe", of "Posted on 3 May 2024 by Jane Doe" and of "3 May 2024 | Jane Doe"."""
    pieces = _PIECES.split(line) if len(line) <= LONGEST else []
    if len(pieces) > 1:
        signed = next((names for piece in pieces if (names := signed_by(piece))), [])
        full = [name for piece in pieces if is_full_name(name := without_place(piece))]
        return signed or (full if len(full) == 1 and any(in_text(p) or _CLOCK.search(p) for p in pieces) else [])
    if len(line) <= LONGEST and in_text(line):
        by = author_words().by
        rest = (line[m.start() :] for m in _TOKEN.finditer(line))
        return next((names for text in rest if by.match(text) and (names := signed_by(text))), [])
    return []


def names_people(text: str) -> bool:
    """Whether it is names and at most a date behind them."""
    names = before_date(text)
    return is_signature(names) or is_uncased_name(names)


def before_date(text: str) -> str:
    """What stands before a date, a reading time or running text."""
    cut = min((m.start() for m in _endings(text)), default=len(text))
    return up_to_text(text[:cut].strip(AROUND))


def _endings(text: str) -> Iterator[re.Match[str]]:
    """What may end a name: a digit, a dash, a month before a day, words such as "updated", also glued to it as inline elements
    are ("Jane DoeUpdated").
    """
    for glued in _GLUED.finditer(text):
        word = glued.group()
        dated = date_words().month(word, None) and text[glued.end() :].lstrip(" .")[:1].isdigit()
        if dated or author_words().ends.match(word) or is_nobody(word):
            yield glued
    yield from filter(None, (_AFTER_NAME.search(text), author_words().ends.search(text)))
    yield from (m for m in _MONTH_BEFORE.finditer(text) if date_words().month(m.group(1), None))


def is_full_name(text: str, most: int = 3) -> bool:
    """Whether it is two or three names of one person and nothing else."""
    return 2 <= len(text.split()) <= most and is_signature(text) and not author_words().no_name.search(text)


def full_names(text: str) -> list[str]:
    """The people of a line that is one full name, or several with commas between."""
    names = [name.strip() for name in text.split(",")] if len(text) <= LONGEST else []
    return names if all(map(is_full_name, names)) else []


def login_in(text: str) -> list[str]:
    """The login of a line such as "by janedoe": who signs so may have any name, of two words at most."""
    found = author_words().by.match(text)
    name = text[found.end() :].strip(AROUND) if found else ""
    return [name] if _LOGIN.fullmatch(name) and not is_nobody(name) else []
