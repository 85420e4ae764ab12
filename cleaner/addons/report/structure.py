"""What the blocks of a row's text are (headings, list items ...), where the row says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cleaner.addons.report.rows import Row

# What a block is, in the few letters that the page's data has for it; a heading and an item have their level behind it,
# and an item its number, if it has one.
_CODES = {
    "heading": "h", "list_item": "li", "numbered_item": "li", "quote": "q", "table_row": "tr", "caption": "cap", "code": "pre",
    "preformatted": "pre", "standfirst": "sf",
}  # fmt: skip
_LEVELLED = {"h": 6, "li": 4}


def structure(row: Row, kept: Sequence[str]) -> list[str]:
    """For each kept text its code (``h2``, ``li1``, ``li1.5``, ``q`` ...), "" for a paragraph and where nobody says."""
    said = list(_said(row.get("blocks")))
    places: dict[str, list[int]] = {}
    for at in range(len(said) - 1, -1, -1):
        places.setdefault(said[at][0], []).append(at)
    codes: list[str] = []
    last = -1
    for text in kept:
        found = places.get(_key(text), [])
        while found and found[-1] <= last:
            found.pop()
        last = found[-1] if found else last
        codes.append(said[last][1] if found else "")
    return codes


def _said(blocks: Any) -> Iterator[tuple[str, str]]:
    """``(key of the text, code)``; a block of several paragraphs as these. What is no block of ours is left out."""
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, dict) and isinstance(block.get("text"), str):
            code = _code(block)
            yield from ((_key(piece), code) for piece in block["text"].split("\n\n"))


def _key(text: str) -> str:
    """The text without its spaces: code keeps line breaks in its block and none in the text."""
    return "".join(text.split())


def _code(block: dict[str, Any]) -> str:
    code = _CODES.get(str(block.get("kind")), "")
    most = _LEVELLED.get(code)
    if most is None:
        return code
    level, number = block.get("level"), block.get("number")
    numbered = f".{number}" if code == "li" and type(number) is int else ""
    return f"{code}{min(most, max(1, level)) if type(level) is int else 1}{numbered}"
