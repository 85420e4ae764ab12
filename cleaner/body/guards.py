"""What no rule by name may take: the parts of a page that say themselves that they are the article."""

from __future__ import annotations

from typing import Any

from cleaner.body.span import same_title
from cleaner.page.elements import visible_text
from cleaner.rules.shape import squeeze

_LEAST = 200  # characters; pages mark teasers and pictures as articleBody, too


def holding_the_article(body: Any, titles: list[str]) -> dict[Any, str]:
    """The elements that hold the headline or the marked body, with what of the two they hold.

    ``titles``: what the page's head gives as its title.
    """
    held: dict[Any, str] = {}
    marked = next((e for e in body.iter("*") if "articleBody" in (e.get("itemprop") or "").split()), None)
    if marked is not None and len(visible_text(marked)) >= _LEAST:
        held |= dict.fromkeys((marked, *marked.iterancestors()), "articleBody")
    wanted = {squeeze(t) for t in titles}
    for tag in ("h1", "h2"):
        headline = next((h for h in body.iter(tag) if same_title(squeeze(visible_text(h)), wanted)), None)
        if headline is not None:
            held |= dict.fromkeys(headline.iterancestors(), "the headline")
            break
    return held
