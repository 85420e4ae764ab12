"""CSS selectors as XPath, the same on all versions: cssselect below 1.6, all there is for Python 3.10, reads ``:has()`` in part.

``:wordless`` is our own: an element that has no words beside the elements in it.
"""

from __future__ import annotations

import re
from typing import Any

import cssselect

_PIECES = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|:has\(|[\[\]()]""", re.I | re.S)
# What the argument of :has() begins with, and the way that this is in XPath.
_WAYS = {">": "./", "+": "following-sibling::*[1]/self::", "~": "following-sibling::"}
# An attribute that no page has stands for each :has() until the rest is translated.
_MARK = "held-by-this-element-"
_MARKED = re.compile(rf"@{_MARK}(\d+)")


class _Translator(cssselect.HTMLTranslator):
    def xpath_wordless_pseudo(self, xpath: Any) -> Any:
        return xpath.add_condition("not(text()[normalize-space()])")

    def xpath_first_child_pseudo(self, xpath: Any) -> Any:
        # cssselect counts all that stand before: of n elements side by side, n times n.
        return xpath.add_condition("not(preceding-sibling::*[1])")


_TRANSLATOR = _Translator()


def to_xpath(selector: str, prefix: str = "descendant-or-self::") -> str:
    """The selector as an XPath expression. Raises what cssselect does for one that it cannot read."""
    plain, held = without_has(selector)
    found = str(_TRANSLATOR.css_to_xpath(plain, prefix=prefix))
    return _MARKED.sub(lambda mark: f"({_held(held[int(mark.group(1))])})", found) if held else found


def without_has(selector: str) -> tuple[str, list[str]]:
    """The selector with an attribute in the place of each ``:has()``, and what these hold."""
    if ":has(" not in selector.lower():
        return selector, []
    out, done = "", 0
    held: list[str] = []
    for start, end in _all_has(selector):
        out += f"{selector[done:start]}[{_MARK}{len(held)}]"
        held.append(selector[start + len(":has(") : end - 1])
        done = end
    return out + selector[done:], held


def _all_has(selector: str) -> list[tuple[int, int]]:
    """Where each outermost ``:has()`` starts and ends; one that is not closed is none."""
    found: list[tuple[int, int]] = []
    start, depth, in_brackets = -1, 0, False
    for piece in _PIECES.finditer(selector):
        sign = piece.group().lower()
        if sign in ("[", "]"):
            in_brackets = sign == "["
        elif in_brackets:
            continue
        elif start < 0:
            if sign == ":has(":
                start, depth = piece.start(), 1
        elif sign in ("(", ":has("):
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth:
                found.append((start, piece.end()))
                start = -1
    return found


def _held(argument: str) -> str:
    """What an element is to hold, or have behind it, as seen from the element."""
    return " or ".join(to_xpath(one, prefix) for prefix, one in map(_way, _alternatives(argument)))


def _way(one: str) -> tuple[str, str]:
    one = one.strip()
    return (_WAYS[one[0]], one[1:].strip()) if one[:1] in _WAYS else ("descendant::", one)


def _alternatives(argument: str) -> list[str]:
    """The parts between the commas that stand in no brackets."""
    parts, depth = [""], 0
    for piece in re.findall(rf"{_PIECES.pattern}|.", argument, re.I | re.S):
        depth += piece in ("[", "(") or piece.lower() == ":has("
        depth -= piece in ("]", ")")
        if piece == "," and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts
