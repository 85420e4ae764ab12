"""A text as its outlet wrote it: how a scraper, a feed or a dump wrote it down is undone, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable

from cleaner.page.invisible import plain_spaces, without_invisible
from cleaner.text.markup import without_entities, without_escapes, without_tags
from cleaner.text.mojibake import mended
from cleaner.text.unwrap import unwrapped

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

# The order matters: escapes may hold tags, tags entities, and entities spaces. The names stand in the row's ``normalised``.
STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("mojibake", mended),
    ("escapes", without_escapes),
    ("tags", without_tags),
    ("entities", without_entities),
    ("invisible", without_invisible),
    ("spaces", plain_spaces),
    ("wrapped_lines", unwrapped),
)


def normalise(text: str) -> tuple[str, tuple[str, ...]]:
    """The text, and the names of the steps that changed it.

    >>> normalise("It opened.\\\\n\\\\nIt&nbsp;closed.")
    ('It opened.\\n\\nIt closed.', ('escapes', 'entities', 'spaces'))
    """
    changed: list[str] = []
    text = _BREAKS.sub("\n", text)  # which the row doesn't tell: half of all files have others
    for name, step in STEPS:
        after = step(text)
        if after != text:
            changed.append(name)
            text = after
    return text, tuple(changed)
