"""What an import writes is YAML that the loader reads as it was meant, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.importing.draft import Draft, Import, NotTaken, Source, distinct
from cleaner.addons.importing.write import report, text, yaml_of
from cleaner.rules.load import read_rule_file
from cleaner.rules.model import Example
from cleaner.rules.nodes import Places


def read(value: str) -> str:
    node = Places("x").parse(f"- {text(value)}")
    assert node is not None
    return node.items("a list")[0].text()


ODD = (
    "\x00\x01\x08\t\n\x0b\x0c\r\x1b\x1c\x1f\x7f\x80\x85\x9f\xa0\u2028\u2029\ufeff\ufffd\ufffe\uffff\U0001fffe\U0010ffff"
)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from(ODD)))
def test_a_text_comes_back_as_it_was(value: str) -> None:
    assert read(value) == value


@pytest.mark.parametrize("odd", ODD)
def test_each_odd_character_comes_back_from_a_text(odd: str) -> None:
    assert read(f"a{odd} {odd}b") == f"a{odd} {odd}b"


def test_half_a_surrogate_pair_is_shown_as_unreadable() -> None:
    assert read("a\ud800b\udfff") == "a\ufffdb\ufffd"


@pytest.mark.parametrize("odd", [*ODD, "\ud800"])
def test_each_odd_character_of_a_source_leaves_the_file_a_rule_file(tmp_path: Path, odd: str) -> None:
    source = Source(f"a{odd}.example.txt", 3, "strip", f"//p[. = '{odd}']{odd}- id: b")
    example = Example("<p>x</p>", "x", {}, True)
    draft = Draft("ftr.a", f"{source.where} strips it.", "prune", (source,), css=(".x",), match=example, keep=example)
    path = tmp_path / "a.yaml"
    path.write_text(yaml_of((draft,)), encoding="utf-8")
    (rule,) = read_rule_file(path)
    assert rule.where_defined == f"{path}:2"


def test_a_written_rule_is_read_as_it_was(tmp_path: Path) -> None:
    source = Source("a.example.txt", 3, "strip", "//p[. = '\"x\": #']")
    examples = (Example(t, "Left: yes", {}, True, url="https://a.example/") for t in ('<p>"x": #</p>', "<p>y</p>"))
    match, keep = examples
    draft = Draft("ftr.a.example.strip-3", 'Why: "so" # not', "prune", (source,), xpath=(source.value,), sites=("a.example",),
                  not_sites=("b.a.example",), match=match, keep=keep)  # fmt: skip
    path = tmp_path / "a.yaml"
    path.write_text(yaml_of((draft,)), encoding="utf-8")
    (rule,) = read_rule_file(path)
    assert (rule.id, rule.why, rule.find, rule.sites) == (draft.id, draft.why, draft.rule().find, draft.sites)
    assert (rule.match, rule.keep) == ((match,), (keep,))
    assert path.read_text(encoding="utf-8").startswith("# a.example.txt:3: strip: //p")


def test_the_report_counts_reasons_and_names_each_place() -> None:
    found = Import(read=1)
    found.directives.update({"strip": 2, "tidy": 1})
    found.not_taken.append(NotTaken(Source("a.txt", 4, "tidy", "no"), "a setting", "of another"))
    lines = report(found).splitlines()
    assert lines[0] == "1 files, 3 directives: 2 taken, 1 not"
    assert lines[-1] == "a.txt:4: tidy: no: a setting (of another)"
    assert "       1 a setting" in lines


def test_ids_are_small_plain_and_distinct() -> None:
    keys = [("ftr", "A_b.example", "strip-1"), ("ftr", "a-b.example", "strip-1"), ("ftr", ".ü.", "x")]
    assert list(distinct(keys).values()) == ["ftr.a-b.example.strip-1", "ftr.a-b.example.strip-1-2", "ftr.x"]
