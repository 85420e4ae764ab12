"""A compiled set of rules: its version, its layers, the words in an element's names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.errors import RuleError
from cleaner.rules.compile import Rules
from cleaner.rules.lexicon import shipped_rules
from cleaner.rules.name_index import split_names
from tests.samples import rule

Load = Callable[[str], Rules]


def test_the_version_is_the_same_for_the_same_rules_wherever_they_stand(folder: Callable[..., Path]) -> None:
    one = Rules.load([folder(a=rule("find: {has: [x]}"))], shipped=False).version
    (folder() / "a.yaml").rename(folder() / "b.yaml")
    assert Rules.load([folder()], shipped=False).version == one


def test_the_version_changes_with_what_a_rule_does_and_not_with_its_examples(load: Load) -> None:
    text = rule("find: {has: [x]}")
    base = load(text).version
    assert load(text.replace("'c'", "'d'")).version == base
    for change in ("find: {has: [y]}", "find: {has: [x]}\n  where: {tail: 1}", "find: {has: [x]}\n  take: match",
                   "find: {has: [x]}\n  scope: {sites: [a.example]}", "find: {has: [x]}\n  guard: {blocks: 3}"):  # fmt: skip
        assert load(rule(change)).version != base, change


def test_turning_a_rule_off_changes_the_version(folder: Callable[..., Path]) -> None:
    root = folder(a=rule("find: {has: [x]}"))
    on, off = Rules.load([root], shipped=False), Rules.load([root], shipped=False, disable=["test.rule"])
    assert on.version != off.version


def test_the_shipped_rules_stand_where_the_package_looks_for_them(shipped: Rules) -> None:
    assert shipped_rules().is_dir()
    assert {"consent.sign-up-notice", "promo.dont-miss", "footer.source"} <= set(shipped.by_id)
    assert shipped.warnings == ()


def test_a_users_layer_stands_over_the_shipped_rules(folder: Callable[..., Path], shipped: Rules) -> None:
    rules = Rules.load([folder(own=rule("find: {has: [zebra crossing]}", id="own.zebra"))])
    assert set(rules.by_id) == {*shipped.by_id, "own.zebra"}


@pytest.mark.parametrize(
    ("names", "split"),
    [
        ("c-relatedLinks x_y", "| c related links | x y |"),
        ("ReadMore", "| read more |"),
        ("HTMLBox", "| html box |"),
        ("ad300", "| ad 300 |"),
        ("", "|  |"),
    ],
)
def test_names_are_split_into_their_words(names: str, split: str) -> None:
    assert split_names(names) == split


@pytest.mark.parametrize(
    "name",
    ["has-comments", "hasComments", "with-sidebar", "no-related", "is-promo", "comments-open", "newsletter-enabled",
     "ads-disabled", "sidebar-layout", "menu_active", "banner-width"],
)  # fmt: skip
def test_a_name_that_says_what_a_box_has_or_looks_like_names_no_box(name: str) -> None:
    assert split_names(name) == "|  |"
    assert split_names(f"story {name} wide") == "| story | wide |"


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("no-print", "| no print |"),
        ("noPrint", "| no print |"),
        ("open", "| open |"),
        ("layout", "| layout |"),
        ("no", "| no |"),
        ("open-comments", "| open comments |"),
        ("comments-open-box", "| comments open box |"),
        ("hasty-comments", "| hasty comments |"),
    ],
)
def test_a_name_that_says_what_a_box_is_keeps_its_words(name: str, split: str) -> None:
    assert split_names(name) == split


def test_a_rule_for_comments_takes_a_box_of_them_and_not_one_that_has_them(load: Load) -> None:
    names = load(rule("find: {names: [^comments, comments$]}", "prune")).names
    assert [n for n in ("comments", "user-comments", "comments-box") if not names.rules_for(n)] == []
    assert [n for n in ("has-comments", "comments-open", "post no-comments") if names.rules_for(n)] == []


@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        ("related", ["related", "c-related__x", "relatedLinks", "box related"], ["relation", "unrelatedx", "prelated"]),
        ("read more", ["read-more", "readMore", "c-readMore-x"], ["read", "more read", "readmore", "read x more"]),
        ("^promo", ["promo", "promo-box"], ["x-promo"]),
        ("promo$", ["promo", "x-promo"], ["promo-box"]),
        ("^promo$", ["promo", "a promo b"], ["promo-box", "x-promo"]),
        ("relat*", ["related", "x-relation-y"], ["prelate"]),
    ],
)
def test_names_of_a_page_rule_find_whole_words(load: Load, words: str, found: list[str], not_found: list[str]) -> None:
    names = load(rule(f"find: {{names: ['{words}']}}", "prune")).names
    assert [n for n in found if not names.rules_for(n)] == []
    assert [n for n in not_found if names.rules_for(n)] == []


def test_rules_are_compiled_once_while_their_files_stay_the_same(folder: Callable[..., Path]) -> None:
    root = folder(a=rule("find: {has: [x]}"))
    first = Rules.load([root], shipped=False)
    assert Rules.load([root], shipped=False) is first
    assert Rules.load([root], shipped=False, disable=["test.rule"]) is not first
    (root / "a.yaml").write_text((root / "a.yaml").read_text().replace("[x]", "[y]"))
    assert Rules.load([root], shipped=False).version != first.version


def test_a_folder_named_like_a_rule_file_is_told(folder: Callable[..., Path]) -> None:
    root = folder(a=rule("find: {has: [x]}"))
    (root / "b.yaml").mkdir()
    with pytest.raises(RuleError, match=r"b\.yaml"):
        Rules.load([root], shipped=False)
