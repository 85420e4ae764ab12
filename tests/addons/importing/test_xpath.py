"""XPath taken apart: what it gives, what cannot run, and pages on which it finds something."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from cleaner.addons.importing.example import KEPT, NoExampleError, pages_for
from cleaner.addons.importing.xpath import gives
from cleaner.addons.importing.xpath_parser import XPathError, parse


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("//div", "elements"),
        ("/html/body/*", "elements"),
        ("//h1/text()", "texts"),
        ("//meta[@name='a']/@content", "attributes"),
        ("//a | //b[1]", "elements"),
        ("//a | //b/@href", "mixed"),
        ("(//a)[1]", "elements"),
        ("(//a/@href)[1]", "attributes"),
        ("substring-before(//p, ' at ')", "text"),
        ("count(//p)", "number"),
        ("//p = 'x'", "truth"),
        ("1 + -2", "number"),
        ("//div/following-sibling::*[position() < 3]//text()", "texts"),
        ("id('x')/p", "elements"),
        ('//div[@class="it\'s"]', "elements"),
        ("//or[and or div]", "elements"),
        ("//div/..", "elements"),
        ("//div/.", "elements"),
        ("//text()/.", "texts"),
        ("//@id/.", "attributes"),
        ("//.", "mixed"),
        ("//div/node()", "mixed"),
        ("//div/ancestor-or-self::node()", "elements"),
        ("//./..", "elements"),
    ],
)
def test_an_expression_says_what_it_gives(expression: str, kind: str) -> None:
    assert gives(parse(expression)) == kind


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("//div[", "missing"),
        ("//div]", "out of place"),
        ("", "missing"),
        ("//a[contain(., 'x')]", "no function contain()"),
        ("//a[contains(@href)]", "1 arguments"),
        ("//g:plusone", "prefix"),
        ("//a[re:test(., 'x')]", "no function re:test()"),
        ("//$x", "not XPath"),
        ("count('x')", "needs nodes"),
        ("//sideways::a", "no axis"),
        ("(" * 60 + "1" + ")" * 60, "too deep"),
        ("//a" * 500, "too long"),
        ("-" * 500 + "1", "too long"),
    ],
)
def test_what_the_engine_cannot_run_is_told_beforehand(expression: str, reason: str) -> None:
    with pytest.raises(XPathError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        parse(expression)


PAGE = html.document_fromstring("<html><body><div id='a' class='b'><p>One <a href='#'>two</a></p></div></body></html>")


@settings(max_examples=400)
@given(st.text(alphabet="/*@.[]()=|,'\"ab1 -<:", max_size=24) | st.lists(st.sampled_from(
    ["//", "/", "a", "div", "*", "@id", "[", "]", "(", ")", "1", "'x'", "=", "|", "text()", "contains(", ",", ".", "..", "not(",
     "last()", "position()", "count(", "and", "or", "-", "following-sibling::", "self::", "normalize-space(", "string("]),
    max_size=12).map(" ".join))  # fmt: skip
def test_what_is_parsed_runs_on_a_page_and_gives_what_was_said(expression: str) -> None:
    try:
        kind = gives(parse(expression))
    except XPathError:
        return
    try:
        found = etree.XPath(expression)(PAGE)
    except etree.XPathSyntaxError:
        return  # the loader's compiler has its own look
    expected = {"text": str, "number": float, "truth": bool}.get(kind, list)
    assert isinstance(found, expected)
    if kind == "elements":
        assert all(hasattr(e, "tag") for e in found)


@pytest.mark.parametrize(
    "expression",
    [
        "//div[@class='a b']",
        "//*[contains(@class, 'a') and contains(@id, 'c')]",
        "//div[contains(concat(' ', normalize-space(@class), ' '), ' a ')]/p[2]",
        "//p[contains(., 'Read more')]",
        "//p[strong[text()='More'] and a]",
        "//a[starts-with(@href, 'https://ads.')]/parent::p",
        "//h3[. = 'More']/following-sibling::*",
        "//img[@src='x']/ancestor::div[2]",
        "//ul[count(li) > 2]",
        "//li[last()]",
        "(//p)[3]",
        "//section[not(@id)]//div[@data-x]",
        "//div[@id='a' or @id='b']",
        "//p[translate(@class, 'AB', 'ab') = 'ab']",
        "//*[local-name() = 'aside']",
        "//div[count(preceding-sibling::*) = 2]",
    ],
)
def test_the_built_page_holds_what_the_expression_finds_and_words_that_stay(expression: str) -> None:
    page = pages_for(parse(expression))[0]
    tree = html.document_fromstring(f"<body>{page}</body>")
    found = tree.xpath(expression)
    assert found
    assert any("".join(e.itertext()).strip() for e in found)
    assert KEPT in "".join(tree.itertext())


@pytest.mark.parametrize("expression", ["//body", "//p[string-length(.) > 4]", "//p[-1]", "'x'", "//comment()"])
def test_no_page_is_built_for_what_it_does_not_know(expression: str) -> None:
    with pytest.raises(NoExampleError):
        pages_for(parse(expression))
