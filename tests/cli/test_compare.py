"""``cleaner compare``: two outputs, or one input under two sets of rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Said
from tests.samples import ARTICLE, rule

Cleaner = Callable[..., Said]
TEASER = "Ferry to close for the winter [REPORT]"


@pytest.fixture
def outputs(cleaner: Cleaner, tmp_path: Path) -> Cleaner:
    """``old.jsonl`` keeps the promo, ``new.jsonl`` doesn't."""
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("clean", "a.txt", "-o", "old.jsonl", "--disable", "promo.dont-miss")
    cleaner("clean", "a.txt", "-o", "new.jsonl")
    return cleaner


def test_what_a_rule_takes_is_shown_with_its_rule(outputs: Cleaner) -> None:
    said = outputs("compare", "old.jsonl", "new.jsonl")
    assert said.code == 0
    assert "rows     1 in both, 1 changed\n" in said.out
    assert "lost     48 characters in 2 blocks" in said.out
    assert f"  - {TEASER}  [promo.dont-miss]\n" in said.out


def test_the_other_way_round_it_is_won(outputs: Cleaner) -> None:
    assert f"  + {TEASER}  [promo.dont-miss]\n" in outputs("compare", "new.jsonl", "old.jsonl").out


def test_one_input_under_two_sets_of_rules_says_the_same(outputs: Cleaner) -> None:
    by_outputs = outputs("compare", "old.jsonl", "new.jsonl").out.splitlines()
    by_rules = outputs("compare", "a.txt", "--disable-old", "promo.dont-miss").out.splitlines()
    assert by_rules[1:] == by_outputs[1:]


def test_workers_and_a_pipe_say_the_same(outputs: Cleaner, tmp_path: Path) -> None:
    row = json.dumps({"id": "a", "text": ARTICLE}) + "\n"
    (tmp_path / "rows.jsonl").write_text(row * 30)
    arguments = ("rows.jsonl", "--disable-old", "promo.dont-miss")
    alone = outputs("compare", *arguments, "-o", "alone.html")
    assert "rows     30 in both, 30 changed\n" in alone.out
    assert outputs("compare", *arguments, "-j", "2", "-o", "two.html").out == alone.out
    assert (tmp_path / "two.html").read_bytes() == (tmp_path / "alone.html").read_bytes()
    piped = outputs("compare", "-", *arguments[1:], "-j", "2", stdin=(row * 30).encode())
    assert piped.out == alone.out


def test_a_folder_of_new_rules_is_tried_on_an_input(outputs: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(rule("find: {starts: ['three brothers']}"))
    said = outputs("compare", "a.txt", "--rules-new", "mine.yaml", "--fail-on", "lost-text>0")
    assert "[test.rule]" in said.out
    assert said.code == 1


def test_a_limit_that_is_exceeded_ends_with_1_and_says_which(outputs: Cleaner) -> None:
    said = outputs("compare", "old.jsonl", "new.jsonl", "--fail-on", "lost-text>0.1%", "--fail-on", "won-text>0")
    assert (said.code, said.err) == (1, "failed: lost-text is 13.3%, over 0.1%\n")


def test_a_limit_that_holds_ends_with_0(outputs: Cleaner) -> None:
    assert (
        outputs("compare", "old.jsonl", "old.jsonl", "--fail-on", "lost-text>0", "--fail-on", "changed-rows>0").code
        == 0
    )


def test_a_page_is_written_too(outputs: Cleaner, tmp_path: Path) -> None:
    outputs("compare", "old.jsonl", "new.jsonl", "-o", "diff.html")
    page = (tmp_path / "diff.html").read_text()
    assert TEASER in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["old.jsonl"], "compare takes OLD and NEW"),
        (["old.jsonl", "new.jsonl", "--fail-on", "speed>1"], "there is no metric 'speed'"),
        (["old.jsonl", "a.txt"], "a.txt: no kind of file that can be read here"),
        (["old.jsonl", "missing.jsonl"], "missing.jsonl: there is no such file"),
        (["a.txt", "--disable-new", "no.such-rule"], "no.such-rule"),
    ],
)
def test_usage_that_cannot_be_is_a_message_and_exit_code_2(outputs: Cleaner, arguments: list[str], said: str) -> None:
    found = outputs("compare", *arguments)
    assert found.code == 2
    assert said in found.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["old.jsonl", "new.jsonl", "-o", "old.jsonl"],
        ["old.jsonl", "new.jsonl", "-o", "./new.jsonl"],
        ["a.txt", "--disable-old", "promo.dont-miss", "-o", "a.txt"],
        ["folder", "--disable-old", "promo.dont-miss", "-o", "folder/page.html"],
    ],
)
def test_a_page_is_never_written_over_an_input(outputs: Cleaner, tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "page.html").write_text("<p>An input.")
    before = (tmp_path / arguments[-1]).read_bytes()
    said = outputs("compare", *arguments)
    assert (said.code, said.err) == (
        2,
        f"cleaner: -o {arguments[-1]}: that is an input; name another file for the page\n",
    )
    assert (tmp_path / arguments[-1]).read_bytes() == before


def test_a_limit_just_exceeded_is_said_with_the_digits_that_show_it(outputs: Cleaner) -> None:
    said = outputs("compare", "old.jsonl", "new.jsonl", "--fail-on", "lost-text>13.2%")
    assert said.err == "failed: lost-text is 13.3%, over 13.2%\n"


def test_outputs_that_are_the_same_but_for_their_format_are_the_same(outputs: Cleaner) -> None:
    outputs("clean", "a.txt", "-o", "new.csv")
    outputs("clean", "a.txt", "-o", "new.parquet")
    for other in ("new.csv", "new.parquet"):
        said = outputs("compare", "new.jsonl", other, "--fail-on", "changed-rows>0")
        assert (said.code, "fields" in said.out) == (0, False)


def test_folders_of_parts_are_compared(outputs: Cleaner, tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / f"{name}.jsonl").rename(tmp_path / name / "part-000000-000000001-00ab.jsonl")
        (tmp_path / name / "_SUCCESS").write_text("{}")
    said = outputs("compare", "old", "new", "-o", "diff.html")
    assert "=== old -> new\nrows     1 in both, 1 changed\n" in said.out


def test_colour_follows_the_environment(outputs: Cleaner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m" in outputs("compare", "old.jsonl", "new.jsonl").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in outputs("compare", "old.jsonl", "new.jsonl").out
