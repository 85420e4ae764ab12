"""An article on one line: cut at sentences and labels for the rules, and given back as the line it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from cleaner.article import Removal
from cleaner.document import Block, Document
from cleaner.rules.compile import Rules
from cleaner.rules.shape import CLEAR_BODY, HEADLINE_WORDS, LABEL_WORDS, count_words
from cleaner.text.scripts import is_unspaced

# A text's only line is cut from so many words and pieces on; beside one or two short ones, a headline or a credit, only a
# line that is longer than any paragraph: of 1,277 texts that scrapers left with their lines none has one of 300 words there.
# Two pieces are a line and a half: cut, a rule with a bound on words would take from a long line that begins with its phrase.
_LEAST_PIECES = 3
_MOST_LINES = 3
_LONGEST_PARAGRAPH = 300
_TOKEN = re.compile(r"(?=\S)[^\w\s]*(\w[\w'’-]*)?\S*")
_IDEOGRAPHIC = re.compile("[。！？]")
_FIRST_UNSPACED = "\u0e00"  # Thai: no script before it is written without spaces
_IDEOGRAPHIC_STOP = re.compile(r"(?<=[。！？])[」』”’）)]*(?=[^\s」』”’）)])")
_STOPPED = re.compile(r"[.!?…。！？؟۔।][\"'”’»›)\]」』】]*$")
_ENDED = re.compile(r"[\w%”’»)\]\"']$")
_ABBREVIATION = re.compile(r"\W*(?:\w|(?:\w\.)+\w|[^\W\d_a-z]\w{1,3})\.$")
_OPENS_QUOTE = re.compile(r"[“„«]\W*[^\W\d_a-zß-öø-ÿ]")
# The longest label, and the longest prompt, in letters.
_LABEL = 80
_PROMPT = 250
_LEADS_ON = ",:-–—"
_LONGEST_SENTENCE = 80
# Measured on text and text2 on one line: at 25 .0005 more of the boilerplate goes, .0004 more of the body.
_LONG_SENTENCE = 30
_CAPITALS = 5
_JOINTS = ",;:–—-"

# What may start with a token: a sentence, a line (nothing stopped before it), or nothing.
_Start = Literal["sentence", "line", ""]


class _Token(NamedTuple):
    """A word as it stands. ``core`` is it without the signs around it; ``capital``: that begins with one."""

    start: int
    end: int
    text: str
    core: str
    capital: bool


def split(blocks: tuple[Block, ...], rules: Rules) -> tuple[Block, ...]:
    """The blocks of a text, its one long line cut into pieces that know their line; as they are where there is none."""
    if not 0 < len(blocks) <= _MOST_LINES:
        return blocks
    longest = max(blocks, key=lambda b: len(b.text))
    if count_words(longest.text) < (CLEAR_BODY if len(blocks) == 1 else _LONGEST_PARAGRAPH):
        return blocks
    pieces = list(_pieces(longest.text, rules))
    if len(pieces) < _LEAST_PIECES:
        return blocks
    pieces[0] = _headline(longest.text, pieces, rules)
    divided: list[Block] = []
    for block in blocks:
        if block is not longest:
            divided.append(replace(block, index=len(divided), line=block.index))
            continue
        at = 0
        for start, end in pieces:
            before = longest.text[at:start] if at else block.separator
            divided.append(Block(len(divided), longest.text[start:end], separator=before, line=block.index))
            at = end
    return tuple(divided)


def _headline(text: str, pieces: Sequence[tuple[int, int]], rules: Rules) -> tuple[int, int]:
    """The first piece, without its stop where it may be the headline: some words over a byline or a date."""
    start, end = pieces[0]
    second = text[slice(*pieces[1])]
    over = (
        len(second) <= _LABEL
        and HEADLINE_WORDS[0] <= count_words(text[:end]) <= HEADLINE_WORDS[1]
        and rules.openings.of(second)
    )
    return (start, end - 1) if over and text[end - 1] == "." else (start, end)


def _pieces(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    """From where to where each sentence or label goes."""
    tokens = _tokens(text)
    starts = _what_starts(tokens)
    stops = [i for i, what in enumerate(starts) if what == "sentence"]
    for first, stop in zip([0, *stops], [*stops, len(tokens)], strict=True):
        yield from _Unit(text, tokens[first:stop], starts[first:stop], rules).parts()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        whole, core = match[0], match[1] or ""
        if _IDEOGRAPHIC.search(whole) is None:
            tokens.append(_Token(match.start(), match.end(), whole, core, core[:1].isupper()))
            continue
        at = match.start()
        for end in [*(match.start() + s.end() for s in _IDEOGRAPHIC_STOP.finditer(whole)), match.end()]:
            tokens.append(_Token(at, end, text[at:end], text[at:end].strip("「『“（("), False))
            at = end
    return tokens


def _what_starts(tokens: Sequence[_Token]) -> list[_Start]:
    """What may start with each token."""
    small = Counter(t.core for t in tokens if not t.capital)
    amid = Counter(t.core for before, t in pairwise(tokens) if t.capital and not _STOPPED.search(before.text))
    starts: list[_Start] = [""]
    for before, token in pairwise(tokens):
        if not token.capital and token.core[:1].islower():
            starts.append("")
            continue
        # A word that this text usually writes small has a capital only where something begins.
        written_small = small[token.core.lower()] if token.capital else 0
        is_common_word = written_small > 1 and written_small >= amid[token.core]
        if _STOPPED.search(before.text):
            abbreviated = token.capital and not is_common_word and _ABBREVIATION.match(before.text)
            starts.append("" if abbreviated else "sentence")
        elif before.text[-1] > _FIRST_UNSPACED and is_unspaced(before.text[-1] + token.text[0]):
            starts.append("sentence" if before.end < token.start else "")
        else:
            new_line = (is_common_word or _OPENS_QUOTE.match(token.text)) and _ENDED.search(before.text)
            starts.append("line" if new_line else "")
    return starts


class _Unit:
    """What stands between two stops: a sentence, with labels and prompts before it that nothing stopped."""

    def __init__(self, text: str, tokens: Sequence[_Token], starts: Sequence[_Start], rules: Rules) -> None:
        self.text, self.tokens, self.starts, self.rules = text, tokens, starts, rules
        self.stopped = _STOPPED.search(tokens[-1].text) is not None
        # What goes on so long without a stop are menus and headlines, one after the other.
        most_words = _LONGEST_SENTENCE if self.stopped else LABEL_WORDS
        self.is_run_of_labels = len(tokens) > most_words or self._is_long_without_commas()

    def _is_long_without_commas(self) -> bool:
        """Long, with many capitals and not one comma: no sentence, whatever stands at its end."""
        tokens = self.tokens
        if len(tokens) <= _LONG_SENTENCE or _CAPITALS * sum(t.capital for t in tokens) <= len(tokens):
            return False
        return not any(t.text[-1] in _JOINTS for t in tokens)

    def parts(self) -> Iterator[tuple[int, int]]:
        """Cut where a rule's phrase begins or ends, and where a line began that no stop ended."""
        first, capitals = 0, int(self.tokens[0].capital)
        for i, token in enumerate(self.tokens[1:], 1):
            if self._may_start(i) and self._is_cut(first, i, 2 * capitals > i - first > 1):
                yield self.tokens[first].start, self.tokens[i - 1].end
                first, capitals = i, 0
            capitals += token.capital
        yield self.tokens[first].start, self.tokens[-1].end

    def _may_start(self, i: int) -> bool:
        token = self.tokens[i]
        return token.capital or bool(self.starts[i]) or not token.core

    def _is_cut(self, first: int, i: int, mostly_capitals: bool) -> bool:
        token, before = self.tokens[i], self.tokens[i - 1]
        if (
            self.is_run_of_labels
            and token.capital
            and not before.capital
            and i - first > 1
            and before.text[-1] not in _LEADS_ON
        ):
            return True
        if self.starts[i] and (not self.stopped or mostly_capitals or self._is_phrase(first, i)):
            return True
        if self._ends_label(first, i):
            # The longest label that is one, unless another begins here.
            longer = any(self._may_start(k) and self._ends_label(first, k) for k in self._possible_label_ends(first, i))
            return not longer or any(self._may_start(k) and self._opened(i, k) for k in self._possible_label_ends(i, i))
        if before.capital and token.capital:
            return False  # within a name
        return self.tokens[-1].end - token.start <= _PROMPT and self._is_new(self._opened(i), first)

    def _opened(self, first: int, stop: int | None = None) -> frozenset[int]:
        """The phrases that open the tokens from the first on, up to the one before ``stop``; without it up to the last."""
        start, end = self.tokens[first].start, self.tokens[-1 if stop is None else stop - 1].end
        return self.rules.openings.of(self.text[start : min(end, start + _PROMPT)])

    def _is_new(self, phrases: frozenset[int], first: int) -> bool:
        """Whether a phrase begins here that does not also begin the whole piece.

        Only such a phrase shows that a new piece starts.
        """
        return bool(phrases) and bool(phrases - self._opened(first))

    def _is_phrase(self, first: int, i: int) -> bool:
        short = self.tokens[i - 1].end - self.tokens[first].start <= _PROMPT
        return short and bool(self._opened(first, i)) and bool(self._opened(first))

    def _ends_label(self, first: int, i: int) -> bool:
        """Whether the tokens before this one are a phrase that the longer piece is not."""
        before, start = self.tokens[i - 1], self.tokens[first].start
        if before.end - start > _LABEL or before.text[-1] in _LEADS_ON:
            return False
        if i - first == 1 and self._opened(first):
            return False  # "Follow" may be a label, and may begin one
        return self._is_new(self._opened(first, i), first)

    def _possible_label_ends(self, first: int, i: int) -> Iterator[int]:
        """The tokens after this one that a label from the first on could reach to."""
        k = i + 1
        while k < len(self.tokens) and self.tokens[k - 1].end - self.tokens[first].start <= _LABEL:
            yield k
            k += 1


def joined(pieces: Sequence[Block], document: Document) -> Document:
    """The document with the pieces that are left put together to the lines they were cut from.

    What was removed of a line becomes a part cut from it. The start of each removal counts in the line as it is after the
    removals before it; put back from the last to the first, they give the line.
    """
    if not pieces or pieces[0].line is None:
        return document
    texts = {b.index: b.text for b in document.blocks}
    removed_of: dict[int, list[Removal]] = {}
    for removal in document.removed:
        removed_of.setdefault(removal.block, []).append(removal)
    removed = removed_of.pop(-1, [])
    blocks: list[Block] = []
    for line in _lines(pieces):
        text, cut = _joined(line, texts, removed_of)
        removed += cut
        if text:
            blocks.append(Block(line[0].line or 0, text, separator=line[0].separator))
    return document.but(blocks=tuple(blocks), removed=tuple(removed))


def _lines(pieces: Sequence[Block]) -> Iterator[list[Block]]:
    for _, line in groupby(pieces, key=lambda p: p.line):
        yield list(line)


def _joined(
    line: Sequence[Block], texts: Mapping[int, str], removed_of: Mapping[int, list[Removal]]
) -> tuple[str, list[Removal]]:
    """What is left of a line, and what was removed from it."""
    left: list[str] = []
    length = 0
    removed: list[Removal] = []
    for piece, after in zip(line, [*line[1:], None], strict=True):
        separator = piece.separator if left else ""
        number = line[0].line or 0
        for removal in removed_of.get(piece.index, ()):
            start = None if removal.start is None else length + len(separator) + removal.start
            removed.append(replace(removal, block=number, start=start))
        if piece.index in texts:
            left += [separator, texts[piece.index]]
            length += len(separator) + len(texts[piece.index])
        elif left or after:
            # The whole piece went. One of the two spaces around it goes with it, so that one is left.
            last = next(i for i in range(len(removed) - 1, -1, -1) if not removed[i].refused)
            before, behind = (separator, "") if left else ("", after.separator if after else "")
            removed[last] = replace(removed[last], text=before + removed[last].text + behind, start=length)
    return "".join(left), removed
