"""The row's blocks, and what was asked for beside them: the text's structure, links, pictures, readers' comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from cleaner.article import ArticleBlock
from cleaner.body import comment_entries, inline, kinds, pictures
from cleaner.choices import Choices
from cleaner.document import Block, Document, Output, Page
from cleaner.page.addresses import absolute, base_of
from cleaner.rules.compile import Rules

Runs = Mapping[int, tuple[inline.Run, ...]]


@dataclass(frozen=True, slots=True)
class Structure:
    """The stage, as ``choices`` wants it."""

    choices: Choices

    @property
    def __name__(self) -> str:
        return "structure"

    def __call__(self, document: Document, rules: Rules) -> Document:
        wanted = self.choices
        address = partial(absolute, base=base_of(document))
        page = document.page
        in_tree = page is not None and bool(page.elements)
        runs = _runs(page, document.blocks, address) if page and in_tree and (wanted.links or wanted.html) else {}
        blocks = _blocks(document, wanted, runs) if wanted.blocks else ()
        images: tuple[pictures.Placed, ...] = ()
        if wanted.images and page is not None and in_tree:
            images = pictures.find(page, [b.index for b in document.blocks], rules, address)
            if blocks:
                blocks = tuple(_with_pictures(blocks, images, wanted))
        return document.but(
            output=Output(
                blocks=blocks,
                links=tuple(link for b in document.blocks for link in inline.links_of(runs.get(b.index, ())))
                if wanted.links
                else (),
                images=tuple(placed.image for placed in images),
                comments=comment_entries.find(page) if wanted.comments and page is not None else (),
            )
        )


structure = Structure(Choices())


def _runs(page: Page, blocks: Sequence[Block], address: inline.Address) -> Runs:
    """By the blocks' numbers what stands around their characters."""
    read: dict[Any, list[tuple[inline.Run, ...]]] = {}
    for element, runs in inline.read(kinds.common_ancestor(page.elements), page.pruned, address):
        read.setdefault(element, []).append(runs)
    # An element with line breaks has several blocks: each is told by what it says, else by its place among them.
    saying: dict[tuple[Any, str], tuple[inline.Run, ...]] = {}
    for element, several in read.items():
        for runs in several if len(several) > 1 else ():
            saying.setdefault((element, inline.letters(runs)), runs)
    places: list[int] = []
    before: Counter[Any] = Counter()
    for element in page.elements:
        places.append(before[element])
        before[element] += 1
    found: dict[int, tuple[inline.Run, ...]] = {}
    for block in blocks:
        element = page.elements[block.index]
        several = read.get(element, [])
        told = saying.get((element, "".join(block.text.split())))
        at = places[block.index] if len(several) > 1 else 0
        found[block.index] = inline.marked(block.text, told or next(iter(several[at : at + 1]), ()))
    return found


def _blocks(document: Document, wanted: Choices, runs: Runs) -> tuple[ArticleBlock, ...]:
    page = document.page
    if page is None:
        found: Iterable[ArticleBlock | None] = kinds.of_lines(document.blocks)
    elif page.elements:
        found = kinds.of_elements(document.blocks, page.elements, page.pruned)
    else:
        found = kinds.of_nothing(document.blocks, document.evidence.how)
    told = [(block, shown) for block, shown in zip(document.blocks, found, strict=True) if shown]
    if not wanted.html:
        return tuple(shown for _, shown in told)
    return tuple(replace(shown, html=_html(block, shown, runs, wanted)) for block, shown in told)


def _html(block: Block, shown: ArticleBlock, runs: Runs, wanted: Choices) -> str:
    """A text's marks are gone from what is shown, and code has its line breaks: then the text alone is written."""
    marked = runs.get(block.index) if shown.text == block.text else None
    return inline.to_html(marked or (inline.Run(shown.text, ()),), wanted.links)


def _with_pictures(
    blocks: Sequence[ArticleBlock], images: Sequence[pictures.Placed], wanted: Choices
) -> Iterator[ArticleBlock]:
    """The blocks with the pictures before those that they stand before."""
    left = list(images)
    for i, block in enumerate(blocks):
        while left and left[0].before <= i:
            yield _picture(left.pop(0), wanted)
        yield block
    for placed in left:
        yield _picture(placed, wanted)


def _picture(placed: pictures.Placed, wanted: Choices) -> ArticleBlock:
    return ArticleBlock("image", 0, "", placed.source, pictures.to_html(placed.image) if wanted.html else None)
