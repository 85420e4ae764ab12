"""Lines that were broken at a fixed column, joined again.

A line was broken where the next line's first word would not have fitted in the column; where it would have, somebody ended
the line. Verse, tables and lists end their lines early, so they stay as they are.
"""

from __future__ import annotations

import re

from cleaner.text.scripts import is_unspaced

_COLUMNS = (40, 132)
# So many lines must have been broken, and so many of all long ones: a list of headlines has long lines too, of any length.
_LEAST = 3
_SHARE = 0.6
# Of those lines that go on in the middle of a sentence, nearly all: a scraper that cuts at links leaves such lines of any length.
_CONTINUED_SHARE = 0.85
# Of the lines after full ones so many begin small, in German too; headlines that are alike long don't.
_SMALL_SHARE = 0.3
_MARKED = re.compile(r"\s*(?:[-*•·●○■□▪▫◆►▸▷➤→#>+]|[(\[]?\d{1,3}[.)\]])\s|\s{2}|\t")
_TABULAR = re.compile(r"\S(?: {3,}|\t)\S|\|.*\|")
_STOPPED = re.compile(r"[.!?…。！？؟۔।][\"'”’»›)\]」』】]*$")
_HYPHENATED = re.compile(r"[^\W\d_]{2}-$")
_HYPHEN = re.compile(r"\W*\w*?[^\W\d_]{2}-(?=[^\W\d_])")
# "Vor- und Nachteile": a noun's hyphen before a short small word stands for a part that comes later.
_NOUN = re.compile(r"(?:^|\s)\W*(\w)\w*-$")
_END = 40  # letters of a text's end that tell how it goes on
_SHORT = re.compile(r"[^\W\d_]{1,3}(?:\s|$)")


def unwrapped(text: str) -> str:
    """The text with its hard-wrapped lines joined; the text itself where they aren't."""
    lines = [line.rstrip() for line in text.split("\n")]
    column = max(map(_breakable, lines), default=0)
    if not _COLUMNS[0] <= column <= _COLUMNS[1]:
        return text
    at_hyphens = any(map(_HYPHENATED.search, lines))
    full = [_is_full(line, after, column, at_hyphens) for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return "\n".join(_joined(lines, full)) if _were_broken(lines, full, column) else text


def _were_broken(lines: list[str], full: list[bool], column: int) -> bool:
    """Whether it was the column that ended the full lines, or chance."""
    amid = sum(f and not _STOPPED.search(line) for f, line in zip(full, lines, strict=True))
    if amid < _LEAST or 2 * amid < sum(full):
        return False
    small = [
        after[:1].islower() for f, line, after in zip(full, lines, lines[1:], strict=False) if f and _is_cased(after)
    ]
    if sum(small) < _SMALL_SHARE * len(small):
        return False
    continued = [f for f, line, after in zip(full, lines, lines[1:], strict=False) if _goes_on(line, after)]
    if len(continued) >= _LEAST:
        return sum(continued) >= max(_LEAST, _CONTINUED_SHARE * len(continued))
    return sum(full) >= _SHARE * sum(len(line) > _SHARE * column for line in lines)


def _is_cased(text: str) -> bool:
    return text[:1].islower() or text[:1].isupper()


def _goes_on(line: str, after: str) -> bool:
    return line[-1:].isalnum() and after[:1].islower()


def _breakable(line: str) -> int:
    """How long a line is that could have been broken earlier; a long address could not."""
    return len(line) if " " in line.strip() or is_unspaced(line) else 0


def _is_full(line: str, after: str, column: int, at_hyphens: bool) -> bool:
    """Whether the next line's first word had no room in this one, and both are running text."""
    if not line.strip() or not after.strip() or len(line) > column or _MARKED.match(after):
        return False
    if _TABULAR.search(line) or _TABULAR.search(after):
        return False
    first = after[:1] if is_unspaced(after[:2]) else after.split(maxsplit=1)[0]
    if at_hyphens and (head := _HYPHEN.match(first)):
        first = head[0]
    return len(line) + (not is_unspaced(line[-1:] + first[:1])) + len(first) > column


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
    parts, end = [lines[0]], lines[0][-_END:]
    for line in lines[1:]:
        added = _between(end, line) + line.lstrip()
        parts.append(added)
        end = (end + added)[-_END:]
    return "".join(parts)


def _between(end: str, after: str) -> str:
    """What parted two lines: nothing where a word was broken at its hyphen, or in scripts without spaces.

    ``end`` is how the text up to there ends.
    """
    if is_unspaced(end[-1:] + after[:1]):
        return ""
    if not _HYPHENATED.search(end) or not after[:1].isalpha():
        return " "
    noun = _NOUN.search(end)
    return " " if noun and noun[1].isupper() and after[:1].islower() and _SHORT.match(after) else ""
