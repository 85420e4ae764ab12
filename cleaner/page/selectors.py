"""What CSS selectors and XPath expressions find, asked of no more elements than need be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree

from cleaner.rules.css import to_xpath

_NAME_NEEDLE = re.compile(r"""\[(?:class|id)[*^$~|]?=\s*["']?([^"'\]]+)["']?\s*\]""")
_VALUE_NEEDLE = re.compile(r"""\[([a-z][a-z-]*)[*^$]?=\s*(["'])([^"'\\\]]+)\2\s*\]""")
_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_TOKEN_NEEDLE = re.compile(r"[.#]([\w-]+)")
_CHILD = re.compile(r"(?::is\(([a-z0-9, ]+)\)|([a-z][a-z0-9]*))(?::not\(:first-child\))?")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]()]*\]")
_ONE_TAG_HOLDS = re.compile(r"([a-z][a-z0-9]*)(?::has\([^()]*\)|:not\(:has\([^()]*\)\))+")


@lru_cache(maxsize=4096)
def tags_of_selector(selector: str) -> tuple[str, ...]:
    """The tags that a selector starts from: one with what that holds (``form:has(input)``), or those of a child
    (``:has(> img) > :is(em, i)``). Others are left to the engine."""
    if found := _ONE_TAG_HOLDS.fullmatch(selector):
        return (found.group(1),)
    parent, own = _parent_and_child(selector)
    found = _CHILD.fullmatch(own) if parent else None
    return tuple(tag.strip() for tag in (found.group(1) or found.group(2)).split(",")) if found else ()


@lru_cache(maxsize=4096)
def _parent_and_child(selector: str) -> tuple[str, str]:
    """What stands before and behind the only ``>`` of a selector that is outside of brackets; without one no parent."""
    parent, _, own = selector.rpartition(" > ")
    bare, count = parent, 1
    while count:
        bare, count = _BRACKETS.subn("", bare)
    return (parent, own) if re.fullmatch(r"[^\s>+~,()]+", bare) else ("", selector)


def by_selector(selector: str, body: Any, by_tag: Mapping[str, list[Any]]) -> list[Any]:
    """What the selector finds in the body. ``by_tag`` holds the body's elements of the tags that it starts from."""
    tags = tags_of_selector(selector)
    if not tags:
        return list(css(selector)(body))
    parent, own = _parent_and_child(selector)
    found = [e for tag in tags for e in by_tag.get(tag, ()) if _on_itself(own)(e)]
    if parent:
        fits = {p for p in {e.getparent() for e in found} if _on_itself(parent)(p)}
        found = [e for e in found if e.getparent() in fits]
    return found


@lru_cache(maxsize=4096)
def _on_itself(selector: str) -> Any:
    """A compiled CSS selector that is asked of an element alone."""
    return etree.XPath(to_xpath(selector, prefix="self::"))


@lru_cache(maxsize=4096)
def css(selector: str) -> Any:
    """A compiled CSS selector, called with an element."""
    return etree.XPath(to_xpath(selector))


@lru_cache(maxsize=4096)
def xpath(expression: str) -> Callable[[Any], Any]:
    """A compiled XPath expression, called with an element; ValueError for one that fails there, which loading didn't see."""
    compiled = etree.XPath(expression)

    def found(element: Any) -> Any:
        try:
            return compiled(element)
        except etree.XPathError as e:
            raise ValueError(f"the XPath {expression!r} cannot be run: {e}") from e

    return found


@lru_cache(maxsize=4096)
def needles(selector: str) -> tuple[str, ...]:
    """The texts that a page's names must hold for the selector to find anything; none can be told of alternatives."""
    if "," in selector or ":" in selector:
        return ()
    return (*_NAME_NEEDLE.findall(selector), *_TOKEN_NEEDLE.findall(_ATTRIBUTE.sub("", selector)))


@lru_cache(maxsize=4096)
def value_needles(selector: str) -> tuple[tuple[str, str], ...]:
    """(attribute, text) that a page's attributes must hold for the selector to find anything: ``a[href^="https://ads."]``.

    None can be told of alternatives and of what a pseudo-class may turn around.
    """
    rest = _VALUE_NEEDLE.sub("", selector)
    if any(sign in rest for sign in ",:[\\"):
        return ()
    return tuple((name, text) for name, _, text in _VALUE_NEEDLE.findall(selector))
