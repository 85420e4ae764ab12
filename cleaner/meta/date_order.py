"""Which of two numbers is the day: what a page tells of how its dates are to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cleaner.rules.words import date_words

_TAG = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}[-_])?([a-z]{2}))?(?![a-z])", re.I)
_COUNTRY = re.compile(r"\.([a-z]{2})$")
_ENGLISH = "en"
# What publishing systems come with: it says that nobody chose.
_UNCHOSEN = "us"


def _nobody_knows() -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Reader:
    """How to read the dates of one document.

    ``days``: those that its address and other places tell beyond doubt. ``language`` is as the document declares it, and
    ``region`` with it; ``country`` is its domain's. ``body_language`` is asked only where two numbers leave the order open.
    """

    language: str | None = None
    region: str | None = None
    country: str | None = None
    days: frozenset[date] = frozenset()
    body_language: Callable[[], str | None] = _nobody_knows

    def orders(self, year: int, first: int, second: int) -> tuple[str, ...]:
        """How to take ``first/second/year``, the likelier way first: "dm" day first, "md" month first.

        A day that the document tells elsewhere decides, then its language and region, then its domain's country.
        """
        known = {"dm": day_of(year, second, first), "md": day_of(year, first, second)}
        told = [order for order, day in known.items() if day and day in self.days]
        if len(told) == 1:
            return (told[0],)
        return ("md", "dm") if self._month_first() else ("dm", "md")

    def _month_first(self) -> bool:
        """Only English writes so, in the United States and a few other countries; and English that doesn't say where."""
        # "en" stands on pages of all languages, in templates; another language was chosen.
        if self.language not in (None, _ENGLISH) or (self.body_language() or _ENGLISH) != _ENGLISH:
            return False
        region = self.region
        if region in (None, _UNCHOSEN) and self.country:
            region = self.country
        return region is None or region in date_words().month_first or region == "ca"


def reader(
    languages: Iterable[object],
    host: str | None,
    days: Iterable[date],
    body_language: Callable[[], str | None] = _nobody_knows,
) -> Reader:
    """``languages`` as the document tells them ("en-GB", "en_US"): the first counts, and the first region said of it."""
    tags = [(m[1].lower(), (m[2] or "").lower()) for text in languages if (m := _TAG.match(str(text).strip()))]
    language = tags[0][0] if tags else None
    regions = [region for name, region in tags if name == language and region]
    # One that differs from what systems come with was chosen.
    region = next((r for r in regions if r != _UNCHOSEN), regions[0] if regions else None)
    return Reader(language, region, country_of(host), frozenset(days), lru_cache(maxsize=1)(body_language))


def country_of(host: str | None) -> str | None:
    """The country that a host's ending stands for: ``uk`` of ``news.example.co.uk``."""
    found = _COUNTRY.search(host or "")
    return found[1] if found and found[1] not in date_words().anywhere else None


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
