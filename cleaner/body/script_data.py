"""The body that a page holds only as data in its scripts, where a browser would build the page from it.

Read is what is JSON: scripts of that type (``__NEXT_DATA__``) and values that a script sets (``window.__STATE__ = {...}``,
``JSON.parse("...")``). A value that is a program (Nuxt 2's functions) or a stream of parts (React's flight data) is not.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml import etree

from cleaner.body.segment import STORY, walk
from cleaner.body.span import MIN_TITLE
from cleaner.document import Block
from cleaner.page import jsonld
from cleaner.page.invisible import without_invisible
from cleaner.rules.shape import BlockView, squeeze

_LARGEST = 5_000_000
# What JSON can't read of one script; each failure counts the lines before it. A page's data are its first scripts' large values.
_MOST_FAILURES = 10_000
_DEEPEST = 200
_MOST_NODES = 200_000
# From a list of blocks down to the letters of one: block, children, link, children, text.
_DEEPEST_IN_BODY = 12
# Without a title that says so, a body must be this many times as long as any other.
_CLEARLY = 2.0
# Where a name begins, and nowhere within it: minified code and data are long "words".
_ASSIGNED = re.compile(
    r"(?<![\w$.])(?:\b(?:window|self|globalThis)\s*(?:\.\s*|\[\s*[\"'])|\b(?:var|let|const)\s+)?[\w$.]+(?:[\"']\s*\])?\s*=\s*(?=[\[{]|JSON\.parse\()"
)
_PARSED = re.compile(r"JSON\.parse\(\s*")
_UNDEFINED = re.compile(r"([:,\[])\s*undefined(?=\s*[,}\]])")
_TAG = re.compile(r"</?(?:p|br|div|a|strong|em|b|i|h[1-6]|ul|ol|li|span|blockquote|figure)\b[^>]*>", re.I)
_HEADLINES = ("headline", "title", "headlines", "name")
# Where texts stand, by the names that programmers give them.
_BODY = re.compile(
    r"(?:body|content|text|html|story|paragraphs?|blocks?|elements?|markup|article|document|copy|components?)$", re.I
)
_TEXT = re.compile(
    r"(?:body|content|text|html|value|children|paragraphs?|nodes|blocks|elements|markup|spans|runs|data|model|copy)$",
    re.I,
)
_NEVER = re.compile(
    r"comment|related|recommend|teaser|footer|header|menu|nav|config|setting|transl|i18n|locale|message|cookie|consent|privacy"
    r"|legal|faq|newsletter|subscri|paywall|meta|seo|author|bio|caption|credit|popular|trending|latest|sidebar|widget|promo|style|css|script",
    re.I,
)  # fmt: skip
_CLOSED = re.compile(r"[.!?…:。！？।؟۔][\"'”’»)\]」』]*\s*$")


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one value says, its characters of prose, and the headline that stands by it or over it."""

    blocks: tuple[Block, ...]
    mass: int
    headline: str


def find(tree: Any, titles: list[str]) -> tuple[Block, ...]:
    """The article's blocks from the page's scripts; () where none is told from other texts."""
    wanted = [s for t in titles if len(s := squeeze(t)) >= MIN_TITLE]
    units = [u for value in _values(tree) for u in _units(value) if u.mass >= STORY]
    own = [u for u in units if _is_wanted(u.headline, wanted)]
    best = max(own or units, key=lambda u: u.mass, default=None)
    if best is None or (not own and any(u.mass * _CLEARLY > best.mass and u.headline != best.headline for u in units)):
        return ()
    said = {squeeze(best.headline), *wanted}
    return tuple(b for b in best.blocks if squeeze(b.text) not in said)


def _is_wanted(headline: str, wanted: list[str]) -> bool:
    said = squeeze(headline)
    return len(said) >= MIN_TITLE and any(said == w or (said in w and 2 * len(said) > len(w)) for w in wanted)


def _values(tree: Any) -> Iterator[Any]:
    """What the scripts hold as JSON; what can't be read is passed over."""
    for script in tree.iter("script"):
        source = script.text
        kind = (script.get("type") or "").lower()
        if not source or len(source) > _LARGEST or "ld+json" in kind:
            continue
        if "json" in kind:
            yield jsonld.parse(source)
        elif not kind or "javascript" in kind or kind == "module":
            yield from _assigned(source)


def _assigned(source: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False)
    at = failures = 0
    lacks_words = True
    while failures < _MOST_FAILURES and (match := _ASSIGNED.search(source, at)):
        at = match.end()
        parsed = _PARSED.match(source, at)
        try:
            if parsed:
                value, at = _literal(decoder, source, parsed.end())
                yield json.loads(value, strict=False) if isinstance(value, str) else None
            else:
                value, at = decoder.raw_decode(source, at)
                yield value
        except (ValueError, RecursionError):
            failures += 1
            # What JSON has no word for; the same source, and so at most once more.
            lacks_words = lacks_words and _UNDEFINED.search(source, match.start()) is not None
            if lacks_words:
                yield from _assigned(_UNDEFINED.sub(r"\1null", source[match.start() :]))
                return


def _literal(decoder: json.JSONDecoder, source: str, at: int) -> tuple[Any, int]:
    """A string of JavaScript, in either kind of quotes."""
    if source[at : at + 1] != "'":
        return decoder.raw_decode(source, at)
    end = re.compile(r"'(?:[^'\\]|\\.)*'", re.S).match(source, at)
    if end is None:
        raise ValueError("a string without an end")
    inner = end.group()[1:-1].replace("\\'", "'").replace('"', '\\"')
    return json.loads(f'"{inner}"', strict=False), end.end()


def _units(value: Any) -> Iterator[_Unit]:
    """Each text or list of texts under a name for such, with the nearest headline."""
    stack: list[tuple[Any, int, str]] = [(value, 0, "")]
    seen = 0
    while stack and seen < _MOST_NODES:
        node, depth, headline = stack.pop()
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(node, list):
            stack.extend((item, depth + 1, headline) for item in reversed(node) if isinstance(item, (dict, list)))
            continue
        headline = _headline(node) or headline
        for key, inner in node.items():
            if _NEVER.search(key):
                continue
            if isinstance(inner, str) and inner[:1] in ("{", "["):
                inner = jsonld.parse(inner) or inner
            if isinstance(inner, (str, list)) and _BODY.search(key):
                blocks = tuple(_blocks(inner, 0))
                yield _Unit(blocks, _mass(blocks), headline)
            if isinstance(inner, (dict, list)):
                stack.append((inner, depth + 1, headline))


def _headline(node: dict[str, Any]) -> str:
    for key in _HEADLINES:
        value = node.get(key)
        if isinstance(value, dict):
            value = next((v for v in value.values() if isinstance(v, str)), None)
        if isinstance(value, str) and len(squeeze(value)) >= MIN_TITLE:
            return html.unescape(value)
    return ""


def _mass(blocks: tuple[Block, ...]) -> int:
    return sum(len(b.text) for b in blocks if BlockView(b).prose)


def _blocks(node: Any, depth: int) -> Iterator[Block]:
    """The paragraphs of a body, in order. What has a headline of its own is another story."""
    if depth > _DEEPEST_IN_BODY:
        return
    if isinstance(node, str):
        yield from _of_text(node)
    elif isinstance(node, list):
        pieces = [_inline(item, depth) for item in node]
        if _runs_on(pieces):
            yield from _of_text("".join(pieces))
            return
        for item in node:
            yield from _blocks(item, depth + 1)
    elif isinstance(node, dict) and not _headline(node):
        for key, inner in node.items():
            if isinstance(inner, (str, list, dict)) and _TEXT.search(key) and not _NEVER.search(key):
                yield from _blocks(inner, depth + 1)


def _inline(node: Any, depth: int) -> str:
    """All text of a piece of a paragraph, with its spaces."""
    if isinstance(node, str):
        return node
    if depth > _DEEPEST_IN_BODY or not isinstance(node, (dict, list)):
        return ""
    inner = node if isinstance(node, list) else [v for k, v in node.items() if _TEXT.search(k) and not _NEVER.search(k)]
    return "".join(_inline(item, depth + 1) for item in inner)


def _runs_on(pieces: list[str]) -> bool:
    """They are pieces of one paragraph, as words in bold and links are: a space or a small letter joins them."""
    said = [p for p in pieces if p.strip()]
    joints = sum(
        not _CLOSED.search(one) and (one[-1:].isspace() or following[:1].isspace() or following[:1].islower())
        for one, following in pairwise(said)
    )
    return 2 * joints >= len(said) - 1 > 0 and not any(_TAG.search(p) for p in said)


def _of_text(text: str) -> Iterator[Block]:
    """A string's paragraphs: of its elements where it holds markup, else its lines. A name or an address gives none."""
    text = html.unescape(text)
    if not _TAG.search(text):
        yield from (
            Block(-1, " ".join(without_invisible(line).split()))
            for line in text.split("\n")
            if " " in line.strip() or _wide(line)
        )
        return
    try:
        root = etree.fromstring(
            text.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError):
        return
    if root is not None:
        yield from (Block(-1, b.text, b.kind, b.link_share) for b in walk(root, frozenset()) if b.kind != "caption")


def _wide(line: str) -> bool:
    """Scripts without spaces between words."""
    return len(line) > 20 and not line.isascii()
