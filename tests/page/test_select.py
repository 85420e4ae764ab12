"""Select rules: where a site keeps a field."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Pipeline, Rules

PAGE = """<html><head><meta property="og:title" content="The wrong title of the page"></head><body>
<h2 class="t">The bridge is open again</h2><b class="who">Ana Torv</b><i data-day="2024-05-03"></i>
<div class="text"><p>The bridge over the lower river opened on Monday after two years, the river office said.</p></div>
<div class="long"><p>{}</p></div></body></html>""".format(
    "A story of another day, and a long one, said the mayor of the town. " * 9
)
RULES = """
- {id: site.title, why: w, stage: select, field: title, scope: {sites: [herald.example]}, find: {css: [h2.t]}}
- {id: site.who, why: w, stage: select, field: authors, scope: {sites: [herald.example]}, find: {css: [.who]}}
- {id: site.day, why: w, stage: select, field: published_at, scope: {sites: [herald.example]}, find: {xpath: ['//i/@data-day']}}
- {id: site.body, why: w, stage: select, field: body, scope: {sites: [herald.example]}, find: {css: [.text]}}
"""


@pytest.fixture
def pipeline(tmp_path: Path) -> Pipeline:
    (tmp_path / "site.yaml").write_text(RULES)
    return Pipeline(Rules.load([tmp_path], shipped=False))


def test_on_its_site_each_field_comes_from_where_the_rule_says(pipeline: Pipeline) -> None:
    article = pipeline.clean(PAGE, url="https://www.herald.example/a")
    assert article.title == "The bridge is open again"
    assert article.authors == ["Ana Torv"]
    assert article.published_at == "2024-05-03T00:00:00+00:00"
    assert article.text.startswith("The bridge over the lower river")
    assert "another day" not in article.text


def test_a_page_without_address_is_of_the_site_of_its_canonical_link(pipeline: Pipeline) -> None:
    link = '<link rel="canonical" href="https://www.herald.example/a">'
    article = pipeline.clean(PAGE.replace("<head>", f"<head>{link}"))
    assert (article.title, article.authors) == ("The bridge is open again", ["Ana Torv"])
    assert "another day" not in article.text


def test_on_other_sites_the_general_way_serves(pipeline: Pipeline) -> None:
    article = pipeline.clean(PAGE, url="https://other.example/a")
    assert "another day" in article.text
    assert article.authors == []


def test_where_a_rule_finds_nothing_the_general_way_serves(pipeline: Pipeline) -> None:
    article = pipeline.clean(PAGE.replace('class="text"', ""), url="https://herald.example/a")
    assert "another day" in article.text
