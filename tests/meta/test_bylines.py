"""Who signed a page whose head doesn't say, by elements named for an author and by signed lines."""

from __future__ import annotations

import pytest

from tests.samples import PROSE, TITLE
from tests.stages.work import article, page

BODY = f"<p>{PROSE} {PROSE}</p>" * 3


def authors(over: str = "", under: str = "", head: str = "") -> list[str]:
    return article(
        page(head, f"<main><h1>{TITLE}</h1>{over}{BODY}{under}</main>"), url="https://lakeside.example/mill"
    ).authors


@pytest.mark.parametrize(
    ("over", "names"),
    [
        (
            "<div class='byline'><a>Ana Cruz</a> <a>Ben Okoro</a> <a>Jan Maria Dee</a></div>",
            ["Ana Cruz", "Ben Okoro", "Jan Maria Dee"],
        ),
        ("<div class='byline'><a>Ana Cruz</a> and <a>Ben Okoro</a></div>", ["Ana Cruz", "Ben Okoro"]),
        ("<div class='author'><span>Ana</span> <span>Cruz</span></div>", ["Ana Cruz"]),
        ("<div class='author'><b>Ana Cruz</b> <span>Senior Reporter</span> <i>3 May</i></div>", ["Ana Cruz"]),
        ("<div class='author'><a>Ana May</a></div>", ["Ana May"]),
        ("<div class='author'>Veröffentlicht</div><div class='author'>Ana Cruz</div>", ["Ana Cruz"]),
        ("<div class='author'>Published on</div><div class='author'>Ana Cruz</div>", ["Ana Cruz"]),
        ("<span class='author'><a rel='author' href='/author/anac/'>anac</a></span>", ["anac"]),
        ("<span class='author'><a rel='author' href='/author/admin/'>admin</a></span>", []),
        ("<p class='author'>Ana Cruz November 3, 2024</p>", ["Ana Cruz"]),
        ("<p class='author'>Ana Cruz is a writer who lives by the lake</p>", ["Ana Cruz"]),
        ("<p class='author'>Skip to content</p>", []),
        (
            "<div class='author-line'><p class='author-name'><span class='author-by'>By</span> Ana Cruz</p></div>",
            ["Ana Cruz"],
        ),
        ("<ul class='authors'><li class='authors__item'>Ana Cruz</li></ul>", ["Ana Cruz"]),
        ("<aside class='post-author'>Ana Cruz</aside>", ["Ana Cruz"]),
        ("<p class='meta'><a href='/autoren/name/ana-cruz'>Ana Cruz</a></p>", ["Ana Cruz"]),
        ("<p class='meta'><a href='/@anacruz?source=top'>Ana Cruz</a></p>", ["Ana Cruz"]),
        ("<p class='meta'><a href='/people/lake-news'>more of this</a></p>", []),
        ("<address>Ana Cruz</address>", ["Ana Cruz"]),
        ("<p class='tacgia'>Ana Cruz</p>", ["Ana Cruz"]),
    ],
)
def test_names_in_elements_named_for_an_author(over: str, names: list[str]) -> None:
    assert authors(over) == names


@pytest.mark.parametrize(
    ("over", "under", "names"),
    [
        ("<p>By Ana Cruz</p>", "", ["Ana Cruz"]),
        ("<p>By Ana Cruz and Ben Okoro</p>", "", ["Ana Cruz", "Ben Okoro"]),
        ("<p>Von Ana Cruz</p>", "", ["Ana Cruz"]),
        ("<p>By Ana Cruz, Political Correspondent</p>", "", ["Ana Cruz"]),
        ("<p>By <b>Ana Cruz</b><i>Updated</i></p>", "", ["Ana Cruz"]),
        ("<p>By <b>Ana Cruz</b><i>May 3, 2024</i></p>", "", ["Ana Cruz"]),
        ("<p>[Posted: Fri 03/05/2024 by Ana Cruz www.lakeside.example]</p>", "", ["Ana Cruz"]),
        ("<p>3 May 2024 • Ana Cruz in Lake Management</p>", "", ["Ana Cruz"]),
        ("<p>3 May, 06:30 | Ana Cruz</p>", "", ["Ana Cruz"]),
        ("<div>Ana Cruz, Ben Okoro</div><div>May 3, 2024</div>", "", ["Ana Cruz", "Ben Okoro"]),
        ("<div>May 3, 2024</div><div>·</div><div>Ana Cruz</div>", "", ["Ana Cruz"]),
        ("<div>by anac</div><div>May 3, 2024</div>", "", ["anac"]),
        ("<div>by anac</div>", "", []),
        ("", "<p>Article by</p><p>Ana Cruz</p>", ["Ana Cruz"]),
        ("<p>Por Ana de la Cruz</p>", "", ["Ana de la Cruz"]),
        ("<p>By Ana Cruz on May 3, 2024</p>", "", ["Ana Cruz"]),
        ("<p>By the end of May the mill had reopened</p>", "", []),
        ("", "<p>Text: Ana Cruz</p>", ["Ana Cruz"]),
        ("", "<p>Autorin/Autor Ana Cruz</p>", ["Ana Cruz"]),
        ("<div>Ana Cruz</div><div>May 3, 2024</div>", "", ["Ana Cruz"]),
        ("<div>Ana Cruz</div><div>Lakeside</div>", "", []),
        ("<div>Lake News</div><div>May 3, 2024</div>", "", []),
        ("", "<p style='text-align: right'><strong>Ana Cruz</strong></p>", ["Ana Cruz"]),
        ("", "<p><em>Ana Cruz</em></p>", ["Ana Cruz"]),
        ("", "<p>Ana Cruz</p>", []),
        ("<div>By Ana Cruz<br>Lakes correspondent</div>", "", ["Ana Cruz"]),
        ("<div>Submitted by Ana Cruz on Sun, 05/12/2024 - 10:15</div>", "", ["Ana Cruz"]),
        ("<div>Szerző: Cruz Anna</div>", "", ["Cruz Anna"]),
        ("", "<div class='post-footer'><span class='post-author'>Posted by <b>Ana Cruz</b></span></div>", ["Ana Cruz"]),
        ("", "<p><em>Read More</em></p>", []),
    ],
)
def test_names_in_lines_around_the_body(over: str, under: str, names: list[str]) -> None:
    assert authors(over, under) == names


def test_a_byline_by_the_headline_goes_before_one_over_the_page() -> None:
    far = "<div><span class='author'>Ben Okoro</span></div>" + "<i></i>" * 99
    body = f"{far}<main><h1>{TITLE}</h1><p class='author'>Ana Cruz</p>{BODY}</main>"
    assert article(page("", body)).authors == ["Ana Cruz"]


@pytest.mark.parametrize("place", ["class='teaser'", "class='comments'", "class='sidebar-widget'"])
def test_the_authors_of_teasers_and_comments_are_not_this_articles(place: str) -> None:
    assert authors(under=f"<div {place}><span class='author'>Ben Okoro</span></div>") == []


def test_a_login_or_an_outlet_in_the_head_yields_to_a_byline() -> None:
    over = "<p class='byline'>By Ana Cruz</p>"
    for name in ("acruz7", "lakeside.example", "Lakeside", "ana.cruz"):
        assert authors(over, head=f"<meta name='author' content='{name}'>") == ["Ana Cruz"]
    assert authors("", head="<meta name='author' content='acruz7'>") == ["acruz7"]
    assert authors(over, head="<meta name='author' content='Cy Dee'>") == ["Cy Dee"]


def test_one_word_stays_a_name_where_no_byline_says_more() -> None:
    assert authors("<p class='byline'>Lakes</p>", head="<meta name='author' content='Ana'>") == ["Ana"]
    assert authors("<p class='byline'>Ana Cruz</p>", head="<meta name='author' content='田中'>") == ["田中"]


def test_microdata_of_other_articles_is_theirs() -> None:
    other = "<article itemscope itemtype='https://schema.org/Article'><h3>Ferry</h3><b itemprop='author'>By Ben Okoro</b></article>"
    own = "<p><b itemprop='author'>By Ana Cruz</b></p>"
    assert authors(own, under=other * 3) == ["Ana Cruz"]
    assert authors("<p class='byline'>Ana Cruz</p>", under=other) == ["Ana Cruz"]


def test_the_footer_of_an_article_signs_it_and_that_of_a_page_does_not() -> None:
    signed = "<footer><a rel='author' href='/author/ana-cruz'>Ana Cruz</a></footer>"
    inside = f"<main><article><h1>{TITLE}</h1>{BODY}{signed}</article></main>"
    below = f"<main><article><h1>{TITLE}</h1>{BODY}</article></main>{signed}"
    assert [article(page("", body)).authors for body in (inside, below)] == [["Ana Cruz"], []]
