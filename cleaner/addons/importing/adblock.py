"""Cosmetic filters of adblock lists: ``host1,~sub.host1##selector``, ``##selector`` (all sites), exceptions ``host#@#selector``.

What other than plain CSS does (``#?#``, ``##+js()``, ``:has-text()``) is not taken; network filters are no cosmetic filters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import cssselect
from cssselect.parser import CombinedSelector, Element, Pseudo, Tree

from cleaner.addons.importing.draft import Draft, NotTaken, Source, lines_of, slug
from cleaner.addons.importing.element import SILENT
from cleaner.addons.importing.example import KEPT, PROSE, NoExampleError, pages_for
from cleaner.addons.importing.xpath_parser import XPathError, parse
from cleaner.rules.css import to_xpath, without_has
from cleaner.rules.load import check_css

KINDS = {"##": "hides", "#@#": "takes back"}
GROUP = 50
_FILTER = re.compile(r"([^#/|$]*|/[^#]*/)(#@?[?$%]*#)(?=\S)(.*)")
_NETWORK = "network filter"
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
_EXTENDED = re.compile(
    r":(?:-abp-|has-text|contains|matches-|xpath|upward|nth-ancestor|min-text-length|watch-attr|remove|style|others|if|properties)"
)
_REFUSED_TAGS = frozenset(("html", "body", "main"))


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that hides (or with ``back`` takes back) what a selector finds on ``sites`` but not on ``not_sites``."""

    source: Source
    selector: str
    sites: tuple[str, ...]
    not_sites: tuple[str, ...]
    back: bool = False


def filters(file: str, text: str) -> Iterator[Filter | NotTaken]:
    """Each filter of a list; comments and its header are none."""
    for number, raw in enumerate(lines_of(text), 1):
        line = raw.strip()
        if not line or line.startswith("!") or re.fullmatch(r"\[[^\]]*\]", line) or re.match(r"#(?:\s|$)", line):
            continue
        found = _FILTER.fullmatch(line)
        if not found:
            yield NotTaken(Source(file, number, _NETWORK, line), "a network filter, not a cosmetic one")
            continue
        hosts, mark, selector = found.groups()
        yield _filter(Source(file, number, mark, line), hosts, mark, selector.strip())


def _filter(source: Source, hosts: str, mark: str, selector: str) -> Filter | NotTaken:
    if mark not in KINDS:
        return NotTaken(source, "extended syntax", f"{mark} is no plain CSS")
    if selector.startswith(("+js(", "^", "script:inject(")):
        return NotTaken(source, "extended syntax", "a script or a filter of the page's source")
    sites: list[str] = []
    not_sites: list[str] = []
    odd: list[str] = []
    for host in filter(None, (h.strip().lower() for h in hosts.split(","))):
        plain = host.removeprefix("~")
        (odd if not _HOST.fullmatch(plain) else not_sites if host.startswith("~") else sites).append(plain)
    if odd:
        return NotTaken(source, "a host that no rule can name", odd[0])
    found = Filter(source, selector, tuple(sorted(set(sites))), tuple(sorted(set(not_sites))), mark == "#@#")
    if found.back:
        # What it takes back may be written for other sites only: its selector matters, not whether we could run it.
        return NotTaken(source, "takes back, but not on some sites") if not_sites else found
    why_not = _why_not(selector)
    return NotTaken(source, *why_not) if why_not else found


def _why_not(selector: str) -> tuple[str, str] | None:
    extended = _EXTENDED.search(selector)
    if extended:
        return "extended syntax", extended.group().strip(":(")
    try:
        check_css(selector)
    except Exception as e:  # cssselect's own, and what it stumbles over
        return "the selector cannot be read", str(e)
    for one in cssselect.parse(without_has(selector)[0]):
        tag, more, root = _last(one.parsed_tree)
        if tag in _REFUSED_TAGS or root or (tag in ("article", "*") and not more):
            return "it would take the page or its article", tag
        if tag in SILENT:
            return "what it hides holds no text", tag
    return None


def _last(tree: Tree) -> tuple[str, bool, bool]:
    """Of what a selector ends in: the tag, whether more is said of it, and whether that is that it is the root."""
    more = root = False
    while not isinstance(tree, Element):
        if isinstance(tree, CombinedSelector):
            tree = tree.subselector
        else:
            more, root = True, root or (isinstance(tree, Pseudo) and tree.ident == "root")
            tree = tree.selector
    return (tree.element or "*").lower(), more, root


def read(lists: dict[str, str]) -> tuple[list[Draft], list[NotTaken], Counter[str]]:
    """A draft for each filter of all lists (file name: text), what is not taken, and the filters counted by kind.

    Exceptions of one list count for the filters of all.
    """
    hiding: list[Filter] = []
    back: dict[str, list[Filter]] = {}
    refused: list[NotTaken] = []
    counts: Counter[str] = Counter()
    for file, text in lists.items():
        for found in filters(file, text):
            counts[found.source.kind] += 1
            if isinstance(found, NotTaken):
                refused.append(found)
            elif found.back:
                back.setdefault(found.selector, []).append(found)
            else:
                hiding.append(found)
    drafts: list[Draft] = []
    known = {f.selector for f in hiding}
    refused.extend(
        NotTaken(f.source, "takes back what no filter here hides")
        for s, all_ in back.items()
        if s not in known
        for f in all_
    )
    for one in hiding:
        made = _draft(one, back.get(one.selector, []))
        (drafts if isinstance(made, Draft) else refused).append(made)  # type: ignore[arg-type]
    return drafts, refused, counts


def _draft(one: Filter, back: list[Filter]) -> Draft | NotTaken:
    everywhere = next((b for b in back if not b.sites), None)
    away = {s for b in back for s in b.sites}
    left = tuple(s for s in one.sites if not any(s == a or s.endswith("." + a) for a in away))
    if everywhere or (one.sites and not left):
        taker = everywhere or back[0]
        return NotTaken(one.source, "taken back by an exception", taker.source.where)
    # Only what is below its sites need be named.
    below = {a for a in away if not one.sites or any(a.endswith("." + s) for s in left)}
    try:
        pages = pages_for(parse(_xpath(one.selector)))
    except (NoExampleError, XPathError) as e:
        return NotTaken(one.source, "no example could be built to prove it", str(e))
    return Draft("adblock.filter", "", "prune", (one.source,), css=(one.selector,), sites=left,
                 not_sites=tuple(sorted({*one.not_sites, *below})), pages=pages)  # fmt: skip


def _xpath(selector: str) -> str:
    return to_xpath(selector, prefix="//")


def grouped(drafts: list[Draft]) -> Iterator[Draft]:
    """Proved drafts of the same sites as rules of up to ``GROUP`` selectors, with one page of all their examples."""
    by_sites: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Draft]] = {}
    for draft in drafts:
        by_sites.setdefault((draft.sites, draft.not_sites), []).append(draft)
    for members in by_sites.values():
        yield from (joined(members[at : at + GROUP]) for at in range(0, len(members), GROUP))


def list_name(file: str) -> str:
    """What the ids of a list's rules call it; two lists may be one by it."""
    return slug((file.rpartition(".")[0] or file).replace(".", "-"))


def joined(members: list[Draft]) -> Draft:
    """One draft of several, still to be proved."""
    first = members[0]
    selectors = tuple(dict.fromkeys(c for d in members for c in d.css))
    sources = tuple(s for d in members for s in d.sources)
    where = ", ".join(first.sites[:3]) + (" ..." if len(first.sites) > 3 else "") if first.sites else "all sites"
    files = ", ".join(dict.fromkeys(s.file for s in sources))
    kept = f"<p>{KEPT}</p>"
    examples = dict.fromkeys(d.match.text.replace(kept, "") for d in members if d.match)
    page = "".join(f"<div>{e}</div>" for e in examples) + f"<p>{KEPT} {PROSE}</p>"
    start = first.sources[0]
    return replace(
        first,
        id=".".join(filter(None, ("adblock", list_name(start.file), f"line-{start.line}"))),
        why=f"{files} hides these on {where}.",
        sources=sources,
        css=selectors,
        pages=(page,) if len(members) > 1 else first.pages,
        match=None,
        keep=None,
    )
