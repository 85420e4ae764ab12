"""A document put through the stages, as the pipeline does it, without rules unless a test gives some."""

from __future__ import annotations

from typing import Any, Literal

from cleaner.article import Article
from cleaner.document import Document
from cleaner.pipeline import Pipeline, record_to_document
from cleaner.rules.compile import Rules

NO_RULES = Rules(())


def done(content: str | bytes, rules: Rules = NO_RULES, *, url: str | None = None, kind: Any = "auto") -> Document:
    """The document after the last stage."""
    return Pipeline(rules).process(Document(id="x", content=content, kind=kind, url=url))


def article(
    content: str | bytes,
    rules: Rules = NO_RULES,
    *,
    url: str | None = None,
    kind: Literal["auto", "page", "text"] = "auto",
) -> Article:
    """The row."""
    return Pipeline(rules).clean(content, url, kind=kind, id="x")


def row(rules: Rules = NO_RULES, **record: Any) -> Article:
    """The row of an input record."""
    return Pipeline(rules).run(record_to_document(record, "x"))


def page(head: str = "", body: str = "") -> str:
    """A page with so much in its head and body."""
    return f"<html><head>{head}</head><body>{body}</body></html>"
