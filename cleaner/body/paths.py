"""Where an element stands in its page, as a path of tags."""

from __future__ import annotations

from collections import Counter
from typing import Any


class Paths:
    """The paths of a tree's elements as lxml's ``getpath`` tells them, which counts an element's siblings each time it is asked."""

    def __init__(self) -> None:
        self._known: dict[Any, str] = {}

    def of(self, element: Any) -> str:
        """``/html/body/p[2]``: with its number where its parent holds several of its tag."""
        chain = []
        above = element
        while above is not None and above not in self._known:
            chain.append(above)
            above = above.getparent()
        for one in reversed(chain):
            around = one.getparent()
            if around is None:
                self._known[one] = f"/{one.tag}"
            elif one not in self._known:
                self._number(around)
        return self._known[element]

    def _number(self, around: Any) -> None:
        inside = [child for child in around if isinstance(child.tag, str)]
        several = Counter(child.tag for child in inside)
        so_far: Counter[str] = Counter()
        start = self._known[around]
        for child in inside:
            tag = child.tag
            so_far[tag] += 1
            self._known[child] = f"{start}/{tag}[{so_far[tag]}]" if several[tag] > 1 else f"{start}/{tag}"
