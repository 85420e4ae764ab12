"""Lists whose lines are built alike: results, ingredients, a cast.

Right under the body's last paragraph they belong to the article, though no line of them is prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cleaner.rules.shape import BlockView

# "Sugar: two spoons". After the colon only a few words or a number, as headlines have a kicker and a colon too.
_LABELLED = re.compile(r"[^.:!?|]{2,60}: ?(?:[^\s:]+(?: \S+){0,2}$|[^:]*\d)")
_NUMBERED = re.compile(r"(?:^|[^\w$£€¥#@(])\d+(?:[.,/-]\d+)?(?: ?%)?(?:[^\w:]|$)|[½¼¾⅓⅔]")
_ROLE = re.compile(r"[A-Z][A-Z&/ -]{3,} [A-Z][a-z]")
# Lines with these are no list of the article: prices are of offers, dates of other stories, telephones of an imprint.
_STAMPED = re.compile(r"[$£€¥@]|\d:\d\d|\b(?:19|20)\d\d\b|\d[./-]\d+[./-]\d|\d{2,4}\)?[ -]\d{3}|://|www\.")
# Three lines alike may be chance. One line in five may be built differently ("a pinch of salt").
_LEAST = 4
_STRANGERS = 5
_LONGEST = 400
_LINKED = 0.5


def list_end(views: Sequence[BlockView], stop: int) -> int:
    """One past the last line of a list that stands right under the last prose before ``stop``; ``stop`` where there is none."""
    top = stop
    while top and not (views[top - 1].prose or views[top - 1].sentence):
        top -= 1
    if not top:
        return stop
    lines: list[str] = []
    for above, view in zip(views[top - 1 :], views[top : top + _LONGEST], strict=False):
        if view.prose or view.block.link_share > _LINKED or view.block.index != above.block.index + 1:
            break
        lines.append(view.block.text.strip())
    if views[top - 1].open_end:
        # "He takes with him:", and then what.
        listed = next((i for i, view in enumerate(views[top : top + _LONGEST]) if not view.listed), len(lines))
        stop = max(stop, top + min(listed, len(lines)))
    return max(stop, top + max(_alike(lines, build) for build in (_labelled, _numbered, _role)))


def _labelled(line: str) -> bool:
    return _LABELLED.match(line) is not None and not _STAMPED.search(line)


def _numbered(line: str) -> bool:
    return _NUMBERED.search(line) is not None and not _STAMPED.search(line)


def _role(line: str) -> bool:
    return _ROLE.match(line) is not None


def _alike(lines: Sequence[str], fits: Callable[[str], bool]) -> int:
    """How many lines, from the first on, make a list in which nearly all lines fit."""
    found = strangers = 0
    for count, line in enumerate(lines, start=1):
        if fits(line):
            found = count if strangers * _STRANGERS <= count and count >= _LEAST else found
        elif not line.endswith(":"):  # "For the dough:"
            strangers += 1
            if strangers * _STRANGERS > count + _STRANGERS:
                break
    return found
