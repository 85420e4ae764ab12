"""What bytes are, told by how they start: a page, or a file of a format that says so itself."""

from __future__ import annotations

import codecs
import re

# How much of a file is looked at.
SNIFFED = 4096
# What a page starts with, behind comments and a declaration of XML. A feed or an image (rss, svg) is none.
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|article|main|section|header|div|p|h1|table)[\s>])",
    re.I | re.S,
)
# A comment that is longer than what is looked at.
_OPEN_COMMENT = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<!--(?!.*-->)", re.S)
_HTML = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.I)


def looks_like_page(start: bytes) -> bool:
    """Whether content that starts so is an HTML page."""
    start = _narrow(start[:SNIFFED])
    return bool(_PAGE.match(start) or (_OPEN_COMMENT.match(start) and _HTML.search(start)))


def _narrow(start: bytes) -> bytes:
    """UTF-16 as ASCII, as far as it is any; the byte order mark goes."""
    for bom in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if start.startswith(bom):
            return start[2:].replace(b"\0", b"")
    return start.removeprefix(codecs.BOM_UTF8)


# How a file of a format starts, and no article does.
_STARTS = (
    (".warc", re.compile(rb"WARC/\d|filedesc://")),
    (".parquet", re.compile(rb"PAR1")),
    (".sqlite", re.compile(rb"SQLite format 3\0")),
    (".duckdb", re.compile(rb".{8}DUCK", re.S)),
    (".zip", re.compile(rb"PK\x03\x04|PK\x05\x06")),
    (".tar", re.compile(rb".{257}ustar", re.S)),
    (".json", re.compile(rb"""(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*["}]""")),
    # Headers, one of which says that parts follow: a page that a browser saved in one file.
    (
        ".mhtml",
        re.compile(rb"\s*(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){0,30}?Content-Type:\s*multipart/related", re.I),
    ),
)


def format_of(start: bytes) -> str:
    """The ending of the format that content with this start is of: ``.html`` of a page, "" where it doesn't tell."""
    found = next((ending for ending, pattern in _STARTS if pattern.match(start)), "")
    return found or (".html" if looks_like_page(start) else "")
