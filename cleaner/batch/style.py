"""Colour where a terminal shows it and NO_COLOR doesn't forbid it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TextIO

Painter = Callable[[str, str], str]

_CODES = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "dim": "2", "bold": "1"}


def painter(stream: TextIO, wanted: bool | None = None) -> Painter:
    """A function ``(text, colour) -> text``. ``wanted``: None leaves it to the stream and the environment."""
    if wanted is None:
        forced = os.environ.get("FORCE_COLOR") not in (None, "", "0")
        wanted = not os.environ.get("NO_COLOR") and (forced or stream.isatty())
    if not wanted:
        return lambda text, colour: text
    return lambda text, colour: f"\x1b[{_CODES[colour]}m{text}\x1b[0m"


def visible(text: str) -> str:
    """Text from a page that can't steer the terminal: control characters are shown as their pictures."""
    return "".join(c if " " <= c < "\x7f" or c >= "\xa0" or c in "\n\t" else _picture(c) for c in text)


def _picture(control: str) -> str:
    return chr(0x2400 + ord(control)) if control < " " else "\u2421" if control == "\x7f" else "\ufffd"
