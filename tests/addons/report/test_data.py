"""What a report's page is given: all rows counted, those shown chosen evenly, long ones cut and said so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cleaner.addons.report import trim
from cleaner.addons.report.counts import outlet_of
from cleaner.addons.report.data import chosen, report_data
from cleaner.addons.report.documents import document
from cleaner.addons.report.html import as_data
from cleaner.addons.report.outputs import find_output
from cleaner.article import Status
from cleaner.errors import InputError
from cleaner.rules.compile import Rules
from tests.addons.rows import Row, failed, flagged, removal, row, write
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


def test_averages_and_steps_are_of_all_rows_that_did_not_fail(tmp_path: Path, load: Load) -> None:
    rows = [
        row("a", "x" * 300, removal("x.a", 1, "y" * 100), confidence=0.25), row("b", "x" * 250, confidence=1),
        row("c", "", confidence=None), failed("d"),
    ]  # fmt: skip
    found = data(tmp_path / "o.jsonl", rows, load(SMALL_RULES), most=1)["counts"]["spreads"]
    assert {k: v["mean"] for k, v in found.items()} == {"share": 0.25 / 3, "confidence": 0.625, "length": 550 / 3}
    assert found["share"]["counts"] == [2, 0, 0, 0, 0, 1, 0, 0]
    assert found["length"]["counts"] == [2, 1, 0, 0, 0, 0, 0, 0]
    assert [i for i, n in enumerate(found["confidence"]["counts"]) if n] == [0, 7]


@pytest.mark.parametrize("said", [None, True, "0.5", float("nan"), 7, -1])
def test_a_confidence_that_is_none_is_not_known(tmp_path: Path, load: Load, said: object) -> None:
    found = data(tmp_path / "o.jsonl", [{**row("a", "b"), "confidence": said}], load(SMALL_RULES))
    assert "sure" not in found["docs"][0]
    assert found["counts"]["spreads"]["confidence"]["mean"] is None


def test_parts_cut_out_of_lines_are_counted_without_the_refused(tmp_path: Path, load: Load) -> None:
    gone = (removal("x.a", 0, "(x)", 1), removal("x.a", 0, "(y)", 1, refused="guard: no"), removal("x.a", 1, "z"))
    assert data(tmp_path / "o.jsonl", [row("a", "b", *gone)], load(SMALL_RULES))["docs"][0]["cuts"] == 1


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
    assert doc["beside"] == list(range(len(texts) - 1))
    assert (doc["aside"], doc["hits"], doc["rules"]) == (400, 401, [0, 1])
    assert 0 < len(doc["beside"]) < 400


def test_texts_within_the_room_are_not_touched_and_others_stay_within_it() -> None:
    assert trim.fit(["abc"], ["de"], [1], 6 + 2 * trim.PIECE) == (["abc"], ["de"], False)
    assert trim.fit(["abc"], ["de"], [1], 5 + 2 * trim.PIECE)[2]
    kept, gone, cut = trim.fit(["k" * 5000] * 4, ["g" * 5000] * 4, [9] * 4, 1200)
    assert cut
    assert sum(len(t) + trim.PIECE for t in (*kept, *gone) if t is not None) <= 1200
    assert str(gone[0]).startswith("ggg")


def test_blocks_that_are_left_out_are_one_mark_that_counts_them(tmp_path: Path, load: Load) -> None:
    tiny = row("a", "\n\n".join(["word"] * 50_000), removal("x.a", 40_000, "a promo"))
    (doc,) = data(tmp_path / "o.jsonl", [tiny], load(SMALL_RULES))["docs"]
    counts = [p for p in doc["body"] if isinstance(p, int)]
    assert len(counts) == 2
    assert sum(counts) + len(doc["body"]) - len(counts) == 50_001
    assert [0] in doc["body"]


def test_a_block_of_which_a_part_is_left_out_says_so(tmp_path: Path, load: Load) -> None:
    cuts = [removal("x.a", 0, f"cut {i} " * 9, 5) for i in range(5_000)]
    (doc,) = data(tmp_path / "o.jsonl", [row("a", "text", *cuts)], load(SMALL_RULES))["docs"]
    assert doc["body"][0][-1] == " [...]"
    assert max(p for p in doc["body"][0] if isinstance(p, int)) < len(doc["gone"])


def hostile(number: int) -> Row:
    """A row that is all length: many small pieces, and everything that has a bound beyond it."""
    found = [
        removal(
            "x.a", 2 * i, f"gone {number}-{i}", refused="no " * 200 if i % 2 else "", captured={f"k{i}" * 50: "v" * 900}
        )
        for i in range(250)
    ]
    flags = [f"flag{i}: " + "e" * 900 for i in range(40)]
    return row(
        f"{number} " + "i" * 3_000, "\n\n".join(["A kept block."] * 30), *found, status=Status.FLAGGED, flags=flags,
        url=f"https://o.example/{number}/" + "u" * 9_000, title="t" * 9_000, error="e" * 9_000, domain="d" * 900,
        language="l" * 900, published_at="p" * 900,
    )  # fmt: skip


def test_a_page_of_twenty_thousand_rows_has_a_bound_whatever_they_hold(tmp_path: Path, load: Load) -> None:
    place_of = {"x.a": 0}
    made = [as_data(document(hostile(i), place_of, trim.room(20_000))) for i in range(20)]
    assert max(len(m.encode()) for m in made) < 3_500
    plain = row(
        "a", "\n\n".join(["A kept block of some words."] * 30), *(removal("x.a", i, "gone") for i in range(250))
    )
    assert len(as_data(document(plain, place_of, trim.room(20_000)))) < 1.05 * trim.room(20_000)


def test_one_row_with_a_long_address_and_flag_is_a_small_page(tmp_path: Path, load: Load) -> None:
    long = flagged("a", "odd: " + "f" * 30_000_000, url="https://a.example/" + "u" * 30_000_000, text="text")
    (doc,) = data(tmp_path / "o.jsonl", [long], load(SMALL_RULES))["docs"]
    assert len(as_data(doc)) < 5_000
    assert doc["flags"][0].startswith("odd: fff")
    assert "characters not shown" in doc["url"]


def test_an_output_that_changes_between_the_two_looks_is_a_message(tmp_path: Path, load: Load) -> None:
    path = write(tmp_path / "o.jsonl", [row("a", "text"), row("b", "text")])

    class Changing:
        name = "o.jsonl"
        looks = 0

        def rows(self) -> Iterator[Row]:
            self.looks += 1
            yield from find_output(str(path)).rows()
            write(path, self.later)

        later: list[Row]

    for later in ([row("a", "text", removal("new.rule", 0, "x")), row("b", "text")], [row("a", "text")]):
        write(path, [row("a", "text"), row("b", "text")])
        output = Changing()
        output.later = later
        with pytest.raises(InputError, match="it was changed while it was read"):
            report_data(output, load(SMALL_RULES))  # type: ignore[arg-type]


def test_an_outlet_is_the_domain_or_the_name_or_the_host_of_the_address() -> None:
    assert outlet_of(row(domain="a.example", source="A")) == "a.example"
    assert outlet_of(row(source="A", url="https://b.example")) == "A"
    assert outlet_of(row(url="https://www.b.example/x")) == "www.b.example"
    assert outlet_of(row(url="https://[broken")) == "unknown"
