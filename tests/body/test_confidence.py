"""How sure a row is of its text: parts from 0 to 1, lower where a body is told badly, the same on every run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.body.confidence import LOW, WEIGHTS, confidence, costs, parts_of
from cleaner.document import Block, Document, Evidence
from cleaner.rules.compile import Rules
from cleaner.rules.shape import BlockView
from tests.body.wall_pages import WALLS
from tests.body.wall_pages import page as wall_page
from tests.samples import LAST, MORE, PAGE, PROSE, TITLE
from tests.stages.work import article, done, page

TEXT = f"<p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>"
HEADLINE = "Ferry to close for the winter"
HEAD = f"<title>{TITLE}</title>"
LINKED = f"<h1>{TITLE}</h1><p>{PROSE}</p><p>{MORE}</p>" + "".join(
    f"<p><a href='/{n}'>{HEADLINE} {n}</a></p>" for n in range(30)
)

words = st.sampled_from([PROSE, MORE, LAST, HEADLINE, "12 May", "Menu", "湖边的磨坊又开了，大家都很高兴。"])
found_blocks = st.lists(
    st.builds(Block, st.integers(0, 9), words, st.just("paragraph"), st.floats(0.0, 1.0)), max_size=12
).map(tuple)
evidences = st.builds(
    Evidence, st.sampled_from(["prose", "json-ld"]), st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.booleans(),
    st.integers(0, 40),
)  # fmt: skip
documents = st.builds(
    Document, id=st.just("x"), content=st.just(""), kind=st.just("page"), blocks=found_blocks, evidence=evidences,
    hints=st.one_of(st.just({}), words.map(lambda said: {"description": (("meta", said),)})),
)  # fmt: skip


def parts(document: Document) -> dict[str, float]:
    return parts_of(document, [BlockView(b) for b in document.blocks])


@given(documents)
def test_each_part_and_the_whole_are_from_0_to_1(document: Document) -> None:
    found = parts(document)
    assert set(found) == set(WEIGHTS)
    assert {name: v for name, v in found.items() if not 0 <= v <= 1} == {}
    assert 0 <= confidence(found) <= 1


@given(documents)
def test_the_costs_are_the_parts_in_another_order(document: Document) -> None:
    assert sorted(costs(parts(document))) == sorted(parts(document).items())


inside_a_page = st.lists(
    st.tuples(st.sampled_from(["p", "li", "div", "h2", "a"]), words).map(lambda e: f"<{e[0]}>{e[1]}</{e[0]}>"),
    max_size=10,
).map("".join)


@given(inside_a_page)
def test_of_any_page_the_parts_are_from_0_to_1(inside: str) -> None:
    document = done(page(HEAD, f"<div>{inside}</div>"), kind="page")
    assert [v for v in parts(document).values() if not 0 <= v <= 1] == []
    assert 0 <= (document.confidence or 0) <= 1


def test_every_row_has_one_and_a_failed_row_none() -> None:
    assert 0 < (article(PAGE).confidence or 0) < 1
    assert 0 < (article(f"{TITLE}\n\n{PROSE}\n\n{MORE}").confidence or 0) < 1
    failed = article("")
    assert (failed.status, failed.confidence) == ("failed", None)


def sure(content: str) -> float:
    found = article(content).confidence
    assert found is not None
    return found


def test_a_body_that_is_a_list_of_links_has_less_than_an_article() -> None:
    row = article(page(HEAD, f"<div>{LINKED}</div>"))
    assert (row.confidence or 0) < sure(page(HEAD, f"<article><h1>{TITLE}</h1>{TEXT}</article>"))


def test_a_body_that_is_one_of_many_has_less_than_one_that_is_all_there_is() -> None:
    others = "".join(f"<section id='s{n}'><div><p>{MORE}</p><p>{PROSE}</p></div></section>" for n in range(3))
    alone = f"<article><h1>{TITLE}</h1>{TEXT}</article>"
    assert sure(page(HEAD, alone + others)) < sure(page(HEAD, alone))


def test_a_few_words_have_less_than_many() -> None:
    assert sure(page(HEAD, f"<article><p>{PROSE}</p></article>")) < sure(page(HEAD, f"<article>{TEXT}</article>"))


def test_a_low_one_is_a_flag_that_names_the_two_parts_that_cost_the_most() -> None:
    listed = "".join(f"<li>Weir {n}</li>" for n in range(30))
    story = f"<article><h1>{TITLE}</h1><p>{PROSE}</p><p>{MORE}</p><ul>{listed}</ul></article>"
    inside = f"{story}<div>{TEXT}{TEXT}</div>"
    document = done(page(HEAD, inside))
    assert document.confidence is not None
    assert document.confidence < LOW
    (flag,) = (f for f in document.flags if f.startswith("low_confidence"))
    (first, value), (second, other) = costs(parts(document))[:2]
    assert flag == f"low_confidence: {document.confidence:.2f}, for {first} {value:.2f} and {second} {other:.2f}"


def test_a_high_one_is_no_flag() -> None:
    row = article(page(HEAD, f"<article><h1>{TITLE}</h1>{TEXT}{TEXT.replace('mill', 'barn')}</article>"))
    assert (row.confidence or 0) >= LOW
    assert [f for f in row.flags if f.startswith("low_confidence")] == []


@pytest.mark.parametrize("name", ["en robot", "de consent", "fr missing", "ja missing"])
def test_a_page_in_an_articles_place_has_a_tenth_at_most(shipped: Rules, name: str) -> None:
    row = article(wall_page(*WALLS[name]), shipped)
    assert any(f.startswith("non_article") for f in row.flags)
    assert (row.confidence or 0) <= 0.1


def test_a_description_bears_out_the_text_or_does_not() -> None:
    def described(said: str) -> float:
        meta = f"<meta name='description' content='{said}'>" if said else ""
        return parts(done(page(HEAD + meta, f"<article>{TEXT}</article>")))["described"]

    assert described(PROSE) == 1.0
    assert described("") == 0.5
    assert described("A short one") == 0.5
    assert described("The Lantern Gazette brings you all the news of lake and town, every morning but Sunday.") == 0.0


def test_a_body_from_json_ld_that_the_page_does_not_show_holds_all_of_its_prose() -> None:
    said = f"{PROSE} {MORE} {LAST}"
    ld = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{said}"}}</script>'
    document = done(page(HEAD + ld, "<div id='app'></div>"))
    assert document.text() == said
    assert parts(document)["share"] == 1.0
