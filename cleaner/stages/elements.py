"""What several page stages ask of an element. The tree is only read."""

from __future__ import annotations

import re
from typing import Any

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
_NAME_ATTRIBUTES = (
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
    return " ".join([v for v in map(get, _NAME_ATTRIBUTES) if v])


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


def unlinked_length(element: Any) -> int:
    """How many characters of its text stand outside links, scripts and the like: its share of what there is to read."""
    total = 0
    stack = [element]
    while stack:
        e = stack.pop()
        if is_mute(e) or e.tag == "a":
            continue
        if e.text:
            total += len(e.text.strip())
        for child in e:
            if child.tail:
                total += len(child.tail.strip())
            stack.append(child)
    return total
