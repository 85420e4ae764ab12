"""Page rules remove subtrees: by CSS, or by the words in an element's names. The tree stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from cleaner.article import Removal
from cleaner.body import teaser_lists
from cleaner.body.guards import SMALL, headline_of, holding_the_article, stands_among_paragraphs
from cleaner.document import Block, Document
from cleaner.page.addresses import site_of
from cleaner.page.elements import INLINE, LEFT_OPEN, MAYBE_MUTE, NAME_ATTRIBUTES, NO_TEXT, link_share, visible_text
from cleaner.page.selectors import by_selector, needles, tags_of_selector, value_needles, xpath
from cleaner.page.survey import Survey
from cleaner.rules.compile import Rules
from cleaner.rules.model import Rule
from cleaner.rules.shape import BlockView

_NAMES = frozenset(NAME_ATTRIBUTES)
_TEXTLESS = (MAYBE_MUTE - LEFT_OPEN) | {"img", "br", "hr"}
_NEVER = frozenset(("html", "body", "main", "h1"))
# A box of headline, byline and date has fewer characters; one that holds the headline and more holds the article.
_A_HEAD = 500
# Not a rule file's rule: see body/teaser_lists.py.
CARDS_RULE = "related.story-list"


def prune(document: Document, rules: Rules) -> Document:
    """Name the elements that the prune rules take, and record what text went with each."""
    if document.page is None or not rules.prune:
        return document
    body = document.page.tree.find("body")
    if body is None:
        return document
    titles = [t for where, t in document.hints.get("title", ()) if where not in ("h1", "microdata")]
    work = _Prune(rules, site_of(document), body, headline_of(body, titles))
    work.look()
    work.story_lists()
    page = replace(
        document.page,
        pruned=frozenset(work.pruned),
        comments=tuple(work.of_family["comments"]),
        captions=frozenset(work.of_family["caption"]),
        bylines=frozenset(work.of_family["byline"]),
    )
    return document.but(page=page, removed=document.removed + tuple(work.removed))


class _Prune:
    def __init__(self, rules: Rules, host: str | None, body: Any, headline: Any | None) -> None:
        self.rules = rules
        self.host = host
        self.headline = headline
        self.article = holding_the_article(body, headline)
        self.places = rules.prune_sites.places(host)
        self.selectors = rules.selectors(self.places)
        self.survey = Survey(body)
        self.pruned: set[Any] = set()
        self.gone: set[Any] = set()  # the pruned elements and all that is in them
        self.removed: list[Removal] = []
        self.of_family: dict[str, list[Any]] = {"comments": [], "caption": [], "byline": []}
        self.taken: dict[str, int] = {}
        self.spared: dict[str, set[Any]] = {}  # by a site's rule, what the guard kept from it

    def look(self) -> None:
        """Elements in the order of the page, so that an outer one goes before what is in it."""
        meant = frozenset(self.places)
        for element, places in self._asked_for(self._found_by_selectors()):
            if element.tag not in _NEVER:
                self._take_by_first(element, [self.rules.prune[at] for at in places if at in meant])

    def story_lists(self) -> None:
        """Lists of other stories, which no name shows."""
        for element in teaser_lists.find(self.survey, self.pruned, self.host, self.gone, self.headline):
            text = visible_text(element, self.pruned)
            self.removed.append(Removal(CARDS_RULE, "prune", -1, text))
            self.pruned.add(element)

    def _asked_for(self, found: dict[Any, list[int]]) -> Iterator[tuple[Any, list[int]]]:
        """Elements and the places of the rules that ask for them, by tag, attribute and names, or as ``found`` says.

        What is gone by the time that an element's turn comes needs no look.
        """
        running: dict[Any, bool] = {}
        selectors, rules_for = self.selectors, self.rules.names.rules_for
        tags, attributes = selectors.tags, selectors.attributes
        asked = _NAMES | attributes.keys()
        for element, tag in zip(self.survey.elements, self.survey.tags, strict=True):
            if tag in _TEXTLESS or element in self.gone:
                continue
            places = list(tags[tag]) if tag in tags else []
            names = tag if "-" in tag else ""  # an element of the page's own making: <newsletter-box>
            for name in element.keys():  # noqa: SIM118 -- an element's iterator gives its children
                if name not in asked:
                    continue
                value = element.get(name)
                if name in _NAMES:
                    names = f"{names} {value}" if names else value
                if name in attributes:
                    places += selectors.rules_for(name, value)
            if names:
                by_name = rules_for(names)
                if by_name and tag not in NO_TEXT and not _in_running_text(element, running):
                    # A name says more than a tag: it comes first.
                    places = [*by_name, *places]
            if element in found:
                places += found[element]
            if places:
                yield element, places

    def _found_by_selectors(self) -> dict[Any, list[int]]:
        """What selectors and expressions find that take more than a look."""
        selectors = [(at, s) for at, s in self.selectors.others(lambda: self.survey.names) if self._may_find(s)]
        # A rule that is turned off costs nothing: what only an expression would find of it isn't recorded as refused.
        expressions = [(at, e) for at, e in self.selectors.expressions if not self.rules.prune[at].silenced(self.host)]
        starts = {t for _, s in selectors for t in tags_of_selector(s)}
        found: dict[Any, list[int]] = {}
        by_tag: dict[str, list[Any]] = {}
        for element, tag in zip(self.survey.elements, self.survey.tags, strict=True):
            if tag in starts:
                by_tag.setdefault(tag, []).append(element)
        for at, selector in selectors:
            for element in by_selector(selector, self.survey.body, by_tag):
                found.setdefault(element, []).append(at)
        for at, expression in expressions:
            for element in xpath(expression)(self.survey.body):
                if hasattr(element, "tag"):
                    found.setdefault(element, []).append(at)
        return found

    def _may_find(self, selector: str) -> bool:
        return all(needle in self.survey.names for needle in needles(selector)) and all(
            text in self.survey.values(attribute) for attribute, text in value_needles(selector)
        )

    def _take_by_first(self, element: Any, rules: list[Rule]) -> None:
        """Prune the element by the first of the rules that it fits and that may have it."""
        text = visible_text(element) if rules else ""  # what is in it is looked at later: nothing there is pruned yet
        if not text:
            return
        plain = BlockView(Block(-1, text))
        linked = None
        for rule in rules:
            view = plain
            if rule.shape.asks_links:
                view = linked = linked or _view(element, text)
            if not view.fits(rule.shape):
                continue
            reason = self._refusal(element, rule, len(text))
            self.removed.append(Removal(rule.id, "prune", -1, text, {}, reason))
            if not reason:
                self.pruned.add(element)
                self.gone.update(element.iter())
                if rule.family in self.of_family:
                    self.of_family[rule.family].append(element)
                return

    def _refusal(self, element: Any, rule: Rule, length: int) -> str:
        silenced = rule.silenced(self.host)
        if silenced:
            return f"override: {silenced}"
        if rule.spares_paragraphs and stands_among_paragraphs(element):
            return "guard: a paragraph among others"
        if length < SMALL and not rule.sites:
            return ""
        if element in self.article and length > _A_HEAD and not rule.sites:
            return f"guard: it holds {self.article[element]}"
        if rule.id in self.spared and any(a in self.spared[rule.id] for a in element.iterancestors()):
            # A site's rule whose words have come to mean its whole page would take that piece by piece.
            return "guard: part of what is over its share of the page's text"
        taken = self.taken.get(rule.id, 0) + self.survey.lengths[element]
        whole = self.survey.lengths[self.survey.body]
        if max(length, taken) >= SMALL and taken > rule.share_limit * whole:
            if rule.sites:
                self.spared.setdefault(rule.id, set()).add(element)
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
