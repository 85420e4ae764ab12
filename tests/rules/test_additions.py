"""A rule in one file, its words by language in others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from cleaner.batch.rules import show_lines
from cleaner.errors import RuleError
from cleaner.rules.compile import Rules
from tests.rules.work import left

BASE = "- id: promo.more\n  why: 'Leads on.'\n  stage: strip\n  shape: {words: {max: 5}}\n  find: added\n"
PLAIN = (
    "- id: promo.plain\n  why: 'Leads on.'\n  stage: strip\n  find: {has: [other]}\n"
    "  match: [{text: other, left: ''}]\n  keep: [same]\n"
)
Files = Callable[..., Rules]


def addition(to: str, words: str) -> str:
    return f"- adds_to: {to}\n  find: {{starts: [{words}]}}\n  match: [{{text: {words}, left: ''}}]\n  keep: [not {words}]\n"


@pytest.fixture
def files(tmp_path: Path) -> Callable[[Mapping[str, str]], Rules]:
    """The rules of a folder with these files."""

    def load(texts: Mapping[str, str]) -> Rules:
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Rules.load([tmp_path], shipped=False)

    return load


def test_each_language_adds_its_words_and_examples_to_a_rule_whose_conditions_stand_once(files: Files) -> None:
    rules = files(
        {
            "common/a.yaml": BASE,
            "de/a.yaml": addition("promo.more", "mehr dazu"),
            "nl/a.yaml": addition("promo.more", "lees ook"),
        }
    )
    (rule,) = rules.all
    assert [e.text for e in rule.match] == ["mehr dazu", "lees ook"]
    assert left(rules, "Mehr dazu: Brücken\nLees ook: bruggen\nRead on") == "Read on"
    assert left(rules, "Mehr dazu sagt der Müller morgen nicht") == "Mehr dazu sagt der Müller morgen nicht"


def test_words_can_be_added_to_a_rule_that_has_some(files: Files) -> None:
    rules = files({"common/a.yaml": PLAIN, "de/a.yaml": addition("promo.plain", "mehr dazu")})
    assert left(rules, "Mehr dazu\nOther\nThe mill") == "The mill"


def test_an_example_keeps_the_place_where_it_was_added(files: Files, tmp_path: Path) -> None:
    rules = files({"common/a.yaml": BASE, "de/a.yaml": addition("promo.more", "mehr dazu")})
    assert rules.all[0].match[0].where_defined == f"{tmp_path}/de/a.yaml:3"


def test_a_rule_that_waits_stands_where_its_first_words_do(files: Files) -> None:
    rules = files({"common/a.yaml": BASE, "de/a.yaml": addition("promo.more", "other"), "en/a.yaml": PLAIN})
    assert [r.id for r in rules.all] == ["promo.plain", "promo.more"]


def test_what_is_added_is_shown_with_the_rule(files: Files) -> None:
    rules = files({"common/a.yaml": BASE, "de/a.yaml": addition("promo.more", "mehr dazu") + PLAIN})
    shown = "\n".join(show_lines(rules, "promo.more"))
    for part in ("common/a.yaml:1", "de/a.yaml:1", "starts: [mehr dazu]"):
        assert part in shown
    assert "promo.plain" not in shown


# name: (rules of common, what de adds, where in which file, what the message must say)
MISTAKES = {
    "nobody adds": (BASE, PLAIN, "common/a.yaml:1:3", "nothing adds phrases to promo.more"),
    "no such rule": (BASE, addition("promo.mores", "x"), "de/a.yaml:1:12", "did you mean 'promo.more'?"),
    "no examples": (
        BASE,
        "- adds_to: promo.more\n  find: {has: [x]}\n  match: [{text: x, left: ''}]\n",
        "de/a.yaml:1:3",
        "needs 'keep'",
    ),
    "conditions": (
        BASE,
        "- adds_to: promo.more\n  shape: {words: {max: 3}}\n",
        "de/a.yaml:2:3",
        "unknown key 'shape'",
    ),
    "a vocabulary": (
        BASE,
        "- adds_to: promo.more\n  find: {vocabulary: {of: [a], to: [b], share: 0.5}}\n  match: []\n  keep: []\n",
        "de/a.yaml:2:9",
        "only phrases",
    ),
    "to a rule of elements": (
        "- id: page.x\n  why: 'x'\n  stage: prune\n  find: {names: [x]}\n"
        "  match: [{html: '<p class=x>a</p>', left: ''}]\n  keep: [{html: '<p>a</p>', left: a}]\n",
        addition("page.x", "y"),
        "de/a.yaml:1:12",
        "doesn't look for phrases",
    ),
    "a rule of elements waits": (
        "- id: page.x\n  why: 'x'\n  stage: prune\n  find: added\n",
        addition("page.x", "y"),
        "common/a.yaml:4:9",
        "only phrases of strip and flag rules",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_cannot_be_added_is_an_error_at_its_place(files: Files, name: str) -> None:
    common, added, place, message = MISTAKES[name]
    with pytest.raises(RuleError) as told:
        files({"common/a.yaml": common, "de/a.yaml": added})
    assert f"{place}: " in str(told.value)
    assert message in str(told.value)
