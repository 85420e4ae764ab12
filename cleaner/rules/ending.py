"""Where a text is over: below lines that stand under articles (share bars, comments, rights), once most of the prose is above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.rules.shape import CLEAR_BODY, LONG_WORDS, BlockView

# The text is over below the second kind of closing line that comes after this share of the prose.
_CLOSING_AFTER = 0.6
# Of these kinds one line is enough, after this share. Readers' comments are prose themselves and may be longer than the article,
# so theirs is lower; 0.4 for the others too took body from five more outlets, on both sets of texts.
_ALONE_AFTER = {"comments": 0.4, **dict.fromkeys(("navigation", "tags", "footer"), _CLOSING_AFTER)}
# Below other lines prose may go on (a question to readers stands in the article); below a note on rights none does.
_OUTRIGHT = "footer"
# These two kinds stand inside articles as well, so an article may go on below both.
_BOXES = {"share", "prompt"}


def end_of(views: Sequence[BlockView], closing: Mapping[int, str], prose_words: int) -> int | None:
    """The index of the block below which the text is over; None if it is over nowhere before its last line.

    ``closing``: the kinds of the closing lines that rules removed, by index; ``prose_words``: of the whole text.
    """
    if not closing:
        return None
    seen: set[str] = set()
    words, at, resumes = 0, 0, _resumes(views)
    for index in sorted(closing):
        while at < len(views) and views[at].block.index < index:
            words += views[at].words if views[at].prose else 0
            at += 1
        if words < CLEAR_BODY:
            continue
        kind, over = closing[index], words / max(1, prose_words)
        if over >= _CLOSING_AFTER:
            seen.add(kind)
        if len(seen) > 1 and (seen - _BOXES or at > resumes):
            return index
        if over >= _ALONE_AFTER.get(kind, 2) and (
            kind == _OUTRIGHT or _ends_alone(kind, index, views[at : at + 1], at > resumes)
        ):
            return index
    return None


def _ends_alone(kind: str, index: int, below: Sequence[BlockView], over: bool) -> bool:
    """Whether this one line ends the text: no prose right below, and no long paragraphs later on unless these are comments."""
    goes_on = bool(below) and below[0].block.index == index + 1 and below[0].prose
    return not goes_on and (over or kind == "comments")


def _resumes(views: Sequence[BlockView]) -> int:
    """The place of the last two long paragraphs in a row: down to there the article goes on. -1 if there are none."""
    last, above = -1, -1
    for i, view in enumerate(views):
        if view.prose and view.words >= LONG_WORDS:
            last = i - 1 if above >= 0 and view.block.index == above + 1 else last
            above = view.block.index
        else:
            above = -1
    return last
