"""The shipped rules with what takes long to work out of their expressions, stored from one start to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cleaner import cache
from cleaner.rules.model import Rule
from cleaner.rules.openings import Beginnings, beginnings_of
from cleaner.rules.override import Override
from cleaner.rules.prefilter import prefilter

_NAME = "rules"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rules and overrides as read from files with this digest; what each expression needs to be found, and how those of
    strip rules begin.
    """

    digest: str
    rules: tuple[Rule, ...]
    overrides: tuple[Override, ...]
    needs: Mapping[str, str | None]
    beginnings: Beginnings


def load(digest: str) -> Prepared | None:
    """What was stored of the rules with this digest; None where nothing was."""
    stored = cache.load(_NAME, _key(digest))
    return stored if isinstance(stored, Prepared) else None


def store(digest: str, rules: tuple[Rule, ...], overrides: tuple[Override, ...]) -> None:
    """Work out the rest of these rules and store it, where there is a place for that."""

    def make() -> Prepared:
        needs = {pattern: prefilter(pattern) for rule in rules for pattern in _patterns(rule)}
        return Prepared(digest, rules, overrides, needs, beginnings_of([r for r in rules if r.stage == "strip"]))

    cache.store(_NAME, _key(digest), make)


def _patterns(rule: Rule) -> tuple[str, ...]:
    beside = [n.find.patterns for n in (rule.then, rule.lead) if n]
    return sum(beside, rule.find.patterns)


def _key(digest: str) -> str:
    return cache.cache_key(digest, Path(__file__).parent.glob("*.py"))
