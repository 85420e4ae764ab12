"""What a user chooses of the output; the rules have settings of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

STANDFIRST_IN = ("text", "field")
# Formats that are read by people have all of it, unless told otherwise; to others links and pictures come on demand.
_OF_FORMAT: Mapping[str, Mapping[str, bool]] = {
    name: {"links": True, "images": True, "html": True} for name in ("md", "html")
}


@dataclass(frozen=True, slots=True)
class Choices:
    """``standfirst``: whether the sentences under the headline stay in the "text", or stand in their "field" alone.

    ``tables``: their rows stay in the text. ``blocks``: the row holds the text's structure. ``links``, ``images``, ``comments``:
    the row holds these, too. ``html``: each block also as HTML, with its emphasis (and its links, where ``links``).
    Raises ValueError for a place of the standfirst that there isn't, and for ``html`` without ``blocks``.
    """

    standfirst: str = "text"
    tables: bool = True
    blocks: bool = True
    links: bool = False
    images: bool = False
    comments: bool = False
    html: bool = False

    def __post_init__(self) -> None:
        if self.standfirst not in STANDFIRST_IN:
            raise ValueError(f"the standfirst goes to 'text' or 'field', not {self.standfirst!r}")
        if self.html and not self.blocks:
            raise ValueError("html is that of the blocks: without blocks there is none")

    def __str__(self) -> str:
        """All of them on one line, to tell whether two runs have chosen the same."""
        return " ".join(f"{f.name}={getattr(self, f.name)}" for f in fields(self))


def chosen(said: Mapping[str, bool | str], format: str) -> Choices:
    """What a run into ``format`` gives, where its user ``said`` so much.

    Raises ValueError as ``Choices`` does, and for links or pictures in a format that shows them in the blocks' HTML, without that.
    """
    of_format = _OF_FORMAT.get(format, {})
    without = next((name for name in ("blocks", "html") if said.get(name) is False), None)
    if of_format and without:
        asked = next((name for name in of_format if said.get(name)), None)
        if asked:
            raise ValueError(f"{format} shows {asked} in the blocks' HTML: it doesn't go with --no-{without}")
        of_format = {}
    return Choices(**{**of_format, **said})  # type: ignore[arg-type]
