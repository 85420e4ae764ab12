"""Colour where it is wanted, and text that cannot steer a terminal."""

from __future__ import annotations

import io

import pytest

from cleaner.batch.style import painter, visible


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "coloured"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "0"}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, environment: dict[str, str], coloured: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert painter(stream)("x", "red") == ("\x1b[31mx\x1b[0m" if coloured else "x")


def test_control_characters_are_shown_and_not_sent() -> None:
    assert visible("a\x1b[2J\x00\x07\x7f\x9b") == "a␛[2J␀␇␡\ufffd"
    assert visible("tab\tline\nÜ\u00a0湖") == "tab\tline\nÜ\u00a0湖"
