"""Dates as publishers write them: read, as the outlet tells them and in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from cleaner.meta.calendars import from_buddhist, from_jalali
from cleaner.meta.date_order import Reader, day_of
from cleaner.meta.written import Written, ascii_digits, written
from cleaner.rules.words import date_words

# What goes on with a clock or letters after it ("GST", "a.m.") is left to ``written``.
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?(?!\s*T?\d|:|\s*[^\W\d_])",
    re.I,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?$")
_IN_URL = re.compile(
    r"/(20\d{2}|19\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)|[/_-](20\d{2})(\d{2})(\d{2})(?=[/_.-]|$)"
)
_EARLIEST = 1990
_SLACK = timedelta(days=1)  # where the day began already
_PERSIAN = "fa"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = re.compile(r"\d+")
_LONGEST_LINE = 160
_LONGEST_PLAIN = 80
_LONGEST_RAW = 100
_ANYBODY = Reader()


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that was read. ``raw`` is as written; ``zoned``: the offset from UTC is known; ``timed``: the hour is."""

    raw: str
    at: datetime
    timed: bool

    @property
    def zoned(self) -> bool:
        return self.at.tzinfo is not None

    @property
    def utc(self) -> str:
        """ISO 8601 in UTC; without an offset the hour is taken for UTC's, a day without an hour for its midnight."""
        return _in_utc(self.at).isoformat()

    @property
    def local(self) -> str:
        """ISO 8601 as the outlet tells it: a day, or with its hour, or with that and its offset."""
        return self.at.isoformat() if self.timed else self.at.date().isoformat()


def read(raw: str, reader: Reader = _ANYBODY) -> Moment | None:
    """The date that a value or a short text gives, None where it gives none, or one to come."""
    raw = raw.strip()
    plain = ascii_digits(raw)
    found = _from_iso(plain) or _from_epoch(plain)
    if found:
        return _moment(raw, *found)
    if len(raw) > _LONGEST_RAW:
        return None
    return next((moment for _, moment in _written_in(raw, reader, whole=True)), None)


def read_all(values: Iterable[object], reader: Reader = _ANYBODY) -> Iterator[Moment]:
    """The dates of those values that give one."""
    for value in values:
        moment = read(str(value), reader)
        if moment:
            yield moment


def _written_in(text: str, reader: Reader, *, whole: bool = False) -> Iterator[tuple[Written, Moment]]:
    for found in written(text, reader.language):
        moment = _resolved(text if whole else text[found.start : found.end], found, reader)
        if moment:
            yield found, moment


def _resolved(raw: str, found: Written, reader: Reader) -> Moment | None:
    """The moment that a written date means: by its calendar, the order of its numbers, and not one to come."""
    zone = timezone(timedelta(minutes=found.offset)) if found.offset is not None and found.clock else None
    for day in _days(found, reader):
        if day is None:
            continue
        moment = _moment(raw, datetime.combine(day, found.clock or time(), zone), found.clock is not None)
        if moment:
            return moment
    return None


def _days(found: Written, reader: Reader) -> Iterator[date | None]:
    year, one, two = from_buddhist(found.year), found.first, found.second
    # Iran's years are those of a month of its own, or of numbers in its language; the same numbers count others elsewhere.
    jalali = found.jalali or (year < 1500 and (reader.language or reader.body_language()) == _PERSIAN)
    orders = (found.order,) if found.order else reader.orders(year, one, two)
    for order in orders:
        day, month = (one, two) if order == "dm" else (two, one)
        yield from_jalali(year, month, day) if jalali else day_of(year, month, day)


def _from_iso(raw: str) -> tuple[datetime, bool] | None:
    found = _ISO.match(raw) or _COMPACT.match(raw)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(g or 0) for g in found.groups()[:6])
    try:
        moment = datetime(from_buddhist(year), month, day, hour % 24, minute, min(second, 59))
        zone = (found.groups()[-1] or "").replace(":", "").upper()
        if zone and zone != "Z":
            zone = zone if len(zone) == 5 else zone + "00"
            moment = datetime.strptime(moment.strftime("%Y%m%d%H%M%S") + zone, "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return (moment.replace(tzinfo=timezone.utc) if zone == "Z" else moment), found.group(4) is not None


def _from_epoch(raw: str) -> tuple[datetime, bool] | None:
    if not _EPOCH.match(raw):
        return None
    return datetime.fromtimestamp(int(raw) // (1000 if len(raw) == 13 else 1), timezone.utc), True


def _moment(raw: str, at: datetime, timed: bool) -> Moment | None:
    """None for a day before there was news on the web, and for one that is still to come."""
    at = at.replace(microsecond=0)
    try:
        utc = _in_utc(at)
    except OverflowError:
        return None
    fits = utc.year >= _EARLIEST and utc <= datetime.now(timezone.utc) + _SLACK
    return Moment(raw, at, timed) if fits else None


def _in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=timezone.utc) if at.tzinfo is None else at.astimezone(timezone.utc)


def to_utc(raw: str, reader: Reader = _ANYBODY) -> str | None:
    """ISO 8601 in UTC of a date as written; None where it is no date."""
    moment = read(raw, reader)
    return moment.utc if moment else None


def in_text(text: str) -> str | None:
    """The first date in a line of text, as written."""
    return next((moment.raw for _, moment in _written_in(text, _ANYBODY)), None)


def is_dated(text: str) -> bool:
    """Whether a short line gives a date, be it in a language whose months aren't known: a year and another number."""
    plain = ascii_digits(text)
    numbers = _NUMBERS.findall(plain)
    if not numbers:
        return False
    return (len(numbers) > 1 and _YEAR.search(plain) is not None) or in_text(text) is not None


def every(text: str, reader: Reader = _ANYBODY) -> Iterator[Moment]:
    """The dates in a text, in its order."""
    return (moment for _, moment in _written_in(text, reader))


def shown(lines: Iterable[str], reader: Reader = _ANYBODY, *, marked: bool = False) -> Moment | None:
    """The date that lines show: the one marked as published, else one without a mark, else the last update.

    ``marked``: only the one that is marked as published will do.
    """
    words = date_words()
    found: dict[str, Moment] = {}
    for line in lines:
        if len(line) > _LONGEST_LINE:
            continue
        # A line may give both: "Published 3 May 2024, updated 5 May 2024".
        start = 0
        for match, moment in _written_in(line, reader):
            before, start = line[start : match.start].casefold(), match.end
            mark = (
                "published"
                if words.published.search(before)
                else "updated"
                if words.updated.search(before)
                else "plain"
            )
            if mark == "plain" and len(line) > _LONGEST_PLAIN:
                continue  # a date in a sentence
            found.setdefault(mark, moment)
    return next(
        (found[mark] for mark in (("published",) if marked else ("published", "plain", "updated")) if mark in found),
        None,
    )


def in_url(url: str | None) -> str | None:
    """The day that a URL's path holds, as it stands there: ``2024/05/03`` or ``20240503``."""
    found = _IN_URL.search(url or "")
    if not found or not url_day(url):
        return None
    return found.group().strip("/_-")


def url_day(url: str | None) -> date | None:
    """That day itself."""
    found = _IN_URL.search(url or "")
    return day_of(*(int(g) for g in found.groups() if g)) if found else None


def iso_day(value: str) -> date | None:
    """The day of a value that can be read in one way only, as it is written there."""
    found = _ISO.match(value)
    return day_of(*(int(g) for g in found.groups()[:3])) if found else None
