"""JSON-LD as it is found in the wild."""

from __future__ import annotations

import json

import pytest

from cleaner.page import jsonld

NODE = '{"@type": "NewsArticle", "headline": "Old mill opens"}'


@pytest.mark.parametrize(
    "source",
    [
        NODE,
        f"<!-- {NODE} -->",
        f"//<![CDATA[\n{NODE}\n//]]>",
        f"/* data */ {NODE}",
        NODE + ";",
        NODE.replace('"}', '",}'),
        NODE.replace("mill", "mi\tll").replace("mi\tll", "mill"),
        NODE.replace("Old mill opens", "Old\nmill\topens"),
    ],
)
def test_broken_json_is_read_where_it_can_be(source: str) -> None:
    value = jsonld.parse(source)
    assert " ".join(value["headline"].split()) == "Old mill opens"


@pytest.mark.parametrize("source", ["", "{", "nonsense", "[" * 100_000, "undefined"])
def test_what_cannot_be_read_is_none(source: str) -> None:
    assert jsonld.parse(source) is None


def test_half_a_surrogate_pair_is_replaced() -> None:
    value = jsonld.parse('{"headline": "Mill \\ud83d opens", "name": "\\ud83d\\ude00"}')
    assert value == {"headline": "Mill ? opens", "name": "😀"}


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "NewsArticle"},
        [{"@type": "NewsArticle"}],
        {"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle"}]},
        {"@type": "WebPage", "mainEntity": {"@type": ["Thing", "NewsArticle"]}},
        {"@type": "https://schema.org/NewsArticle"},
        [[{"@type": "schema:ReportageNewsArticle"}]],
    ],
)
def test_the_article_is_found_wherever_it_stands(value: object) -> None:
    (found,) = jsonld.articles(list(jsonld.nodes(value)))
    assert "NewsArticle" in jsonld.types(found)[-1]


def test_nesting_ends_somewhere() -> None:
    deep: object = {"@type": "NewsArticle"}
    for _ in range(500):
        deep = [deep]
    assert list(jsonld.nodes(deep)) == []


def test_the_article_that_says_most_comes_first() -> None:
    poor, rich = {"@type": "Article"}, {"@type": "NewsArticle", "headline": "x", "author": "y"}
    assert jsonld.articles([poor, rich]) == [rich, poor]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ana", ["Ana"]),
        (["Ana", {"name": "Ben"}], ["Ana", "Ben"]),
        ({"@type": "Person", "name": "Ana &amp; Ben"}, ["Ana & Ben"]),
        ({"name": ["Ana", "Ben"]}, ["Ana", "Ben"]),
        ({"@id": "#ana"}, []),
        ({"name": {"x": 1}}, []),
        (None, []),
        (True, []),
        ({"@type": "Person", "givenName": "Ana", "familyName": "Cruz"}, ["Ana Cruz"]),
        ({"@type": "Person", "name": {"@type": "Person", "name": "Ana Cruz"}}, ["Ana Cruz"]),
        ({"@type": "Person"}, []),
    ],
)
def test_authors_of_any_shape_are_names(author: object, names: list[str]) -> None:
    named, texts = jsonld.people(author)
    assert sorted([*named, *texts]) == sorted(names)


@pytest.mark.parametrize(
    ("value", "text"),
    [("a &amp;amp; b", "a & b"), (["a", "b"], "a"), ({"@value": "a"}, "a"), ({"name": "a"}, "a"), (7, "7"),
     (True, None), ([], None), ({}, None), ("  ", None), (None, None)],
)  # fmt: skip
def test_a_text_value_of_any_shape(value: object, text: str | None) -> None:
    assert jsonld.text_of(value) == text


@pytest.mark.parametrize(
    ("value", "url"),
    [("https://a.example/x", "https://a.example/x"), ([{"url": "u"}], "u"), ({"@id": "i"}, "i"), ({"url": ["u"]}, "u"),
     (7, None), ([], None), ({}, None)],
)  # fmt: skip
def test_a_url_of_any_shape(value: object, url: str | None) -> None:
    assert jsonld.url_of(value) == url


def test_a_round_trip_changes_nothing_else() -> None:
    value = {"@type": "Article", "headline": "Ünïcode — “x”", "n": [1, None, True]}
    assert jsonld.parse(json.dumps(value)) == value


def test_names_of_one_each_are_told_from_texts_that_may_hold_several() -> None:
    assert jsonld.people([{"name": "Ana and Ben Cruz"}, "Cy Dee and Di Eff"]) == (
        ["Ana and Ben Cruz"],
        ["Cy Dee and Di Eff"],
    )
