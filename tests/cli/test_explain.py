"""``cleaner explain``: block by block what stayed and what went, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Said
from tests.samples import ARTICLE, PAGE, PROSE, TITLE, rule

Cleaner = Callable[..., Said]


def test_each_block_is_kept_or_removed_with_rule_and_place(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    said = cleaner("explain", "a.txt")
    lines = said.out.splitlines()
    assert lines[0] == "=== a  text, no url"
    assert f"kept     [1] {PROSE}" in lines
    at = lines.index("removed  [2] DON'T MISS")
    assert lines[at + 1].strip().startswith("by promo.dont-miss (")
    assert lines[at + 1].endswith("small.yaml:2)")
    assert lines[at + 2].strip() == "DON'T MISS heading and the tagged teasers under it."
    assert f"removed  [0] {TITLE}" in lines
    assert "         by title.first-line (built in)" in lines
    assert (said.err, said.code) == ("", 0)


def test_an_element_of_a_page_is_shown_with_its_rule(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    out = cleaner("explain", "a.html").out
    assert "--- 1 elements of the page\nremoved  Ferry to close for the winter\n         by related.box (" in out


def test_a_kept_block_names_the_rules_that_came_near_and_what_stopped_them(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{PROSE}\nSource: Lakeside\n{PROSE}")
    lines = cleaner("explain", "a.txt").out.splitlines()
    near = lines[lines.index("kept     [1] Source: Lakeside") + 1]
    assert near.strip().startswith("near: footer.source (")
    assert near.endswith("stopped by tail: it is block 2 of 3")


def test_what_was_captured_is_shown(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{PROSE}\nSource: Lakeside")
    out = cleaner("explain", "a.txt").out
    assert "captured attribution: Lakeside\n" in out
    assert "attribution   Lakeside   from rule" in out


def test_a_refusal_is_shown_with_its_reason_once(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    out = cleaner("explain", "a.txt", "--disable", "promo.dont-miss").out
    assert out.count("refused  [2] DON'T MISS\n") == 1
    assert "override: asked for by --disable" in out


def test_the_url_can_be_said_for_rules_of_sites(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Zebra\n{PROSE}")
    (tmp_path / "mine.yaml").write_text(rule("find: {equals: [zebra]}\n  scope: {sites: [a.example]}"))
    without = cleaner("explain", "a.txt", "--rules", "mine.yaml").out
    assert "stopped by scope: it is for other sites" in without
    assert (
        "removed  [0] Zebra" in cleaner("explain", "a.txt", "--rules", "mine.yaml", "--url", "https://a.example/x").out
    )


def test_records_keep_the_field_names_of_the_settings(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('text_field = "body"\n')
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "a", "body": PROSE}) + "\n")
    assert f"kept     [0] {PROSE}" in cleaner("explain", "r.jsonl").out


def test_a_failed_input_says_why(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    out = cleaner("explain", "a.txt", "gone.txt").out
    assert "failed: empty: there is no text in it\n" in out
    assert "failed: gone.txt: cannot be read: " in out


def test_a_missing_input_is_a_clear_message_and_exit_code_2(cleaner: Cleaner) -> None:
    said = cleaner("explain", "missing.txt")
    assert said.err.startswith("cleaner: missing.txt: there is no such file or folder")
    assert (said.out, said.code) == ("", 2)


def test_a_page_cannot_steer_the_terminal(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"\x1b]0;title\x07 {PROSE}\nSource: \x1b[2J\x9bx")
    assert not set(cleaner("explain", "a.txt").out) & set("\x1b\x07\x9b")


def test_an_address_and_a_rules_reason_cannot_steer_the_terminal(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": f"{PROSE}\nZebra", "url": "https://a.example/\x1b[2J"}) + "\n"
    )
    (tmp_path / "mine.yaml").write_text(rule("find: {equals: [zebra]}").replace("why: 'A test.'", r'why: "\e]0;x\a"'))
    said = cleaner("explain", "a.jsonl", "--rules", "mine.yaml")
    assert "removed  [1] Zebra" in said.out
    assert "\x1b" not in said.out
