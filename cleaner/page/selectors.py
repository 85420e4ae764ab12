"""What CSS selectors and XPath expressions find, asked of no more elements than need be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree
from lxml.cssselect import LxmlHTMLTranslator

from cleaner.rules.css import to_xpath

_NAME_NEEDLE = re.compile(r"""\[(?:class|id)[*^$~|]?=\s*["']?([^"'\]]+)["']?\s*\]""")
_VALUE_NEEDLE = re.compile(r"""\[([a-z][a-z-]*)[*^$]?=\s*(["'])([^"'\\\]]+)\2\s*\]""")
_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_TOKEN_NEEDLE = re.compile(r"[.#]([\w-]+)")
_ONE_TAG_HOLDS = re.compile(r"([a-z][a-z0-9]*)(?::has\([^()]*\)|:not\(:has\([^()]*\)\))+")
# (.//h2 | .//h3)/ancestor::a[...]; what is counted from the whole, as by [1] or position(), is left to the engine.
_FROM_TAGS = re.compile(
    r"\((\.//[a-z][a-z0-9]*(?: ?\| ?\.//[a-z][a-z0-9]*)*)\)((?=[/\[])(?:(?!\||\[\s*\d|position\(|last\().)+)", re.S
)

# Asked what stands beside it, each of n elements side by side looks at all of them: 10,000 <i> in a paragraph took 15 s.
# Elements beyond so many of one parent stay. A picture's caption or a teaser's headline has a handful of siblings.
_MOST_BESIDE = 100
_LOOKS_BESIDE = re.compile(r"(?:sibling|following|preceding)::|\.\.")


@lru_cache(maxsize=4096)
def tags_of_selector(selector: str) -> tuple[str, ...]:
    """The tag of a selector for one tag and what that holds (``form:has(input)``): others are left to the engine."""
    found = _ONE_TAG_HOLDS.fullmatch(selector)
    return (found.group(1),) if found else ()


@lru_cache(maxsize=4096)
def tags_of_xpath(expression: str) -> tuple[str, ...]:
    """The tags that an expression starts from, where it names them."""
    found = _FROM_TAGS.fullmatch(expression)
    return tuple(tag.strip(" ./") for tag in found.group(1).split("|")) if found else ()


def by_selector(selector: str, body: Any, by_tag: Mapping[str, list[Any]]) -> list[Any]:
    """What the selector finds in the body. ``by_tag`` holds the body's elements of the tags that it starts from."""
    tags = tags_of_selector(selector)
    if not tags:
        return list(css(selector)(body))
    return [e for tag in tags for e in by_tag.get(tag, ()) if _on_itself(selector)(e)]


def by_xpath(expression: str, body: Any, by_tag: Mapping[str, list[Any]]) -> list[Any]:
    """What the expression finds in the body, each element once; ``by_tag`` as above."""
    tags = tags_of_xpath(expression)
    if not tags:
        return [e for e in xpath(expression)(body) if hasattr(e, "tag")]
    starts: Iterable[Any] = (start for tag in tags for start in by_tag.get(tag, ()))
    if _LOOKS_BESIDE.search(expression):
        starts = _few_of_each_parent(starts)
    found = (e for start in starts for e in _from_itself(expression)(start))
    return list(dict.fromkeys(e for e in found if hasattr(e, "tag")))


def _few_of_each_parent(elements: Iterable[Any]) -> Iterator[Any]:
    """The elements, without those beyond ``_MOST_BESIDE`` of one parent."""
    counts: Counter[Any] = Counter()
    for element in elements:
        parent = element.getparent()
        counts[parent] += 1
        if counts[parent] <= _MOST_BESIDE:
            yield element


@lru_cache(maxsize=4096)
def _on_itself(selector: str) -> Any:
    """A compiled CSS selector that is asked of an element alone."""
    return etree.XPath(to_xpath(selector, prefix="self::"))


@lru_cache(maxsize=4096)
def _from_itself(expression: str) -> Any:
    """What follows the tags of an expression, compiled, called with an element of one."""
    return etree.XPath("self::*" + _FROM_TAGS.fullmatch(expression).group(2))  # type: ignore[union-attr]


@lru_cache(maxsize=4096)
def css(selector: str) -> Any:
    """A compiled CSS selector, called with an element."""
    return etree.XPath(to_xpath(selector, translator=LxmlHTMLTranslator()))


@lru_cache(maxsize=4096)
def xpath(expression: str) -> Any:
    """A compiled XPath expression, called with an element."""
    return etree.XPath(expression)


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
