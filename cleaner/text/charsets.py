"""Bytes as text: byte order mark, strict UTF-8, what the sender and the page declare, then detection.

UTF-8 comes before the declarations: text with multi-byte characters that is valid UTF-8 is UTF-8, whatever a template says.
"""

from __future__ import annotations

import codecs
import re

from cleaner.document import DocumentKind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]+)""", re.I)
_TAG = re.compile(
    r"<(?:!doctype\b|!--|\?xml|/?(?:html|head|body|title|meta|link|script|style|div|p|article|section|main|header|span"
    r"|h[1-6]|ul|ol|li|table|a|br|img|blockquote)\b[^<>]{0,2000}>)",
    re.I,
)
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "zstd data",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet file",
}
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 12, 13, 27))
_SNIFFED = 4096
_WHOLE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_WHOLE_PER_STRAY = 3
_CONTROL_SHARE = 0.02


def without_halves(text: str) -> str:
    """The text with "?" for each half of a surrogate pair, which no encoding can write."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def sniff(content: str) -> DocumentKind:
    """Whether a text is a page: it has tags near its start, or is made of them."""
    start = content[:_SNIFFED].lstrip()
    tags = _TAG.findall(start)
    if not tags:
        return "text"
    return "page" if start.startswith("<") or len(tags) > 3 or "</p>" in start.lower() else "text"


def binary_reason(content: bytes) -> str:
    """What kind of file this is, if it isn't text; "" if it may be."""
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return f"it looks like {name}"
    if any(content.startswith(bom) for bom, _ in _BOMS):
        return ""
    start = content[:_SNIFFED]
    if _utf16_without_mark(start):
        return ""
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return "it is full of control characters" if controls > _CONTROL_SHARE * len(start) else ""


def to_text(content: bytes, charset: str | None = None) -> str:
    """Decode; never raises. ``charset`` is what the HTTP header said."""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    wide = _utf16_without_mark(content[:_SNIFFED])
    if wide:
        return content.decode(wide, "replace")
    if _is_damaged_utf8(content):
        return _repair(content)
    found = _DECLARED.search(content[:_SNIFFED])
    declared = found.group(1).decode("ascii") if found else None
    for said in (charset, declared):
        decoded = _strictly(content, said)
        if decoded is not None:
            return decoded
    return _detect(content)


def _strictly(content: bytes, name: str | None) -> str | None:
    if not name:
        return None
    # Browsers read these names as their Windows superset (WHATWG Encoding Standard).
    name = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030",
            "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949"}.get(name.lower(), name)  # fmt: skip
    try:
        return without_halves(content.decode(name))  # UTF-7 and the like can hold halves
    except (LookupError, UnicodeDecodeError):
        return None


def _utf16_without_mark(start: bytes) -> str:
    """UTF-16 of mostly Latin text has a zero in every second byte."""
    if len(start) < 8 or b"\0" not in start:
        return ""
    even, odd = start[::2].count(0) / (len(start) / 2), start[1::2].count(0) / (len(start) / 2)
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.05 else ""


def _is_damaged_utf8(content: bytes) -> bool:
    """Far more whole UTF-8 characters than stray bytes: one bad byte doesn't make a page another encoding."""
    stray = content.decode("utf-8", "replace").count("\ufffd")
    return stray * _WHOLE_PER_STRAY <= len(_WHOLE.findall(content))


def _repair(content: bytes) -> str:
    """UTF-8 with stray bytes of a Windows code page in it."""
    from bs4.dammit import UnicodeDammit

    return str(UnicodeDammit.detwingle(content).decode("utf-8", "replace"))


def _detect(content: bytes) -> str:
    """What charset-normalizer finds likeliest; Windows-1252 where it finds nothing."""
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000]).best()
    return without_halves(content.decode(best.encoding if best else "cp1252", "replace"))
