"""A tag is long by what stands up to the next bracket, wherever in the page it stands."""

from __future__ import annotations

import pytest

from cleaner.page.flood import attribute_flood

MANY = b" a" * 6000
FEW = b" a" * 4999 + b" " * 3000


@pytest.mark.parametrize("before", [0, 1, 4000, 9_999, 10_000, 25_001])
def test_a_flood_is_found_wherever_it_stands(before: int) -> None:
    assert "6000" in attribute_flood(b"x" * before + b"<p" + MANY + b">Ferry")
    assert "6000" in attribute_flood(b"<b>" * before + b"<p" + MANY)


@pytest.mark.parametrize(
    "page",
    [b"", b"a" + MANY, b"<p>" + MANY + b"</p>", b"<!" + MANY + b">", b"<p" + FEW + b">", (b"<p" + b" a" * 3000) * 3],
)
def test_a_long_text_a_comment_or_several_tags_are_none(page: bytes) -> None:
    assert attribute_flood(page) == ""
