"""Lines that were broken at a fixed column, joined again.

A line was broken where the next line's first word would not have fitted in the column; where it would have, somebody ended
the line. Verse, tables and lists end their lines early, so they stay as they are.
"""

from __future__ import annotations

import re

from cleaner.text.words import is_unspaced

_COLUMNS = (40, 132)
# So many lines must have been broken, and so many of all long ones: a list of headlines has long lines too, of any length.
_LEAST = 3
_SHARE = 0.6
_LONG = 0.6
_MARKED = re.compile(r"\s*(?:[-*•·●○■□▪▫◆►▸▷➤→–—|#>+]|[(\[]?\d{1,3}[.)\]]|[a-zA-Z][.)])\s|\s{2}|\t")
_TABULAR = re.compile(r"\S(?: {3,}|\t)\S|\|.*\|")
_STOPPED = re.compile(r"[.!?…。！？؟۔।][\"'”’»›)\]」』】]*$")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_SUSPENDED = re.compile(r"[^\W\d_]{1,3}(?:\s|$)")


def unwrapped(text: str) -> str:
    """The text with its hard-wrapped lines joined; the text itself where they aren't."""
    lines = [line.rstrip() for line in text.split("\n")]
    column = max(map(_breakable, lines), default=0)
    if not _COLUMNS[0] <= column <= _COLUMNS[1]:
        return text
    full = [_is_full(line, after, column) for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    long = sum(len(line) > _LONG * column for line in lines)
    if sum(full) < _LEAST or sum(full) < _SHARE * long:
        return text
    return "\n".join(_joined(lines, full))


def _breakable(line: str) -> int:
    """How long a line is that could have been broken earlier; a long address could not."""
    return len(line) if " " in line.strip() or is_unspaced(line) else 0


def _is_full(line: str, after: str, column: int) -> bool:
    """Whether the next line's first word had no room in this one, and both are running text."""
    if not line.strip() or not after.strip() or len(line) > column or _MARKED.match(after):
        return False
    if _TABULAR.search(line) or _TABULAR.search(after):
        return False
    first = after[:1] if is_unspaced(after[:2]) else after.split(maxsplit=1)[0]
    head, hyphen, _ = first.partition("-")
    space = 0 if is_unspaced(line[-1:] + first[:1]) else 1
    return len(line) + space + len(head + hyphen) > column


def _joined(lines: list[str], full: list[bool]) -> list[str]:
    found: list[str] = []
    start = 0
    while start < len(lines):
        end = start
        while full[end]:
            end += 1
        # A last line that is full by chance: what follows a full stop and doesn't end in one is another paragraph.
        stop = end
        if not _STOPPED.search(lines[end]):
            stop = next((i for i in range(end - 1, start - 1, -1) if _STOPPED.search(lines[i])), end)
        for first, last in ((start, stop), (stop + 1, end)):
            if first <= last:
                found.append(_paragraph(lines[first : last + 1]))
        start = end + 1
    return found


def _paragraph(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text += _between(text, line) + line.lstrip()
    return text


def _between(text: str, after: str) -> str:
    """What parted two lines: nothing where a word was broken at its hyphen, or in scripts without spaces."""
    if is_unspaced(text[-1:] + after[:1]):
        return ""
    return "" if _HYPHENATED.search(text) and after[:1].isalpha() and not _SUSPENDED.match(after) else " "
