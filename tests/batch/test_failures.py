"""A failed row gives its document again, whatever the record held and whatever its fields are called."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.article import Article
from cleaner.batch.failures import line, restored
from cleaner.pipeline import record_to_document

NAMES = st.sampled_from(
    ["id", "url", "text", "html", "error", "source", "record", "traceback", "body", "cleaner_failed", "title"]
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(st.none() | st.integers() | WORDS, lambda inner: st.lists(inner, max_size=2), max_leaves=3)


def read(record: dict[str, Any], fields: dict[str, str]) -> Any:
    names = {f"{k}_field": v for k, v in fields.items()}
    return restored(record_to_document(record, "r.jsonl:7", **names))


@given(st.dictionaries(NAMES, VALUES), st.lists(NAMES, min_size=4, max_size=4, unique=True), st.booleans(), WORDS)
def test_the_document_comes_back_as_it_was(
    record: dict[str, Any], names: list[str], same_names: bool, trace: str
) -> None:
    assume("cleaner_failed" not in names)
    # Content under the name of ids, and the other way round, takes the options of the first run.
    assume(same_names or not ({"id", "url"} & {*names[2:]} or {"text", "html"} & {*names[:2]}))
    fields = dict(zip(("id", "url", "text", "html"), names, strict=True))
    first = record_to_document(record, "r.jsonl:7", **{f"{k}_field": v for k, v in fields.items()})
    error = first.error or "timeout: it took longer than 30 s"
    written = line(first, Article(first.id, url=first.url, error=error), "r.jsonl", 7, fields, trace)
    again = read(json.loads(written), fields if same_names else {})
    assert (again.id, again.url, again.content, again.error) == (first.id, first.url, first.content, first.error)
    if first.content:
        assert again.kind == first.kind


@given(st.dictionaries(NAMES, VALUES), VALUES | st.dictionaries(NAMES, VALUES))
def test_a_record_that_only_looks_like_a_failed_row_is_a_record(record: dict[str, Any], mark: Any) -> None:
    record = {**record, "cleaner_failed": mark}
    document = record_to_document(record, "r.jsonl:7")
    assert restored(document) == document


def test_what_a_stage_raised_stands_in_the_line_and_a_record_keeps_its_own_field_of_that_name() -> None:
    first = record_to_document({"text": "A mill.", "traceback": "of a train"}, "r.jsonl:7")
    failed = Article(first.id, error="prune: ValueError: no (prune.py:1)")
    row = json.loads(line(first, failed, "r.jsonl", 7, {}, "Traceback ..."))
    assert row["traceback"] == "Traceback ..."
    assert read(row, {}).record["traceback"] == "of a train"
    assert "traceback" not in json.loads(line(first, failed, "r.jsonl", 7, {}))
