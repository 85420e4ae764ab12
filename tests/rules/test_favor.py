"""What a run favors decides which rules are in force, and is a part of their version."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from cleaner.errors import RuleError
from cleaner.pipeline import Pipeline
from cleaner.rules.compile import Rules
from tests.samples import LAST, MORE, PROSE, rule

LONG = f"{PROSE} {MORE} {LAST}"
LABELS = f"{LONG}\n\nOld mill\n\nTown news\n\n{LONG.replace('mill', 'weir')}"
FIND = "  find: {equals: [old mill]}\n"


def own(folder: Path, favor: str, said: str) -> Rules:
    (folder / "own.yaml").write_text(rule(f"{FIND}  favor: {said}\n"), encoding="utf-8")
    return Rules.load([folder], shipped=False, favor=favor)


@pytest.mark.parametrize(
    ("favor", "said", "goes"),
    [
        ("balanced", "[precision]", False),
        ("precision", "[precision]", True),
        ("recall", "[balanced, precision]", False),
        ("balanced", "[balanced, precision]", True),
    ],
)
def test_a_rule_is_in_force_where_it_says_so(tmp_path: Path, favor: str, said: str, goes: bool) -> None:
    found = Pipeline(own(tmp_path, favor, said)).clean(LABELS)
    assert ("Old mill" not in found.text) is goes


def test_precision_takes_what_is_no_sentence_and_recall_leaves_more_in() -> None:
    left = {
        favor: Pipeline(Rules.load(favor=favor)).clean(LABELS).text for favor in ("balanced", "precision", "recall")
    }
    assert left["balanced"] == left["recall"] == LABELS
    assert left["precision"] == LABELS.replace("\n\nOld mill\n\nTown news", "")


def test_recall_keeps_what_stands_beside_the_column_with_most_of_the_prose() -> None:
    beside = f"<section><p>{PROSE}</p></section>"
    page = (
        f"<html><body><div><div class='rest'><p>{LONG}</p><p>{MORE}</p><p>{LAST}</p></div>{beside}</div></body></html>"
    )
    texts = {favor: Pipeline(Rules.load(favor=favor)).clean(page, kind="page").text for favor in ("balanced", "recall")}
    assert (texts["balanced"].count(PROSE), texts["recall"].count(PROSE)) == (1, 2)


def test_it_is_a_part_of_the_rules_version_and_travels_with_them() -> None:
    versions = {Rules.load(favor=favor).version for favor in ("balanced", "precision", "recall")}
    assert len(versions) == 3
    assert pickle.loads(pickle.dumps(Rules.load(favor="recall"))).favor == "recall"


def test_what_nobody_can_favor_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a run favors balanced, precision, recall, not 'speed'"):
        Rules.load(favor="speed")
    with pytest.raises(RuleError, match=r"own\.yaml:\d+:\d+"):
        own(tmp_path, "balanced", "[speed]")
