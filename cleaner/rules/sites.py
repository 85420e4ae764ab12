"""Which rules are meant for a page's site, and what they look for there: thousands of other sites' rules cost a page nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from cleaner.rules.model import Rule

_ONE_TAG = re.compile(r"[a-z][a-z0-9]*")
_ONE_ATTRIBUTE = re.compile(r"""\[([a-z-]+)(?:(\*?=)["']?([^"'\]]+)["']?)?\]""")
_TOKENS = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)+")
_TOKEN = re.compile(r"[.#]([\w-]+)")


class SiteIndex:
    """Rules by the sites that they name."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._everywhere = [at for at, rule in enumerate(rules) if not rule.sites]
        self._by_site: dict[str, list[int]] = {}
        for at, rule in enumerate(rules):
            for site in rule.sites:
                self._by_site.setdefault(site, []).append(at)

    def places(self, host: str | None) -> tuple[int, ...]:
        """The places of the rules meant for pages of this host, in their order."""
        found = list(self._everywhere)
        labels = (host or "").split(".")
        for at in range(len(labels)):
            found.extend(self._by_site.get(".".join(labels[at:]), ()))
        return tuple(at for at in sorted(set(found)) if self.rules[at].applies_to(host, "page"))


class Selectors:
    """The CSS selectors of some of the rules, sorted by what finds them; XPath expressions are left as they are.

    ``tags`` and ``attributes`` give the places of the rules whose selectors of one tag or one attribute a look at each element
    answers without an XPath engine. Of the others, those that ask for a class or id are kept by it.
    """

    def __init__(self, rules: tuple[Rule, ...], places: Iterable[int]) -> None:
        self.tags: dict[str, list[int]] = {}
        self.attributes: dict[str, list[tuple[str, str, int]]] = {}
        self.expressions: list[tuple[int, str]] = []
        self._others: list[tuple[int, int, str]] = []
        self._by_token: dict[str, list[tuple[int, int, str]]] = {}
        for place in places:
            self.expressions.extend((place, e) for e in rules[place].find.xpath)
            for number, selector in enumerate(rules[place].find.css):
                self._add(place, number, selector)

    def _add(self, place: int, number: int, selector: str) -> None:
        attribute = _ONE_ATTRIBUTE.fullmatch(selector)
        if _ONE_TAG.fullmatch(selector):
            self.tags.setdefault(selector, []).append(place)
        elif attribute:
            name, how, value = attribute.groups()
            self.attributes.setdefault(name, []).append((how or "", value or "", place))
        elif _TOKENS.fullmatch(selector):
            self._by_token.setdefault(_TOKEN.findall(selector)[-1], []).append((place, number, selector))
        else:
            self._others.append((place, number, selector))

    def rules_for(self, name: str, value: str) -> list[int]:
        """The places of the rules that want an attribute of this name and value."""
        wanted = self.attributes.get(name, ())
        return [p for how, v, p in wanted if how == "" or (how == "=" and v == value) or (how == "*=" and v in value)]

    def others(self, names: Callable[[], str]) -> list[tuple[int, str]]:
        """(place, selector) for the engine, on a page with these names: those that ask for a class or id only if it is there."""
        found = list(self._others)
        if self._by_token:
            for token in set(names().split()) & self._by_token.keys():
                found.extend(self._by_token[token])
        return [(place, selector) for place, _, selector in sorted(found)]
