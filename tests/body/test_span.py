"""Which part of a page is the body, why each other block is none of it, and how clear that was."""

from __future__ import annotations

import pytest

from cleaner.body.segment import RawBlock, walk
from cleaner.body.span import Span, choose
from cleaner.document import Block
from cleaner.page.parse import parse
from cleaner.rules.shape import BlockView
from tests.samples import LAST, MORE, PROSE, TITLE
from tests.stages.work import page

TEXT = f"<p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>"
BODY = [PROSE, MORE, LAST]
TOLD = "The ferrymen have carried flour for nothing since Easter, and say that they can do so for one more month."
MENU = "<ul class='menu'><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li></ul>"


def chosen(inside: str, jsonld_body: str | None = None, titles: list[str] | None = None) -> tuple[list[RawBlock], Span]:
    body = parse(page("", inside)).find("body")
    blocks = walk(body, frozenset())
    return blocks, choose(
        blocks,
        [BlockView(Block(i, b.text, b.kind, b.link_share)) for i, b in enumerate(blocks)],
        body,
        jsonld_body,
        titles or [],
    )


def texts(inside: str, jsonld_body: str | None = None, titles: list[str] | None = None) -> list[str]:
    blocks, span = chosen(inside, jsonld_body, titles)
    return [blocks[i].text for i in span.places]


def why(inside: str, jsonld_body: str | None = None, titles: list[str] | None = None) -> dict[str, str]:
    """Of each block outside the body what told so."""
    blocks, span = chosen(inside, jsonld_body, titles)
    return {blocks[i].text: reason for i, reason in span.outside.items()}


LISTED = "".join(f"<li>{s} {s}</li>" for s in (PROSE, MORE, LAST))


@pytest.mark.parametrize(
    "part",
    [
        f"<ul>{LISTED}</ul>",
        f"<ol>{LISTED}</ol>",
        f"<dl>{LISTED.replace('li>', 'dd>')}</dl>",
        f"<blockquote>{TEXT}{TEXT}</blockquote>",
        f"<figure><figcaption>{TEXT}{TEXT}</figcaption></figure>",
        f"<details><summary>All that was said</summary>{TEXT}{TEXT}</details>",
        f"<pre>{PROSE} {MORE} {LAST} {PROSE} {MORE} {LAST}</pre>",
    ],
    ids=["ul", "ol", "dl", "blockquote", "figure", "details", "pre"],
)
def test_the_search_never_goes_down_into_a_part_of_an_article(part: str) -> None:
    found = texts(f"<div><p>{TOLD}</p>{part}</div>")
    assert found[0] == TOLD
    assert len(found) > 1


@pytest.mark.parametrize("part", [f"<ul>{LISTED}</ul>", f"<blockquote>{TEXT}{TEXT}</blockquote>"])
def test_the_paragraph_after_such_a_part_stays(part: str) -> None:
    assert texts(f"<div><p>{PROSE}</p>{part}<p>{TOLD}</p></div>")[-1] == TOLD


def test_the_element_in_which_the_paragraphs_stand_is_the_body() -> None:
    assert texts(f"{MENU}<div><div class='text'>{TEXT}</div></div><div><p>About us</p></div>") == BODY


def test_parts_that_are_built_alike_are_one_body_and_articles_are_not() -> None:
    second = f"{PROSE} {TOLD}"
    assert texts(f"<div class='part'>{TEXT}</div><div class='part'><p>{second}</p></div>") == [*BODY, second]
    story = f"<article><h1>{TITLE}</h1>{TEXT}</article>"
    other = f"<article><h2>Ferry to close for good</h2><p>{second}</p></article>"
    assert texts(f"<div>{story}{other}</div>", titles=[TITLE]) == BODY


SECTIONS = [f"{word} {PROSE}" for word in ("First", "Second", "Third", "Fourth")]


def slides(heading: str) -> str:
    """An article in boxes built alike: the title in the first, a heading in each of the others."""
    first, *others = (f"<p>{text}</p>" for text in SECTIONS)
    below = "".join(f"<div class='slide'>{heading}{text}</div>" for text in others)
    return f"<main><div class='slide'><h1>{TITLE}</h1>{first}{first}</div>{below}</main>"


def test_under_the_pages_h1_boxes_alike_with_an_h2_over_prose_are_sections() -> None:
    assert set(SECTIONS) <= set(texts(slides("<h2>A thing to know</h2>"), titles=[TITLE]))


@pytest.mark.parametrize("heading", ["<h1>The ferry</h1>", "<h2><a href='/f'>All of the ferry and its story</a></h2>"])
def test_boxes_alike_with_an_h1_or_a_linked_h2_are_other_articles(heading: str) -> None:
    assert set(texts(slides(heading), titles=[TITLE])) == {SECTIONS[0]}


def opened(*paragraphs: str) -> str:
    first = "".join(f"<div class='p{i}'>{p}</div>" for i, p in enumerate(paragraphs))
    return f"<div><h1>{TITLE}</h1>{first}<div class='body'>{TEXT}{TEXT}{TEXT}</div></div>"


def test_paragraphs_in_boxes_of_their_own_under_the_title_open_the_body() -> None:
    found = texts(opened(f"<p>{TOLD}</p>", f"<p>{SECTIONS[1]}</p>"), titles=[TITLE])
    assert found[:3] == [TOLD, SECTIONS[1], PROSE]


@pytest.mark.parametrize(
    "boxes",
    [
        (f"<p>{TOLD}</p>",),
        (f"<ul><li>{TOLD}</li><li>{SECTIONS[1]}</li></ul>",),
        (f"<p><a href='/a'>{TOLD}</a></p>", f"<p><a href='/b'>{SECTIONS[1]}</a></p>"),
    ],
    ids=["one alone", "a list", "links"],
)
def test_one_paragraph_a_list_or_links_under_the_title_do_not(boxes: tuple[str, ...]) -> None:
    assert texts(opened(*boxes), titles=[TITLE])[0] == PROSE


def test_every_block_that_is_not_in_the_body_has_a_reason() -> None:
    inside = f"{MENU}<div id='main' class='wide'><p>12 May</p><h1>{TITLE}</h1>{TEXT}</div><p>About us</p>"
    blocks, span = chosen(inside, titles=[TITLE])
    assert set(span.outside) == set(range(len(blocks))) - set(span.places)
    assert why(inside, titles=[TITLE]) == {
        "News": "outside <div main wide>",
        "Sport": "outside <div main wide>",
        "About us": "outside <div main wide>",
        "12 May": "the title, or above it",
        TITLE: "the title, or above it",
    }


def test_what_stands_beside_the_core_says_so() -> None:
    inside = (
        f"<div><p>{PROSE}</p><p>{MORE}</p><div class='text'>{TEXT}</div><p><a href='/f'>Ferry to close</a></p></div>"
    )
    assert why(inside) == {"Ferry to close": "beside the part that holds the prose"}


def test_what_json_ld_does_not_hold_says_so() -> None:
    inside = f"<div><p>{TOLD}</p>{TEXT}<p>{TOLD}</p></div>"
    assert texts(inside, jsonld_body=" ".join(BODY)) == BODY
    assert why(inside, jsonld_body=" ".join(BODY)) == {TOLD: "not in the body that JSON-LD gives"}
    assert chosen(inside, jsonld_body=" ".join(BODY))[1].evidence.how == "json-ld"


@pytest.mark.parametrize("chance", ["Money", "* * *", "Oct"])
def test_a_few_letters_that_stand_in_json_ld_too_let_no_other_story_in(chance: str) -> None:
    body = [*BODY, "Money was short in Oct."]
    inside = f"<div>{TEXT}<p>{body[-1]}</p><p>{TOLD}</p><p>{chance}</p></div>"
    assert texts(inside, jsonld_body=" ".join(body)) == body


@pytest.mark.parametrize("jsonld_body", ["A short text.", "It is a fine day at the lake, all over again. " * 9])
def test_a_body_in_json_ld_that_the_page_does_not_show_counts_for_nothing(jsonld_body: str) -> None:
    _, span = chosen(f"<div>{TEXT}</div>", jsonld_body=jsonld_body)
    assert (span.evidence.how, len(span.places)) == ("prose", 3)


def test_prose_over_the_title_stays_where_it_is_a_good_part_of_the_body() -> None:
    inside = f"<div><p>{TOLD}</p><h1>{TITLE}</h1>{TEXT}</div>"
    assert texts(inside, titles=[TITLE]) == [TOLD, *BODY]
    assert why(inside, titles=[TITLE]) == {TITLE: "the title, or above it"}


def test_share_and_runner_up_are_shares_of_the_pages_prose() -> None:
    whole = sum(map(len, (*BODY, TOLD)))
    _, span = chosen(f"<div class='text'>{TEXT}</div><section><p>{TOLD}</p></section>")
    assert span.evidence.share == pytest.approx(1 - len(TOLD) / whole)
    assert span.evidence.runner_up == pytest.approx(len(TOLD) / whole)
    _, alone = chosen(f"{MENU}<div class='text'>{TEXT}</div>")
    assert (alone.evidence.share, alone.evidence.runner_up) == (1.0, 0.0)


def test_the_evidence_says_whether_the_title_stands_on_the_page_and_how_far_off() -> None:
    inside = f"<div><h1>{TITLE}</h1><div><p>12 May</p><p>Ada Quill</p></div><div class='text'>{TEXT}</div></div>"
    evidence = chosen(inside, titles=[TITLE])[1].evidence
    assert (evidence.titled, evidence.gap) == (True, 2)
    assert not chosen(f"<div>{TEXT}</div>", titles=[TITLE])[1].evidence.titled


def test_a_page_of_links_alone_has_no_body() -> None:
    _, span = chosen("<div><a href='/a'>About us</a></div>")
    assert (span.places, span.evidence.how, span.evidence.share) == ((), "nothing", 0.0)


def test_a_page_of_short_lines_has_them_for_its_body() -> None:
    blocks, span = chosen("<h1>What to bring</h1><ul><li>Good shoes</li><li>A hat</li></ul>")
    assert [blocks[i].text for i in span.places] == ["Good shoes", "A hat"]
