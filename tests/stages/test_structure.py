"""The row's blocks and what is asked for beside them; the words are those of the text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from cleaner.article import Article
from cleaner.choices import Choices, chosen
from cleaner.document import Document
from cleaner.pipeline import STAGES, Pipeline, stages_for
from cleaner.rules.compile import Rules
from cleaner.stages.structure import structure
from tests.samples import ARTICLE, LAST, MORE, PAGE, PROSE, TITLE, rule
from tests.stages.work import NO_RULES, page

ALL = Choices(links=True, images=True, comments=True, html=True)
BASE = "https://www.example.org/news/mill.html"


def cleaned(body: str, choices: Choices = ALL, rules: Rules = NO_RULES) -> Article:
    """The row of a page with this body between two paragraphs."""
    inside = f"<article><h1>{TITLE}</h1><p>{PROSE}</p>{body}<p>{MORE}</p><p>{LAST}</p></article>"
    return Pipeline(rules, choices=choices).clean(page(f"<title>{TITLE}</title>", inside), BASE, kind="page")


def kinds(row: Article) -> list[tuple[str, int, str]]:
    """The blocks between the first paragraph and the last two."""
    return [(b.kind, b.level, b.text) for b in row.blocks][1:-2]


def test_blocks_are_the_texts_paragraphs_one_for_one() -> None:
    for content in (PAGE, ARTICLE):
        row = Pipeline().clean(content)
        assert [b.text for b in row.blocks] == row.text.split("\n\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>What now</h2>", [("heading", 2, "What now")]),
        ("<ul><li>one<ul><li>two</li></ul></li></ul>", [("list_item", 1, "one"), ("list_item", 2, "two")]),
        ("<ol><li><p>one</p><p>more</p></li></ol>", [("numbered_item", 1, "one"), ("paragraph", 1, "more")]),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", [("list_item", 1, "a"), ("list_item", 2, "b"), ("paragraph", 1, "c")]),
        ("<blockquote><p>We said.</p><blockquote>So.</blockquote></blockquote>", [("quote", 1, "We said."), ("quote", 2, "So.")]),
        ("<pre>a  b\n  c</pre>", [("code", 0, "a  b\n  c")]),
    ],
)  # fmt: skip
def test_an_element_says_what_a_block_is_and_how_deep_it_stands(
    body: str, expected: list[tuple[str, int, str]]
) -> None:
    assert kinds(cleaned(body)) == expected


def test_a_tables_row_has_its_cells_and_says_whether_it_is_a_head() -> None:
    row = cleaned(
        "<table><tr><th>Boat</th><th>First</th></tr><tr><td><a href='/h'>Heron</a></td><td></td></tr>"
        "<tr><td>Plover</td><td>05:40</td></tr></table>"
    )
    rows = [b for b in row.blocks if b.kind == "table_row"]
    assert [(b.level, b.text, b.cells) for b in rows] == [
        (1, "Boat | First", ["Boat", "First"]), (0, "Heron", ["Heron", ""]), (0, "Plover | 05:40", ["Plover", "05:40"]),
    ]  # fmt: skip


def test_a_list_that_holds_the_whole_article_is_no_list() -> None:
    items = "".join(f"<li><p>{text}</p></li>" for text in (PROSE, MORE, LAST))
    row = Pipeline(NO_RULES).clean(page(body=f"<ul><li><div><p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p></div></li></ul>"))
    assert {b.kind for b in row.blocks} == {"paragraph"}
    row = Pipeline(NO_RULES).clean(page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1><ol>{items}</ol>"))
    assert [(b.kind, b.level) for b in row.blocks] == [("numbered_item", 1)] * 3


def test_a_source_is_the_elements_path_or_the_texts_line() -> None:
    row = cleaned("<h2>What now</h2>")
    assert [b.source for b in row.blocks] == [f"/html/body/article/{at}" for at in ("p[1]", "h2", "p[2]", "p[3]")]
    row = Pipeline(NO_RULES).clean(f"{TITLE}\n\n{PROSE}\n\n\n{MORE}\n{LAST}\n")
    assert [(b.text, b.source) for b in row.blocks] == [(PROSE, "line 2"), (MORE, "line 3"), (LAST, "line 4")]


def test_what_stands_in_for_a_body_is_the_source_where_no_element_holds_it() -> None:
    body = f"{PROSE} {MORE} {LAST}"
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{body}"}}</script>'
    row = Pipeline(NO_RULES).clean(page(data, f"<h1>{TITLE}</h1>"))
    assert {b.source for b in row.blocks} == {"json-ld"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## What now", ("heading", 2, "What now")),
        ("- one boat", ("list_item", 1, "one boat")),
        ("• one boat", ("list_item", 1, "one boat")),
        ("2. two boats", ("paragraph", 0, "2. two boats")),
        ("9. November war ein Tag wie alle", ("paragraph", 0, "9. November war ein Tag wie alle")),
        ("* * *", ("paragraph", 0, "* * *")),
        ("> ---", ("paragraph", 0, "> ---")),
        ("> we said so", ("quote", 1, "we said so")),
        ("3.5 tons of it", ("paragraph", 0, "3.5 tons of it")),
        ("#ferry", ("paragraph", 0, "#ferry")),
    ],
)
def test_a_mark_says_what_a_texts_line_is(line: str, expected: tuple[str, int, str]) -> None:
    row = Pipeline(NO_RULES).clean(f"{TITLE}\n\n{PROSE}\n\n{line}\n\n{MORE}\n\n{LAST}")
    assert kinds(row) == [expected]
    assert line in row.text


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (("4. four", "5) five", "6. six"), [4, 5, 6]),
        (("9. November war kalt", "9. November war warm"), [None, None]),
        (("1. one", "of these", "2. two"), [None, None, None]),
        (("1. one", "2. two", "4. four"), [1, 2, None]),
    ],
)
def test_numbers_that_follow_each_other_make_items_of_lines_and_a_lone_one_stays_in_its_text(
    lines: tuple[str, ...], numbers: list[int | None]
) -> None:
    row = Pipeline(NO_RULES).clean("\n\n".join((TITLE, PROSE, *lines, MORE, LAST)))
    found = row.blocks[1:-2]
    assert [b.number for b in found] == numbers
    kinds = [
        ("paragraph", line) if n is None else ("numbered_item", line[3:])
        for line, n in zip(lines, numbers, strict=True)
    ]
    assert [(b.kind, b.text) for b in found] == kinds


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("<ol start='5'><li>five</li><li>six</li></ol>", [5, 6]),
        ("<ol><li>one<ol start=' 8 '><li>eight</li></ol></li><li>two</li></ol>", [1, 8, 2]),
        ("<ol reversed><li>two</li><li>one</li></ol>", [2, 1]),
        ("<ol start='x'><li>one</li><li value='7'>seven</li><li value='-1'>eight</li></ol>", [1, 7, 8]),
        ("<ol start='1234567890'><li>one</li></ol>", [1]),
        ("<ul><li>dot</li></ul>", [None]),
        ("<ol><li><script>one()</script></li><li>two</li></ol>", [2]),
    ],
)
def test_an_item_has_the_number_that_its_page_shows(body: str, numbers: list[int | None]) -> None:
    assert [b.number for b in cleaned(body).blocks[1:-2]] == numbers


def test_html_has_emphasis_and_links_and_nothing_else() -> None:
    row = cleaned(
        "<p onclick='x()'>The <b class='q'>mill</b> and <i>the <a href='../weir'>weir</a></i> &lt;open&gt; <font>now</font>"
        " by <a href='javascript:x()'>order</a> of <a href='#top'>all</a> of them, said the two brothers on Monday.</p>"
    )
    assert row.blocks[1].html == (
        'The <strong>mill</strong> and <em>the <a href="https://www.example.org/weir">weir</a></em> &lt;open&gt; now'
        " by order of all of them, said the two brothers on Monday."
    )


def test_without_links_their_words_stay_in_the_html() -> None:
    body = "<p>The <em>mill</em> and <a href='/weir'>the weir</a> are open now, said the two brothers on Monday.</p>"
    row = cleaned(body, Choices(html=True))
    assert row.blocks[1].html == "The <em>mill</em> and the weir are open now, said the two brothers on Monday."
    assert row.links == []


def test_of_a_block_that_was_cut_the_rest_keeps_its_emphasis_and_links(load: Callable[[str], Rules]) -> None:
    rules = load(rule("find: {regex: 'read more: [^.]+\\. '}\n  take: match\n"))
    row = cleaned(
        "<p><em>The mill</em> is open. Read more: <a href='/x'>the weir</a>. It is <b>free</b>.</p>", rules=rules
    )
    assert [(r.text, r.start) for r in row.removed] == [("Read more: the weir. ", 18)]
    assert row.blocks[1].html == "<em>The mill</em> is open. It is <strong>free</strong>."
    assert row.links == []


def test_links_are_those_of_the_text_in_order() -> None:
    row = cleaned(
        "<p>The <a href='/a' rel='nofollow sponsored'>mill <b>here</b></a> and <a href='https://x.example/b'>there</a> is open"
        " again, said the brothers. <a href='mailto:a@x.example'>Write</a> to them.</p>"
    )
    assert [(link.text, link.href, link.rel) for link in row.links] == [
        ("mill here", "https://www.example.org/a", "nofollow sponsored"), ("there", "https://x.example/b", None),
    ]  # fmt: skip


def test_a_base_element_counts_for_links_and_pictures() -> None:
    content = page(
        f"<title>{TITLE}</title><base href='https://cdn.example/x/'>",
        f"<article><h1>{TITLE}</h1><p>{PROSE}</p><p><img src='i.jpg'>{MORE} <a href='y'>Here</a>.</p><p>{LAST}</p></article>",
    )
    row = Pipeline(NO_RULES, choices=ALL).clean(content, BASE, kind="page")
    assert ([x.href for x in row.links], [x.src for x in row.images]) == (
        ["https://cdn.example/x/y"], ["https://cdn.example/x/i.jpg"],
    )  # fmt: skip


def test_nothing_is_in_the_row_that_nobody_asked_for() -> None:
    row = cleaned("<p>The <a href='/a'>mill</a> is open now, they say.<img src='i.jpg'></p>", Choices(blocks=False))
    assert (row.blocks, row.links, row.images, row.comments) == ([], [], [], [])


def test_choices_change_no_word_of_the_text() -> None:
    body = "<p>The <a href='/a'>mill</a> is open now, they say.<img src='i.jpg'></p><table><tr><td>a</td><td>b</td></tr></table>"
    assert cleaned(body).text == cleaned(body, Choices(blocks=False)).text


def test_without_tables_their_rows_are_removals() -> None:
    body = "<table><tr><td>5 m</td><td>12</td></tr></table>"
    row = cleaned(body, Choices(tables=False))
    assert "5 m" not in row.text
    assert [(r.rule_id, r.text) for r in row.removed] == [("tables.left-out", "5 m | 12")]


def test_without_tables_those_that_a_text_draws_are_removals_too() -> None:
    drawn = ("| Day | Boats |", "| --- | --- |", "| Mon | 200 |")
    text = "\n\n".join((TITLE, PROSE, *drawn, MORE, LAST))
    row = Pipeline(NO_RULES, choices=Choices(tables=False)).clean(text)
    assert [(r.rule_id, r.text) for r in row.removed if r.stage == "tables"] == [("tables.left-out", t) for t in drawn]
    assert [b.text for b in row.blocks] == row.text.split("\n\n") == [PROSE, MORE, LAST]


@pytest.mark.parametrize(
    ("said", "format"),
    [
        ({"html": True, "blocks": False}, "jsonl"),
        ({"images": True, "html": False}, "md"),
        ({"images": True, "blocks": False}, "html"),
        ({"links": True, "html": False}, "html"),
    ],
)
def test_what_would_show_nothing_is_refused(said: Any, format: str) -> None:
    with pytest.raises(ValueError, match=r"html|HTML"):
        chosen(said, format)


@pytest.mark.parametrize("without", ["html", "blocks"])
def test_a_format_for_reading_without_structure_is_plain(without: str) -> None:
    found = chosen({without: False}, "md")
    assert (found.links, found.images, found.html) == (False, False, False)


def test_a_failed_row_has_no_blocks() -> None:
    assert Pipeline(choices=ALL).clean("").blocks == []


def test_the_stage_stands_last_and_once() -> None:
    assert STAGES[-1] == structure
    assert stages_for(ALL, stages_for(Choices()))[-1].choices == ALL  # type: ignore[attr-defined]
    assert len(stages_for(ALL, stages_for(ALL))) == len(STAGES)


@pytest.mark.parametrize(
    ("said", "format", "links", "html"),
    [
        ({}, "jsonl", False, False),
        ({}, "md", True, True),
        ({"links": False}, "md", False, True),
        ({"links": True}, "csv", True, False),
    ],
)
def test_formats_for_reading_have_links_unless_told_otherwise(said: Any, format: str, links: bool, html: bool) -> None:
    found = chosen(said, format)
    assert (found.links, found.html) == (links, html)


def test_the_words_of_html_are_those_of_the_blocks() -> None:
    row = cleaned("<p>A <b>b</b>c <i> d</i>&amp;e<a href='/x'> f</a> said the brothers, twice, on <b>Mon</b>day.</p>")
    for block in row.blocks:
        assert html.unescape(re.sub("<[^>]*>", "", block.html or "")) == block.text


def test_the_tree_is_as_it_was() -> None:
    document = Pipeline(NO_RULES, choices=ALL).process(Document(id="x", content=PAGE))
    assert document.page is not None
    assert document.page.tree.find("body//aside").text == "Ferry to close for the winter"
