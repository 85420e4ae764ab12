"""What an import makes of a file before it is written: drafts of rules, and what was not taken, with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from cleaner.addons.importing.example import GONE, KEPT, PROSE
from cleaner.rules.check import Runner, flat
from cleaner.rules.compile import Rules
from cleaner.rules.examples import expand
from cleaner.rules.model import Example, Find, Rule, RuleStage

ELSEWHERE = "https://elsewhere.example/"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Source:
    """One directive or filter as it stands in its file. ``kind`` is its name: strip, body, ``##`` ..."""

    file: str
    line: int
    kind: str
    value: str

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A directive that became no rule. ``reason`` is one of few, for counting; ``detail`` says more."""

    source: Source
    reason: str
    detail: str = ""

    def __str__(self) -> str:
        more = f" ({self.detail})" if self.detail else ""
        said = f"{self.source.kind}: {self.source.value}" if self.source.kind[:1].isalpha() else self.source.value
        return f"{self.source.where}: {said}: {self.reason}{more}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule to be. ``pages`` are those that may prove it; a select rule needs none.

    ``match`` and ``keep`` are there once it is proved.
    """

    id: str
    why: str
    stage: RuleStage
    sources: tuple[Source, ...]
    css: tuple[str, ...] = ()
    xpath: tuple[str, ...] = ()
    field: str | None = None
    sites: tuple[str, ...] = ()
    not_sites: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    match: Example | None = None
    keep: Example | None = None

    def rule(self) -> Rule:
        return Rule(
            id=self.id,
            why=self.why,
            stage=self.stage,
            find=Find(css=self.css, xpath=self.xpath),
            sites=self.sites,
            not_sites=self.not_sites,
            field=self.field,
        )


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A YAML file to be: ``name`` is its path below the rules folder."""

    name: str
    drafts: tuple[Draft, ...]


@dataclass(slots=True)
class Import:
    """All that an import found. Every directive stands in ``taken`` or in ``not_taken``."""

    files: list[RuleFile] = field(default_factory=list)
    directives: Counter[str] = field(default_factory=Counter)
    not_taken: list[NotTaken] = field(default_factory=list)
    read: int = 0

    @property
    def drafts(self) -> Iterator[Draft]:
        return (d for f in self.files for d in f.drafts)

    @property
    def taken(self) -> Counter[str]:
        """Directives that became rules, by kind."""
        lost = Counter(n.source.kind for n in self.not_taken)
        return Counter({kind: count - lost[kind] for kind, count in self.directives.items() if count > lost[kind]})


def prove(draft: Draft, run: Runner, together: Rules | None = None) -> Draft | str:
    """The draft with its examples, as a run of the rule alone leaves them, or the reason why there are none.

    With ``together`` (all rules that will be in force) the examples hold among them too.
    """
    why_not = "an invented page for it is not found by it"
    for page in draft.pages:
        result = _prove_on(page, draft, run)
        if isinstance(result, Draft) and (together is None or holds(result, run, together)):
            return result
        why_not = "it holds alone, but not beside the other rules of its site" if isinstance(result, Draft) else result
    return why_not


def holds(draft: Draft, run: Runner, together: Rules) -> bool:
    """Whether its match example leaves the same with all these rules."""
    assert draft.match is not None
    return run(_expanded(draft.match), together).left == expand(draft.match.left)


def _prove_on(page: str, draft: Draft, run: Runner) -> Draft | str:
    alone = Rules((draft.rule(),))
    url = f"https://{draft.sites[0]}/" if draft.sites else None
    match = Example(page, "", {}, True, url=url)
    outcome = run(_expanded(match), alone)
    if not any(r.rule_id == draft.id and not r.refused for r in outcome.removed):
        return "refused by a guard" if outcome.removed else "an invented page for it is not found by it"
    if KEPT not in outcome.left or GONE in outcome.left:
        return "it takes the whole of an invented page" if KEPT not in outcome.left else "it leaves part of a page"
    # The same page elsewhere, where the rule has no business; of a rule for all sites, one without what it looks for.
    url = ELSEWHERE if draft.sites else f"https://{draft.not_sites[0]}/" if draft.not_sites else None
    keep = Example(page if url else f"<div><p>{KEPT}</p></div>", "", {}, True, url=url)
    kept = run(_expanded(keep), alone)
    if kept.removed:
        return "it takes from a page where it has no business"
    left, all_of_it = (flat(o.left).replace(expand(PROSE), PROSE) for o in (outcome, kept))
    return replace(draft, match=replace(match, left=left), keep=replace(keep, left=all_of_it))


def _expanded(example: Example) -> Example:
    return replace(example, text=expand(example.text), left=expand(example.left))


def distinct(wanted: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """An id for each tuple of parts: small letters, digits, hyphens and dots; a number where two would be the same."""
    found: dict[tuple[str, ...], str] = {}
    used: set[str] = set()
    for parts in wanted:
        plain = ".".join(p for p in map(slug, parts) if p)
        name, number = plain, 2
        while name in used:
            name, number = f"{plain}-{number}", number + 1
        used.add(name)
        found[parts] = name
    return found


def apart(drafts: Iterable[Draft], used: set[str]) -> Iterator[Draft]:
    """The drafts, under another id where one is in ``used``, which takes theirs: files of two names may be one site's."""
    for draft in drafts:
        name, number = draft.id, 2
        while name in used:
            name, number = f"{draft.id}-{number}", number + 1
        used.add(name)
        yield replace(draft, id=name)


def lines_of(text: str) -> list[str]:
    """Lines as an editor numbers them; ``str.splitlines`` ends one at signs that an editor doesn't."""
    return _LINE_END.split(text)


def slug(part: str) -> str:
    """A part of an id: small letters, digits, hyphens and dots."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c == ".") else "-" for c in part.lower())
    labels = ("-".join(p for p in label.split("-") if p) for label in kept.split("."))
    return ".".join(label for label in labels if label)
