"""Markdown shows the article as it is."""

from __future__ import annotations

import pytest
import yaml

from cleaner.article import Article, Status
from cleaner.io import markdown


def test_an_article_has_a_front_matter_a_title_and_a_body() -> None:
    found = markdown.article(
        Article(
            id="a", url="https://a.example/x", title="Mill: open", authors=["Ana"], text="One.\n\nTwo.", language="en"
        )
    )
    _, front, body = found.split("---\n", 2)
    assert yaml.safe_load(front) == {
        "id": "a", "url": "https://a.example/x", "authors": ["Ana"], "language": "en", "status": "ok",
    }  # fmt: skip
    assert body == "\n# Mill: open\n\nOne.\n\nTwo.\n"


def test_a_failed_article_says_why() -> None:
    found = markdown.article(Article(id="a", status=Status.FAILED, error='it "broke": x'))
    assert yaml.safe_load(found.split("---\n")[1]) == {"id": "a", "status": "failed", "error": 'it "broke": x'}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# 1 in sales", r"\# 1 in sales"),
        ("- one", r"\- one"),
        ("1. FC Lake\n2) FC Weir", "1\\. FC Lake\n2\\) FC Weir"),
        ("3.5 t\n.5 t", "3.5 t\n.5 t"),
        ("> quoted", r"\> quoted"),
        ("a * b _c_ `d` [e]", r"a \* b \_c\_ \`d\` \[e\]"),
        ("<script>x</script>", r"\<script>x\</script>"),
        ("plain - text, no. 1", "plain - text, no. 1"),
        (r"a\b", r"a\\b"),
    ],
)
def test_signs_that_mean_something_to_markdown_are_escaped(text: str, shown: str) -> None:
    assert markdown.escape(text) == shown
