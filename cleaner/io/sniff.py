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
