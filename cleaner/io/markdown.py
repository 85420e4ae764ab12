"""Markdown: a front matter of metadata, the title as heading, the body."""

from __future__ import annotations

import json
import re

from cleaner.article import Article

_FRONT = ("id", "url", "source", "authors", "published_at", "language", "tags", "status", "flags", "error")
_MEANS_SOMETHING = re.compile(r"^(\s*)([#>+*|-]|~~~|={3,})|^(\s*\d+)([.)])(?=\s)", re.M)
_INLINE = re.compile(r"([\\`*_\[\]<])")


def article(found: Article) -> str:
    """The article as a Markdown document; values of the front matter are JSON, which YAML reads."""
    row = found.to_dict()
    front = [f"{k}: {json.dumps(row[k], ensure_ascii=False)}" for k in _FRONT if row[k] not in (None, [], "")]
    parts = ["---\n" + "\n".join(front) + "\n---"]
    if found.title:
        parts.append("# " + escape(found.title))
    if found.text:
        parts.append(escape(found.text))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MEANS_SOMETHING.sub(r"\1\3\\\2\4", _INLINE.sub(r"\\\1", text))
