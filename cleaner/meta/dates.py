"""Dates as publishers write them, as ISO 8601 in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timezone
from typing import Any

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$")
_IN_URL = re.compile(r"/(20\d{2}|19\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|[/_-](20\d{2})(\d{2})(\d{2})(?=[/_.-]|$)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?$")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\b(?:\D{0,12}?(\d{1,2})[:.](\d{2}))?")
_NAMED = re.compile(
    r"(\d{1,2})(?:\.|er|º|°)? (?:de |d'|of )?([^\W\d_]{3,12})\.?,? (?:de |del )?(\d{4})\b(?:\D{0,12}?(\d{1,2}) ?[:.hH] ?(\d{2}))?"
)
# Month names of the languages that write the day first; English is left to dateutil.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner janvier enero gennaio janeiro januari stycznia styczeń января январь ene gen janv sty янв يناير",
            "februar februari février febrero febbraio fevereiro lutego luty февраля февраль févr fév fev feb lut фев فبراير",
            "märz mars marts marzo março maart marca marzec марта март mär mrt мар مارس",
            "april avril abril aprile kwietnia kwiecień апреля апрель avr abr kwi апр أبريل إبريل ابريل",
            "mai maj mayo maggio maio mei maja мая май mag مايو",
            "juni juin junio giugno junho czerwca czerwiec июня июнь giu cze июн يونيو",
            "juli juillet julio luglio julho lipca lipiec июля июль juil lug lip июл يوليو",
            "august augusti août agosto augustus sierpnia sierpień августа август ago sie авг أغسطس اغسطس",
            "september septembre septiembre settembre setembro września wrzesień сентября сентябрь set sett wrz сен сент سبتمبر",
            "oktober octobre octubre ottobre outubro października październik октября октябрь okt ott out paź окт أكتوبر اكتوبر",
            "november novembre noviembre novembro listopada listopad ноября ноябрь lis ноя نوفمبر",
            "dezember december décembre diciembre dicembre dezembro grudnia grudzień desember декабря декабрь ديسمبر "
            "déc dez dic des gru дек",
        ),
        start=1,
    )
    for name in names.split()
}
_HOUR = 3600
_ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "BST": 1, "CET": 1, "CEST": 2,
    "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "IST": 5.5, "PKT": 5, "WIB": 7,
    "SGT": 8, "HKT": 8, "PHT": 8, "MYT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_EARLIEST = 1990
_ENGLISH_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_WRITTEN = re.compile(
    rf"{_ENGLISH_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_ENGLISH_MONTH}\.?,? (?:19|20)\d\d(?!\d)"
    rf"|\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d\b|{_DOTTED.pattern}|\b{_NAMED.pattern}"
    r"|(?<!\d)(?:19|20)\d\d ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]",
    re.I,
)
_PUBLISHED = re.compile(
    r"publi|posted|created|issued|first|erschienen|veröffentlicht|stand vom|geplaatst|udgivet|opublikowano|publicerad|опубликовано|"
    r"diterbitkan|yayın", re.I
)  # fmt: skip
_UPDATED = re.compile(
    r"updat|modif|review|edited|revised|aktualisiert|geändert|mis à jour|actualiz|atualiz|aggiorn|bijgewerkt|gewijzigd|opdateret|"
    r"uppdaterad|oppdatert|aktualiz|обновлено|güncel|diperbarui", re.I
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = re.compile(r"\d+")
_LONGEST_LINE = 160
_LONGEST_PLAIN = 80
_IDEOGRAMS = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")


def to_utc(raw: str) -> str | None:
    """ISO 8601 in UTC of a date as written; a day without a time is its midnight; None where it is no date."""
    raw = raw.strip()
    raw = _IDEOGRAMS.sub(r"\1-\2-\3", raw)
    moment = _from_iso(raw) or _from_epoch(raw) or _from_dots(raw) or _from_words(raw) or _from_names(raw)
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
            zones = {name: int(hours * _HOUR) for name, hours in _ZONES.items()}
            found: Any = parser.parse(raw, default=datetime(2000, 1, 1), tzinfos=zones)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return found if isinstance(found, datetime) else None


def _from_dots(raw: str) -> datetime | None:
    """``12.05.2024, 10:15``: with dots the day comes first."""
    found = _DOTTED.search(raw)
    return _on_day(found, int(found.group(2))) if found else None


def _from_names(raw: str) -> datetime | None:
    """``12 mai 2024 à 10h15``: a month's name in another language than English."""
    found = _NAMED.search(raw)
    month = _MONTHS.get(found.group(2).lower()) if found else None
    return _on_day(found, month) if found and month else None


def _on_day(found: re.Match[str], month: int) -> datetime | None:
    day, year, hour, minute = (int(found.group(g) or 0) for g in (1, 3, 4, 5))
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        return None


def in_text(text: str) -> str | None:
    """The first date in a line of text, as written."""
    for found in _WRITTEN.finditer(text):
        if to_utc(found.group()):
            return found.group()
    return None


def is_dated(text: str) -> bool:
    """Whether a short line gives a date, be it in a language whose months aren't known: a year and another number."""
    return in_text(text) is not None or (len(_NUMBERS.findall(text)) > 1 and _YEAR.search(text) is not None)


def shown(lines: Iterable[str]) -> str | None:
    """The date that the lines by a headline show: the one marked as published, else one without a mark, else the last update."""
    found: dict[str, str] = {}
    for line in lines:
        if len(line) > _LONGEST_LINE:
            continue
        # A line may give both: "Published 3 May 2024, updated 5 May 2024".
        start = 0
        for match in _WRITTEN.finditer(line):
            before, start = line[start : match.start()], match.end()
            mark = "published" if _PUBLISHED.search(before) else "updated" if _UPDATED.search(before) else "plain"
            if mark == "plain" and len(line) > _LONGEST_PLAIN:
                continue  # a date in a sentence
            if to_utc(match.group()):
                found.setdefault(mark, match.group())
    return next((found[mark] for mark in ("published", "plain", "updated") if mark in found), None)


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
