"""Which rule took a changed text: one that removed it on one side and not on the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from cleaner.addons.report.rows import Row

# Shorter texts must be the very same: a word or two stand in many a text by chance.
_LEAST = 8
# How much of a changed text must be what was removed.
_MOST_OF_IT = 0.8


def attributed(row: Row, other: Row, changed: Iterable[str]) -> dict[str, str]:
    """By squeezed text, for those of the ``changed`` that can be put down to a rule, the rule that took them in ``row``."""
    removed = _only_here(row, other)
    wanted = {squeezed(text) for text in changed} - {""} if removed else set()
    found = {text: removed[text] for text in wanted if text in removed}
    left = {text for text in wanted - found.keys() if len(text) >= _LEAST}
    if not left:
        return found
    # An element of the page holds many blocks.
    blocks = _Starts(left)
    for held, rule in removed.items():
        for text in blocks.inside(held, len(held)):
            found.setdefault(text, rule)
    # Where a changed part begins and ends is found without the rule: it may be a little more than what was cut.
    cuts = _Starts(removed)
    for text in left - found.keys():
        most_of_it = int(_MOST_OF_IT * len(text))
        held = next((h for h in cuts.inside(text, len(text) - most_of_it) if len(h) >= most_of_it), "")
        if held:
            found[text] = removed[held]
    return found


def squeezed(text: str) -> str:
    """Without white space and the bars between a table's cells: a cut leaves some around it, an element has none or others."""
    return "".join(text.replace("|", " ").split())


def _only_here(row: Row, other: Row) -> dict[str, str]:
    before = Counter((r["rule_id"], r["text"]) for r in other["removed"] if not r["refused"])
    found: dict[str, str] = {}
    for removal in row["removed"]:
        told = (removal["rule_id"], removal["text"])
        if removal["refused"]:
            continue
        if before[told]:
            before[told] -= 1
            continue
        found.setdefault(squeezed(removal["text"]), removal["rule_id"])
    return found


class _Starts:
    """Texts by how they begin, so that one walk through another text finds all of them in it, however many they are."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = {text for text in texts if len(text) >= _LEAST}
        lengths: dict[str, set[int]] = {}
        for text in self._texts:
            lengths.setdefault(text[:_LEAST], set()).add(len(text))
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def inside(self, text: str, farthest: int) -> Iterator[str]:
        """Those that stand in it, from one of its first ``farthest`` characters on or the one after; the longest first."""
        for at in range(min(farthest, len(text) - _LEAST) + 1):
            for length in self._lengths.get(text[at : at + _LEAST], ()):
                if text[at : at + length] in self._texts and at + length <= len(text):
                    yield text[at : at + length]
