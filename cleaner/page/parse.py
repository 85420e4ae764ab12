"""The one place where a page is parsed."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from cleaner.page.flood import DEEP, is_nested_too_much

_PAGE_END = re.compile(
    rb"</(?:body|html)(?:[\s\x1c-\x1f]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80)*>",
    re.I,
)  # with the spaces of Unicode, as UTF-8
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)\b[^<>]*>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "script", "style"]
)  # fmt: skip


def parse(markup: str) -> Any:
    """The page's root element, None where there is none."""
    return parse_bytes(markup.encode("utf-8", "replace"))


def parse_bytes(source: bytes) -> Any:
    """The root element of a page in UTF-8, None where there is none."""
    try:
        tree, whole = _parse(source)
        if tree is None or (whole and not is_nested_too_much(tree)):
            return tree
        return _parse(_shallow(source.decode()).encode())[0]
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _parse(source: bytes) -> tuple[Any, bool]:
    """The root, and whether libxml2 read to the end: it stops, without an exception, below 2,048 open elements."""
    # The parser drops what follows an end tag of body or html, and pages put their article there.
    source = _PAGE_END.sub(b"", source)
    # lxml.html's own element classes cost a look-up for every element that is touched; nothing here needs them.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    tree = etree.fromstring(source, parser=parser)
    return tree, not any("Excessive depth" in e.message for e in parser.error_log)


def _shallow(markup: str) -> str:
    """The page with a line break for each tag that stands too deep: its structure goes there, its text stays."""
    depth = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal depth
        closing, name = found.group(1), found.group(2).lower()
        if name in _VOID:
            return found.group()
        too_deep = depth > DEEP if closing else depth >= DEEP
        depth = max(0, depth - 1) if closing else depth + 1
        return "<br>" if too_deep else found.group()

    return _ANY_TAG.sub(tag, markup)
