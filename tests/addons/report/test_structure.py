"""What a row says of its blocks comes to the texts that they are, whatever else the row holds."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner.addons.report.layout import layout
from cleaner.addons.report.structure import structure
from tests.addons.rows import removal, row


def block(kind: str, text: str, level: object = None) -> dict[str, Any]:
    return {"kind": kind, "level": level, "text": text}


def test_each_kept_text_has_the_code_of_its_block() -> None:
    said = [
        block("heading", "a", 2), block("paragraph", "b"), block("list_item", "c", 2), block("quote", "d"), block("code", "e"),
        block("table_row", "f"), block("caption", "g"), block("standfirst", "h"), block("preformatted", "i"),
    ]  # fmt: skip
    assert structure({"blocks": said}, "abcdefghi") == ["h2", "", "li2", "q", "pre", "tr", "cap", "sf", "pre"]


def test_an_item_with_a_number_has_it_behind_its_level() -> None:
    said = [{**block("numbered_item", text, 1), "number": n} for text, n in (("a", 5), ("b", None), ("c", "6"))]
    assert structure({"blocks": said}, "abc") == ["li1.5", "li1", "li1"]


def test_a_level_that_is_none_is_the_first_and_one_too_deep_the_last() -> None:
    said = [block("list_item", "a"), block("list_item", "b", 9), block("heading", "c", 0), block("heading", "d", "2")]
    assert structure({"blocks": said}, "abcd") == ["li1", "li4", "h1", "h1"]


def test_texts_that_are_alike_keep_their_order_and_those_without_a_block_are_paragraphs() -> None:
    said = [block("heading", "a", 2), block("paragraph", "b"), block("quote", "a")]
    assert structure({"blocks": said}, ["x", "a", "b", "y", "a", "a"]) == ["", "h2", "", "", "q", ""]


def test_a_block_of_several_paragraphs_is_each_of_them() -> None:
    assert structure({"blocks": [block("quote", "a\n\nb ")]}, ["a", "b", "c"]) == ["q", "q", ""]


@pytest.mark.parametrize(
    "blocks", [None, "x", 7, {}, [7, None], [{"kind": "heading"}], [{"text": "a"}], [block("odd", "a")]]
)
def test_a_row_without_blocks_or_with_what_is_none_is_paragraphs(blocks: object) -> None:
    assert structure({"blocks": blocks}, ["a"]) == [""]
    assert structure({}, ["a"]) == [""]


def test_what_went_leaves_the_others_their_kinds() -> None:
    said = [block("heading", "one", 2), block("list_item", "two", 1)]
    found = {**row("a", "one\n\ntwo", removal("x.a", 0, "head"), removal("x.a", 2, " cut", 3)), "blocks": said}
    assert [b.code for b in layout(found).blocks] == ["", "h2", "li1"]


def test_code_is_told_though_its_block_keeps_the_line_breaks() -> None:
    row = {"blocks": [{"kind": "code", "level": 0, "text": "a 1\n  b 2"}]}
    assert structure(row, ["a 1 b 2"]) == ["pre"]
