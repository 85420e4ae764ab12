"""Plain text: title, blank line, body."""

from __future__ import annotations

import io

from cleaner.article import Article
from cleaner.io import plain
from cleaner.io.base import Fields, Opened


def test_an_article_is_its_title_a_blank_line_and_its_body() -> None:
    assert plain.article(Article(id="a", title="Mill", text="One.\n\nTwo.")) == "Mill\n\nOne.\n\nTwo.\n"
    assert plain.article(Article(id="a", text="One.")) == "One.\n"
    assert plain.article(Article(id="a")) == "\n"


def test_readers_say_what_kind_they_read() -> None:
    kinds = [
        next(read(Opened(io.BytesIO(b"x"), "a", "a", Fields()))).kind
        for read in (plain.read, plain.read_unknown, plain.read_page)
    ]
    assert kinds == ["text", "auto", "page"]
