"""Selectors that start from tags find what the engine finds in the whole body."""

from __future__ import annotations

import pytest
from lxml import html

from cleaner.page.selectors import by_selector, css, tags_of_selector, value_needles, xpath

BODY = html.fromstring(
    "<html><body><a href='/f'><h2>Ferry</h2><h3>to close</h3></a><div><h2>Bridge</h2><em>old</em></div>"
    "<figure><table></table></figure><figure><img></figure><p><img><em>new</em></p></body></html>"
).find("body")


@pytest.mark.parametrize(
    ("selector", "tags"),
    [
        ("figure:not(:has(table))", ("figure",)),
        ("p:has(img)", ("p",)),
        ("div em", ()),
        ("figure, p:has(img)", ()),
        ("div > em", ("em",)),
        ("p:has(> img) > :is(em, i):not(:first-child)", ("em", "i")),
        ("body > div > em", ()),
        ("a, div > em", ()),
    ],
)
def test_a_selector_is_asked_of_the_tags_it_starts_from(selector: str, tags: tuple[str, ...]) -> None:
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


def test_an_xpath_that_fails_on_a_page_says_which_it_is() -> None:
    with pytest.raises(ValueError, match=r"the XPath '//em\[foo\(\)\]' cannot be run: Unregistered function"):
        xpath("//em[foo()]")(BODY)
