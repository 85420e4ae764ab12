"""What the page says of itself reaches the row."""

from __future__ import annotations

import json

import pytest

from cleaner.page.parse import parse
from tests.samples import PROSE, TITLE
from tests.stages.work import article, done, page

BODY = f"<article><h1>{TITLE}</h1><p>{PROSE}</p></article>"
ARTICLE = {
    "@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-05-03T10:15:00+02:00",
    "dateModified": "2024-05-04", "author": [{"@type": "Person", "name": "Ana Cruz"}], "articleSection": "Lakes",
    "keywords": ["mill", "lake, road"], "image": {"url": "https://a.example/i.jpg"}, "description": "A mill opens.",
    "publisher": {"name": "The Lakeside"}, "isAccessibleForFree": "False", "mainEntityOfPage": "https://a.example/mill",
}  # fmt: skip


def ld(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def test_json_ld_fills_the_row() -> None:
    row = article(page(ld(ARTICLE), BODY))
    assert row.title == TITLE
    assert row.authors == ["Ana Cruz"]
    assert (row.published_at, row.published_raw) == ("2024-05-03T08:15:00+00:00", "2024-05-03T10:15:00+02:00")
    assert row.modified_at == "2024-05-04T00:00:00+00:00"
    assert (row.section, row.tags, row.description) == ("Lakes", ["mill", "lake", "road"], "A mill opens.")
    assert (row.image_url, row.source, row.is_free) == ("https://a.example/i.jpg", "The Lakeside", False)
    assert (row.canonical_url, row.domain) == ("https://a.example/mill", "a.example")


def test_an_author_that_is_a_reference_is_looked_up() -> None:
    graph = {"@graph": [{**ARTICLE, "author": {"@id": "#ana"}}, {"@type": "Person", "@id": "#ana", "name": "Ana Cruz"}]}
    assert article(page(ld(graph), BODY)).authors == ["Ana Cruz"]


@pytest.mark.parametrize(
    ("meta", "field", "value"),
    [
        ("<meta property='og:title' content='Mill opens today'>", "title", "Mill opens today"),
        ("<meta name='author' content='Ana Cruz'>", "authors", ["Ana Cruz"]),
        ("<meta property='article:published_time' content='2024-05-03'>", "published_at", "2024-05-03T00:00:00+00:00"),
        ("<meta property='article:modified_time' content='2024-05-03'>", "modified_at", "2024-05-03T00:00:00+00:00"),
        ("<meta property='og:site_name' content='The Lakeside'>", "source", "The Lakeside"),
        ("<meta name='news_keywords' content='mill, lake, Mill'>", "tags", ["mill", "lake"]),
        ("<meta property='og:image' content='https://a.example/i.jpg'>", "image_url", "https://a.example/i.jpg"),
        ("<meta name='DESCRIPTION' content=' A  mill '>", "description", "A mill"),
        ("<link rel='canonical' href='https://www.a.example/m'>", "canonical_url", "https://www.a.example/m"),
        ("<meta property='article:content_tier' content='locked'>", "is_free", False),
        ("<meta property='article:content_tier' content='free'>", "is_free", True),
    ],
)
def test_the_head_fills_the_row(meta: str, field: str, value: object) -> None:
    assert getattr(article(page(meta, f"<p>{PROSE}</p>")), field) == value


def test_microdata_and_a_time_element_fill_the_row() -> None:
    row = article(
        page("", f"<span itemprop='author'>Ana Cruz</span><time datetime='2024-05-03'>x</time><p>{PROSE}</p>")
    )
    assert (row.authors, row.published_at) == (["Ana Cruz"], "2024-05-03T00:00:00+00:00")


def test_a_broken_script_costs_no_row() -> None:
    row = article(page("<script type='application/ld+json'>{broken</script>", BODY))
    assert (row.title, row.error) == (TITLE, None)


def test_the_same_value_counts_once_and_a_flood_of_them_ends() -> None:
    many = (
        "".join(f"<meta name='author' content='Author {i}'>" for i in range(500))
        + "<meta name='author' content='Author 1'>"
    )
    values = done(page(many, BODY)).hints["authors"]
    assert len(values) == len(set(values)) == 40


def test_a_text_passes_untouched() -> None:
    assert done(PROSE).hints == {}


@pytest.mark.parametrize("content", ["<!-- nothing -->", "<!DOCTYPE html>", "<?xml version='1.0'?>"])
def test_a_page_without_elements_is_a_failed_row(content: str) -> None:
    row = article(content, kind="page")
    assert row.status == "failed"
    assert row.error is not None
    assert row.error.startswith("empty: ")


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "table><tr><td"])
def test_a_page_nested_a_hundred_thousand_deep_keeps_its_text(tag: str) -> None:
    opening = "".join(f"<{t}>" for t in tag.split("><"))
    row = article(page("", f"<p>{TITLE} is here.</p>{opening * (100_000 // len(tag.split('><')))}<p>{PROSE}</p>"))
    assert row.error is None
    assert PROSE in row.text


def test_what_follows_a_deep_part_is_read_on() -> None:
    tree = parse(page("", "<div>" * 5000 + "deep" + "</div>" * 5000 + "<p>after</p>"))
    assert list(tree.itertext()) == ["deep", "after"]
    assert tree.find(".//p").text == "after"


def test_a_page_as_deep_as_the_parser_goes_is_left_as_it_is() -> None:
    tree = parse(page("", "<div>" * 1900 + "deep" + "</div>" * 1900))
    assert sum(1 for _ in tree.iter("div")) == 1900


TEASER = {"@type": "NewsArticle", "headline": "The ferry stops", "url": "https://a.example/ferry", "datePublished": "2020-01-01",
    "author": {"name": "Ben Okoro"}, "articleBody": "The ferry stops."}  # fmt: skip


@pytest.mark.parametrize("known_by", ["address", "headline"])
def test_of_several_articles_in_json_ld_the_pages_own_speaks(known_by: str) -> None:
    own = {**ARTICLE, "headline": "x" if known_by == "address" else TITLE}
    own |= {} if known_by == "address" else {"mainEntityOfPage": "https://b.example/other"}
    head = "<link rel='canonical' href='https://a.example/mill'>" + ld([TEASER, own])
    row = article(page(head, BODY))
    assert (row.authors, row.published_at) == (["Ana Cruz"], "2024-05-03T08:15:00+00:00")


def test_the_section_is_the_last_step_of_bread_crumbs_over_the_article() -> None:
    crumbs = "<div class='breadcrumbs'><a href='/'>Home</a> <a href='/lakes/'>Lakes</a></div>"
    assert article(page("", crumbs + BODY), url="https://a.example/lakes/mill").section == "Lakes"


def test_a_page_of_json_ld_says_when_it_was_changed_and_microdata_whether_it_is_free() -> None:
    head = ld({"@type": "WebPage", "dateModified": "2024-05-04T00:00:00Z"})
    row = article(page(head, "<meta itemprop='isAccessibleForFree' content='false'>" + BODY))
    assert (row.modified_at, row.is_free) == ("2024-05-04T00:00:00+00:00", False)


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Écrit par", "Escrito por", "Scritto da", "Autor"])
def test_the_author_of_twitter_cards_counts_by_its_label(label: str) -> None:
    head = "<meta name='twitter:label1' content='{}'><meta name='twitter:data1' content='{}'>"
    assert article(page(head.format(label, "Ana Cruz"), BODY)).authors == ["Ana Cruz"]
    assert article(page(head.format("Est. reading time", "7 minutes"), BODY)).authors == []


def test_the_lines_of_a_heading_are_words_apart_and_its_scripts_are_none_of_it() -> None:
    heading = "<h1>Old mill<br>opens<div>again</div><script>var a</script></h1>"
    assert article(page("", f"{heading}<p>{PROSE}</p>")).title == "Old mill opens again"
