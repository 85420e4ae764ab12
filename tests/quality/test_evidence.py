"""What ``make evidence`` counts as body that a rule took."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cleaner.article import Removal
from tests.quality import corpora, evidence, tiny
from tests.quality.judge import Taken, judge
from tests.quality.tally import Finding, rare, tally, well_behaved, worst_first


def taken(gold: Mapping[str, object], text: str, *removed: Removal) -> list[Taken]:
    return judge(gold, text, removed, str.split)


def removal(text: str, block: int = -1, refused: str = "", start: int | None = None) -> Removal:
    return Removal("some.rule", "strip", block, text, {}, refused, start)


def test_a_removed_copy_of_what_stayed_is_no_loss() -> None:
    (one,) = taken({"body": "a b c d e f"}, "a b c d e f", removal("a b c d e f"))
    assert (one.words, one.judged, one.body) == (6, 6, 0)


def test_body_that_is_missing_is_counted_and_shown_and_counted_once() -> None:
    gold = {"body": "a b c d e\nthe rest of it stays here"}
    first, second = taken(gold, "the rest of it stays here", removal("x a b c d e y"), removal("a b c d e"))
    assert (first.words, first.body, first.lost) == (7, 5, "a b c d e")
    assert second.body == 0


def test_text_that_the_gold_has_twice_and_the_article_once_is_missing_once() -> None:
    (one,) = taken({"body": "a b c d\nz\na b c d"}, "a b c d\nz", removal("a b c d"))
    assert one.body == 4


def test_a_short_removal_is_body_only_as_a_whole_line() -> None:
    gold = {"body": "One word\nand a longer line with one word in it"}
    kept = "and a longer line with one word in it"
    assert [t.body for t in taken(gold, kept, removal(" One  word"), removal("one word"), removal("One word"))] == [
        2,
        0,
        0,
    ]


def test_what_was_refused_is_not_taken() -> None:
    (one,) = taken({"body": "a b c d"}, "", removal("a b c d", refused="guard: too much"))
    assert one.refused
    assert one.body == 0
    assert tally([Finding("d", "p", one)])["some.rule"].to_dict() == {
        "hits": 0, "documents": 0, "publishers": 0, "words": 0, "judged": 0, "body": 0, "share": None, "lost": 0,
        "losing": {}, "refused": 1,
    }  # fmt: skip


def test_of_segments_only_these_are_judged() -> None:
    gold = {"with": ["must stay", "is kept"], "without": ["must go"]}
    (one,) = taken(gold, "it is kept", removal("this must stay and that must go, it is kept"))
    assert (one.judged, one.body, one.lost) == (4, 2, "must stay")


LINES = {"lines": ["Share this", "", "Body line", "Unsure", "Share this"], "labels": [1, 0, 1, None, 0]}


def test_on_texts_the_label_of_the_line_decides() -> None:
    found = taken(LINES, "Share this", removal("Body line", 1), removal("Unsure", 2), removal("Share this", 3))
    assert [(t.judged, t.body) for t in found] == [(2, 2), (0, 0), (2, 0)]


def test_of_equal_lines_the_first_count_as_kept_as_the_scorer_has_it() -> None:
    (one,) = taken(LINES, "Share this\nBody line\nUnsure", removal("Share this", 0))
    assert (one.judged, one.body) == (2, 0)


def test_a_cut_part_has_the_label_of_its_line() -> None:
    (one,) = taken(LINES, "Share this\nBody\nUnsure\nShare this", removal(" line", 1, start=4))
    assert (one.judged, one.body) == (1, 1)


def finding(publisher: str, body: int, judged: int, rule: str = "r") -> Finding:
    return Finding(f"{publisher}-1", publisher, Taken(rule, judged, judged, body))


def test_publishers_are_kept_apart() -> None:
    found = tally(
        [finding("a", 9, 20), finding("a", 1, 10), finding("b", 8, 30), finding("c", 7, 7), finding("d", 0, 5)]
    )["r"]
    assert sorted(found.losing) == ["a"]  # b: too small a share; c: too few words
    assert (found.lost, found.all.body, found.all.hits, found.documents, len(found.publishers)) == (10, 25, 5, 4, 4)


def test_the_worst_come_first_and_rules_without_loss_apart() -> None:
    found = tally([finding("a", 9, 9, "bad"), finding("b", 90, 90, "worse"), finding("a", 0, 3, "good")])
    assert worst_first(found) == ["worse", "bad"]
    assert well_behaved(found) == ["good"]
    text = "\n".join(evidence.table(found, {"bad": {"body": 5, "hits": 1}, "old": {"body": 1, "hits": 1}}))
    assert text.index("worse") < text.index("bad") < text.index("good")
    assert [line.split()[-1] for line in text.split("\n") if line.startswith(("bad", "good"))] == ["+4", "new"]
    assert "No longer seen: old" in text


def test_rules_of_one_publisher_or_none_are_told() -> None:
    found = tally([finding("a", 0, 3, "once"), finding("a", 0, 3, "often"), finding("b", 0, 3, "often")])
    assert [r for r, _ in rare(found, ["once", "often", "never"])] == ["once", "never"]


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    lines = ["A bridge for the town is spoken about", *tiny.BODY, "Subscribe to our newsletter"]
    text = {"id": "t", "domain": "one.example", "lines": lines, "labels": [1] * 7 + [0]}
    shown = "".join(f"<p>{x}</p>" for x in tiny.BODY[:-1])
    box = f"<div class='newsletter-signup'>{tiny.BODY[-1]}</div>"
    page = {"id": "p", "domain": "two.example", "body": "\n".join(tiny.BODY),
            "html": f"<html><body><article><h1>A bridge</h1>{shown}{box}</article></body></html>"}  # fmt: skip
    monkeypatch.setattr(corpora, "SHARED", tiny.make(tmp_path / "shared", [page], [text]))
    corpora.scorer.cache_clear()
    yield tmp_path
    corpora.scorer.cache_clear()


def test_the_whole_run_names_the_rule_that_took_body(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = shared / "before.json"
    assert evidence.main(["-j", "1", "--json", str(before)]) == 0
    written = json.loads(before.read_text())
    assert written["sets"] == {"fundus": 1, "text": 1}
    assert written["rules"]["newsletter.box"]["losing"] == {"two.example": 23}
    assert written["rules"]["title.first-line"]["losing"] == {"one.example": 8}
    assert evidence.main(["-j", "1", "--against", str(before), "--sets", "text"]) == 0
    said = capsys.readouterr()
    assert "newsletter.box" in said.out.split("No longer seen: ")[1]
    assert "is of other documents" in said.err
    assert evidence.main(["-j", "1", "--rule", "newsletter.*"]) == 0
    said = capsys.readouterr().out
    assert "fundus:p  (two.example, newsletter.box, 23 of 23 words)" in said
    assert tiny.BODY[-1] in said
    assert evidence.main(["-j", "1", "--one-publisher"]) == 0
    assert "newsletter.box  1 hits, two.example" in capsys.readouterr().out


def test_two_processes_find_what_one_finds(shared: Path) -> None:
    one, two = shared / "one.json", shared / "two.json"
    evidence.main(["-j", "1", "--json", str(one)])
    evidence.main(["-j", "2", "--json", str(two)])
    assert one.read_text() == two.read_text()


def test_without_corpora_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpora, "SHARED", tmp_path)
    assert evidence.main([]) == 2
    assert "no such corpora" in capsys.readouterr().err
