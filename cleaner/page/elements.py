"""What several page stages ask of an element. The tree is only read."""

from __future__ import annotations

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


# Pages leave these open, and then the article stands in them.
LEFT_OPEN = frozenset(("button", "dialog", "object", "map", "select", "textarea"))
# White space that no page writes; what people see of a br.
_LINE_BREAK = "\x1e"
# What is_mute need be asked of; lxml gives comments and the like a function for a tag.
MAYBE_MUTE: frozenset[Any] = NO_TEXT | {etree.Comment, etree.ProcessingInstruction, etree.Entity}


def is_mute(element: Any) -> bool:
    """Whether nothing in the element is read by people: scripts, drawings, form fields, comments."""
    tag = element.tag
    if tag in NO_TEXT:
        return not (tag in LEFT_OPEN and next(element.iterdescendants("p"), None) is not None)
    return not isinstance(tag, str)


def names_of(element: Any) -> str:
    """What the page's author called it: class, id, role, test id and the like, as written."""
    get = element.attrib.get
    return " ".join([v for v in map(get, NAME_ATTRIBUTES) if v])


def visible_text(element: Any, pruned: frozenset[Any] | set[Any] = frozenset()) -> str:
    """All its text on one line, without scripts and what was pruned."""
    if is_mute(element) or element in pruned:
        return ""
    text = "".join(_pieces(element, pruned)) if len(element) else element.text or ""
    return " ".join(text.split())


def visible_lines(element: Any) -> list[str]:
    """The same as people see it: a line ends at a ``br``. Lines without text are left out."""
    if is_mute(element):
        return []
    lines = "".join(_pieces(element, frozenset())).split(_LINE_BREAK)
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _pieces(element: Any, pruned: frozenset[Any] | set[Any]) -> list[str]:
    """The texts in an element, one after the other, with a space around each block and a mark for each ``br``."""
    parts = [element.text or ""]
    add = parts.append
    open_elements = [(iter(element), element)]
    while open_elements:
        inside, around = open_elements[-1]
        for child in inside:
            tag = child.tag
            apart = tag not in INLINE
            if apart:
                add(_LINE_BREAK if tag == "br" else " ")
            if not (child in pruned or (tag in MAYBE_MUTE and is_mute(child))):
                if text := child.text:
                    add(text)
                if len(child):
                    open_elements.append((iter(child), child))
                    break
            if apart:
                add(" ")
            if tail := child.tail:
                add(tail)
        else:
            open_elements.pop()
            if around is not element:
                if around.tag not in INLINE:
                    add(" ")
                if tail := around.tail:
                    add(tail)
    return parts


def holds_more_than(element: Any, letters: int) -> bool:
    """Whether so much text, without the spaces around its pieces, stands in it; read is no more than need be."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > letters:
            return True
    return False


def link_share(element: Any, length: int) -> float:
    """The share of its ``length`` characters of text that stand inside links."""
    if not length:
        return 0.0
    linked = ("".join(a.itertext()) if len(a) else a.text or "" for a in element.iter("a"))
    inside = sum(len(" ".join(text.split())) for text in linked)
    return min(1.0, inside / length)


def with_html_classes(tree: Any) -> Any:
    """A copy of the tree in lxml.html's classes, as the libraries want it that are asked as a last resort."""
    return html.document_fromstring(etree.tostring(tree, encoding="utf-8"), parser=html.HTMLParser(encoding="utf-8"))
