"""Page rules remove subtrees: by CSS, or by the words in an element's names. The tree stays as it is."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from cssselect import HTMLTranslator
from lxml import etree
from lxml.cssselect import CSSSelector

from cleaner.article import Removal
from cleaner.document import Block, Document, Page
from cleaner.rules.compile import Rules
from cleaner.rules.model import Rule, Shape
from cleaner.rules.shape import BlockView
from cleaner.stages import cards
from cleaner.stages.elements import INLINE, NAME_ATTRIBUTES, NO_TEXT, link_share, unlinked_lengths, visible_text
from cleaner.stages.url import site_of

_NAME_NEEDLE = re.compile(r"""\[(?:class|id)[*^$~|]?=\s*["']?([^"'\]]+)["']?\s*\]""")
_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_TOKEN_NEEDLE = re.compile(r"[.#]([\w-]+)")
_ONE_TAG_HOLDS = re.compile(r"([a-z][a-z0-9]*)(?::has\([^()]*\)|:not\(:has\([^()]*\)\))+")
_NAMES = frozenset(NAME_ATTRIBUTES)
_NO_SHAPE = Shape()
_NEVER = frozenset(("html", "body", "main", "h1"))
_SMALL = 200
# Not a rule file's rule: see cards.py.
CARDS_RULE = "related.story-list"


def prune(document: Document, rules: Rules) -> Document:
    """Name the elements that the prune rules take, and record what text went with each."""
    if document.page is None or not rules.prune:
        return document
    body = document.page.tree.find("body")
    if body is None:
        return document
    work = _Prune(rules, site_of(document), body)
    work.look()
    work.story_lists()
    page = Page(document.page.tree, frozenset(work.pruned), document.page.jsonld)
    return document.but(page=page, removed=document.removed + tuple(work.removed))


class _Prune:
    def __init__(self, rules: Rules, host: str | None, body: Any) -> None:
        self.rules = rules
        self.host = host
        self.body = body
        self.pruned: set[Any] = set()
        self.gone: set[Any] = set()  # the pruned elements and all that is in them
        self.removed: list[Removal] = []
        self.taken: dict[str, int] = {}

    @cached_property
    def lengths(self) -> dict[Any, int]:
        """How much there is to read in each element."""
        return unlinked_lengths(self.body)

    def look(self) -> None:
        """Elements in the order of the page, so that an outer one goes before what is in it."""
        found, vocabulary = self._at_a_look()
        for at, selector in self.rules.selectors.others:
            if all(needle in vocabulary for needle in needles(selector)):
                self._add(found, matches(selector, self.body), at)
        for at, rule in enumerate(self.rules.prune):
            for expression in rule.find.xpath:
                self._add(found, [e for e in xpath(expression)(self.body) if hasattr(e, "tag")], at)
        if not found:
            return
        meant = {at for at, rule in enumerate(self.rules.prune) if rule.applies_to(self.host, "page")}
        for element in self.body.iter():
            if element in found and element not in self.gone and element.tag not in _NEVER:
                rules = [self.rules.prune[at] for at in found[element] if at in meant]
                self._take_by_first(element, rules)

    def story_lists(self) -> None:
        """Lists of other stories, which no name shows."""
        for element in cards.find(self.body, lambda: self.lengths, self.pruned, self.host, self.gone):
            text = visible_text(element, self.pruned)
            self.removed.append(Removal(CARDS_RULE, "prune", -1, text))
            self.pruned.add(element)

    def _add(self, found: dict[Any, list[int]], elements: list[Any], at: int) -> None:
        for element in elements:
            found.setdefault(element, []).append(at)

    def _at_a_look(self) -> tuple[dict[Any, list[int]], str]:
        """What one look at each element finds, by tag, attribute and names; and all names of the page."""
        found: dict[Any, list[int]] = {}
        seen: set[str] = set()
        running: dict[Any, bool] = {}
        selectors, rules_for = self.rules.selectors, self.rules.names.rules_for
        tags, attributes = selectors.tags, selectors.attributes
        for element in self.body.iter(etree.Element):
            tag = element.tag
            places = list(tags[tag]) if tag in tags else []
            names: list[str] = []
            for name, value in element.items():
                if name in _NAMES:
                    names.append(value)
                if name in attributes:
                    places.extend(selectors.rules_for(name, value))
            if "-" in tag:  # an element of the page's own making: <newsletter-box>
                names.append(tag)
            if names:
                joined = " ".join(names)
                seen.add(joined)
                by_name = rules_for(joined)
                if by_name and tag not in NO_TEXT and not _in_running_text(element, running):
                    # A name says more than a tag: it comes first.
                    places = [*by_name, *places]
            if places:
                found[element] = places
        return found, " ".join(seen)

    def _take_by_first(self, element: Any, rules: list[Rule]) -> None:
        """Prune the element by the first of the rules that it fits and that may have it."""
        text = visible_text(element) if rules else ""  # what is in it is looked at later: nothing there is pruned yet
        if not text:
            return
        plain = BlockView(Block(-1, text))
        for rule in rules:
            view = _view(element, text) if _asks_for_links(rule.shape) else plain
            if rule.shape != _NO_SHAPE and not view.fits(rule.shape):
                continue
            reason = self._refusal(element, rule, len(text))
            self.removed.append(Removal(rule.id, "prune", -1, text, {}, reason))
            if not reason:
                self.pruned.add(element)
                self.gone.update(element.iter())
                return

    def _refusal(self, element: Any, rule: Rule, length: int) -> str:
        silenced = rule.silenced(self.host)
        if silenced:
            return f"override: {silenced}"
        if length < _SMALL:
            return ""
        taken = self.taken.get(rule.id, 0) + self.lengths[element]
        whole = self.lengths[self.body]
        if taken > rule.share_limit * whole:
            return f"guard: {taken / max(1, whole):.0%} of the page's text, over {rule.share_limit:.0%}"
        self.taken[rule.id] = taken
        return ""


def _in_running_text(element: Any, known: dict[Any, bool]) -> bool:
    """A word or link within a sentence: its name says what it looks like, not that the sentence can do without it.

    What holds a picture or several links and no text of its own is no word, wherever it stands.
    """
    return element.tag in INLINE and _stands_in_text(element, known) and not _is_box(element)


def _stands_in_text(element: Any, known: dict[Any, bool]) -> bool:
    """Whether running text goes on beside it or beside the inline elements around it.

    ``known`` keeps the answer by parent: one with 10,000 children is looked at once.
    """
    parent = element.getparent()
    if parent not in known:
        beside = (parent.text, *(e.tail for e in parent))
        known[parent] = any(t and any(map(str.isalnum, t)) for t in beside)
        if not known[parent] and parent.tag in INLINE:
            known[parent] = _stands_in_text(parent, known)
    return known[parent]


def _is_box(element: Any) -> bool:
    if element.text and element.text.strip():
        return False
    return next(element.iter("img"), None) is not None or len(list(islice(element.iterdescendants("a"), 2))) > 1


def _view(element: Any, text: str) -> BlockView:
    return BlockView(Block(-1, text, "paragraph", link_share(element, len(text))))


def _asks_for_links(shape: Shape) -> bool:
    return not (shape.link_share is None and shape.prose is None and shape.label is None)


def matches(selector: str, body: Any) -> list[Any]:
    """What the selector finds in the body; one of a tag and what that holds is asked only of elements of the tag."""
    tag = _ONE_TAG_HOLDS.fullmatch(selector)
    if tag is None:
        return list(css(selector)(body))
    holds = _on_itself(selector)
    return [e for e in body.iter(tag.group(1)) if holds(e)]


@lru_cache(maxsize=4096)
def _on_itself(selector: str) -> Any:
    """A compiled CSS selector that is asked of an element alone."""
    return etree.XPath(HTMLTranslator().css_to_xpath(selector, prefix="self::"))


@lru_cache(maxsize=4096)
def css(selector: str) -> Any:
    """A compiled CSS selector, called with an element."""
    return CSSSelector(selector, translator="html")


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
