"""Dates as publishers write them, as ISO 8601 in UTC."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from typing import Any

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$")
_IN_URL = re.compile(r"/(20\d{2}|19\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|[/_-](20\d{2})(\d{2})(\d{2})(?=[/_.-]|$)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?$")
_EARLIEST = 1990


def to_utc(raw: str) -> str | None:
    """ISO 8601 in UTC of a date as written; a day without a time is its midnight; None where it is no date."""
    raw = raw.strip()
    moment = _from_iso(raw) or _from_epoch(raw) or _from_words(raw)
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    try:
        moment = moment.astimezone(timezone.utc)
    except (OverflowError, ValueError):
        return None
    latest = datetime.now(timezone.utc).year + 1
    return moment.replace(microsecond=0).isoformat() if _EARLIEST <= moment.year <= latest else None


def _from_iso(raw: str) -> datetime | None:
    found = _ISO.match(raw) or _COMPACT.match(raw)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(g or 0) for g in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour % 24, minute, min(second, 59))
        zone = (found.groups()[-1] or "").replace(":", "")
        if zone and zone != "Z":
            zone = zone if len(zone) == 5 else zone + "00"
            return datetime.strptime(moment.strftime("%Y%m%d%H%M%S") + zone, "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return moment.replace(tzinfo=timezone.utc) if zone == "Z" else moment


def _from_epoch(raw: str) -> datetime | None:
    if not _EPOCH.match(raw):
        return None
    return datetime.fromtimestamp(int(raw) / (1000 if len(raw) == 13 else 1), timezone.utc)


def _from_words(raw: str) -> datetime | None:
    """``Fri, 03 May 2024 10:00:00 GMT`` and the like, by dateutil; it must name a day, a month and a year."""
    if not (6 <= len(raw) <= 60 and re.search(r"(?:19|20)\d{2}", raw) and len(re.findall(r"\d+", raw)) >= 2):
        return None
    import warnings

    from dateutil import parser

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found: Any = parser.parse(raw, default=datetime(2000, 1, 1))
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return found if isinstance(found, datetime) else None


def in_url(url: str | None) -> str | None:
    """The day that a URL's path holds: ``/2024/05/03/`` or ``-20240503.``."""
    found = _IN_URL.search(url or "")
    if not found:
        return None
    year, month, day = (int(g) for g in found.groups() if g)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
