"""Reading the examples that prove a rule."""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaner.rules.model import Example
from cleaner.rules.nodes import Node

_PROSE = re.compile(r"\{prose:([0-9]{1,4})\}")
_ASKED = re.compile(r"\{prose:([0-9]+)\}")
_MOST_WORDS = 5_000  # of an example in all: a number in a rule file is no reason to fill the memory
_TEXT = (
    "the mill on the upper lake has been standing still since the flood took away its weir and with it "
    "the only road by which a cart could come near while the three brothers who ran it went to work in "
    "the town and came back in autumn"
)


def prose(words: int) -> str:
    """So many words of running text, for examples that need length and not a certain wording."""
    known = _TEXT.split()
    text = " ".join(known[i % len(known)] for i in range(words))
    return text[:1].upper() + text[1:] + "."


def expand(text: str) -> str:
    """The text with running words for each ``{prose:120}``."""
    return _PROSE.sub(lambda m: prose(int(m.group(1))), text)


def unexpanded(text: str) -> str:
    """The text so that none of it is taken for ``{prose:120}``. To a rule it is the same, as case means nothing there."""
    return _ASKED.sub(lambda m: "{Prose:" + m[0].removeprefix("{prose:"), text)


def _expanded(node: Node) -> str:
    text = node.text()
    numbers = _ASKED.findall(text)
    if any(len(n) > 4 for n in numbers) or sum(map(int, numbers)) > _MOST_WORDS:
        raise node.error(f"{{prose:N}} stands for at most {_MOST_WORDS} words in an example")
    return expand(text)


def match_example(node: Node) -> Example:
    """A text or page, what is left of it, and what the rule catches on the way."""
    at = node.pairs(["text", "html", "left", "captured", "url"])
    if ("text" in at) == ("html" in at) or "left" not in at:
        raise node.error("a match example needs 'left' and one of 'text' and 'html'")
    captured = {k: v.text() for k, v in at["captured"].pairs(None).items()} if "captured" in at else {}
    source = at.get("text") or at["html"]
    url = at["url"].text() if "url" in at else None
    return Example(_expanded(source), _expanded(at["left"]), captured, "html" in at, url=url, where_defined=node.place)


def flag_example(node: Node) -> Example:
    """A text or a whole page of which a flag rule is asked; nothing goes from it."""
    if node.is_text:
        return Example(_expanded(node), "", where_defined=node.place)
    at = node.pairs(["text", "html", "url"])
    if ("text" in at) == ("html" in at):
        raise node.error("a flag rule's example is a text, or has one of 'text' and 'html'")
    url = at["url"].text() if "url" in at else None
    text = _expanded(at.get("text") or at["html"])
    return Example(text, "", {}, "html" in at, is_whole=True, url=url, where_defined=node.place)


def keep_example(node: Node) -> Example:
    """A text or page of which the rule takes nothing."""
    if node.is_text:
        return Example(_expanded(node), _expanded(node), where_defined=node.place)
    at = node.pairs(["text", "html", "left", "url"])
    if ("text" in at) == ("html" in at) or ("html" in at and "left" not in at):
        raise node.error("a keep example is a text, or has 'text', or 'html' with 'left'")
    source = at.get("text") or at["html"]
    left = _expanded(at.get("left") or source)
    url = at["url"].text() if "url" in at else None
    return Example(_expanded(source), left, {}, "html" in at, url=url, where_defined=node.place)


def example_readers(stage: str) -> tuple[Callable[[Node], Example], Callable[[Node], Example]]:
    """What reads the match and the keep examples of a stage's rules."""
    return (flag_example, flag_example) if stage == "flag" else (match_example, keep_example)
