"""The place that an article's first sentence begins with."""

from __future__ import annotations

import pytest

from cleaner.document import Block
from cleaner.meta import dateline
from cleaner.rules.shape import BlockView

REST = "The mill on the upper lake has been standing still since the flood took away its weir, the owners said."


def found(*texts: str) -> str | None:
    return dateline.find(BlockView(Block(i, text)) for i, text in enumerate(texts))


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("MARNHAM — ", "MARNHAM"),
        ("MARNHAM, Wold (SPA) — ", "MARNHAM, Wold"),
        ("NEW MARNHAM, 3 May (Lake Press) - ", "NEW MARNHAM"),
        ("ST. ELM -- ", "ST. ELM"),
        ("Marnham (dpa) - ", "Marnham"),
        ("Port-au-Lac, Wold (SPA) -- ", "Port-au-Lac, Wold"),
        ("МАРНАМ, 5 мая — ", "МАРНАМ"),
        ("ΜΑΡΝΑΜ – ", "ΜΑΡΝΑΜ"),
    ],
)
def test_capitals_or_an_agency_behind_it_tell_a_place(head: str, place: str) -> None:
    assert found(head + REST) == place


@pytest.mark.parametrize("lead", ["新华社北京1月12日电 ", "中新網北京1月12日電（記者 李明）", "北京１月12日讯 "])
def test_chinese_agencies_write_place_and_day_together(lead: str) -> None:
    rest = (
        "记者日前从国务院办公室获悉，国务院办公室下发通知以来，各地区、各部门认真组织落实，取得了积极的进展和成效。" * 2
    )
    assert found(lead + rest) == "北京"


@pytest.mark.parametrize(
    "head",
    [
        "", "(CNN) -- ", "Marnham - ", "The mill — old and grey — ", "UPDATE 1 - ", "A - ", "MARNHAM 2024 - 2025: ", "3 May — ",
        "WE WILL NOT LET THEM TAKE IT — ",
    ],
)  # fmt: skip
def test_other_starts_are_none(head: str) -> None:
    assert found(head + REST) is None


def test_the_first_prose_counts_and_no_later_one() -> None:
    assert found("Lake", "MARNHAM — " + REST) == "MARNHAM"
    assert found(REST, "MARNHAM — " + REST) is None
    assert found() is None
