"""Bytes to text, and whether that is a page: the stage that all others build on."""

from __future__ import annotations

import codecs

from cleaner.document import Document
from cleaner.rules.compile import Rules
from cleaner.text.charsets import binary_reason, sniff, to_text, without_halves


def decode(document: Document, rules: Rules) -> Document:
    """Fill ``markup`` with the content as text, and say whether it is a page or a text."""
    content = document.content
    if isinstance(content, bytes):
        reason = binary_reason(content)
        if reason:
            return document.but(error=f"not text: {reason}")
        markup, utf8 = _as_it_is(content), content
        if not markup:
            markup, utf8 = _cleared(to_text(content, document.charset)), b""
    else:
        markup, utf8 = _cleared(without_halves(content)), b""
    if not markup or markup.isspace():
        return document.but(markup=markup, error="empty: there is no text in it")
    kind = document.kind if document.kind != "auto" else sniff(markup)
    return document.but(markup=markup, utf8=utf8, kind=kind)


def _as_it_is(content: bytes) -> str:
    """The text of what is UTF-8 without a mark or a zero, which is what most are; "" of others."""
    if b"\0" in content or content.startswith(codecs.BOM_UTF8):
        return ""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _cleared(text: str) -> str:
    return text.lstrip("\ufeff").replace("\0", "")
