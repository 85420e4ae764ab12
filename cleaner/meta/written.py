"""Dates in a line of text, in any language that has a lexicon: a year, and a day and a month right before or behind it.

Only what names all three is a date: "May 2024", "3 hours ago" and "yesterday" are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from cleaner.rules.lexicon import DateWords, fold
from cleaner.rules.words import date_words

_YEAR = re.compile(r"(?<!\d)(?<!\d,)(?:19\d\d|20\d\d|1[34]\d\d|2[45]\d\d)(?![\d%]|[.,]\d\d\d)")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# How far from its year a date and its time may reach: "Wednesday the 3rd of September, 10:15:00 a.m. EDT of 2024".
_BEFORE = 45
_BEHIND = 30
_CLOCK_BEHIND = 45
_NUMBERS_BEFORE = re.compile(r"(?<![\d./:-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?$")
_NUMBERS_BEHIND = re.compile(r"\s?([./-])\s?(\d{1,2})\s?\1\s?(\d{1,2})(?!\d)")
# As programs print it: "May 03 10:15:00 CST 2024".
_PRINTED = re.compile(r"([^\W\d_]{3,12})\s(\d{1,2})\s(\d{1,2}):(\d\d)(?::(\d\d))?\s(?:([A-Z]{3,5}|[+-]\d{4})\s)?$")
# The first letter of "d'abril" is a word of its own.
_TOKEN = re.compile(r"\d+|[^\W\d_]['’](?=[^\W\d_]{3})|[^\s\d,/|:;()\[\]<>•·–—-]+|\S")
_LIGHT = frozenset(",./-–")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
# "10:15", "10.15", "10h15", "10時15分"; "10" alone is a time where "a.m." follows.
_CLOCK = re.compile(
    r"(\D{0,16}?)(?<![\d:])(\d{1,2})(?!\d)(?:\s?(?:[:.]|[^\W\d_])\s?(\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?(?!\d))?(.{0,24})"
)
_CLOCK_FIRST = re.compile(r"(?<![\d:.])(\d{1,2})[:.](\d\d)(?::\d\d)?(?!\d)([^\d:]{0,24})$")
_HALF = re.compile(r"\s{0,2}([^\W\d_]\.?\s?[^\W\d_]?\.?)(?![^\W\d_])")
_ZONE = re.compile(
    r"[\s(]{0,3}(?:[A-Z]?[a-z]{1,3}\s)?(?:([A-Z]{1,5})(?![^\W\d_]))?\s?(?:([+-])(\d{1,2})(?::?(\d\d))?(?!\d))?"
)
_NOT_ZONES = 15  # hours: none is so far from UTC
_TWELVE = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in ``text[start:end]``, its clock included where it has one.

    ``first`` and ``second`` are the day and the month, in the order that ``order`` says: "dm", "md", or "" where two numbers
    stand that may be either. ``jalali``: the month is one of the Iranian calendar. ``offset`` is in minutes from UTC.
    """

    start: int
    end: int
    year: int
    first: int
    second: int
    order: str
    jalali: bool = False
    clock: time | None = None
    offset: int | None = None


def written(text: str, language: str | None = None) -> Iterator[Written]:
    """The dates in a text, in order. A year that isn't near a day and a month is none; the cost is that of the years."""
    plain = ascii_digits(text)
    words, end = date_words(), 0
    for year in _YEAR.finditer(plain):
        if year.start() < end:
            continue
        found = _before(plain, year, end, words, language) or _behind(plain, year, words, language)
        if found:
            found = _with_clock(plain, found, end, words, language)
            end = found.end
            yield found


def ascii_digits(text: str) -> str:
    """The text with 0 to 9 for the digits of all scripts; no character more or less."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda m: str(unicodedata.decimal(m[0])), text)


def _before(text: str, year: re.Match[str], since: int, words: DateWords, language: str | None) -> Written | None:
    """The date whose year comes last."""
    start = max(since, year.start() - _BEFORE)
    near = text[start : year.start()]
    numbers = _NUMBERS_BEFORE.search(near)
    if numbers:
        order = "dm" if numbers[2] == "." else ""
        return Written(start + numbers.start(), year.end(), int(year[0]), int(numbers[1]), int(numbers[3]), order)
    printed = _PRINTED.search(near)
    month = words.month(printed[1], language) if printed else None
    if printed and month:
        clock = _clock(int(printed[3]), int(printed[4]), int(printed[5] or 0))
        offset = _offset(printed[6] or "", words, language)[0]
        at = start + printed.start()
        return Written(at, year.end(), int(year[0]), month, int(printed[2]), "md", clock=clock, offset=offset)
    tokens = [(m.group(), start + m.start(), start + m.end()) for m in _TOKEN.finditer(near)]
    found = _parts(tokens[::-1], words, language, backwards=True)
    return replace(found, end=year.end(), year=int(year[0])) if found else None


def _behind(text: str, year: re.Match[str], words: DateWords, language: str | None) -> Written | None:
    """The date whose year comes first."""
    near = text[year.end() : year.end() + _BEHIND]
    numbers = _NUMBERS_BEHIND.match(near)
    if numbers:
        end = year.end() + numbers.end()
        return Written(year.start(), end, int(year[0]), int(numbers[2]), int(numbers[3]), "md")
    tokens = [(m.group(), year.end() + m.start(), year.end() + m.end()) for m in _TOKEN.finditer(near)]
    found = _parts(tokens, words, language, backwards=False)
    return replace(found, start=year.start(), year=int(year[0])) if found else None


Tokens = list[tuple[str, int, int]]


def _parts(tokens: Tokens, words: DateWords, language: str | None, *, backwards: bool) -> Written | None:
    """A day and a month, beginning at the year; between them stand only words that join the parts of dates."""
    found: list[tuple[int, bool, bool]] = []  # the number, whether it is a month's name, and if so of Iran
    joined = False
    start = end = 0
    skip = False
    for i, (token, at, to) in enumerate(tokens):
        if skip:
            skip = False
            continue
        other = tokens[i + 1][0] if i + 1 < len(tokens) else ""
        named, two, length = _month(token, other, words, language, backwards)
        if named and found and found[-1][1:] == (True, named[1]) and found[-1][0] == named[0]:
            continue  # Arabic papers give the month's two names: "24 نيسان / أبريل 2020"
        if named:
            found.append((named[0], True, named[1]))
            skip = two
            at, to = (to - length, to) if not two else (min(at, tokens[i + 1][1]), max(to, tokens[i + 1][2]))
        elif token.isdigit() and len(token) <= 2:
            found.append((int(token), False, False))
        elif token in _LIGHT or (folded := fold(token)) in words.ordinals:
            continue
        elif folded in words.joins or folded.rstrip("'") + "'" in words.joins:
            joined = joined or bool(found)
            if found or not backwards:
                end = max(end, to)
            continue
        else:
            break
        start, end = (at if not start else min(start, at)), max(end, to)
        if len(found) == 2:
            break
    if len(found) < 2:
        return None
    if not backwards:
        end = _through_joins(tokens, end, words)
    one, two_ = found[::-1] if backwards else found
    if one[1] == two_[1]:
        # Two numbers are a date only with words between them: "ngày 3 tháng 5 năm 2024", "2024年5月3日".
        if one[1] or not joined:
            return None
        return Written(start, end, 0, one[0], two_[0], "dm" if backwards else "md")
    return Written(start, end, 0, one[0], two_[0], "md" if one[1] else "dm", jalali=one[2] or two_[2])


def _through_joins(tokens: Tokens, end: int, words: DateWords) -> int:
    """Where the date ends with the word that closes it: "2024年5月3日"."""
    for token, at, to in tokens:
        if at == end and fold(token) in words.joins:
            return to
    return end


def _month(
    token: str, other: str, words: DateWords, language: str | None, backwards: bool
) -> tuple[tuple[int, bool] | None, bool, int]:
    """The month that a word is, or two words are, and whether it is one of Iran; whether there are two; the name's length."""
    if token.isdigit() or token in _LIGHT:
        return None, False, 0
    number = words.month(f"{other} {token}" if backwards else f"{token} {other}", language) if other.isalpha() else None
    if number:
        return (number, False), True, 0
    # Scrapers write names and dates without a space: "LakesMAY 3, 2024".
    for name in (token, _HUMP.split(token)[-1]):
        number = words.month(name, language)
        if number:
            return (number, False), False, len(name)
        number = words.jalali_months.get(fold(name))
        if number:
            return (number, True), False, len(name)
    return None, False, 0


def _with_clock(text: str, found: Written, since: int, words: DateWords, language: str | None) -> Written:
    """The date with the time of the day that stands behind it, or before it."""
    if found.clock:
        return found
    match = _CLOCK.match(text[found.end : found.end + _CLOCK_BEHIND])
    if match and not words.updated.search(match[1].casefold()):
        half, length = _half(match[1], match[5], words)
        clock = _clock(int(match[2]), int(match[3] or 0), int(match[4] or 0), half)
        if clock and (match[3] or half):
            offset, more = _offset(match[5][length:], words, language)
            end = found.end + match.start(5) + length + more
            return replace(found, end=end, clock=clock, offset=offset)
    before = _CLOCK_FIRST.search(text[max(since, found.start - _CLOCK_BEHIND) : found.start])
    if before and not words.published.search(before[3].casefold()):
        half, length = _half("", before[3], words)
        clock = _clock(int(before[1]), int(before[2]), 0, half)
        if clock:
            return replace(found, clock=clock, offset=_offset(before[3][length:], words, language)[0])
    return found


def _half(before: str, behind: str, words: DateWords) -> tuple[str, int]:
    """ "am" or "pm" where the words by a time say so, and how long they are behind it."""
    match = _HALF.match(behind)
    said = fold(match[1]).replace(" ", "") if match else ""
    for half, names in (("am", words.am), ("pm", words.pm)):
        if match and said in names:
            return half, match.end()
        if any(fold(token) in names for token in before.split()):
            return half, 0
    return "", 0


def _clock(hour: int, minute: int, second: int, half: str = "") -> time | None:
    if half and 1 <= hour <= _TWELVE:
        hour = hour % _TWELVE + (_TWELVE if half == "pm" else 0)
    try:
        return time(hour % 24 if hour == 24 else hour, minute, min(second, 59))
    except ValueError:
        return None


def _offset(text: str, words: DateWords, language: str | None) -> tuple[int | None, int]:
    """The minutes from UTC that a zone says at the text's start, and how long it is."""
    match = _ZONE.match(text)
    if not match:
        return None, 0
    hours = words.hours(match[1], language) if match[1] else None
    if match[2] and (match[1] is None or hours == 0) and int(match[3]) < _NOT_ZONES:
        minutes = int(match[3]) * 60 + int(match[4] or 0)
        return (-minutes if match[2] == "-" else minutes), match.end()
    if hours is None:
        return None, 0
    return int(hours * 60), match.end(1)
