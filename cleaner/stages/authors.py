"""Authors as a clean list: no "By", no e-mail, no handle, no outlet, no role."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.rules.fold import fold

_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞА-Я])"
_BY = re.compile(
    r"^by(?=" + _CAPITAL + r")"
    r"|^\s*(?:author|written by|posted by)\s+(?:posted by\s+)?(?=" + _CAPITAL + r")"
    r"|^\s*(?:(?:written|reported|story|text|words|posted|published|compiled|reviewed|analysis|review|opinion|essay|by)\s+)*"
    r"by\b[:\s]+"
    r"|^\s*(?:von|vom|por|par|pubblicato da|di|da|door|av|af|przez|autor(?:in|a)?|author|text|texte|texto|testo|tekst|автор|від|"
    r"oleh|yazan|記者|文)\s*[:：]\s*"
    r"|^\s*(?:von|por|par|door|av|af)\s+(?=" + _CAPITAL + r")",
    re.I,
)  # fmt: skip
_SPLIT = re.compile(
    r"\s*(?:;|\||/|·|•|\n|\s&\s|&amp;|,?\s(?:and|und|et|y|e|en|och|og|ve|dan|и|та|i|with|mit|con|avec)\s+(?=[A-ZÀ-ÖØ-ÞА-Я])|、|，)\s*"
)
_COMMA = re.compile(r"\s*,\s*")
_EMAIL = re.compile(r"\(?\s*[\w.+-]+@[\w-]+\.[\w.-]+\s*\)?")
_HANDLE = re.compile(r"\(?\s*@\w+\s*\)?")
_URL = re.compile(r"https?://\S+|www\.\S+|facebook\.com/\S+")
_TAIL = re.compile(
    r"\s*(?:\(.*\)|\[.*\])\s*$|\s+(?:for|in|aus|à|en|in)\s+(?:the\s+)?[A-Z][\w.]*(?:\s[A-Z][\w.]*)*$"
    r"|\s*[-–—|,]\s+(?:[A-Z]\w+\s+){0,3}(?:writer|reporter|editor|correspondent|staff|contributor|columnist|author|redakteur\w*|"
    r"journalist\w*|korrespondent\w*|redaktion|chief|director|manager|specialist|analyst|correspondante?|journaliste|"
    r"rédact(?:eur|rice)|corresponsal|redactora?|periodista|giornalista|inviat[oa]|jornalista|repórter)\b.*$",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|journalist\w*|redakteur\w*|columnist|contributor|ph\.?d|md|jr|sr|iii?|"
    r"correspondante?|journaliste|rédact(?:eur|rice)|corresponsal|redactora?|periodista|giornalista|inviat[oa]|jornalista|repórter|"
    r"rd|mba|cpa|producer|photographer|director|specialist|freelance\w*|staff|senior|chief|bureau|updated|published|min read)\b",
    re.I,
)
_NOBODY = frozenset(
    [
        "admin",
        "administrator",
        "root",
        "editor",
        "user",
        "guest",
        "unknown",
        "none",
        "null",
        "undefined",
        "author",
        "staff",
        "webmaster",
        "wordpress",
        "by",
    ]
)
_MAX_LENGTH = 70
_MAX_WORDS = 7


def clean_authors(raw: Iterable[str], outlets: Iterable[str], domain: str | None) -> tuple[str, ...]:
    """The people (or the desk or agency) named in ``raw``, in order, each once."""
    names: list[str] = []
    for text in raw:
        names.extend(_split(text))
    found: dict[str, str] = {}
    for name in names:
        clean = _clean(name)
        if clean:
            found.setdefault(fold(clean), clean)
    outlet_keys = {fold(o) for o in outlets} | ({fold(domain), fold(domain.split(".")[0])} if domain else set())
    people = {k: v for k, v in found.items() if k not in outlet_keys}
    return tuple(people.values())


def _split(text: str) -> list[str]:
    text = _URL.sub(" ", _EMAIL.sub(" ", text))
    text = _HANDLE.sub(" ", text)
    parts: list[str] = []
    for part in _SPLIT.split(_BY.sub("", text)):
        pieces = _COMMA.split(part)
        # "Doe, Jane" is one person, "Jane Doe, Richard Roe" two, "Jane Doe, Staff Writer" one with a role.
        if len(pieces) > 1 and all(" " in p.strip() or _ROLE.search(p) for p in pieces if p):
            parts.extend(p for p in pieces if not _ROLE.search(p) or p is pieces[0])
        elif len(pieces) > 1 and _ROLE.search(pieces[-1]):
            parts.append(pieces[0])
        elif len(pieces) > 2 or " " in pieces[0].strip():
            parts.extend(pieces)
        else:
            parts.append(part)
    return parts


def _clean(name: str) -> str | None:
    name = " ".join(_BY.sub("", name).split())
    for _ in range(2):
        name = _TAIL.sub("", name).strip(" ,.;:|-–—*•\"'“”")
    if not 2 <= len(name) <= _MAX_LENGTH or len(name.split()) > _MAX_WORDS:
        return None
    if fold(name) in _NOBODY or not any(map(str.isalpha, name)) or re.search(r"\d{2}|[<>{}=]", name):
        return None
    if name.isupper() and " " in name and name.isascii():
        name = name.title()
    return name
