"""One reading of a body's elements, which several looks at them share."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from cleaner.page.elements import MAYBE_MUTE, NAME_ATTRIBUTES, is_mute

_CUT = ("...", "…")


class Survey:
    """The elements in the order of the page, with their tags and the text right in them before any child.

    It holds on to the elements: lxml makes an object anew for each that nobody holds.
    """

    def __init__(self, body: Any) -> None:
        self.body = body
        self.elements: list[Any] = list(body.iter())
        self.tags: list[str] = [e.tag for e in self.elements]
        self._values: dict[str, str] = {}

    @cached_property
    def texts(self) -> list[str]:
        """The text in each element before its first child, without the spaces around it."""
        return [text.strip() if (text := e.text) else "" for e in self.elements]

    @cached_property
    def lengths(self) -> dict[Any, int]:
        """Of each element how many characters stand outside links, scripts and the like: what there is to read."""
        lengths: dict[Any, int] = dict.fromkeys(self.elements, 0)
        for element, tag, text in zip(reversed(self.elements), reversed(self.tags), reversed(self.texts), strict=True):
            if tag == "a" or (tag in MAYBE_MUTE and is_mute(element)):
                length = lengths[element] = 0
            elif text:
                length = lengths[element] = lengths[element] + len(text)
            else:
                length = lengths[element]
            if tail := element.tail:
                length += len(tail.strip())
            if length:
                parent = element.getparent()
                lengths[parent] = lengths.get(parent, 0) + length
        return lengths

    @cached_property
    def names(self) -> str:
        """All names of the page."""
        return " ".join({value for e in self.elements for name, value in e.items() if name in NAME_ATTRIBUTES})

    def values(self, attribute: str) -> str:
        """All values of an attribute on the page."""
        if attribute not in self._values:
            found = (e.get(attribute) for e in self.body.iter("*") if attribute in e.attrib)
            self._values[attribute] = "\n".join(v for v in found if v)
        return self._values[attribute]

    def breaking_off(self) -> list[Any]:
        """The elements whose own text ends in dots."""
        return [e for e, text in zip(self.elements, self.texts, strict=True) if text.endswith(_CUT)]
