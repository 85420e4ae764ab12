"""A rule as data. What each key means to a writer of rules stands in rules/README.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from cleaner.rules.conditions import Shape, Where
from cleaner.rules.vocabulary import Vocabulary

# What a run favors where it can't have both: to leave nothing else in, or to lose nothing of the article.
FAVORS = ("balanced", "precision", "recall")
RuleStage = Literal["prune", "strip", "select", "flag"]
SELECT_FIELDS = ("body", "title", "authors", "published_at")
# What a rule takes stands under an article: of these kinds two end a text. The prompts to subscribe, log in, pay or write
# stand in one box and are one kind.
CLOSING_KINDS = ("comments", "navigation", "share", "tags", "prompt", "footer")
# ``find: added``: each language's folder says what to look for.
ADDED = "added"
RUN_LIMIT = 12
SHARE_LIMIT = 0.30
# A flag rule speaks of pages of so many words at most: a longer one is an article that quotes the phrase.
PAGE_WORDS = 120


@dataclass(frozen=True, slots=True)
class Find:
    """What to look for: any one of these. ``patterns`` are RE2 expressions on folded text."""

    patterns: tuple[str, ...] = ()
    vocabulary: Vocabulary | None = None
    css: tuple[str, ...] = ()
    xpath: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.patterns or self.vocabulary or self.css or self.xpath or self.names)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The blocks next to a hit (``then``: after it, ``lead``: before it) that go too while they meet this."""

    find: Find = Find()
    shape: Shape = Shape()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """So many blocks in a row must meet the rule."""

    low: int
    high: int = RUN_LIMIT


@dataclass(frozen=True, slots=True)
class Example:
    """``text`` (or ``html``) goes in, ``left`` stays; for a keep example both are the same.

    ``is_whole``: a whole page, of which only the body counts; else all of the example's blocks do.
    """

    text: str
    left: str
    captured: Mapping[str, str] = field(default_factory=dict)
    is_html: bool = False
    is_whole: bool = False
    url: str | None = None
    where_defined: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule and its proof. ``where_defined`` is ``file:line``, ``added_at`` where other files add phrases to it.

    ``waits``: all of its phrases are added by others.
    """

    id: str
    why: str
    stage: RuleStage
    find: Find = Find()
    shape: Shape = Shape()
    where: Where = Where()
    then: Neighbours | None = None
    lead: Neighbours | None = None
    run: Run | None = None
    take: Literal["block", "match"] = "block"
    sites: tuple[str, ...] = ()
    not_sites: tuple[str, ...] = ()
    input: str | None = None
    field: str | None = None
    share_limit: float = SHARE_LIMIT
    run_limit: int = RUN_LIMIT
    spares_paragraphs: bool = False
    tells: str = ""
    in_title: bool = False
    alone: bool = True
    page_words: int = PAGE_WORDS
    muted: str = ""
    muted_on: tuple[str, ...] = ()
    unmuted_on: tuple[str, ...] = ()
    closes: str = ""
    amid: bool = False
    favor: tuple[str, ...] = ()
    match: tuple[Example, ...] = ()
    keep: tuple[Example, ...] = ()
    where_defined: str = ""
    column: int = 1
    waits: bool = False
    added_at: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The first part of the id: consent, promo, footer ..."""
        return self.id.split(".", 1)[0]

    def silenced(self, host: str | None) -> str:
        """The reason that an override gives for the rule to take nothing on this host; "" where it may."""
        if not self.muted:
            return ""
        everywhere = not (self.muted_on or self.unmuted_on)
        outside = bool(self.unmuted_on) and not on_site(host, self.unmuted_on)
        return self.muted if everywhere or outside or on_site(host, self.muted_on) else ""

    def applies_to(self, host: str | None, input: str | None = None) -> bool:
        """Whether the rule is meant for this host (``www.example.org``) and input ("page" or "text").

        A rule without sites is meant for all.
        """
        if self.input and input and self.input != input:
            return False
        if self.not_sites and on_site(host, self.not_sites):
            return False
        return not self.sites or on_site(host, self.sites)


def on_site(host: str | None, sites: tuple[str, ...]) -> bool:
    """Whether ``host`` is one of ``sites`` or below one of them."""
    return host is not None and any(host == s or host.endswith("." + s) for s in sites)


def without_each_condition(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule with one condition dropped, for each condition, with the condition's name.

    The mutation check runs the examples on these: a condition that none of them needs is not proved.
    """
    if rule.find:
        yield "find", replace(rule, find=Find())
    if rule.find.vocabulary:
        yield "find.vocabulary", replace(rule, find=replace(rule.find, vocabulary=None))
    for name, _, _ in rule.shape.given:
        yield f"shape.{name}", replace(rule, shape=rule.shape.without(name))
    for name, _, _ in rule.where.given:
        yield f"where.{name}", replace(rule, where=rule.where.without(name))
    for side in ("then", "lead"):
        neighbours: Neighbours | None = getattr(rule, side)
        if neighbours is None:
            continue
        yield side, _with_neighbours(rule, side, None)
        yield from _without_neighbour_conditions(rule, side, neighbours)
    if rule.run:
        yield "run", replace(rule, run=None)
    if rule.sites or rule.not_sites:
        yield "scope", replace(rule, sites=(), not_sites=())
    if rule.input:
        yield "scope.input", replace(rule, input=None)
    if rule.take == "match":
        yield "take", replace(rule, take="block")
    if rule.in_title:
        yield "in", replace(rule, in_title=False)
    if not rule.alone:
        yield "alone", replace(rule, alone=True)
    if rule.page_words != PAGE_WORDS:
        yield "guard.words", replace(rule, page_words=PAGE_WORDS)


def _without_neighbour_conditions(rule: Rule, side: str, n: Neighbours) -> Iterator[tuple[str, Rule]]:
    if n.find and n.shape:
        yield f"{side}.find", _with_neighbours(rule, side, replace(n, find=Find()))
    for name, _, _ in n.shape.given:
        yield f"{side}.shape.{name}", _with_neighbours(rule, side, replace(n, shape=n.shape.without(name)))
    if n.limit is not None:
        yield f"{side}.max", _with_neighbours(rule, side, replace(n, limit=None))


def _with_neighbours(rule: Rule, side: str, n: Neighbours | None) -> Rule:
    return replace(rule, then=n) if side == "then" else replace(rule, lead=n)
