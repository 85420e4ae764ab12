"""Loading is strict: each mistake is an error that names file, line and column."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.errors import CleanerError, RuleError
from cleaner.rules.compile import Rules
from tests.samples import EXAMPLES, rule

Load = Callable[[str], Rules]
Folder = Callable[..., Path]

HEAD = "- id: test.rule\n  why: 'A test.'\n  stage: strip\n"

# name: (text of the file, line:column, what the message must say)
MISTAKES = {
    "an unknown key": (
        HEAD + "  fnid: {has: [x]}" + EXAMPLES,
        "4:3",
        "unknown key 'fnid'; known here: id, why",
    ),
    "an unknown key of find": (HEAD + "  find: {hass: [x]}" + EXAMPLES, "4:10", "unknown key 'hass'"),
    "an unknown key of shape": (HEAD + "  shape: {word: {min: 1}}" + EXAMPLES, "4:11", "unknown key 'word'"),
    "an unknown key of where": (HEAD + "  where: {top: 1}" + EXAMPLES, "4:11", "unknown key 'top'"),
    "an unknown key of a range": (
        HEAD + "  shape: {words: {least: 1}}" + EXAMPLES,
        "4:19",
        "unknown key 'least'",
    ),
    "an unknown key of an example": (
        HEAD + "  find: {has: [x]}\n  match: [{txt: a}]",
        "5:12",
        "unknown key 'txt'",
    ),
    "css in a strip rule": (HEAD + "  find: {css: [p]}" + EXAMPLES, "4:10", "unknown key 'css'"),
    "a text in a prune rule": (
        rule("find: {has: [x]}", "prune"),
        "4:10",
        "unknown key 'has'; known here: css, xpath, names",
    ),
    "a repeated key": (
        HEAD + "  why: 'Again.'\n  find: {has: [x]}" + EXAMPLES,
        "4:3",
        "the key 'why' stands twice",
    ),
    "a repeated key of find": (
        HEAD + "  find: {has: [x], has: [y]}" + EXAMPLES,
        "4:20",
        "'has' stands twice",
    ),
    "a number where text belongs": (
        HEAD + "  find: {has: [x, 2024]}" + EXAMPLES,
        "4:19",
        "2024 is not a text",
    ),
    "true where text belongs": (HEAD + "  find: {has: [true]}" + EXAMPLES, "4:16", "true is not a text"),
    "null where text belongs": (HEAD + "  find: {has: [~]}" + EXAMPLES, "4:16", "~ is not a text"),
    "nothing where text belongs": (HEAD + "  find: {has: }" + EXAMPLES, "4:15", "nothing is not a text"),
    "a number as id": ("- id: 7\n  why: x\n  stage: strip\n", "1:7", "7 is not a text"),
    "pairs where text belongs": (HEAD + "  find: {has: [{a: b}]}" + EXAMPLES, "4:16", "expected a text"),
    "an empty list": (HEAD + "  find: {equals: []}" + EXAMPLES, "4:18", "the list is empty"),
    "an empty find": (
        HEAD + "  find: {}" + EXAMPLES,
        "4:9",
        "'find' needs one of equals, starts, ends, has, regex",
    ),
    "a phrase without a letter": (
        HEAD + "  find: {equals: ['...']}" + EXAMPLES,
        "4:18",
        "no letter or digit",
    ),
    "a phrase that would be one letter": (
        HEAD + "  find: {equals: [a, 'a+']}" + EXAMPLES,
        "4:18",
        "'a+' would be matched as 'a'",
    ),
    "lookahead": (HEAD + "  find: {regex: 'a(?=b)'}" + EXAMPLES, "4:17", "RE2 cannot run this expression"),
    "lookbehind": (HEAD + "  find: {regex: '(?<!a)b'}" + EXAMPLES, "4:17", "RE2 cannot run this expression"),
    "a backreference": (
        HEAD + r"  find: {regex: '(a)\1'}" + EXAMPLES,
        "4:17",
        "lookaround and backreferences",
    ),
    "an open bracket": (
        HEAD + "  find: {regex: ['ok', '(a']}" + EXAMPLES,
        "4:24",
        "RE2 cannot run this expression",
    ),
    "an anchor of another dialect": (HEAD + r"  find: {regex: '\Aa'}" + EXAMPLES, "4:17", "use ^ and $"),
    "a control character in CSS": (
        rule(r"find: {css: ['.a', '.b\8 c']}", "prune"),
        "4:22",
        "cannot be used: it holds a control character",
    ),
    "bad CSS": (rule("find: {css: ['p[']}", "prune"), "4:16", "'p[' cannot be used"),
    "bad XPath": (rule("find: {xpath: ['//p[']}", "prune"), "4:18", "'//p[' cannot be used"),
    "bad names": (rule("find: {names: ['Related Box']}", "prune"), "4:18", "names are small words"),
    "a range without an end": (
        HEAD + "  shape: {words: {}}" + EXAMPLES,
        "4:18",
        "a range needs 'min', 'max' or both",
    ),
    "a range upside down": (
        HEAD + "  shape: {words: {min: 5, max: 2}}" + EXAMPLES,
        "4:18",
        "'min' is above 'max'",
    ),
    "a range below zero": (
        HEAD + "  shape: {words: {min: -1}}" + EXAMPLES,
        "4:24",
        "expected a number from 0 up",
    ),
    "a range of words": (
        HEAD + "  shape: {words: {min: few}}" + EXAMPLES,
        "4:24",
        "expected a number from 0 up",
    ),
    "a quoted number": (
        HEAD + "  shape: {words: {min: '3'}}" + EXAMPLES,
        "4:24",
        "expected a number from 0 up",
    ),
    "a share over one": (
        HEAD + "  shape: {capitals: {min: 30}}" + EXAMPLES,
        "4:27",
        "expected a number from 0 to 1",
    ),
    "a guard over one": (
        rule("find: {css: [p]}\n  guard: {share: 40}", "prune"),
        "5:18",
        "expected a number from 0 to 1",
    ),
    "half a block": (
        HEAD + "  find: {has: [x]}\n  where: {tail: 1.5}" + EXAMPLES,
        "5:17",
        "a whole number from 1 up",
    ),
    "no block": (
        HEAD + "  find: {has: [x]}\n  where: {head: 0}" + EXAMPLES,
        "5:17",
        "a whole number from 1 up",
    ),
    "a run upside down": (
        HEAD + "  find: {has: [x]}\n  run: {min: 5, max: 2}" + EXAMPLES,
        "5:8",
        "'min' is above 'max'",
    ),
    "a run without min": (
        HEAD + "  find: {has: [x]}\n  run: {max: 2}" + EXAMPLES,
        "5:8",
        "'run' needs 'min'",
    ),
    "a word for a flag": (HEAD + "  shape: {sentence: yes}" + EXAMPLES, "4:21", "expected true or false"),
    "an unknown kind": (
        HEAD + "  shape: {kind: [para]}" + EXAMPLES,
        "4:18",
        "'para' is not one of paragraph",
    ),
    "an unknown side": (
        HEAD + "  find: {has: [x]}\n  where: {side: above}" + EXAMPLES,
        "5:17",
        "'above' is not one of",
    ),
    "an unknown stage": (
        "- id: a.b\n  why: x\n  stage: chop\n",
        "3:10",
        "'chop' is not one of prune, strip, select",
    ),
    "an unknown input": (
        HEAD + "  find: {has: [x]}\n  scope: {input: pages}" + EXAMPLES,
        "5:18",
        "'pages' is not one of page, text",
    ),
    "an unknown field of says": (HEAD + "  shape: {says: [mood]}" + EXAMPLES, "4:18", "'mood' is not one of"),
    "an unknown take": (
        HEAD + "  find: {has: [x]}\n  take: half" + EXAMPLES,
        "5:9",
        "'half' is not one of block, match",
    ),
    "an unknown site group": (
        HEAD + "  find: {has: [x]}\n  scope: {groups: [press]}" + EXAMPLES,
        "5:20",
        "there is no site group 'press'",
    ),
    "a site that is a URL": (
        HEAD + "  find: {has: [x]}\n  scope: {sites: ['https://a.example/x']}" + EXAMPLES,
        "5:19",
        "is not a site",
    ),
    "a site in capitals": (
        HEAD + "  find: {has: [x]}\n  scope: {sites: [A.example]}" + EXAMPLES,
        "5:19",
        "'A.example' is not a site",
    ),
    "then without a condition": (
        HEAD + "  find: {has: [x]}\n  then: {max: 2}" + EXAMPLES,
        "5:9",
        "the neighbouring blocks need a condition",
    ),
    "nothing to look for": (HEAD + "  where: {tail: 1}" + EXAMPLES, "1:3", "would take everything"),
    "no removed neighbour": (HEAD + "  where: {ended: false}" + EXAMPLES, "1:3", "would take everything"),
    "no boilerplate to stand by": (
        HEAD + "  where: {among_boilerplate: false}" + EXAMPLES,
        "1:3",
        "would take everything",
    ),
    "take: match without find": (
        HEAD + "  shape: {words: {max: 2}}\n  take: match" + EXAMPLES,
        "5:9",
        "needs a 'find' to take",
    ),
    "no match example": (
        HEAD + "  find: {has: [x]}\n  keep: ['c']\n",
        "1:3",
        "needs at least one 'match' example",
    ),
    "no keep example": (
        HEAD + "  find: {has: [x]}\n  match: [{text: a, left: b}]\n",
        "1:3",
        "one 'keep' example",
    ),
    "empty examples": (
        HEAD + "  find: {has: [x]}\n  match: []\n  keep: ['c']\n",
        "1:3",
        "one 'match' example",
    ),
    "a match example without left": (
        HEAD + "  find: {has: [x]}\n  match: [{text: a}]\n  keep: ['c']\n",
        "5:11",
        "needs 'left' and one of",
    ),
    "a match example of two kinds": (
        HEAD + "  find: {has: [x]}\n  match: [{text: a, html: b, left: c}]\n  keep: ['c']\n",
        "5:11",
        "needs 'left' and one of",
    ),
    "a keep page without left": (
        HEAD + "  find: {has: [x]}\n  match: [{text: a, left: b}]\n  keep: [{html: c}]\n",
        "6:10",
        "'html' with 'left'",
    ),
    "no id": ("- why: x\n  stage: strip\n", "1:3", "a rule needs 'id'"),
    "no why": ("- id: a.b\n  stage: strip\n", "1:3", "a rule needs 'why'"),
    "no stage": ("- id: a.b\n  why: x\n", "1:3", "a rule needs 'stage'"),
    "an id without a family": (
        "- id: promo\n  why: x\n  stage: strip\n",
        "1:7",
        "must look like family.name",
    ),
    "an id in capitals": ("- id: Promo.x\n  why: x\n  stage: strip\n", "1:7", "must look like family.name"),
    "then in a prune rule": (
        rule("find: {css: [p]}\n  then: {has: [x]}", "prune"),
        "5:9",
        "'then' is for strip rules",
    ),
    "run in a prune rule": (
        rule("find: {css: [p]}\n  run: {min: 2}", "prune"),
        "5:8",
        "'run' is for strip rules",
    ),
    "a prune rule without find": (
        rule("shape: {words: {max: 2}}", "prune"),
        "1:3",
        "a prune rule needs 'find'",
    ),
    "a field in a strip rule": (
        rule("find: {has: [x]}\n  field: title"),
        "1:3",
        "'field' goes with 'stage: select'",
    ),
    "a select rule without a field": (
        rule("find: {css: [p]}", "select"),
        "1:3",
        "'field' goes with 'stage: select'",
    ),
    "an unknown field": (
        rule("find: {css: [p]}\n  field: mood", "select"),
        "5:10",
        "'mood' is not one of body, title",
    ),
    "a flag rule that doesn't say what the page is": (
        "- {id: a.b, why: w, stage: flag, find: {has: [x]}, match: [x], keep: [y]}\n",
        "1:3",
        "a flag rule needs 'tells'",
    ),
    "a flag rule without find": (
        "- {id: a.b, why: w, stage: flag, tells: t, match: [x], keep: [y]}\n",
        "1:3",
        "needs 'find' with a phrase or css",
    ),
    "where in a flag rule": (
        "- {id: a.b, why: w, stage: flag, tells: t, find: {has: [x]}, where: {head: 1}, match: [x], keep: [y]}\n",
        "1:69",
        "'where' is for strip rules; a flag rule tells what a page is",
    ),
    "left in a flag rule's example": (
        "- {id: a.b, why: w, stage: flag, tells: t, find: {has: [x]}, match: [{text: x, left: y}], keep: [y]}\n",
        "1:80",
        "unknown key 'left'",
    ),
    "tells in a strip rule": (rule("find: {has: [x]}\n  tells: wall"), "5:10", "'tells' is for flag rules"),
    "in a place that there isn't": (
        "- {id: a.b, why: w, stage: flag, tells: t, in: footer, find: {has: [x]}, match: [x], keep: [y]}\n",
        "1:48",
        "'footer' is not one of title",
    ),
    "a tab": ("- id: a.b\n\twhy: x\n", "2:1", "not valid YAML"),
    "a bracket that stays open": ("- id: a.b\n  why: [x\n- id: c.d\n", "3:5", "not valid YAML"),
    "a control character": ("- id: a.b\n  why: 'x\x01y'\n", "2:10", "not valid YAML"),
    "two documents": ("- id: a.b\n---\n- id: c.d\n", "2:1", "not valid YAML"),
    "pairs at the top": ("id: a.b\nwhy: x\n", "1:1", "expected a list of rules"),
    "texts in the list": ("- promo.dont-miss\n", "1:3", "expected 'key: value' pairs"),
    "an alias that holds itself": ("- &a [*a]\n", "1:3", "expected 'key: value' pairs"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_an_error_with_file_line_and_column(name: str, folder: Folder) -> None:
    text, place, said = MISTAKES[name]
    root = folder(mine=text)
    with pytest.raises(RuleError) as error:
        Rules.load([root], shipped=False)
    assert error.value.where == f"{root / 'mine.yaml'}:{place}"
    assert said in str(error.value)


def test_an_id_that_stands_in_two_files_names_both_places(folder: Folder) -> None:
    root = folder(a=rule("find: {has: [x]}"), b=rule("find: {has: [y]}"))
    with pytest.raises(RuleError, match=r"b\.yaml:1:3: the id 'test.rule' stands already in .*a\.yaml:1"):
        Rules.load([root], shipped=False)


def test_an_id_twice_in_one_file_is_an_error(load: Load) -> None:
    with pytest.raises(RuleError, match=r"mine\.yaml:7:3: the id 'test.rule' stands already in .*mine\.yaml:1"):
        load(rule("find: {has: [x]}") + rule("find: {has: [y]}"))


def test_a_user_layer_cannot_reuse_an_id_of_the_shipped_rules(folder: Folder, tmp_path: Path) -> None:
    below = folder(a=rule("find: {has: [x]}"))
    above = tmp_path / "above.yaml"
    above.write_text(rule("find: {has: [y]}"))
    with pytest.raises(RuleError, match="stands already in"):
        Rules.load([below, above], shipped=False)


def test_no_and_on_and_dates_are_texts_as_in_yaml_1_2(load: Load) -> None:
    rules = load(rule("find: {equals: [no, on, Yes, off, 2024-05-03, 1:30]}"))
    for text in ("No", "ON", "yes", "Off", "2024-05-03", "1:30"):
        assert rules.strip.found(text.lower()).patterns, text


def test_quoted_numbers_are_texts(load: Load) -> None:
    assert load(rule("find: {equals: ['2024', \"true\"]}")).strip.found("2024").patterns


def test_an_empty_file_and_a_file_of_comments_hold_no_rules(load: Load) -> None:
    assert load("").all == ()
    assert load("# nothing yet\n").all == ()


def test_a_byte_order_mark_is_forgiven(load: Load) -> None:
    assert [r.id for r in load("\ufeff" + rule("find: {has: [x]}")).all] == ["test.rule"]


def test_a_rule_file_that_is_not_utf_8_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes("- id: a.b\n  why: 'Früher'\n".encode("latin-1"))
    with pytest.raises(RuleError, match=r"old\.yaml: cannot read the rule file"):
        Rules.load([path], shipped=False)


def test_a_missing_rules_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="nowhere: there is no such rules folder"):
        Rules.load([tmp_path / "nowhere"], shipped=False)


def test_every_rule_error_is_a_cleaner_error(load: Load) -> None:
    with pytest.raises(CleanerError):
        load("- 1")


def test_rules_below_subfolders_are_read_in_a_fixed_order_common_first_then_english(folder: Folder) -> None:
    root = folder(
        en__b=rule("find: {has: [x]}", id="b.x"),
        de__a=rule("find: {has: [x]}", id="a.x"),
        common__z=rule("find: {has: [x]}", id="z.x"),
    )
    (root / "README.md").write_text("# not rules")
    assert [r.id for r in Rules.load([root], shipped=False).all] == ["z.x", "b.x", "a.x"]


def test_one_file_may_be_named_instead_of_a_folder(folder: Folder) -> None:
    path = folder(mine=rule("find: {has: [x]}")) / "mine.yaml"
    assert Rules.load([path], shipped=False).all[0].where_defined == f"{path}:1"


def test_site_groups_stand_once_in_sites_yaml(folder: Folder) -> None:
    root = folder(sites="press: [a.example, b.example]\n", mine=rule("find: {has: [x]}\n  scope: {groups: [press]}"))
    assert Rules.load([root], shipped=False).all[0].sites == ("a.example", "b.example")


def test_a_group_of_no_sites_is_an_error_with_its_place(folder: Folder) -> None:
    root = folder(sites="press: []\n")
    with pytest.raises(RuleError, match=r"sites\.yaml:1:8: the list is empty"):
        Rules.load([root], shipped=False)


def test_a_phrase_may_be_a_text_or_a_list(load: Load) -> None:
    assert load(rule("find: {equals: one}")).all[0].find == load(rule("find: {equals: [one]}")).all[0].find


# More levels than a process survives; each in a process of its own, which a failure ends.
@pytest.mark.parametrize("level", ["[", "[a,", "{a: ", "[?", "? ", "- ", "&a [", "[a: ", "- ? "])
def test_a_file_nested_too_deep_is_a_mistake_with_its_place(tmp_path: Path, level: str) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text("- id: x\n- " + level * 30_000)
    code = (
        "import sys, pathlib; from cleaner.rules.load import read_rule_file; read_rule_file(pathlib.Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"{path}:2:" in done.stderr
    assert "nested too deep" in done.stderr


def test_brackets_in_texts_and_side_by_side_are_not_deep(load: Load) -> None:
    side_by_side = ", ".join(f"[y {n}]" for n in range(300))
    load(rule(f"find: {{has: ['x{'[{' * 300}']}}") + f"# {side_by_side}")
    with pytest.raises(RuleError, match="expected a text"):
        load(rule(f"find: {{has: [{side_by_side}]}}"))


@pytest.mark.parametrize(
    "expression",
    ["//a[foo(.)]", "//a[contains(@href)]", "//g:plusone", "//a[last() = $x]", "/html/body/div[p]/a[foo()]"],
)
def test_an_xpath_that_would_fail_on_a_page_is_refused(folder: Callable[..., Path], expression: str) -> None:
    text = rule(f"find: {{xpath: ['{expression}']}}", "prune")
    with pytest.raises(RuleError, match="cannot be used"):
        Rules.load([folder(a=text)], shipped=False)
