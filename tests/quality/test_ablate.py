"""What ``make ablate`` says of a constant or rule that is changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import Rules
from cleaner.pipeline import STAGES
from cleaner.rules import shape
from cleaner.text import headline
from tests.quality import ablate, corpora, rerun, tiny, variants
from tests.quality.variants import Constant, Variant

# Ten words: a headline while LABEL_WORDS is 16, none where it is 8.
TITLE = "A bridge for the town is spoken about all day"
BOILERPLATE = "Newsletter"  # no vocabulary takes one word
LINES = [TITLE, *tiny.BODY, BOILERPLATE]
MOVES = Constant("cleaner.rules.shape", "LABEL_WORDS", 16)
STILL = Constant("cleaner.body.teaser_lists", "_MIN_TEASERS", 3)


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    text = {"id": "t", "domain": "one.example", "lines": LINES, "labels": [0, *[1] * 6, 0]}
    shown = "".join(f"<p>{x}</p>" for x in tiny.BODY)
    page = {"id": "p", "domain": "two.example", "body": "\n".join(tiny.BODY),
            "html": f"<html><body><article><h1>{TITLE}</h1>{shown}<p>{BOILERPLATE}</p></article></body></html>"}  # fmt: skip
    monkeypatch.setattr(corpora, "SHARED", tiny.make(tmp_path / "shared", [page], [text]))
    corpora.scorer.cache_clear()
    yield tmp_path
    corpora.scorer.cache_clear()


def test_constants_are_found_in_the_source(tmp_path: Path) -> None:
    (tmp_path / "stages").mkdir()
    source = "_A = 0.7\n_B: int = 20_000\n_KEPT = 512\n_C = True\n_D = 'x'\n_E = (1, 2)\ndef f():\n    _F = 1\n"
    (tmp_path / "stages" / "some.py").write_text(source)
    assert variants.constants(tmp_path) == [
        Constant("cleaner.stages.some", "_A", 0.7),
        Constant("cleaner.stages.some", "_B", 20_000),
    ]


def test_each_is_halved_and_doubled() -> None:
    found = variants.of_constants([Constant("m", "A", 3), Constant("m", "B", 0.5), Constant("m", "C", 0)])
    assert [v.value for v in found] == [1, 6, 0.25, 1.0]


def test_every_name_that_is_skipped_has_a_reason_and_the_program_has_constants_left() -> None:
    assert all(variants.SKIPPED.values())
    assert len(variants.constants()) > 50


def test_each_rule_of_structure_and_each_family_is_switched_off(shipped: Rules) -> None:
    found = variants.of_rules(shipped.all)
    of_structure = {r.id for r in shipped.all if r.family == "structure"}
    assert {v.group for v in found if len(v.without) == 1} >= of_structure
    assert next(v for v in found if v.group == "family structure").without == of_structure
    assert len(found) == len(of_structure) + len({r.family for r in shipped.all})


def test_a_constant_has_its_value_back_afterwards() -> None:
    with variants.changed(MOVES, 8):
        assert headline.LABEL_WORDS == shape.LABEL_WORDS == 8
    assert headline.LABEL_WORDS == shape.LABEL_WORDS == 16


def test_only_stages_that_a_change_can_reach_run_again(shipped: Rules) -> None:
    from cleaner.stages.decode import decode
    from cleaner.stages.strip import strip as stage

    of_headlines = Variant("x", "", Constant("cleaner.text.headline", "_NEAR", 6))
    assert variants.touches(stage, of_headlines, shipped.by_id)
    assert not variants.touches(decode, of_headlines, shipped.by_id)
    one = next(r for r in shipped.all if r.stage == "strip")
    assert variants.touches(stage, Variant("x", "", without=frozenset((one.id,))), shipped.by_id)


def test_what_changes_a_text_is_scored_again_and_what_does_not_is_said_to_move_nothing(shared: Path) -> None:
    some = variants.of_constants([MOVES, STILL])
    tried = [rerun.attempt(case, some) for case in ablate.sample(["fundus", "text"], 1)]
    found = {f"{r['group']} {r['change']}": r for r in ablate.rows(some, tried)}
    halved = found["rules.shape.LABEL_WORDS 16 -> 8"]
    assert (halved["texts"], halved["failed"]) == (1, 0)
    # Of two lines of boilerplate, the headline stays now.
    assert halved["figures"] == {"text": {"removal_recall": -50.0, "body_lines_lost": 0.0}}
    assert not any(ablate.moves(found[f"body.teaser_lists._MIN_TEASERS 3 -> {n}"]) for n in (1, 6))
    said = "\n".join(ablate.table(list(found.values())))
    assert "text removal_recall -50.00" in said
    assert "body.teaser_lists._MIN_TEASERS" in said.split("Moves nothing: 1 of 2")[1]


def test_a_rerun_of_all_stages_is_what_the_first_run_was(shared: Path) -> None:
    same = Variant("same", "", Constant("cleaner.document", "__doc__", 0))  # all stages reach it, none asks
    for case in ablate.sample(["fundus", "text"], 1):
        assert rerun.attempt(case, [same]).moved == ()


def test_a_family_that_is_off_leaves_what_it_took(shared: Path) -> None:
    (off,) = [v for v in variants.of_rules(Rules.load().all) if v.group == "family newsletter"]
    tried = [rerun.attempt(case, [off]) for case in ablate.sample(["fundus", "text"], 1)]
    (row,) = ablate.rows([off], tried)
    assert row["texts"] == 2
    assert row["figures"]["text"]["removal_recall"] == -50.0
    assert row["figures"]["fundus"]["body_f1"] < 0


def test_a_change_that_breaks_a_stage_is_told(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    case = corpora.cases("text")[0]
    before = rerun.run(case.document(), Rules.load())
    monkeypatch.setattr(rerun, "again", broken)
    (moved,) = rerun.attempt(case, [Variant("x", "")]).moved
    assert moved.failed
    assert len(before) == len(STAGES) + 1


def test_figures_of_segments_and_pages_are_in_points() -> None:
    assert rerun.figures("segments", [(1, 0, 1, 2), (1, 1, 1, 2)]) == {
        "segment_f1": pytest.approx(57.14, abs=0.01),
        "segment_left_in": pytest.approx(20.0),
    }
    assert rerun.figures("fundus", [(1.0, 0.0, 0.0), (0.5, 0.5, 0.0)])["body_f1"] == pytest.approx(85.71, abs=0.01)


def test_the_command_writes_what_it_says(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = shared / "out.json"
    assert ablate.main(["-j", "1", "--every", "1", "--only", "shape.LABEL_WORDS", "--json", str(out)]) == 0
    assert "rules.shape.LABEL_WORDS" in capsys.readouterr().out
    written = json.loads(out.read_text())
    assert written["sets"] == {"fundus": 1, "text": 1}
    assert {r["change"] for r in written["variants"]} == {"16 -> 8", "16 -> 32"}
    assert ablate.main(["--only", "no such name"]) == 2


def test_without_corpora_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpora, "SHARED", tmp_path)
    assert ablate.main([]) == 2
    assert "no such corpora" in capsys.readouterr().err
