"""Selectors and expressions that start from tags find what the engine finds in the whole body."""

from __future__ import annotations

import pytest
from lxml import html

from cleaner.page.selectors import by_selector, by_xpath, css, tags_of_selector, tags_of_xpath, value_needles, xpath

BODY = html.fromstring(
    "<html><body><a href='/f'><h2>Ferry</h2><h3>to close</h3></a><div><h2>Bridge</h2><em>old</em></div>"
    "<figure><table></table></figure><figure><img></figure><p><img><em>new</em></p></body></html>"
).find("body")


@pytest.mark.parametrize(
    ("expression", "tags"),
    [
        ("(.//h2|.//h3)/ancestor::a[@href]", ("h2", "h3")),
        ("(.//h2 | .//h3)/ancestor::a", ("h2", "h3")),
        ("(.//em)[preceding-sibling::*[self::img]]", ("em",)),
        ("(.//h2|.//h3)[1]", ()),  # the first of all, not of each
        ("(.//h2|.//h3)[position() = 2]", ()),
        ("(.//h2|.//h3)[last()]", ()),
        ("(.//h2)/.. | .//em", ()),
        (".//h2/ancestor::a", ()),
    ],
)
def test_an_expression_is_asked_of_the_tags_it_starts_from(expression: str, tags: tuple[str, ...]) -> None:
    assert tags_of_xpath(expression) == tags
    found = by_xpath(expression, BODY, {tag: list(BODY.iter(tag)) for tag in tags})
    assert found
    assert set(found) == set(xpath(expression)(BODY))
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("selector", "tags"),
    [("figure:not(:has(table))", ("figure",)), ("p:has(img)", ("p",)), ("div > em", ()), ("figure, p:has(img)", ())],
)
def test_a_selector_is_asked_of_its_tag(selector: str, tags: tuple[str, ...]) -> None:
    assert tags_of_selector(selector) == tags
    found = by_selector(selector, BODY, {tag: list(BODY.iter(tag)) for tag in tags})
    assert found
    assert set(found) == set(css(selector)(BODY))


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [
        ('a[href^="https://ads."]', (("href", "https://ads."),)),
        ("div[data-a='x'][data-b*='y'] > p", (("data-a", "x"), ("data-b", "y"))),
        ("div[data-a]", ()),
        ('a[href="x"], b', ()),
        ('a:not([href="x"])', ()),
        ('a[title="x\\\\22"]', ()),
    ],
)
def test_the_values_that_a_page_must_hold_for_a_selector(selector: str, wanted: tuple[tuple[str, str], ...]) -> None:
    assert value_needles(selector) == wanted


BESIDE = "(.//i)[preceding-sibling::*[self::img]]"


def test_of_elements_side_by_side_few_are_asked_what_stands_beside_them() -> None:
    body = html.fromstring(f"<html><body><p><img><i>a</i></p><p><img>{'<i>b</i>' * 5_000}</p></body></html>").find(
        "body"
    )
    assert len(by_xpath(BESIDE, body, {"i": list(body.iter("i"))})) == 101
    # What doesn't look at siblings is asked of all.
    assert len(by_xpath("(.//i)/ancestor-or-self::i", body, {"i": list(body.iter("i"))})) == 5_001
