"""What patterns found in a block's text, as the text writes it: their named groups, and the part that they cut.

Patterns look at folded text; spans are carried back to the text.
"""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.rules.compile import StripIndex
from cleaner.rules.fold import fold, fold_with_offsets


def groups(text: str, patterns: Iterable[int], index: StripIndex) -> dict[str, str]:
    """The named groups of the first pattern that has any."""
    for pattern in patterns:
        if "(?P<" not in index.patterns[pattern]:
            continue
        folded, offsets = fold_with_offsets(text)
        found = index.search(pattern, folded)
        if found:
            spans = {name: found.span(number) for name, number in found.re.groupindex.items()}
            return {k: text[offsets[s] : offsets[e - 1] + 1] for k, (s, e) in spans.items() if e > s >= 0}
    return {}


def part(text: str, patterns: Iterable[int], index: StripIndex) -> tuple[int, int] | None:
    """From where to where the first pattern's find goes, with the white space that it would leave at an edge."""
    folded, offsets = fold_with_offsets(text)
    for pattern in patterns:
        found = index.search(pattern, folded)
        if not found or found.start() == found.end():
            continue
        start, end = offsets[found.start()], offsets[found.end()]
        left, right = text[:start], text[end:]
        if not fold(right):
            return len(left.rstrip()), len(text)  # with the arrow or the list mark at the end
        if not left.strip():
            return 0, end + len(right) - len(right.lstrip())
        if left[-1:].isspace() and right[:1].isspace():
            start = len(left.rstrip())
        return start, end
    return None
