"""Tags, entities and escapes in what should be a text: feeds and dumps leave them in a column."""

from __future__ import annotations

import html
import re

_BLOCKS = (
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure|footer|form|h1|h2|h3|h4|h5|h6|head|header|hr|"
    "html|iframe|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|title|tr|ul|video"
)
_INLINE = (
    "a|abbr|acronym|audio|b|big|button|caption|cite|code|del|em|embed|font|i|img|input|ins|kbd|label|link|mark|meta|noscript|"
    "object|param|picture|q|s|script|small|source|span|strike|strong|style|sub|sup|svg|td|th|time|tt|u|var|wbr"
)
_BLOCK = frozenset(_BLOCKS.split("|"))
_SPACED = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "noscript", "title"))
# A page's outermost elements amid a text are shown, not meant: it is about HTML.
_PAGE = frozenset(("html", "head", "body", "meta", "link"))
_NAMES = f"{_BLOCKS}|{_INLINE}"
# An attribute's value may hold a ">" where it is quoted.
_TAG = re.compile(rf"""<(/?)({_NAMES})(?:\s(?:[^<>"']|"[^"<]{{0,2000}}"|'[^'<]{{0,2000}}'){{0,2000}})?\s?/?>""", re.I)
_COMMENT = re.compile(r"<!--.{0,2000}?-->|<!doctype[^<>]{0,200}>|<!\[CDATA\[|\]\]>", re.I | re.S)
_ESCAPED_TAG = re.compile(rf"&lt;/(?:{_NAMES})&gt;|&lt;br ?/?&gt;", re.I)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TWICE = re.compile(r"&amp;(#?[a-zA-Z0-9]{2,31};)")
_BREAK = re.compile(r"\\{1,2}r(?:\\{1,2}n)?|\\{1,2}n")
_ESCAPE = re.compile(r"\\{1,2}r(?:\\{1,2}n)?|\\{1,2}[nt]|\\{1,2}u[0-9a-fA-F]{4}|\\[\"'/]")
_HALVES = re.compile("[\ud800-\udfff]+")
_FEW = 2


def without_tags(text: str) -> str:
    """The text of markup: elements that stand as blocks become lines, others leave nothing.

    Names alone make no markup ("the <b> tag"): some element must be closed, or a line broken.
    """
    if "<" not in text:
        if "&lt;" not in text or _ESCAPED_TAG.search(text) is None:
            return text
        text = html.unescape(text)
    tags = list(_TAG.finditer(text))
    opened = {t[2].lower() for t in tags if not t[1]}
    closed = {t[2].lower() for t in tags if t[1]}
    if "br" not in opened and not opened & closed:
        return text
    if opened & _PAGE and not text.lstrip().startswith("<"):
        return text
    return _COMMENT.sub("", _without(text, tags, _closes_all(tags)))


def _closes_all(tags: list[re.Match[str]]) -> bool:
    """As many paragraphs are closed as opened: then a line break inside one is only white space."""
    paragraphs = [t[1] for t in tags if t[2] in "pP"]
    return 2 * paragraphs.count("/") == len(paragraphs)


def _without(text: str, tags: list[re.Match[str]], closed: bool) -> str:
    parts: list[str] = []
    at = 0
    unseen = ""
    inside = False
    for tag in tags:
        name = tag[2].lower()
        if not unseen:
            between = text[at : tag.start()]
            parts.append(" ".join(between.split("\n")) if inside else between)
            if name in _BLOCK:
                parts.append("\n")
            elif name in _SPACED:
                parts.append(" ")
        if name in _UNSEEN:
            unseen = "" if tag[1] else unseen or name
        if closed and name in _BLOCK and name != "br":
            inside = name == "p" and not tag[1]
        at = tag.end()
    return "".join(parts) + text[at:]


def without_entities(text: str) -> str:
    """The text with the letters that entities stand for; also of those that were escaped twice."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda found: html.unescape(found[0]), _TWICE.sub(r"&\1", text))


def without_escapes(text: str) -> str:
    r"""The text with line breaks for each ``\n`` that was written out, as dumps of CSV and JSON have it.

    So it is meant where there are more of these than real ones, and most don't look like a path's: ``C:\news``.
    """
    if "\\" not in text:
        return text
    breaks = list(_BREAK.finditer(text))
    if not breaks or len(breaks) <= text.strip().count("\n"):
        return text
    small = sum(text[b.end() : b.end() + 1].islower() for b in breaks)
    if 2 * small > len(breaks) or (len(breaks) < _FEW and text[breaks[0].start() - 1 : breaks[0].start()].isalnum()):
        return text
    return _HALVES.sub(_paired, _ESCAPE.sub(_unescaped, text))


def _paired(halves: re.Match[str]) -> str:
    """The letters of pairs whose halves were written one by one."""
    return halves[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _unescaped(found: re.Match[str]) -> str:
    said = found[0].lstrip("\\")
    if said[0] in "rn":
        return "\n"
    if said[0] == "t":
        return "\t"
    return chr(int(said[1:], 16)) if said[0] == "u" else said
