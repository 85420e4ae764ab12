"""Overrides: a user's word on rules that somebody else wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.errors import RuleError
from cleaner.rules.compile import Rules
from tests.rules.work import left, refused, strip
from tests.samples import rule

Folder = Callable[..., Path]
Said = Callable[..., Rules]

RULES = rule("find: {equals: [menu]}", id="bar.menu") + rule(
    "find: {equals: [shop]}\n  scope: {sites: [a.example]}", id="bar.shop"
)


@pytest.fixture
def over(folder: Folder, tmp_path: Path) -> Said:
    """The rules above with these overrides in a layer over them."""

    def layer(overrides: str, **more: str) -> Rules:
        mine = tmp_path / "mine"
        mine.mkdir()
        (mine / "overrides.yaml").write_text(overrides)
        for name, text in more.items():
            (mine / f"{name}.yaml").write_text(text)
        return Rules.load([folder(shipped=RULES), mine], shipped=False)

    return layer


def test_disable_turns_a_rule_off_and_records_what_it_would_have_taken(over: Said) -> None:
    rules = over("- override: bar.menu\n  reason: 'Our title.'\n  disable: true\n")
    assert left(rules, "Menu\nX") == "Menu\nX"
    assert refused(strip(rules, "Menu\nX")) == [("Menu", "override: Our title.")]
    assert rules.warnings == ()


def test_not_sites_turns_a_rule_off_there_only(over: Said) -> None:
    rules = over("- override: bar.menu\n  reason: 'Food.'\n  not_sites: [food.example]\n")
    assert left(rules, "Menu\nX", "www.food.example") == "Menu\nX"
    assert left(rules, "Menu\nX", "b.example") == "X"
    assert left(rules, "Menu\nX") == "X"


def test_sites_leaves_a_rule_on_there_only(over: Said) -> None:
    rules = over("- override: bar.menu\n  reason: 'Only there.'\n  sites: [b.example]\n")
    assert left(rules, "Menu\nX", "b.example") == "X"
    assert left(rules, "Menu\nX", "c.example") == "Menu\nX"
    assert left(rules, "Menu\nX") == "Menu\nX"


def test_sites_and_not_sites_together_both_hold(over: Said) -> None:
    rules = over("- override: bar.menu\n  reason: 'r'\n  sites: [b.example]\n  not_sites: [food.b.example]\n")
    assert left(rules, "Menu\nX", "b.example") == "X"
    assert left(rules, "Menu\nX", "food.b.example") == "Menu\nX"
    assert left(rules, "Menu\nX", "c.example") == "Menu\nX"


def test_two_overrides_of_one_rule_add_up(over: Said) -> None:
    rules = over(
        "- override: bar.menu\n  reason: 'r'\n  not_sites: [a.example]\n"
        "- override: bar.menu\n  reason: 'r'\n  not_sites: [b.example]\n"
    )
    assert left(rules, "Menu\nX", "a.example") == "Menu\nX"
    assert left(rules, "Menu\nX", "b.example") == "Menu\nX"
    assert left(rules, "Menu\nX", "c.example") == "X"


def test_groups_name_sites(over: Said) -> None:
    rules = over("- override: bar.menu\n  reason: 'r'\n  groups: [food]\n", sites="food: [a.example, b.example]\n")
    assert left(rules, "Menu\nX", "a.example") == "X"
    assert left(rules, "Menu\nX", "c.example") == "Menu\nX"


def test_a_user_layer_adds_rules_of_its_own(over: Said) -> None:
    rules = over("", own=rule("find: {equals: [imprint]}", id="own.imprint"))
    assert left(rules, "Menu\nImprint\nX") == "X"


def test_disable_by_id_needs_no_file(folder: Folder) -> None:
    rules = Rules.load([folder(shipped=RULES)], shipped=False, disable=["bar.menu"])
    assert refused(strip(rules, "Menu")) == [("Menu", "override: asked for by --disable")]


def test_an_unknown_id_is_an_error_with_its_place_and_a_suggestion(over: Said, tmp_path: Path) -> None:
    with pytest.raises(RuleError) as error:
        over("# mine\n- override: bar.meny\n  reason: 'r'\n  disable: true\n")
    assert error.value.where == f"{tmp_path / 'mine' / 'overrides.yaml'}:2:3"
    assert "there is no rule 'bar.meny' to override; did you mean 'bar.menu'?" in str(error.value)


def test_an_unknown_id_that_is_like_no_other_gets_no_suggestion(folder: Folder) -> None:
    with pytest.raises(RuleError, match=r"there is no rule 'zzz' to override$"):
        Rules.load([folder(shipped=RULES)], shipped=False, disable=["zzz"])


def test_an_override_that_changes_nothing_is_a_warning_with_its_place(over: Said, tmp_path: Path) -> None:
    rules = over("- override: bar.shop\n  reason: 'r'\n  not_sites: [b.example]\n")
    place = tmp_path / "mine" / "overrides.yaml"
    assert rules.warnings == (f"{place}:1:3: the override of bar.shop changes nothing",)


def test_a_second_disable_of_a_rule_is_a_warning(over: Said) -> None:
    rules = over("- override: bar.menu\n  reason: 'r'\n  disable: true\n" * 2)
    assert [w.partition(": ")[2] for w in rules.warnings] == ["the override of bar.menu changes nothing"]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("- override: bar.menu\n  disable: true\n", "1:3", "an override needs 'reason'"),
        ("- reason: r\n  disable: true\n", "1:3", "an override needs 'override'"),
        ("- override: bar.menu\n  reason: ''\n  disable: true\n", "2:11", "the reason is empty"),
        ("- override: bar.menu\n  reason: r\n", "1:3", "an override says 'disable: true', 'sites'"),
        ("- override: bar.menu\n  reason: r\n  disable: false\n", "1:3", "an override says 'disable: true', 'sites'"),
        ("- override: bar.menu\n  reason: r\n  disable: yes\n", "3:12", "expected true or false"),
        ("- override: bar.menu\n  reason: r\n  off: true\n", "3:3", "unknown key 'off'"),
        ("- override: bar.menu\n  reason: r\n  sites: []\n", "3:10", "the list is empty"),
        ("- override: bar.menu\n  reason: r\n  sites: [www.X.org]\n", "3:11", "is not a site"),
        ("- override: bar.menu\n  reason: r\n  groups: [press]\n", "3:12", "there is no site group 'press'"),
        ("override: bar.menu\n", "1:1", "expected a list of overrides"),
    ],
)
def test_a_mistake_in_an_override_names_its_place(over: Said, tmp_path: Path, text: str, place: str, said: str) -> None:
    with pytest.raises(RuleError) as error:
        over(text)
    assert error.value.where == f"{tmp_path / 'mine' / 'overrides.yaml'}:{place}"
    assert said in str(error.value)
