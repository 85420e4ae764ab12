"""The page is one file that nothing in its data can break out of."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.report.html import as_data, page

JSON_VALUES = st.recursive(st.text() | st.integers() | st.none(), lambda s: st.lists(s) | st.dictionaries(st.text(), s))


@given(JSON_VALUES)
def test_data_holds_nothing_that_markup_starts_from_and_reads_back_the_same(value: object) -> None:
    written = as_data(value)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == value


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    assert as_data("a\ud83d") == '"a?"'


def test_a_number_that_is_no_json_never_reaches_a_page() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_data(float("nan"))


def test_a_title_that_is_no_utf8_has_question_marks_there() -> None:
    made = page("b\udcffd.jsonl", {"name": "b\udcffd.jsonl"}, ("dom.js",)).decode()
    assert "<title>b?d.jsonl</title>" in made
    assert '{"name":"b?d.jsonl"}' in made


def test_the_policy_names_the_digests_of_the_very_style_and_script() -> None:
    made = page("T", {"a": 1}, ("dom.js",)).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', made)
    for tag, kind in (("<style>", "style"), ("<script>", "script")):
        content = made.split(tag)[1].split(f"</{kind}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_a_title_and_data_that_look_like_places_of_the_template_are_left_alone() -> None:
    made = page("</title>@DATA@", {"text": "@SCRIPT@</script><!--"}, ("dom.js",)).decode()
    assert "<title>&lt;/title&gt;@DATA@</title>" in made
    assert '{"text":"@SCRIPT@\\u003c/script\\u003e\\u003c!--"}' in made
    assert made.count("</script>") == 2


def test_nothing_in_the_page_loads_from_elsewhere() -> None:
    scripts = ("dom.js", "charts.js", "table.js", "views.js", "document.js", "samples.js", "report.js", "compare.js")
    made = page("T", {}, scripts).decode()
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", made)
    assert not re.search(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|fetch|import)\b", made)
