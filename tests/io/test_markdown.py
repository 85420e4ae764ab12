"""Markdown that a parser which isn't ours reads back as the article."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner import Pipeline
from cleaner.article import Article, ArticleBlock, Comment, Status
from cleaner.choices import Choices
from cleaner.io import markdown
from tests.samples import LAST, MORE, PROSE, TITLE

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def block(kind: str, text: str, level: int = 0, **more: Any) -> ArticleBlock:
    return ArticleBlock(kind, level, text, "line 1", **more)


def written(*blocks: ArticleBlock, **fields: Any) -> str:
    """What stands under the front matter."""
    text = "\n\n".join(b.text for b in blocks if b.kind != "image")
    return markdown.article(Article(id="a", text=text, blocks=list(blocks), **fields)).split("---\n\n", 1)[1]


def read(source: str) -> list[tuple[str, str]]:
    """The parser's blocks as (tag, plain text), in order; of items and quotations the paragraphs in them."""
    tokens = PARSER.parse(source)
    found, around = [], []
    for token in tokens:
        if token.nesting == 1:
            around.append(token.tag)
        elif token.nesting == -1:
            around.pop()
        elif token.type == "inline":
            found.append((" ".join(t for t in around if t not in ("tbody", "tr", "table")), plain(token)))
        elif token.type == "fence":
            found.append(("code", token.content.rstrip("\n")))
    return found


def plain(inline: Any) -> str:
    return "".join(
        t.content if t.type in ("text", "code_inline", "text_special") else "\n" if t.type == "softbreak" else ""
        for t in inline.children
    )


def test_an_article_has_a_front_matter_a_title_and_a_body() -> None:
    found = markdown.article(
        Article(
            id="a", url="https://a.example/x", title="Mill: open", authors=["Ana"], text="One.\n\nTwo.", language="en"
        )
    )
    _, front, body = found.split("---\n", 2)
    assert yaml.safe_load(front) == {
        "id": "a", "url": "https://a.example/x", "authors": ["Ana"], "language": "en", "status": "ok",
    }  # fmt: skip
    assert body == "\n# Mill: open\n\nOne.\n\nTwo.\n"


@given(st.text(), st.lists(st.text(min_size=1)))
def test_yaml_reads_any_front_matter_back(title: str, tags: list[str]) -> None:
    found = markdown.article(Article(id=title, source=title, tags=tags))
    front = yaml.safe_load(found.split("---\n")[1]) if "---\n" not in title + "".join(tags) else None
    if front is not None:
        assert (front["id"] if title else "", front.get("tags", [])) == (title, tags)


def test_a_failed_article_says_why() -> None:
    found = markdown.article(Article(id="a", status=Status.FAILED, error='it "broke": x'))
    assert yaml.safe_load(found.split("---\n")[1]) == {"id": "a", "status": "failed", "error": 'it "broke": x'}


@pytest.mark.parametrize(
    "text",
    [
        "# 1 in sales", "- one", "+ one", "1. FC Lake", "2) FC Weir", "3.5 t", "> quoted", "a * b _c_ `d` [e]", "~~~", "---", "===",
        "<script>x</script>", "plain - text, no. 1", r"a\b", "AT&amp;T", "a | b", "[a](https://x.example)", "![a](b)", "*a* **b**",
    ],
)  # fmt: skip
def test_signs_that_mean_something_to_markdown_are_only_signs(text: str) -> None:
    assert read(written(block("paragraph", text))) == [("p", text)]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Zs", "Cs"])).filter(str.strip))
def test_any_paragraph_is_read_back_as_it_was(text: str) -> None:
    assert read(written(block("paragraph", text))) == [("p", text)]


def test_headings_keep_their_level_under_the_title() -> None:
    found = read(written(block("heading", "One", 1), block("heading", "Deep", 4), title="The title"))
    assert found == [("h1", "The title"), ("h2", "One"), ("h4", "Deep")]


def test_lists_are_nested_and_numbered_and_keep_the_paragraphs_of_an_item() -> None:
    found = read(
        written(
            block("list_item", "one", 1),
            block("paragraph", "more of one", 1),
            block("list_item", "deeper", 2),
            block("list_item", "two", 1),
            block("paragraph", "between"),
            block("numbered_item", "first", 1),
            block("numbered_item", "second", 1),
        )
    )
    assert found == [
        ("ul li p", "one"), ("ul li p", "more of one"), ("ul li ul li p", "deeper"), ("ul li p", "two"), ("p", "between"),
        ("ol li p", "first"), ("ol li p", "second"),
    ]  # fmt: skip


def test_lists_begin_with_the_number_of_their_first_item() -> None:
    items = [block("numbered_item", "five", 1, number=5), block("numbered_item", "six", 1, number=6)]
    assert written(*items) == "5. five\n6. six\n"


@pytest.mark.parametrize("line", ["24. Dezember 2023 war ein sehr kalter Tag, sagte der Müller am Montag.", "* * *"])
def test_a_line_that_is_no_item_says_what_it_said(line: str) -> None:
    row = Pipeline(choices=Choices(html=True)).clean("\n\n".join((TITLE, PROSE, line, MORE, LAST)))
    assert ("p", line) in read(markdown.article(row).split("---\n\n", 1)[1])


def test_quotations_and_code_and_tables_are_such() -> None:
    found = read(
        written(
            block("quote", "We said so.", 1),
            block("quote", "Twice.", 1),
            block("code", "if x:\n    y()"),
            block("table_row", "Boat | Price", 1, cells=["Boat", "Price"]),
            block("table_row", "5 m | 12", 0, cells=["5 m", "12"]),
        )
    )
    assert found == [
        ("blockquote p", "We said so."), ("blockquote p", "Twice."), ("code", "if x:\n    y()"),
        ("thead th", "Boat"), ("thead th", "Price"), ("td", "5 m"), ("td", "12"),
    ]  # fmt: skip


def test_emphasis_links_and_pictures_come_from_the_blocks_html() -> None:
    mill = 'The <a href="https://x.example/a(b"><em>mill</em></a> <strong>opened</strong>.'
    seen = '<img src="https://x.example/i j.jpg" alt="A [mill]"><figcaption>Seen.</figcaption>'
    found = written(
        block("paragraph", "The mill opened.", html=mill), block("image", "", html=f"<figure>{seen}</figure>")
    )
    tokens = [t for token in PARSER.parse(found) for t in token.children or ()]
    assert [t.attrs["href"] for t in tokens if t.type == "link_open"] == ["https://x.example/a%28b"]
    assert [(t.attrs["src"], plain(t)) for t in tokens if t.type == "image"] == [
        ("https://x.example/i%20j.jpg", "A [mill]")
    ]
    assert {t.type for t in tokens} >= {"em_open", "strong_open"}
    assert "Seen." in found


def test_comments_stand_below_as_quotations() -> None:
    found = read(written(block("paragraph", "It opened."), comments=[Comment("Ann", "3 May", "About time.\n\nYes.")]))
    assert found[1:] == [("blockquote p", "About time."), ("blockquote p", "Yes."), ("blockquote p", "Ann, 3 May")]


def test_what_could_run_is_not_in_it() -> None:
    found = written(block("paragraph", "x", html='<script>x()</script><a href="javascript:y()">z</a>'))
    assert "script" not in found
