"""The table of fields by place, over pages of our own."""

from __future__ import annotations

from cleaner import Pipeline
from cleaner.document import Document
from tests.quality.fields import table
from tests.samples import PROSE, TITLE
from tests.stages.work import page


def test_each_field_says_how_often_it_is_filled_and_from_where() -> None:
    body = f"<main><h1>{TITLE}</h1><p>{PROSE} {PROSE}</p></main>"
    pages = [page("<meta name='author' content='Ana Cruz'>", body), page("", body)]
    lines = [line.split() for line in table((Document(str(i), html) for i, html in enumerate(pages)), Pipeline())]
    found = {field: rest for field, *rest in lines}
    assert found["authors"] == ["0.50", "author", "0.50"]
    assert found["title"][0] == "1.00"
    assert found["tags"] == ["0.00"]
