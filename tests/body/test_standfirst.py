"""The standfirst: told by a name or by the page's description, and given as a field of its own."""

from __future__ import annotations

import pytest

from tests.samples import LAST, MORE, PROSE, TITLE
from tests.stages.work import article, done, page

TEXT = f"<p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>"
BODY = f"{PROSE}\n\n{MORE}\n\n{LAST}"
SAID = "After eleven dry years there is water on the wheel again, and bread from it by summer."
HEAD = f"<title>{TITLE}</title>"


def over(standfirst: str, text: str = TEXT) -> str:
    return f"<div><h1>{TITLE}</h1>{standfirst}<article>{text}</article></div>"


@pytest.mark.parametrize("name", ["standfirst", "article__lead", "dek", "c-subTitle", "entradilla", "chapo", "perex"])
def test_a_block_named_so_between_title_and_body_is_the_standfirst(name: str) -> None:
    row = article(page(HEAD, over(f"<p class='{name}'>{SAID}</p>")))
    assert row.standfirst == SAID
    assert row.text == f"{SAID}\n\n{BODY}"


@pytest.mark.parametrize("name", ["", "leader", "author-intro", "pleading"])
def test_another_name_tells_none(name: str) -> None:
    assert article(page(HEAD, over(f"<p class='{name}'>{SAID}</p>"))).standfirst is None


def test_a_block_that_says_the_pages_description_is_the_standfirst() -> None:
    meta = f"<meta name='description' content='{SAID}'>"
    assert article(page(HEAD + meta, over(f"<p class='x'>{SAID}</p>"))).standfirst == SAID


def test_a_first_paragraph_that_is_the_description_is_the_bodys() -> None:
    meta = f"<meta name='description' content='{PROSE}'>"
    row = article(page(HEAD + meta, over("")))
    assert (row.standfirst, row.text) == (None, BODY)


def test_a_named_block_that_opens_the_body_is_the_standfirst() -> None:
    row = article(page(HEAD, over("", f"<p class='lead'>{SAID}</p>{TEXT}")))
    assert row.standfirst == SAID
    assert row.text == f"{SAID}\n\n{BODY}"


def test_a_body_of_nothing_but_named_blocks_has_no_standfirst_in_it() -> None:
    row = article(page(HEAD, over("", TEXT.replace("<p>", "<p class='lead'>"))))
    assert (row.standfirst, row.text) == (None, BODY)


@pytest.mark.parametrize(
    "block",
    [
        "<p class='lead'>The lake</p>",
        f"<p class='lead'><a href='/f'>{SAID}</a></p>",
        f"<figure class='lead'><figcaption>{SAID}</figcaption></figure>",
        f"<ul class='lead'><li>{SAID}</li></ul>",
        f"<p class='author-bio intro'>{SAID}</p>",
    ],
    ids=["too short", "a link", "a caption", "a list's item", "of the author"],
)
def test_what_is_named_so_and_built_otherwise_is_none(block: str) -> None:
    assert article(page(HEAD, over(block))).standfirst is None


def test_a_named_block_in_an_authors_box_is_none() -> None:
    block = f"<div class='author-bio'><p class='intro'>{SAID}</p></div>"
    assert article(page(HEAD, over(block))).standfirst is None


def test_several_blocks_are_joined_by_a_blank_line() -> None:
    second = "The council pays for the road, the brothers for all the rest of it."
    document = done(page(HEAD, over(f"<div class='intro'><p>{SAID}</p><p>{second}</p></div>")))
    assert document.standfirst() == f"{SAID}\n\n{second}"
    assert [b.kind for b in document.blocks][:3] == ["standfirst", "standfirst", "paragraph"]


def test_a_text_has_none() -> None:
    assert article(f"{TITLE}\n\n{SAID}\n\n{BODY}").standfirst is None
