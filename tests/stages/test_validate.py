"""Flags and their evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Pipeline, Rules
from cleaner.document import Document

PROSE = " ".join(["The bridge over the lower river opened on Monday after two years, the river office said."] * 3)
LONG = "\n\n".join(f"In year {n} the bridge was rebuilt, and {PROSE[:-1]} in year {n}." for n in range(6))


@pytest.fixture
def pipeline() -> Pipeline:
    return Pipeline(Rules(()))


def page(head: str = "", body: str = "") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in LONG.split("\n\n"))
    return (
        f"<html><head><title>The bridge</title>{head}</head><body><article>{body or paragraphs}</article></body></html>"
    )


def flags(pipeline: Pipeline, content: str, url: str | None = None) -> list[str]:
    return pipeline.clean(content, url=url).flags


def test_an_article_has_no_flag(pipeline: Pipeline) -> None:
    assert flags(pipeline, page()) == []
    assert flags(pipeline, LONG) == []


def test_a_text_of_few_words_is_too_short(pipeline: Pipeline) -> None:
    assert flags(pipeline, "The bridge opened on Monday, the river office said.") == ["too_short: 9 words"]


@pytest.mark.parametrize(
    ("head", "url", "flag"),
    [
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x", "isAccessibleForFree": false}</script>',
            None,
            "paywalled: the page says that it is not free",
        ),
        (
            '<script type="application/ld+json">{"@type": ["LiveBlogPosting"], "headline": "x"}</script>',
            None,
            "live_blog: the page says LiveBlogPosting",
        ),
        ("", "https://herald.example/news/live-blog/storm", "live_blog: its URL holds /live-blog/"),
    ],
)
def test_what_the_page_says_is_the_evidence(pipeline: Pipeline, head: str, url: str | None, flag: str) -> None:
    assert flags(pipeline, page(head), url) == [flag]


def test_a_page_that_a_flag_rule_tells_is_no_article_and_the_flag_says_what_told_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "- {id: wall.x, why: w, stage: flag, tells: error page, find: {equals: [page not found]}, match: [a], keep: [b]}"
    )
    content = "<html><head><title>Page not found - Herald</title></head><body><p>It sank.</p></body></html>"
    found = flags(Pipeline(Rules.load([tmp_path], shipped=False)), content)
    assert found == ["too_short: 2 words", "non_article: error page, told by 'Page not found' (wall.x)"]


def test_a_page_of_links_is_no_article(pipeline: Pipeline) -> None:
    links = "".join(f"<p><a href='/{n}'>Story {n}: {PROSE[:90]}.</a></p>" for n in range(9))
    found = flags(pipeline, page(body=links + f"<p>{PROSE}</p><p>{PROSE[:-1]} again.</p>"))
    assert [f for f in found if f.startswith("non_article: index")] != []


def test_a_text_said_twice_is_flagged(pipeline: Pipeline) -> None:
    assert flags(pipeline, f"{LONG}\n\n{LONG}") == ["repeated_text: 6 of 12 paragraphs stood before"]


def test_a_text_of_which_most_was_taken_is_flagged(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "a.yaml").write_text(
        '- {id: a.b, why: w, stage: strip, find: {starts: go}, match: [{text: "Go.", left: ""}], keep: ["Stay."]}'
    )
    pipeline = Pipeline(Rules.load([folder], shipped=False))
    document = pipeline.process(Document(id="x", content=f"Go now. {PROSE}\n\nStay, she said.", kind="text"))
    assert [f for f in document.flags if f.startswith("over_removed: rules took")] != []


def test_a_short_rest_under_a_paywall_prompt_is_paywalled(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "a.yaml").write_text(
        '- {id: paywall.b, why: w, stage: strip, find: {starts: subscribe}, match: [{text: "Subscribe.", left: ""}], keep: ["S."]}'
    )
    article = Pipeline(Rules.load([folder], shipped=False)).clean(f"{PROSE}\nSubscribe to read on.", kind="text")
    assert [f for f in article.flags if f.startswith("paywalled: paywall.b took a prompt")] != []
