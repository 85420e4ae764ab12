"""``rules check`` finds what doesn't hold, and says where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.pipeline import run_example
from cleaner.rules.check import check, read_clean_articles
from cleaner.rules.compile import Rules
from tests.samples import PROSE, SMALL_RULES

Load = Callable[[str], Rules]

HEAD = "- id: promo.x\n  why: 'A test.'\n  stage: strip\n"


def failures(rules: Rules, *clean: tuple[str, str, bool]) -> list[str]:
    return [f"{f.rule_id}: {f.message}" for f in check(rules, run_example, clean)]


def test_rules_that_hold_give_no_failure(load: Load) -> None:
    assert failures(load(SMALL_RULES)) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("  find: {equals: [a b]}\n  match: [{text: a c, left: a c}]\n  keep: [c]\n", "'a c' is not matched"),
        ("  find: {equals: [a b]}\n  match: [{text: \"a b\\nc\", left: d}]\n  keep: [c]\n", "it left 'c', not 'd'"),
        ("  find: {has: [a b]}\n  match: [{text: a b, left: ''}]\n  keep: [c a b]\n", "takes from the keep example 'c a b'"),
        (
            "  find: {regex: '^by (?P<authors>.*)$'}\n  match: [{text: By A, left: '', captured: {authors: B}}]\n  keep: [c]\n",
            "it captured {'authors': 'A'}, not {'authors': 'B'}",
        ),
    ],
)  # fmt: skip
def test_an_example_that_fails_is_named(load: Load, body: str, said: str) -> None:
    assert any(said in f for f in failures(load(HEAD + body)))


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        ("  shape: {words: {max: 90}}\n", "shape.words"),
        ("  shape: {sentence: false}\n", "shape.sentence"),
        ("  where: {head: 9}\n", "where.head"),
        ("  where: {tail: 9}\n", "where.tail"),
        ("  where: {side: in_body}\n", "where.side"),
        ("  then: {has: [zebra]}\n", "then"),
        ("  lead: {has: [zebra]}\n", "lead"),
        ("  run: {min: 1}\n", "run"),
        ("  take: match\n", "take"),
        ("  scope: {not_sites: [a.example]}\n", "scope"),
    ],
)
def test_a_condition_that_no_example_needs_is_found(load: Load, condition: str, name: str) -> None:
    proved = HEAD + "  find: {equals: [a b]}\n" + '  match: [{text: "a b\\nc", left: c}]\n  keep: [c]\n'
    assert failures(load(proved)) == []
    unproved = proved.replace("  match:", condition + "  match:")
    assert failures(load(unproved)) == [
        f"promo.x: no example needs the condition {name!r}: add one, or drop the condition"
    ]


def test_a_condition_that_an_example_needs_passes(load: Load) -> None:
    body = '  find: {equals: [a b]}\n  where: {tail: 1}\n  match: [{text: "c\\na b", left: c}]\n  keep: ["a b\\nc"]\n'
    assert failures(load(HEAD + body)) == []


def test_a_condition_of_the_neighbours_that_no_example_needs_is_found(load: Load) -> None:
    body = (
        "  find: {equals: [a b]}\n  then: {has: [z], words: {max: 9}, max: 3}\n"
        '  match: [{text: "a b\\nOld z\\nIt is c.", left: It is c.}]\n  keep: [c]\n'
    )
    found = failures(load(HEAD + body))
    assert [f.split("'")[1] for f in found] == ["then.shape.words", "then.max"]


def test_a_rule_that_takes_from_another_rules_example_is_named(load: Load) -> None:
    other = '- id: promo.y\n  why: y\n  stage: strip\n  find: {equals: [c]}\n  match: [{text: "c\\nd", left: d}]\n  keep: [d]\n'
    mine = HEAD + '  find: {equals: [a b]}\n  match: [{text: "a b\\nc", left: c}]\n  keep: [d]\n'
    assert any("with all rules on, promo.x, promo.y left '' of 'a b / c'" in f for f in failures(load(mine + other)))


def test_a_clean_article_that_a_rule_touches_is_named(load: Load) -> None:
    found = failures(load(SMALL_RULES), ("clean/gallery.txt", f"{PROSE}\nDon't miss\n{PROSE}", False))
    assert found == ['promo.dont-miss: takes from a clean article: "Don\'t miss"']


def test_a_clean_article_that_no_rule_touches_passes_and_its_title_may_go(load: Load) -> None:
    assert failures(load(SMALL_RULES), ("clean/mill.txt", f"Old mill opens again\n{PROSE}\n{PROSE}", False)) == []


def test_a_failure_names_the_file_and_line_of_its_example(load: Load, tmp_path: Path) -> None:
    rules = load("# a comment\n" + HEAD + "  find: {has: [a]}\n  match: [{text: b, left: ''}]\n  keep: [c]\n")
    first = next(check(rules, run_example))
    assert str(first).startswith(f"{tmp_path / 'rules' / 'mine.yaml'}:6: promo.x: ")


def test_a_pages_keep_example_that_a_page_rule_takes_from_is_found(load: Load) -> None:
    text = SMALL_RULES.replace("<p class='related'>It is cool.</p>", "<aside class='related'>It is cool.</aside>")
    assert any("related.box: it takes from the keep example" in f for f in failures(load(text)))


def test_clean_articles_are_read_from_a_folder_pages_and_texts_alike(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.html").write_text("<p>x</p>")
    (tmp_path / "a.txt").write_text("y")
    (tmp_path / "expected.json").write_text("{}")
    found = [(Path(name).name, text, is_page) for name, text, is_page in read_clean_articles(tmp_path)]
    assert found == [("a.txt", "y", False), ("a.html", "<p>x</p>", True)]


FLAG = "- id: wall.x\n  why: 'A test.'\n  stage: flag\n  tells: error page\n"


def test_a_flag_rule_that_holds_gives_no_failure(load: Load) -> None:
    body = "  find: {equals: [no page]}\n  match: [No page]\n  keep: [Some page]\n"
    assert failures(load(FLAG + body)) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("  match: [Some page]\n  keep: [A page]\n", "it doesn't tell of the match example 'Some page'"),
        ("  match: [No page]\n  keep: [No page]\n", "it tells of the keep example 'No page'"),
        ("  in: title\n  match: [No page]\n  keep: [A page]\n", "no example needs the condition 'in'"),
        (
            "  guard: {words: 300}\n  match: [No page]\n  keep: [A page]\n",
            "no example needs the condition 'guard.words'",
        ),
        (
            "  shape: {words: {max: 9}}\n  match: [No page]\n  keep: [A page]\n",
            "no example needs the condition 'shape.words'",
        ),
    ],
)
def test_a_flag_rule_that_its_examples_do_not_prove_is_named(load: Load, body: str, said: str) -> None:
    assert any(said in f for f in failures(load(FLAG + "  find: {equals: [no page]}\n" + body)))


def test_a_clean_article_that_a_flag_rule_tells_is_a_failure(load: Load) -> None:
    rules = load(FLAG + "  find: {equals: [no page]}\n  match: [No page]\n  keep: [A page]\n")
    assert failures(rules, ("a.txt", "No page", False)) == [
        "wall.x: takes a clean article for a page in an article's place"
    ]
