"""Boxes of a page that speak of something else than its article: other stories, comments, the paper's own header."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from cleaner.page.elements import holds_more_than

# What a page says of other stories than its own.
TEASER = "teaser"
NAVIGATION = ("nav", "form")
COMMENTS = re.compile(r"(?<![a-z])(?:comments?(?![a-z])|commentlist|disqus|replies)", re.I)
# A box with a date and a linked headline is a teaser, if it holds no more letters than this; of shorter links "Fund this
# blog" is none, but in lists and at the side "Old mill closes" is.
_SMALL_BOX = 300
_HEADLINE_WORDS = 4
_ASIDE_WORDS = 3


def is_of_other(element: Any, known: dict[Any, str]) -> bool:
    """Whether a date is a comment's or another story's: it stands in comments or navigation, or in a small box with a headline
    that is a link.

    ``known`` keeps what was found of a box for the next date in it: a page may have thousands.
    """
    for above in element.iterancestors():
        if above not in known:
            known[above] = _kind_of_box(above)
        kind = known[above]
        if kind == "apart":
            return bool(above.tag != "body")
        if kind or above.tag in ("main", "body"):
            return bool(kind)
    return False


def _kind_of_box(box: Any) -> str:
    """Comments and navigation stand "apart"; a "teaser" is small and has a headline that is a link; others are ""."""
    if box.tag in NAVIGATION or COMMENTS.search(f"{box.get('class')} {box.get('id')}"):
        return "apart"
    return "teaser" if not holds_more_than(box, _SMALL_BOX) and links_elsewhere(box) else ""


def links_elsewhere(box: Any) -> bool:
    """Whether a link in it reads as a headline; one around a date does not."""
    least = _ASIDE_WORDS if box.tag in ("li", "aside") else _HEADLINE_WORDS
    links = ("".join(link.itertext()) for link in box.iter("a"))
    return any(sum(map(str.isalpha, text.split())) >= least for text in links)


def is_masthead(element: Any, known: dict[Any, bool]) -> bool:
    """Whether it stands in a header that isn't the article's. ``known`` keeps what was found of a header, as above."""
    header = next(chain((element,) if element.tag == "header" else (), element.iterancestors("header")), None)
    if header is None:
        return False
    if header not in known:
        known[header] = next(header.iterdescendants("h1"), None) is None
    return known[header]
