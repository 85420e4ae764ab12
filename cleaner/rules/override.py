"""Overrides: a user's word on rules that somebody else wrote. They stand in ``overrides.yaml`` of a rules folder.

- override: promo.dont-miss
  reason: "Our gossip pages use it as a section title."
  disable: true                       # or narrow it:
- override: footer.tags
  reason: "Only wrong on our magazine."
  not_sites: [magazine.example]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cleaner.errors import RuleError
from cleaner.rules.load import RuleFile
from cleaner.rules.model import Rule
from cleaner.rules.nodes import Node, Places


@dataclass(frozen=True, slots=True)
class Override:
    """Turns a rule off, or off for some sites, or on for some sites only."""

    id: str
    reason: str
    disable: bool = False
    sites: tuple[str, ...] = ()
    not_sites: tuple[str, ...] = ()
    where_defined: str = ""


def read_overrides(path: RuleFile, groups: dict[str, tuple[str, ...]]) -> list[Override]:
    """The overrides of one file. Raises RuleError with file:line:column."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise RuleError(f"cannot read the overrides: {e}", str(path)) from e
    root = Places(str(path)).parse(text)
    return [] if root is None else [_override(n, groups) for n in root.items("a list of overrides")]


def _override(node: Node, groups: dict[str, tuple[str, ...]]) -> Override:
    at = node.pairs(["override", "reason", "disable", "sites", "groups", "not_sites"])
    for needed in ("override", "reason"):
        if needed not in at:
            raise node.error(f"an override needs {needed!r}")
    if not at["reason"].text().strip():
        raise at["reason"].error("the reason is empty")
    sites = list(at["sites"].sites()) if "sites" in at else []
    for name in at["groups"].each_text() if "groups" in at else ():
        if name.text() not in groups:
            raise name.error(f"there is no site group {name.text()!r}; groups stand in sites.yaml")
        sites.extend(groups[name.text()])
    found = Override(
        id=at["override"].text(),
        reason=at["reason"].text(),
        disable=at["disable"].flag() if "disable" in at else False,
        sites=tuple(sites),
        not_sites=at["not_sites"].sites() if "not_sites" in at else (),
        where_defined=f"{node.file}:{node.line}:{node.column}",
    )
    if not (found.disable or found.sites or found.not_sites):
        raise node.error("an override says 'disable: true', 'sites', 'groups' or 'not_sites'")
    return found


def apply_overrides(rules: Iterable[Rule], overrides: Iterable[Override]) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """The rules in force, and a warning for each override that changes nothing.

    A rule that is turned off stays in the set, muted: what it would have taken is recorded as refused, so a run can tell
    an override that never applied; but its XPath expressions, which cost each page a look, are not asked.
    Raises RuleError for an id that no rule has.
    """
    found = {r.id: r for r in rules}
    warnings: list[str] = []
    for o in overrides:
        if o.id not in found:
            raise RuleError(f"there is no rule {o.id!r} to override{nearest(o.id, found)}", o.where_defined)
        before = found[o.id]
        after = _overridden(before, o)
        if after == before:
            warnings.append(f"{o.where_defined or '--disable'}: the override of {o.id} changes nothing")
        found[o.id] = after
    return tuple(found.values()), tuple(warnings)


def _overridden(rule: Rule, o: Override) -> Rule:
    if o.disable:
        return replace(rule, muted=o.reason, muted_on=(), unmuted_on=())
    if rule.muted and not (rule.muted_on or rule.unmuted_on):
        return rule
    on = tuple(s for s in o.not_sites if _could_apply(rule, s))
    off = tuple(s for s in o.sites if _could_apply(rule, s))
    if not (on or off):
        return rule
    # A later layer adds to what an earlier one said.
    on = (*rule.muted_on, *(s for s in on if s not in rule.muted_on))
    return replace(rule, muted=o.reason, muted_on=on, unmuted_on=off or rule.unmuted_on)


def _could_apply(rule: Rule, site: str) -> bool:
    return not rule.sites or any(site == s or site.endswith("." + s) or s.endswith("." + site) for s in rule.sites)


def nearest(wrong: str, known: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(wrong, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
