"""Where the page's prose is thin: the body that its JSON-LD holds, else that in its scripts, else what trafilatura finds."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Any

from cleaner.body import script_data
from cleaner.document import Block
from cleaner.page.elements import with_html_classes
from cleaner.page.invisible import without_invisible
from cleaner.rules.shape import squeeze

_LONGER = 1.5
# What of the page's prose the extractor holds isn't known; its bodies are right as often as ours that hold so much.
_EXTRACTED = 0.7
# Its time grows faster than the page: minutes on one of a hundred thousand elements.
_MAX_ELEMENTS = 20_000


@dataclass(frozen=True, slots=True)
class Other:
    """A body that the page's paragraphs don't show. ``how``: "json-ld", "script" (both by the publisher) or "trafilatura"."""

    blocks: tuple[Block, ...]
    how: str

    @property
    def share(self) -> float:
        """How much of the article it is taken to hold, for the confidence."""
        return _EXTRACTED if self.how == "trafilatura" else 1.0


def find(tree: Any, jsonld_body: str | None, found: float, pruned: list[str], titles: list[str]) -> Other | None:
    """A longer body than the one of ``found`` characters; None where there is none.

    ``titles``: what the page gives as its title. ``pruned``: the texts that page rules took; their lines don't come back this way.
    """
    needed = max(1.0, _LONGER * found)
    how, text = "json-ld", jsonld_body or ""
    if len(text) < needed:
        scripted = script_data.find(tree, titles)
        if sum(len(b.text) for b in scripted) >= needed:
            return Other(tuple(replace(b, index=i) for i, b in enumerate(scripted)), "script")
        how, text = "trafilatura", _trafilatura(tree)
    gone = [squeeze(t) for t in pruned]
    lines = [s for line in text.splitlines() if (s := line.strip()) and not any(squeeze(s) in g for g in gone)]
    if sum(map(len, lines)) < needed:
        return None
    return Other(tuple(Block(i, without_invisible(line)) for i, line in enumerate(lines)), how)


def _trafilatura(tree: Any) -> str:
    """Its text in default mode; it changes the tree it is given, so it gets a copy."""
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        return ""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document: Any = bare_extraction(
        with_html_classes(tree), include_comments=False, with_metadata=False, deduplicate=False
    )
    return str(document.text or "") if document is not None else ""
