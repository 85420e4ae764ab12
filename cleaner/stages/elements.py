"""What several page stages ask of an element. The tree is only read."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

# Elements that hold no article text, whatever stands in them.
NO_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "area",
        "select",
        "option",
        "optgroup",
        "datalist",
        "input",
        "textarea",
        "button",
        "head",
        "meta",
        "link",
        "title",
        "math",
        "progress",
        "meter",
        "dialog",
    ]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "amp-link",
    ]
)
NAME_ATTRIBUTES = (
    "class",
    "id",
    "role",
    "itemprop",
    "data-testid",
    "data-component",
    "data-module",
    "data-qa",
    "aria-label",
)
_SPACES = re.compile(r"\s+")


# Pages leave these open, and then the article stands in them.
_LEFT_OPEN = frozenset(("button", "dialog", "object", "map", "select", "textarea"))


def is_mute(element: Any) -> bool:
    """Whether nothing in the element is read by people: scripts, drawings, form fields, comments."""
    tag = element.tag
    if not isinstance(tag, str):
        return True
    return tag in NO_TEXT and not (tag in _LEFT_OPEN and element.find(".//p") is not None)


def names_of(element: Any) -> str:
    """What the page's author called it: class, id, role, test id and the like, as written."""
    get = element.attrib.get
    return " ".join([v for v in map(get, NAME_ATTRIBUTES) if v])


def visible_text(element: Any, pruned: frozenset[Any] | set[Any] = frozenset()) -> str:
    """All its text on one line, without scripts and what was pruned."""
    parts: list[str] = []
    _collect(element, pruned, parts)
    return _SPACES.sub(" ", "".join(parts)).strip()


def _collect(element: Any, pruned: frozenset[Any] | set[Any], parts: list[str]) -> None:
    stack: list[tuple[Any, bool]] = [(element, True)]
    while stack:
        e, entering = stack.pop()
        if not entering:
            if e.tail:
                parts.append(e.tail)
            if e.tag not in INLINE:
                parts.append(" ")
            continue
        if e is not element:
            stack.append((e, False))
        if is_mute(e) or e in pruned:
            continue
        if e.text:
            parts.append(e.text)
        stack.extend((child, True) for child in reversed(e))


def link_share(element: Any, length: int) -> float:
    """The share of its ``length`` characters of text that stand inside links."""
    if not length:
        return 0.0
    inside = sum(len(_SPACES.sub(" ", "".join(a.itertext())).strip()) for a in element.iter("a"))
    return min(1.0, inside / length)


def with_html_classes(tree: Any) -> Any:
    """A copy of the tree in lxml.html's classes, as the libraries want it that are asked as a last resort."""
    return html.document_fromstring(etree.tostring(tree, encoding="utf-8"), parser=html.HTMLParser(encoding="utf-8"))


def unlinked_lengths(root: Any) -> dict[Any, int]:
    """Of each element how many characters of its text stand outside links, scripts and the like: what there is to read."""
    lengths: dict[Any, int] = {}
    for element in reversed(list(root.iter())):
        length = lengths.get(element, 0)
        if element.tag == "a" or is_mute(element):
            length = 0
        elif element.text:
            length += len(element.text.strip())
        lengths[element] = length
        parent = element.getparent()
        tail = len(element.tail.strip()) if element.tail else 0
        lengths[parent] = lengths.get(parent, 0) + length + tail
    return lengths
