"""What a report's page is given: all rows counted, those shown chosen evenly, long ones cut and said so."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from cleaner.report import trim
from cleaner.report.counts import outlet_of
from cleaner.report.data import report_data
from cleaner.report.outputs import find_output
from cleaner.report.sample import chosen
from cleaner.rules.compile import Rules
from tests.report.rows import Row, failed, flagged, removal, row, write
from tests.samples import SMALL_RULES

Load = Callable[[str], Rules]


def data(path: Path, rows: list[Row], rules: Rules, **more: Any) -> dict[str, Any]:
    return report_data(find_output(str(write(path, rows))), rules, **more)


def test_every_row_is_counted_by_status_flag_language_outlet_and_rule(tmp_path: Path, load: Load) -> None:
    rows = [
        row("a", "abcdefgh", removal("x.a", 0, "ab"), removal("x.a", 2, "c"), language="en", domain="a.example"),
        row("b", "abcd", removal("x.a", 0, "d"), removal("x.b", 1, "e", refused="guard: no"), source="The Lake"),
        flagged("c", "too_short: 3 words", "paywalled: it says so", url="https://b.example/x"),
        failed("d"),
    ]
    found = data(tmp_path / "o.jsonl", rows, load(SMALL_RULES))
    counts = found["counts"]
    assert counts["status"] == [("ok", 2), ("failed", 1), ("flagged", 1)]
    assert counts["flag"] == [("paywalled", 1), ("too_short", 1)]
    assert counts["language"] == [("unknown", 3), ("en", 1)]
    assert counts["outlet"] == [("The Lake", 1), ("a.example", 1), ("b.example", 1), ("unknown", 1)]
    assert {r["id"]: r["counts"] for r in found["rules"]} == {"x.a": [3, 2, 0], "x.b": [0, 0, 1]}
    assert (counts["rows"], counts["kept"], counts["gone"]) == (4, 12, 4)


def test_a_rule_brings_its_reason_and_place_and_an_unknown_one_says_so(tmp_path: Path, load: Load) -> None:
    rows = [
        row(
            "a",
            "b",
            removal("promo.dont-miss", 0, "x"),
            removal("gone.rule", 1, "y"),
            removal("title.first-line", 2, "z"),
        )
    ]
    facts = {r["id"]: r for r in data(tmp_path / "o.jsonl", rows, load(SMALL_RULES))["rules"]}
    assert facts["promo.dont-miss"]["why"].startswith("DON'T MISS heading")
    assert facts["promo.dont-miss"]["place"].endswith("mine.yaml:2")
    assert (facts["gone.rule"]["why"], facts["gone.rule"]["place"]) == ("", "")
    assert facts["title.first-line"]["place"] == "built in"


def test_what_a_document_shows_is_its_blocks_with_what_went_in_place(tmp_path: Path, load: Load) -> None:
    rows = [
        row("a", "one\n\ntwo (x)", removal("x.a", 1, "gone"), removal("x.b", 2, "(x)", refused="guard: no"), title="T"),
    ]
    (doc,) = data(tmp_path / "o.jsonl", rows, load(SMALL_RULES))["docs"]
    assert doc["body"] == ["one", [0], {"p": ["two (x)"], "r": [1]}]
    assert doc["gone"] == [[0, "gone", "strip"], [1, "(x)", "strip", "guard: no"]]
    assert "cut" not in doc


def test_beyond_the_most_rows_notable_ones_come_first_and_the_rest_evenly(tmp_path: Path, load: Load) -> None:
    rows = [failed(f"f{i}") if i % 50 == 0 else row(f"r{i}", "text") for i in range(100)]
    found = data(tmp_path / "o.jsonl", rows, load(SMALL_RULES), most=12)
    ids = [d["id"] for d in found["docs"]]
    assert len(ids) == 12
    assert {"f0", "f50"} <= set(ids)
    assert found["counts"]["rows"] == 100
    assert found["sampled"] == (
        "12 of 100 documents are shown: all 2 failed and flagged ones, and 10 of 98 others, spread evenly"
    )
    plain = [int(i[1:]) for i in ids if i.startswith("r")]
    assert max(b - a for a, b in pairwise(plain)) <= 11


def test_more_notable_rows_than_there_is_room_for_are_spread_too() -> None:
    numbers, how = chosen(range(0, 1000), range(1000, 1010), most=10)
    assert list(numbers) == list(range(0, 1000, 100))
    assert how == "10 of 1,010 documents are shown: 10 of 1,000 failed and flagged ones, spread evenly"


def test_the_same_input_gives_the_same_data(tmp_path: Path, load: Load) -> None:
    rows = [row(f"r{i}", "text" * i, removal("x.a", 0, "y")) for i in range(40)]
    twice = [json.dumps(data(tmp_path / "o.jsonl", rows, load(SMALL_RULES), most=7)) for _ in range(2)]
    assert twice[0] == twice[1]


def test_a_long_document_is_cut_to_its_room_and_the_page_says_so(tmp_path: Path, load: Load) -> None:
    long = row("long", "\n\n".join("word " * 400 for _ in range(60)), removal("x.a", 60, "a promo"))
    found = data(tmp_path / "o.jsonl", [long, row("short", "text")], load(SMALL_RULES))
    assert found["cut"].startswith("1 document is longer than the 60,000 characters")
    by_id = {d["id"]: d for d in found["docs"]}
    assert by_id["long"]["cut"] is True
    assert "cut" not in by_id["short"]
    assert len(json.dumps(by_id["long"])) < 65_000
    assert by_id["long"]["gone"][0][1] == "a promo"


def test_what_went_from_the_body_is_left_out_after_elements_of_the_page(tmp_path: Path, load: Load) -> None:
    menus = [removal("page.menu", -1, f"{i} menu " * 3000, stage="prune") for i in range(400)]
    found = data(tmp_path / "o.jsonl", [row("a", "text", *menus, removal("x.a", 0, "a promo"))], load(SMALL_RULES))
    (doc,) = found["docs"]
    texts = [g[1] for g in doc["gone"]]
    assert texts[-1] == "a promo"
    assert texts[0].startswith("0 menu")
    assert texts[-2] == ""


def test_texts_within_the_room_are_not_touched_and_others_stay_within_it() -> None:
    assert trim.fit(["abc"], ["de"], 5) == (["abc"], ["de"], False)
    kept, gone, cut = trim.fit(["k" * 5000] * 4, ["g" * 5000] * 4, 1200)
    assert cut
    assert sum(map(len, kept)) + sum(map(len, gone)) <= 1200
    assert gone[0].startswith("ggg")


def test_an_outlet_is_the_domain_or_the_name_or_the_host_of_the_address() -> None:
    assert outlet_of(row(domain="a.example", source="A")) == "a.example"
    assert outlet_of(row(source="A", url="https://b.example")) == "A"
    assert outlet_of(row(url="https://www.b.example/x")) == "www.b.example"
    assert outlet_of(row(url="https://[broken")) == "unknown"
