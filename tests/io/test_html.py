"""HTML that lxml reads back as the article, and in which nothing can run."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as reader

from cleaner.article import Article, ArticleBlock, Comment
from cleaner.io import html


def block(kind: str, text: str, level: int = 0, **more: Any) -> ArticleBlock:
    return ArticleBlock(kind, level, text, "line 1", **more)


def read(*blocks: ArticleBlock, **fields: Any) -> Any:
    text = "\n\n".join(b.text for b in blocks if b.kind != "image")
    return reader.fromstring(html.article(Article(id="a", text=text, blocks=list(blocks), **fields)))


def paths(tree: Any) -> list[tuple[str, str]]:
    """Of each element with text of its own its way down from the article, and the text."""
    found = []
    for element in tree.iter():
        if (element.text or "").strip():
            above = [a.tag for a in takewhile(lambda a: a is not tree, element.iterancestors())]
            found.append(("/".join([*reversed(above), element.tag]), element.text.strip()))
    return found


def test_an_article_has_headline_byline_body_and_language() -> None:
    tree = read(
        block("paragraph", "It opened."),
        title="Mill & weir",
        authors=["Ana Vell", "Bo"],
        published_local="2024-05-03",
        language="ar",
    )  # fmt: skip
    assert (tree.tag, dict(tree.attrib)) == ("article", {"lang": "ar", "dir": "rtl"})
    assert paths(tree) == [
        ("h1", "Mill & weir"),
        ("p", "Ana Vell, Bo ·"),
        ("p/time", "2024-05-03"),
        ("p", "It opened."),
    ]


def test_blocks_stand_in_the_elements_that_they_are() -> None:
    tree = read(
        block("heading", "What now", 1),
        block("list_item", "one", 1),
        block("list_item", "two", 2),
        block("numbered_item", "three", 1),
        block("quote", "So.", 1),
        block("quote", "We said so.", 2),
        block("code", "a\n  b"),
        block("table_row", "Boat", 1, cells=["Boat", ""]),
        block("table_row", "Heron | 5", 0, cells=["Heron", "5"], html="<strong>Heron</strong> | 5"),
        block("standfirst", "In short."),
    )
    assert paths(tree) == [
        ("h2", "What now"), ("ul/li", "one"), ("ul/li/ul/li", "two"), ("ol/li", "three"), ("blockquote/p", "So."),
        ("blockquote/blockquote/p", "We said so."), ("pre/code", "a\n  b"), ("table/thead/tr/th", "Boat"),
        ("table/tbody/tr/td/strong", "Heron"), ("table/tbody/tr/td", "5"), ("p", "In short."),
    ]  # fmt: skip


def test_a_paragraph_behind_an_inner_list_stands_in_the_outer_item() -> None:
    tree = read(
        block("list_item", "a", 1), block("list_item", "b", 2), block("list_item", "c", 3), block("paragraph", "of b", 2),
        block("paragraph", "of a", 1), block("list_item", "d", 1),
    )  # fmt: skip
    assert paths(tree) == [
        ("ul/li", "a"), ("ul/li/ul/li", "b"), ("ul/li/ul/li/ul/li", "c"), ("ul/li/ul/li/p", "of b"), ("ul/li/p", "of a"),
        ("ul/li", "d"),
    ]  # fmt: skip


def test_lists_begin_with_the_number_of_their_first_item() -> None:
    tree = read(
        block("numbered_item", "five", 1, number=5),
        block("numbered_item", "one", 2, number=1),
        block("numbered_item", "six", 1, number=6),
        block("numbered_item", "nine", 1, number=9),
        block("image", "", html="<img src='https://x.example/i'>"),
        block("numbered_item", "ten", 1, number=10),
        block("numbered_item", "who knows", 1),
    )
    lists = [(e.get("start"), [li.text.strip() for li in e.findall("li")]) for e in tree.iter("ol")]
    assert lists == [("5", ["five", "six"]), (None, ["one"]), ("9", ["nine"]), ("10", ["ten", "who knows"])]


def test_a_row_without_blocks_has_its_paragraphs() -> None:
    assert paths(reader.fromstring(html.article(Article(id="a", text="One.\n\nTwo.")))) == [
        ("p", "One."),
        ("p", "Two."),
    ]


def test_a_failed_row_says_why() -> None:
    assert "empty: nothing" in html.article(Article(id="a", error="empty: nothing"))


def test_comments_are_a_section_of_their_own() -> None:
    tree = read(block("paragraph", "x"), comments=[Comment("Ana", None, "Yes.\n\nNo.")])
    assert paths(tree)[1:] == [
        ("section/blockquote/p", "Yes."), ("section/blockquote/p", "No."), ("section/blockquote/footer", "Ana"),
    ]  # fmt: skip


@given(st.text(), st.text(min_size=1))
def test_text_is_only_text(title: str, text: str) -> None:
    tree = reader.fromstring(html.article(Article(id="a", title=title, text=text, blocks=[block("paragraph", text)])))
    assert {e.tag for e in tree.iter()} <= {"article", "h1", "p"}


@pytest.mark.parametrize(
    "bad",
    [
        "<script>x()</script>", "<img src=x onerror=x()>", "<a href='javascript:x()'>a</a>", "<svg onload=x()>",
        "<style>*{}</style>",
        "<iframe src='https://x.example'></iframe>", "<a href='data:text/html,x'>a</a>", "<p style='x'>a</p>",
        "<form><input></form>",
        "<math><mtext><img src=x onerror=x()></mtext></math>", "<base href='https://x.example'>",
        "<a href=' jav&#x09;ascript:x()'>a</a>",
    ],
)  # fmt: skip
def test_what_could_run_load_or_send_is_gone_even_where_a_row_holds_it(bad: str) -> None:
    found = html.article(Article(id="a", text="x", blocks=[block("paragraph", "x", html=bad)]))
    for sign in ("script", "onerror", "onload", "style", "iframe", "form", "data:", "base", "svg", "math"):
        assert sign not in found
