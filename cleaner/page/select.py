"""Where a site keeps a field, as its select rules say; where they find nothing, the general way serves."""

from __future__ import annotations

import re
from typing import Any

from cleaner.page.elements import visible_text
from cleaner.page.selectors import css, xpath
from cleaner.rules.compile import Rules
from cleaner.rules.model import Rule

_SPACES = re.compile(r"\s+")


def fields(tree: Any, rules: Rules, host: str | None) -> list[tuple[str, str, Any]]:
    """(field, rule id, value) of title, authors and published_at; the first rule of a field that finds something wins."""
    found: dict[str, tuple[str, str, Any]] = {}
    for rule in _for_host(rules, host):
        if rule.field in (None, "body") or rule.field in found:
            continue
        texts = [t for m in _matches(tree, rule) if (t := _text(m, rule.field))]
        if texts:
            found[rule.field] = (rule.field, rule.id, texts if rule.field == "authors" else texts[0])
    return list(found.values())


def body(tree: Any, rules: Rules, host: str | None) -> list[Any]:
    """The elements that hold the body, outermost only; [] where no rule says or finds it."""
    for rule in _for_host(rules, host):
        if rule.field == "body":
            elements = [m for m in _matches(tree, rule) if hasattr(m, "tag")]
            outer = [e for e in elements if not any(a in elements for a in e.iterancestors())]
            if outer:
                return outer
    return []


def _for_host(rules: Rules, host: str | None) -> list[Rule]:
    meant = (rules.select[at] for at in rules.select_sites.places(host))
    return [r for r in meant if not r.silenced(host)]


def _matches(tree: Any, rule: Rule) -> list[Any]:
    found: list[Any] = []
    for selector in rule.find.css:
        found.extend(css(selector)(tree))
    for expression in rule.find.xpath:
        result = xpath(expression)(tree)
        found.extend(result if isinstance(result, list) else [result])
    return found


def _text(match: Any, field: str | None) -> str:
    if not hasattr(match, "tag"):
        return _SPACES.sub(" ", str(match)).strip()
    said = match.get("content") or (match.get("datetime") if field == "published_at" else None)
    return _SPACES.sub(" ", said or visible_text(match)).strip()
