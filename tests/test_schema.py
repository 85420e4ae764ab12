"""The Arrow schema is the contract, typed."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pyarrow as pa
import pytest

from cleaner.article import Article, Removal
from cleaner.schema import arrow_schema, arrow_table


def test_the_schema_has_the_fields_of_the_contract_in_their_order() -> None:
    assert arrow_schema().names == [f.name for f in fields(Article)]


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("authors", pa.list_(pa.string())),
        ("language_score", pa.float64()),
        ("is_free", pa.bool_()),
        ("status", pa.string()),
        ("chars_in", pa.int64()),
    ],
)
def test_a_field_has_the_type_that_the_article_says(name: str, type: Any) -> None:
    assert arrow_schema().field(name).type == type


def test_removals_are_structs_and_what_they_captured_a_list_of_keys_and_values() -> None:
    removal = arrow_schema().field("removed").type.value_type
    assert [removal.field(i).name for i in range(removal.num_fields)] == [f.name for f in fields(Removal)]
    assert removal.field("captured").type == pa.list_(pa.struct([("key", pa.string()), ("value", pa.string())]))
    assert removal.field("start").type == pa.int64()


def test_an_empty_table_has_the_schema_too() -> None:
    assert arrow_table([]).schema.equals(arrow_schema())
