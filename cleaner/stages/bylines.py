"""Who signed the page, by the elements that name an author; for pages whose head doesn't say."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from cleaner.rules.compile import split_names
from cleaner.stages.elements import names_of, visible_text

_LIKELY = etree.XPath(
    "//*[@rel='author' or contains(@class,'uthor') or contains(@class,'yline') or contains(@id,'uthor')"
    " or contains(@class,'riter') or contains(@class,'autor') or contains(@class,'Autor') or contains(@class,'auteur')"
    " or contains(@data-testid,'yline') or contains(@data-testid,'uthor') or contains(@href,'/author/')"
    " or contains(@href,'/authors/') or contains(@href,'/autor/') or contains(@class,'redacteur')]"
)
_NAMES = re.compile(
    r" (?:author|authors|byline|bylines|by line|autor|autoren|autores|auteur|autore|writer|written by|posted by|redacteur) "
)
_ELSEWHERE = re.compile(
    r" (?:comment|comments|commentlist|related|recommended|sidebar|widget|footer|nav|menu|teaser|card|promo|latest|more|bio"
    r"|archive|popular|trending|recirc) "
)
_AFTER_NAME = re.compile(
    r"\s*\d|\s[-–—|•·]\s|\b(?:updated|published|posted|last|reviewed|edited|fact|share|follow|view|min read|"
    r"mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b(?!\s+[A-Z][a-z]+\s*$)",
    re.I,
)
_LONGEST = 120
_MOST_LOOKED_AT = 40


def find(tree: Any) -> list[str]:
    """The names in the first element that is named for an author, outside comments, teasers and side columns.

    Where elements for single authors stand in it, their texts; else its own, without what follows the name.
    """
    likely = [e for e in _LIKELY(tree)[:_MOST_LOOKED_AT] if _is_named(e) and not _is_elsewhere(e)]
    inside = {e: [d for d in likely if d is not e and e in _ancestors(d)] for e in likely}
    for element in likely:
        leaves = [d for d in inside[element] if not inside[d]] or [element]
        names = [n for leaf in leaves if (n := _name(visible_text(leaf)))]
        if names:
            return names
    return []


def _is_named(element: Any) -> bool:
    by_link = element.tag == "a" and (element.get("rel") == "author" or "/aut" in (element.get("href") or ""))
    return by_link or _NAMES.search(split_names(names_of(element))) is not None


def _ancestors(element: Any) -> list[Any]:
    return list(element.iterancestors())


def _name(text: str) -> str | None:
    """The text up to a date, a reading time or a role; None where that is no name."""
    name = _AFTER_NAME.split(text, maxsplit=1)[0].strip(" ,-–—|•·:")
    return name if 3 <= len(name) <= _LONGEST and any(c.isupper() or not c.isascii() for c in name) else None


def _is_elsewhere(element: Any) -> bool:
    while element is not None:
        if element.tag in ("aside", "footer", "nav", "li") or _ELSEWHERE.search(
            split_names(element.get("class") or "")
        ):
            return bool(element.tag != "body")
        element = element.getparent()
        if element is not None and element.tag in ("body", "article", "main"):
            return False
    return False
