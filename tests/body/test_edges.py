"""Where the body ends: what stands beside its core stays only where it reads like more of the same article."""

from __future__ import annotations

import pytest

from cleaner.body.edges import trim
from cleaner.body.segment import walk
from cleaner.document import Block
from cleaner.page.parse import parse
from cleaner.rules.shape import BlockView
from tests.samples import LAST, MORE, PROSE, TITLE
from tests.stages.work import article, page

TEXT = f"<p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>"
BODY = [PROSE, MORE, LAST]
TOLD = "The ferrymen have carried flour for nothing since Easter, and say that they can do so for one more month."
HEADLINES = ("Ferry to close for the winter", "Weir gets its salmon back", "Toll house sold at auction")
LINKS = "".join(f"<p><a href='/{n}'>{t}</a></p>" for n, t in enumerate(HEADLINES))


def left(inside: str) -> list[str]:
    """What stays of a body that holds every block of this."""
    blocks = walk(parse(page("", inside)).find("body"), frozenset())
    views = [BlockView(Block(i, b.text, b.kind, b.link_share)) for i, b in enumerate(blocks)]
    masses = [len(b.text) * (1 - b.link_share) if v.prose else 0.0 for b, v in zip(blocks, views, strict=True)]
    return [blocks[i].text for i in trim(blocks, list(range(len(blocks))), masses)]


@pytest.mark.parametrize(
    "after",
    [
        f"<div class='side'>{LINKS}</div>",
        f"<ul>{LINKS.replace('<p>', '<li>').replace('</p>', '</li>')}</ul>",
        "<div class='foot'><p>The Lantern Gazette</p><p>12 Quay Street</p><p>Telephone 555 01 02</p></div>",
        f"<div class='side'><p>{TOLD} <a href='/f'>All that we wrote of the ferry and its men</a></p></div>",
    ],
    ids=["linked headlines", "a list of them", "a footer", "a teaser with its link"],
)
def test_a_column_after_the_core_goes(after: str) -> None:
    assert left(f"<div class='text'>{TEXT}</div>{after}") == BODY


def test_what_stands_further_out_goes_too() -> None:
    inner = f"<div class='column'><div class='text'>{TEXT}</div><div class='a'>{LINKS}</div></div>"
    assert left(f"<div class='all'>{inner}<div class='b'>{LINKS}</div></div><div class='c'>{LINKS}</div>") == BODY


def test_a_second_part_that_is_built_like_the_first_stays() -> None:
    parts = f"<div class='part'>{TEXT}</div><div class='ad'>Advertisement</div><div class='part'><p>{TOLD}</p></div>"
    assert TOLD in left(parts)
    assert left(f"<div>{parts}</div><div class='side'>{LINKS}</div>") == left(parts)


def test_a_part_of_a_body_in_parts_keeps_its_links() -> None:
    second = f"<p>{TOLD}</p><p>{MORE}</p>{LINKS}"
    assert left(f"<div class='part'>{TEXT}</div><div class='part'>{second}</div>") == [*BODY, TOLD, MORE, *HEADLINES]


def test_a_paragraph_beside_the_core_stays() -> None:
    assert left(f"<div class='text'>{TEXT}</div><p>{TOLD}</p>") == [*BODY, TOLD]
    assert left(f"<p>{TOLD}</p><div class='text'>{TEXT}</div>") == [TOLD, *BODY]


def test_before_the_core_only_a_list_of_links_goes() -> None:
    assert left(f"<ul>{LINKS.replace('p>', 'li>')}</ul><div class='text'>{TEXT}</div>") == BODY
    assert left(f"<div class='top'><p>12 May</p></div><div class='text'>{TEXT}</div>") == ["12 May", *BODY]


def test_a_lead_with_one_link_before_the_core_stays() -> None:
    lead = f"<div class='lead'><p>{TOLD} <a href='/f'>The ferry</a></p></div>"
    assert left(f"{lead}<div class='text'>{TEXT}</div>") == [f"{TOLD} The ferry", *BODY]


def test_where_nothing_holds_30_percent_of_the_prose_nothing_goes() -> None:
    sections = "".join(f"<section id='s{n}'><h2>Part {n}</h2><div><p>{TOLD}</p></div></section>" for n in range(4))
    whole = [s for n in range(4) for s in (f"Part {n}", TOLD)]
    assert left(f"{sections}<div class='side'>{LINKS}</div>") == [*whole, *HEADLINES]


def test_articles_side_by_side_are_no_parts_of_one_body() -> None:
    assert left(f"<article>{TEXT}</article><article><p><a href='/f'>{TOLD}</a></p></article>") == BODY


def test_without_prose_nothing_goes() -> None:
    assert left(LINKS) == list(HEADLINES)
    assert left("") == []


def test_a_page_whose_container_holds_more_than_the_article_gives_the_article() -> None:
    inside = f"<h1>{TITLE}</h1><p>{TOLD}</p><p>Again: {TOLD}</p><div class='text'>{TEXT}</div><div class='side'>{LINKS}</div>"
    whole = [TOLD, f"Again: {TOLD}", *BODY]
    assert article(page(f"<title>{TITLE}</title>", f"<div id='all'>{inside}</div>")).text.split("\n\n") == whole
