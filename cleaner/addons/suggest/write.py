"""Proposed rules as a rule file: strict YAML with proof examples, support and cost as comments."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from cleaner.addons.repeats import NAME, NUMBER
from cleaner.addons.suggest.model import Found, Proposal
from cleaner.rules.examples import prose, unexpanded

WAYS = 3  # of giving examples, from the samples' own words to none of them
_EXAMPLES = 2
_WORD = re.compile(r"[a-z0-9]+")
_ID_WORDS = 4
_SHOWN = 90
_LOST_SHOWN = 5
_ELSEWHERE = ("another.example", "elsewhere.example")
# What YAML's reader refuses, and what isn't seen.
_ODD = re.compile(
    "[^\x20-\x7e\xa0-\u1fff\u2010-\u2027\u2030-\u205f\u2070-\ud7ff\uf900-\ufdff\ufe10-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A proposal with its id, and which way its examples are given."""

    id: str
    proposal: Proposal
    way: int = 0


def named(proposals: Sequence[Proposal], taken: set[str]) -> list[Named]:
    """Each with an id that no rule has."""
    found = []
    used = set(taken)
    for p in proposals:
        said = p.selector or " ".join(x for x in _shown_key(p.key).split() if x not in ("{number}", "{name}"))
        words = _WORD.findall(said.casefold())[:_ID_WORDS]
        base = "suggested." + "-".join(_WORD.findall(p.outlet) + (words or ["line"]))
        name, number = base, 1
        while name in used:
            number += 1
            name = f"{base}-{number}"
        used.add(name)
        found.append(Named(name, p))
    return found


def rule_file(rules: Sequence[Named], notes: Sequence[str] = ()) -> str:
    """The text of the file."""
    head = [
        "# Proposed by `cleaner rules suggest`. Read each rule before you use it: what repeats may be meant to.",
        *notes,
    ]
    return "\n\n".join([_comments(head), *(rule_text(r) for r in rules)]) + "\n"


def rule_text(rule: Named) -> str:
    """One rule."""
    p = rule.proposal
    lines = [
        f"- id: {rule.id}",
        *(f"  # {_comment(c)}" for c in _evidence(p)),
        f"  why: {quoted(_why(p))}",
        f"  stage: {'prune' if p.selector else 'strip'}",
    ]
    if p.outlet:
        lines.append(f"  scope: {{sites: [{quoted(p.outlet)}]}}")
    lines.append(f"  find: {_find(p)}")
    match, keep = (_page_examples if p.selector else _line_examples)(p, rule.way)
    lines += ["  match:", *(f"    - {m}" for m in match), "  keep:", *(f"    - {k}" for k in keep)]
    return "\n".join(lines)


def _find(p: Proposal) -> str:
    if p.selector:
        return f"{{css: [{quoted(p.selector)}]}}"
    if NUMBER in p.key or NAME in p.key:
        return f"{{regex: {quoted(p.pattern)}}}"
    return f"{{equals: [{quoted(p.key)}]}}"


def _why(p: Proposal) -> str:
    what = f"the element {p.selector}" if p.selector else f"“{_shown_key(p.key)}”"
    return f"Repeats {_place(p)}: {what}."


def _place(p: Proposal) -> str:
    of = f" of {p.outlet}" if p.outlet else f" of {p.outlets} outlets"
    return f"on {p.support} of {p.documents} documents{of}" if p.outlet else f"on {p.support} documents{of}"


def _evidence(p: Proposal) -> list[str]:
    """What was counted: support by side, and what of the body it would cost."""
    said = [
        f"support: {_place(p)}; above the body in {p.tally.above}, below it in {p.tally.below}, "
        f"between paragraphs in {p.tally.between}",
        f"body lost in the samples: {len(p.lost)} lines",
    ]
    return said + [f"  in {f.sample.name}: {_cut(f.line.text)}" for f in p.lost[:_LOST_SHOWN]]


def _shown_key(key: str) -> str:
    return _cut(key.replace(NUMBER, "{number}").replace(NAME, "{name}"))


def _line_examples(p: Proposal, way: int) -> tuple[list[str], list[str]]:
    match = []
    for f in _different(p.taken):
        before, after = _around(f, way)
        match.append(_example("text", [before, f.line.text, after], [before, after], p.outlet))
    line = p.taken[0].line.text
    first = p.near[0] if p.near and way == 0 else prose(20)
    keep = [_kept("text", [first, line], _elsewhere(p.outlet))] if p.outlet else []
    near = p.near if way < WAYS - 1 else (prose(20),)
    return match, keep + [_kept("text", [text], p.outlet) for text in near or (prose(20),)]


def _around(f: Found, way: int) -> tuple[str, str]:
    """A paragraph to stand before and one to stand after the line: the document's own where it has them."""
    body = f.body if way == 0 else ()
    before = [f.sample.lines[i].text for i in body if i < f.at]
    after = [f.sample.lines[i].text for i in body if i > f.at]
    return (before[-1] if before else prose(24)), (after[0] if after else prose(31))


def _different(found: Sequence[Found]) -> list[Found]:
    """A few takes, as different in their words as there are; the samples' order decides."""
    by_text: dict[str, Found] = {}
    for f in found:
        by_text.setdefault(f.line.text, f)
    return list(by_text.values())[:_EXAMPLES]


def _page_examples(p: Proposal, way: int) -> tuple[list[str], list[str]]:
    body = p.near[0] if p.near and way == 0 else prose(40)
    text = p.taken[0].line.text
    box = f"<div {_attribute(p.selector)}><p>{escape(text)}</p></div>"
    page = f"<div><p>{escape(body)}</p>{box}</div>"
    keep = [_html(page, [body, text], _elsewhere(p.outlet))]
    keep += [_html(f"<div><p>{escape(t)}</p></div>", [t], p.outlet) for t in (p.near[1:] if way == 0 else ())]
    return [_html(page, [body], p.outlet)], keep


def _attribute(selector: str) -> str:
    if selector[0] == "[":
        return selector.strip("[]")
    return f'{"id" if selector[0] == "#" else "class"}="{selector[1:]}"'


def _example(kind: str, lines: Sequence[str], left: Sequence[str], outlet: str) -> str:
    return f"{{{kind}: {_joined(lines)}, left: {_joined(left)}{_url(outlet)}}}"


def _kept(kind: str, lines: Sequence[str], outlet: str) -> str:
    return f"{{{kind}: {_joined(lines)}{_url(outlet)}}}"


def _html(page: str, left: Sequence[str], outlet: str) -> str:
    return f"{{html: {_joined([page])}, left: {_joined(left)}{_url(outlet)}}}"


def _joined(lines: Sequence[str]) -> str:
    """Lines of documents as an example's text, which means nothing but itself."""
    return quoted(unexpanded("\n".join(lines)))


def _url(outlet: str) -> str:
    return f", url: {quoted(f'https://{outlet}/')}" if outlet else ""


def _elsewhere(outlet: str) -> str:
    return next(e for e in _ELSEWHERE if e != outlet)


def quoted(text: str) -> str:
    """A YAML scalar in double quotes that every reader takes for this very text."""
    plain = json.dumps(text, ensure_ascii=False)
    return _ODD.sub(lambda m: f"\\u{ord(m[0]):04x}" if ord(m[0]) < 0x10000 else f"\\U{ord(m[0]):08x}", plain)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."


def _comment(text: str) -> str:
    return _ODD.sub(" ", text)


def _comments(lines: Sequence[str]) -> str:
    return "\n".join("# " + _comment(line.removeprefix("# ")) for line in lines)
