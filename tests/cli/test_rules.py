"""``cleaner rules list | show | check``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Said
from tests.samples import PROSE, SMALL_RULES, rule

Cleaner = Callable[..., Said]


def test_list_has_a_line_a_rule_with_id_stage_place_and_reason(cleaner: Cleaner) -> None:
    said = cleaner("rules", "list")
    lines = [line.split() for line in said.out.splitlines()]
    assert [(x[0], x[1]) for x in lines] == [
        ("promo.dont-miss", "strip"),
        ("footer.source", "strip"),
        ("related.box", "prune"),
    ]
    assert lines[0][2] == ".shipped/small.yaml:2"
    assert said.out.splitlines()[1].endswith("Syndicated copies end with a Source line.")


def test_list_can_be_narrowed_to_a_family_and_shows_what_is_off(cleaner: Cleaner) -> None:
    out = cleaner("rules", "list", "--family", "footer", "--disable", "footer.source").out
    (line,) = out.splitlines()
    assert line.startswith("footer.source")
    assert line.endswith("(off: asked for by --disable)")


def test_show_gives_the_rules_own_lines_and_no_others(cleaner: Cleaner) -> None:
    out = cleaner("rules", "show", "footer.source").out
    assert out.splitlines()[:2] == ["# .shipped/small.yaml:12", "- id: footer.source"]
    assert "Source: Reuters" in out
    assert "related.box" not in out
    assert "promo.dont-miss" not in out


def test_show_says_what_an_override_did(cleaner: Cleaner) -> None:
    assert (
        "# overridden: asked for by --disable"
        in cleaner("rules", "show", "footer.source", "--disable", "footer.source").out
    )


def test_show_gives_one_rule_of_a_file_whose_rules_are_indented(cleaner: Cleaner, tmp_path: Path) -> None:
    text = rule("find: {has: [x]}", id="mine.one") + "# two\n" + rule("find: {has: [y]}", id="mine.two")
    (tmp_path / "mine.yaml").write_text("".join(f"  {line}\n" for line in text.splitlines()))
    one, two = (cleaner("rules", "show", i, "--rules", "mine.yaml").out for i in ("mine.one", "mine.two"))
    assert [line[2:] for line in (one + two).splitlines() if not line.startswith("# mine")] == [
        line for line in text.splitlines() if line != "# two"
    ]


def test_a_rules_words_cannot_steer_the_terminal(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(rule("find: {has: [x]}").replace("why: 'A test.'", r'why: "\e[2J\nA test."'))
    for arguments in (["list"], ["show", "test.rule"], ["check"]):
        said = cleaner("rules", *arguments, "--rules", "mine.yaml")
        assert "\x1b" not in said.out + said.err
    listed = cleaner("rules", "list", "--rules", "mine.yaml", "--family", "test").out.splitlines()
    assert [line.split("  ")[-1] for line in listed] == ["\u241b[2J A test."]


def test_a_message_cannot_steer_the_terminal(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "mine\x07.yaml").write_text("- id: a.b\n  id: a.c\n")
    said = cleaner("rules", "check", "--rules", "mine\x07.yaml")
    assert said.err == "cleaner: mine\u2407.yaml:2:3: the key 'id' stands twice\n"


def test_show_of_an_unknown_id_suggests_a_near_one(cleaner: Cleaner) -> None:
    said = cleaner("rules", "show", "footer.sauce")
    assert said.err == "cleaner: there is no rule 'footer.sauce'; did you mean 'footer.source'?\n"
    assert (said.out, said.code) == ("", 2)


def test_check_of_rules_that_hold_ends_with_0(cleaner: Cleaner) -> None:
    said = cleaner("rules", "check")
    assert (said.out, said.code) == ("", 0)
    assert said.err == "3 rules, 6 examples, 0 clean articles: 0 failures\n"


def test_check_of_a_rule_that_does_not_hold_names_it_and_ends_with_1(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("# mine\n" + rule("find: {equals: [zebra]}"))
    said = cleaner("rules", "check", "--rules", "mine.yaml")
    assert "mine.yaml:6: test.rule: the match example 'a' is not matched\n" in said.out
    assert said.code == 1
    assert "Traceback" not in said.err


TWO_RULES = rule("find: {equals: [zebra]}", id="mine.bad") + rule("find: {equals: [yak]}", id="mine.worse")


def test_check_only_proves_the_rules_it_names(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(TWO_RULES)
    said = cleaner("rules", "check", "--rules", "mine.yaml", "--only", "footer.source")
    assert (said.out, said.err, said.code) == ("", "1 rules, 2 examples: 0 failures\n", 0)
    said = cleaner("rules", "check", "--rules", "mine.yaml", "--only", "mine.bad")
    assert "mine.bad: the match example 'a' is not matched\n" in said.out
    assert "mine.worse" not in said.out
    assert said.code == 1


def test_check_only_can_be_given_again(cleaner: Cleaner) -> None:
    said = cleaner("rules", "check", "--only", "footer.source", "--only", "related.box")
    assert (said.out, said.err, said.code) == ("", "2 rules, 4 examples: 0 failures\n", 0)


def test_check_only_of_an_unknown_id_says_so_and_ends_with_2(cleaner: Cleaner) -> None:
    said = cleaner("rules", "check", "--only", "footer.source", "--only", "footer.sauce")
    assert said.err == "cleaner: there is no rule 'footer.sauce'; see: cleaner rules list\n"
    assert (said.out, said.code) == ("", 2)


def test_check_finds_a_condition_that_no_example_needs(cleaner: Cleaner, tmp_path: Path) -> None:
    text = SMALL_RULES.replace("promo.", "mine.").replace("footer.", "mine.").replace("related.", "mine.")
    (tmp_path / "mine.yaml").write_text(text.replace("where: {tail: 1}", "where: {tail: 1, fragmented: false}"))
    said = cleaner("rules", "check", "--rules", "mine.yaml")
    assert (
        "mine.source: no example needs the condition 'where.fragmented': add one, or drop the condition\n" in said.out
    )
    assert said.code == 1


def test_check_runs_over_clean_articles_that_no_rule_may_touch(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "fixtures" / "clean").mkdir(parents=True)
    (tmp_path / "fixtures" / "clean" / "trap.txt").write_text(f"{PROSE}\nDon't miss\n{PROSE}")
    said = cleaner("rules", "check")
    assert said.out.endswith('trap.txt: promo.dont-miss: takes from a clean article: "Don\'t miss"\n')
    assert "1 clean articles: 1 failures" in said.err
    assert said.code == 1


def test_check_of_a_folder_of_clean_articles_that_is_not_there_is_a_usage_error(cleaner: Cleaner) -> None:
    said = cleaner("rules", "check", "--clean", "nowhere")
    assert said.err == "cleaner: nowhere: there is no such folder of clean articles\n"
    assert said.code == 2


@pytest.mark.parametrize("command", ["list", "check"])
def test_a_mistake_in_a_rule_file_is_a_clear_message(cleaner: Cleaner, tmp_path: Path, command: str) -> None:
    (tmp_path / "mine.yaml").write_text("- id: a.b\n  id: a.c\n")
    said = cleaner("rules", command, "--rules", "mine.yaml")
    assert said.err == "cleaner: mine.yaml:2:3: the key 'id' stands twice\n"
    assert (said.out, said.code) == ("", 2)
