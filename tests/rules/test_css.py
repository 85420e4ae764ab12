"""Selectors mean the same on every version of cssselect that we allow, ``:has()`` above all."""

from __future__ import annotations

import cssselect
import pytest
from lxml import etree, html

from cleaner.rules.css import to_xpath

PAGE = html.fromstring("""<div id=root>
  <form id=mail class=a><div><input type=email name="a),b"></div></form>
  <form id=text><input type=text></form>
  <p id=alone></p><p id=last class=":has(b)"><em><b>x</b></em></p>
</div>""")


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("form:has(input[type=email])", ["mail"]),
        ("form:has( input[type='email'] )", ["mail"]),
        ("form:not(:has(input[type=email]))", ["text"]),
        ("form:has(input[type=email], input[type=text])", ["mail", "text"]),
        ("form:has(> input)", ["text"]),
        ("form:has(>div>input)", ["mail"]),
        ("form:has(div input):has([name])", ["mail"]),
        ("form:has(+ form)", ["mail"]),
        ("form:has(~ p), p:HAS(b)", ["mail", "text", "last"]),
        ("form:has(div:has(> input))", ["mail"]),
        ("""form:has(input[name="a),b"])""", ["mail"]),
        ("""p[class=":has(b)"]""", ["last"]),
        ("div:has(p:not(.x)) > p:first-of-type", ["alone"]),
        (":is(form.a, p):has(input)", ["mail"]),
        ("p:has(+ p:has(b))", ["alone"]),
    ],
)
def test_has_finds_what_holds_something(selector: str, ids: list[str]) -> None:
    assert [e.get("id") for e in etree.XPath(to_xpath(selector))(PAGE)] == ids


@pytest.mark.parametrize(
    "selector", ["form:has()", "form:has(input", "form:has(,)", "form:has(> )", "p:has(:has)", "p:has(a"]
)
def test_a_has_that_is_none_is_refused(selector: str) -> None:
    with pytest.raises(cssselect.SelectorError):
        to_xpath(selector)


def test_a_selector_without_has_is_translated_by_cssselect_alone() -> None:
    assert to_xpath("p > em", "self::") == cssselect.HTMLTranslator().css_to_xpath("p > em", "self::")


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("form:first-child", ["mail"]),
        ("form:not(:first-child)", ["text"]),
        ("em:first-child:wordless", [None]),
        ("#root > :wordless", ["mail", "text", "alone", "last"]),
        ("#last b:wordless", []),
    ],
)
def test_the_first_child_and_what_has_no_words_of_its_own(selector: str, ids: list[str | None]) -> None:
    assert [e.get("id") for e in etree.XPath(to_xpath(selector))(PAGE)] == ids


def test_the_first_child_is_told_by_one_look_back() -> None:
    assert "count(" not in to_xpath("em:first-child")
