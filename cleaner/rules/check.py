"""Proving rules: every example alone and with all rules on, twice; clean articles untouched; each condition needed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cleaner.article import Removal
from cleaner.rules.compile import Rules
from cleaner.rules.model import Example, Rule, without_each_condition


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left of an example, what went, what was caught. The text's blocks are joined by one line break.

    ``told``: the ids of the flag rules that tell of a page in an article's place.
    """

    left: str
    removed: tuple[Removal, ...]
    captured: dict[str, str]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A promise that a rule doesn't keep."""

    rule_id: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule_id}: {self.message}"


Runner = Callable[[Example, Rules], Outcome]
# Whether a text stays as it is.
Settled = Callable[[str], bool]


def check(
    rules: Rules,
    run: Runner,
    clean_articles: Iterable[tuple[str, str, bool]] = (),
    only: Container[str] | None = None,
) -> Iterator[Failure]:
    """All failures of all rules, or of those whose ids are in ``only``, each beside all others.

    ``run`` puts an example through the page's or the text's rule stages. ``clean_articles`` are (name, content, is a page)
    of articles that no rule may touch.
    """
    # What is compiled for a run that favors something, and what each of the many equal texts came to, serve all rules.
    favoring = lru_cache(maxsize=None)(rules.favoring)
    settled = lru_cache(maxsize=None)(lambda favor: _settled(favoring(favor), run))
    for rule in rules.all:
        if rule.stage == "select" or (only is not None and rule.id not in only):
            continue
        if rule.stage == "flag":
            yield from _check_flag(rule, rules, run)
            continue
        # A rule of runs that favor something is tried as in one of them.
        favor = rule.favor[0] if rule.favor and rules.favor not in rule.favor else rules.favor
        beside = favoring(favor)
        free = replace(rule, favor=())
        yield from _check_examples(free, beside, run, settled(favor))
        yield from _check_mutations(free, _company(rule, beside), run)
    for name, content, is_html in clean_articles if only is None else ():
        outcome = run(Example(content, content, {}, is_html, is_whole=True), rules)
        for r in outcome.removed:
            if not r.refused and r.stage != "metadata":
                yield Failure(r.rule_id, name, f"takes from a clean article: {_short(r.text)}")
        for rule_id in outcome.told:
            yield Failure(rule_id, name, "takes a clean article for a page in an article's place")


def disturbing(rules: Rules, added: Rules, run: Runner) -> frozenset[str]:
    """The ids of the ``added`` rules, which are among ``rules``, that take from an example of another so that it fails."""
    found: set[str] = set()
    for rule in rules.all:
        if rule.stage in ("select", "flag") or rule.id in added.by_id:
            continue
        examples = [e for e in (*rule.match, *rule.keep) if any(a.applies_to(_host(e)) for a in added.all)]
        # Beside all others, whose takes leave lines that the example as it is doesn't have.
        took = {r.rule_id for e in examples for r in run(e, rules).removed if not r.refused} & set(added.by_id)
        if took - found and any(_check_examples(rule, rules, run, _settled(rules, run))):
            found |= took
    return frozenset(found)


def _host(example: Example) -> str | None:
    return urlsplit(example.url).hostname if example.url else None


def _company(rule: Rule, rules: Rules) -> list[Rule]:
    """The rules to stand by one that looks at what others took: it can't show itself alone."""
    return [r for r in rules.all if r.id != rule.id] if rule.where.asks_for_removed else []


def _settled(rules: Rules, run: Runner) -> Settled:
    return lru_cache(maxsize=None)(lambda left: run(Example(left, left), rules).left == left)


def _check_examples(rule: Rule, rules: Rules, run: Runner, settled: Settled) -> Iterator[Failure]:
    yield from _check_alone(rule, rules.only(rule, *_company(rule, rules)), run)
    yield from _check_together(rule, rules, run, settled)


def _check_alone(rule: Rule, alone: Rules, run: Runner) -> Iterator[Failure]:
    settled = _settled(alone, run)
    for example in rule.match:
        outcome = run(example, alone)
        if not any(r.rule_id == rule.id and not r.refused for r in outcome.removed):
            yield _failure(rule, f"the match example {_short(example.text)} is not matched", example)
        elif outcome.left != flat(example.left):
            message = f"of {_short(example.text)} it left {_short(outcome.left)}, not {_short(example.left)}"
            yield _failure(rule, message, example)
        elif any(outcome.captured.get(k) != v for k, v in example.captured.items()):
            yield _failure(rule, f"it captured {outcome.captured}, not {dict(example.captured)}", example)
        yield from _check_again(rule, example, outcome, settled)
    for example in rule.keep:
        if run(example, alone).left != flat(example.left):
            yield _failure(rule, f"it takes from the keep example {_short(example.text)}", example)


def _check_together(rule: Rule, rules: Rules, run: Runner, settled: Settled) -> Iterator[Failure]:
    for example in rule.match:
        outcome = run(example, rules)
        if outcome.left != flat(example.left):
            took = ", ".join(sorted({r.rule_id for r in outcome.removed if not r.refused}))
            message = f"with all rules on, {took} left {_short(outcome.left)} of {_short(example.text)}"
            yield _failure(rule, message, example)
        yield from _check_again(rule, example, outcome, settled)
    for example in rule.keep:
        if any(r.rule_id == rule.id and not r.refused for r in run(example, rules).removed):
            yield _failure(rule, f"with all rules on, it takes from the keep example {_short(example.text)}", example)


def _check_flag(rule: Rule, rules: Rules, run: Runner) -> Iterator[Failure]:
    """Each match example is told by the rule, no keep example is, and each of its conditions is needed for that."""
    # What is no sign alone can't show itself alone.
    company = [] if rule.alone else [r for r in rules.all if r.stage == "flag" and r.id != rule.id]

    def told(example: Example, beside: Rules) -> bool:
        return rule.id in run(example, beside).told

    for beside, said in ((rules.only(rule, *company), ""), (rules, "with all rules on, ")):
        for example in rule.match:
            if not told(example, beside):
                yield _failure(rule, f"{said}it doesn't tell of the match example {_short(example.text)}", example)
        for example in rule.keep:
            if told(example, beside):
                yield _failure(rule, f"{said}it tells of the keep example {_short(example.text)}", example)
    for name, mutant in without_each_condition(rule):
        alone = Rules((mutant, *company))
        if all(told(e, alone) for e in rule.match) and not any(told(e, alone) for e in rule.keep):
            yield _failure(rule, f"no example needs the condition {name!r}: add one, or drop the condition")


def _check_again(rule: Rule, example: Example, outcome: Outcome, settled: Settled) -> Iterator[Failure]:
    if not example.is_html and not settled(outcome.left):
        yield _failure(rule, f"a second pass over {_short(outcome.left)} still removes something", example)


def _check_mutations(rule: Rule, company: list[Rule], run: Runner) -> Iterator[Failure]:
    for name, mutant in without_each_condition(rule):
        alone = Rules((mutant, *company))
        examples = (*rule.keep, *rule.match)  # mostly it takes too much, which the first show
        if name == "find" and rule.stage == "prune":
            continue  # a page rule without its selector finds nothing, which every match example shows
        if all(run(e, alone).left == flat(e.left) for e in examples):
            yield _failure(rule, f"no example needs the condition {name!r}: add one, or drop the condition")


def flat(text: str) -> str:
    """A text's blocks with one line break between them, as outcomes are compared. Other breaks end no block."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _failure(rule: Rule, message: str, example: Example | None = None) -> Failure:
    return Failure(rule.id, (example and example.where_defined) or rule.where_defined, message)


def _short(text: str) -> str:
    text = text.replace("\n", " / ")
    return repr(text if len(text) <= 90 else text[:87] + "...")


def read_clean_articles(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """(name, content, is a page) of each file of a folder of articles that no rule may touch."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".html"):
            yield str(path), path.read_text(encoding="utf-8"), path.suffix == ".html"
