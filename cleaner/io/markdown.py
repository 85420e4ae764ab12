"""Markdown: a front matter of metadata, the title as heading, the body with its structure (CommonMark, GFM's tables)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from cleaner.article import Article
from cleaner.io import html
from cleaner.schema import writable

_FRONT = ("id", "url", "source", "authors", "published_at", "language", "tags", "status", "flags", "error")
_NEVER_WRAPPED = 1 << 30


def article(found: Article) -> str:
    """The article as a Markdown document with a front matter in YAML."""
    row = found.to_dict()
    front = "".join(_front(name, writable(row[name])) for name in _FRONT if row[name] not in (None, [], ""))
    return f"---\n{front}---\n\n{_body(found)}".rstrip("\n") + "\n"


def _front(name: str, value: Any) -> str:
    """A line or list of YAML. PyYAML would write line ends of Unicode as they are, and then reads them as spaces."""
    texts = value if isinstance(value, list) else [value]
    shown = all(map(str.isprintable, texts))
    return str(yaml.safe_dump({name: value}, allow_unicode=shown, sort_keys=False, width=_NEVER_WRAPPED))


def _body(found: Article) -> str:
    """The title and the body, converted from their safe HTML by markdownify."""
    title = f"<h1>{html.text(found.title)}</h1>" if found.title else ""
    markup = "\n".join([title, *html.body(found), *html.comments(found.comments)])
    return str(_converter().convert(html.safe(markup))).strip("\n")


@lru_cache(maxsize=1)
def _converter() -> Any:
    from markdownify import ATX, BACKSLASH, MarkdownConverter

    base: Any = MarkdownConverter

    class Converter(base):  # type: ignore[misc]
        """markdownify's, which leaves the signs of Markdown in addresses and in what stands for a picture."""

        def convert_a(self, el: Any, text: str, parent_tags: set[str]) -> str:
            el["href"] = _address(el.get("href", ""))
            return str(super().convert_a(el, text, parent_tags))

        def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:
            el["src"] = _address(el.get("src", ""))
            el["alt"] = self.escape(el.get("alt", ""), parent_tags)
            return str(super().convert_img(el, text, parent_tags))

    return Converter(
        heading_style=ATX, bullets="-", escape_misc=True, newline_style=BACKSLASH, autolinks=False, strip_pre=None
    )


def _address(url: str) -> str:
    """The address without what would end it."""
    return url.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
