"""Content as blocks: of a text a line each, of a page its main content in reading order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.stages.blocks import lines
from tests.samples import LAST, MORE, PAGE, PROSE, TITLE
from tests.stages.work import article, done, page


def test_a_text_has_a_block_a_line() -> None:
    found, rest = lines("\n  One two \n\n\tThree\n \n")
    assert [b.text for b in found] == ["One two", "Three"]
    assert [b.index for b in found] == [0, 1]
    assert rest == "\n \n"


@given(st.text(alphabet=st.sampled_from("aé \n\t\u2028\u00a0."), max_size=60))
def test_blocks_and_what_stood_between_them_are_the_text_again(text: str) -> None:
    found, rest = lines(text)
    whole = "".join(b.separator + b.text for b in found) + rest
    assert whole == text


def test_a_page_gives_its_article_and_neither_menu_nor_footer() -> None:
    menu = "<nav><ul>" + "".join(f"<li><a href='/{i}'>Part {i}</a></li>" for i in range(9)) + "</ul></nav>"
    row = article(PAGE.replace("<body>", f"<body>{menu}").replace("</body>", "<footer>All rights</footer></body>"))
    assert "Part 1" not in row.text
    assert "All rights" not in row.text
    assert [p for p in (PROSE, MORE, LAST) if p not in row.text] == []


def test_the_title_of_a_page_is_not_repeated_in_its_body() -> None:
    row = article(PAGE)
    assert row.title == TITLE
    assert TITLE not in row.text


def test_the_order_of_reading_is_kept_and_each_kind_told() -> None:
    inside = (
        f"<p>{PROSE}</p><h2>The road</h2><ul><li>By cart it is far.</li></ul><blockquote><p>{MORE}</p></blockquote>"
        f"<table><tr><td>Year</td><td>Flour</td></tr><tr><td>1900</td><td>12 t</td></tr></table><pre>a  b</pre><p>{LAST}</p>"
    )
    document = done(page("", f"<article>{inside}</article>"))
    found = [(b.kind, b.text) for b in document.blocks]
    assert found == [
        ("paragraph", PROSE), ("heading", "The road"), ("list_item", "By cart it is far."), ("quote", MORE),
        ("table_row", "Year | Flour"), ("table_row", "1900 | 12 t"), ("preformatted", "a b"), ("paragraph", LAST),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("The <b>old</b> m<i>il</i>l<br>opens", ["The old mill", "opens"]),
        ("A<script>x</script> b <style>y</style>c", ["A b c"]),
        ("a &amp; b&nbsp;&ndash;&#8217;", ["a & b –’"]),
        ("one<div>two</div>three", ["one", "two", "three"]),
    ],
)
def test_inline_elements_stay_in_the_line_and_others_break_it(inside: str, text: list[str]) -> None:
    document = done(page("", f"<article><p>{PROSE}</p><div>{inside}</div><p>{LAST}</p></article>"))
    assert [b.text for b in document.blocks][1:-1] == text


def test_a_table_that_places_the_page_is_read_by_paragraphs() -> None:
    paragraphs = [PROSE, MORE, LAST, f"{PROSE} {LAST}"]
    cell = "<br><br>".join(paragraphs)
    body = f"<table><tr><td><a href='/'>Home</a> | <a href='/n'>News</a></td><td>{cell}</td></tr></table>"
    assert article(page("", body)).text.split("\n\n")[-4:] == paragraphs


def test_the_share_of_links_is_that_of_characters() -> None:
    document = done(page("", f"<article><p>{PROSE}</p><p>12345 <a href='/'>6789</a></p><p>{LAST}</p></article>"))
    assert [b.link_share for b in document.blocks] == [0.0, 0.4, 0.0]


def test_a_page_without_prose_is_a_row_all_the_same() -> None:
    row = article(page("<title>Old mill opens</title>", "<div></div>"))
    assert (row.text, row.status) == ("", "flagged")
    assert row.flags == ["too_short: 0 words"]


def test_a_standfirst_that_the_body_says_again_is_given_once() -> None:
    said = "It has two lanes, and the town is glad of it at last."
    body = f"<p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p><p>{PROSE[::-1]}</p><p>{said}</p><p>{LAST} {MORE}</p>"
    row = article(f"<html><body><h1>{TITLE}</h1><p class='standfirst'>{said}</p><div>{body}</div></body></html>")
    assert row.text.count(said) == 1
