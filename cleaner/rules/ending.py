"""Where a text is over: below what stands under articles, once most of the prose is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleaner.rules.shape import CLEAR_BODY, LONG_WORDS, BlockView

# Below the second kind of line that closes texts, after so much of the prose.
_CLOSING_AFTER = 0.6
# Of these kinds one is enough. Readers' comments are prose and may be longer than the article; 0.4 for the other kinds takes
# body of five outlets more, on both sets of texts.
_ALONE_AFTER = {"comments": 0.4, **dict.fromkeys(("navigation", "tags", "footer"), _CLOSING_AFTER)}
# A question to readers may stand in an article, and prose goes on right below; no article goes on below its rights.
_OUTRIGHT = "footer"
# They stand inside articles as well: below both an article may go on.
_BOXES = {"share", "prompt"}


def end_of(views: Sequence[BlockView], closing: Mapping[int, str], prose_words: int) -> int | None:
    """The index of the block below which the text is over, None for none.

    ``closing``: the kinds of the lines that went and close texts, by index; ``prose_words``: all that the text had.
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
    """Whether one line ends the text: no prose right below, and no long paragraphs but readers' comments."""
    goes_on = bool(below) and below[0].block.index == index + 1 and below[0].prose
    return not goes_on and (over or kind == "comments")


def _resumes(views: Sequence[BlockView]) -> int:
    """Where the last two long paragraphs stand side by side: an article goes on there. -1 for none."""
    last, above = -1, -1
    for i, view in enumerate(views):
        if view.prose and view.words >= LONG_WORDS:
            last = i - 1 if above >= 0 and view.block.index == above + 1 else last
            above = view.block.index
        else:
            above = -1
    return last
