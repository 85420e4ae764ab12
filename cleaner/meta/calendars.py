"""Years of other calendars than the Gregorian: the Buddhist one of Thailand, the Solar Hijri one of Iran."""

from __future__ import annotations

from datetime import date, timedelta

_BUDDHIST = 543
_BUDDHIST_YEARS = range(2450, 2650)
# The first day of the year 1399, which was a leap year, and how its calendar goes on: leap years every four years, after
# five at the end of a cycle of 33. So it holds from 1244 to 1472.
_EPOCH = date(2020, 3, 20)
_EPOCH_YEAR = 1399
_JALALI_YEARS = range(1369, 1473)
_CYCLE = (1, 5, 9, 13, 17, 22, 26, 30)
_MONTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29)


def from_buddhist(year: int) -> int:
    """The Gregorian year of one that only the Buddhist calendar has reached; other years as they are."""
    return year - _BUDDHIST if year in _BUDDHIST_YEARS else year


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The day of the Solar Hijri calendar, None where it has no such day."""
    if year not in _JALALI_YEARS or not 1 <= month <= 12:
        return None
    if not 1 <= day <= _MONTHS[month - 1] + (month == 12 and _is_leap(year)):
        return None
    days = sum(_MONTHS[: month - 1]) + day - 1
    if year >= _EPOCH_YEAR:
        days += sum(365 + _is_leap(y) for y in range(_EPOCH_YEAR, year))
    else:
        days -= sum(365 + _is_leap(y) for y in range(year, _EPOCH_YEAR))
    return _EPOCH + timedelta(days=days)


def _is_leap(year: int) -> bool:
    return year % 33 in _CYCLE
