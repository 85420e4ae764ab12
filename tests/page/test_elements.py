"""What people read of an element."""

from __future__ import annotations

import pytest

from cleaner.page.elements import visible_lines, visible_text
from cleaner.page.parse import parse


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Old <b>mi</b>ll", "Old mill"),
        ("Old<div>mill</div>opens", "Old mill opens"),
        ("Old<div><b>mill</b></div>opens", "Old mill opens"),
        ("Old<br>mill", "Old mill"),
        ("Old<script>mill</script> weir", "Old weir"),
        ("", ""),
    ],
)
def test_blocks_stand_apart_and_inline_elements_do_not(inside: str, text: str) -> None:
    assert visible_text(parse(f"<html><body><div>{inside}</div></body></html>")) == text


def test_a_line_ends_at_a_br_and_empty_lines_are_left_out() -> None:
    body = parse("<html><body><p>Old <b>mill<br>on</b> the lake<br><br>opens</p></body></html>")
    assert visible_lines(body) == ["Old mill", "on the lake", "opens"]
