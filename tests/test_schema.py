"""The schemas are the contract, typed."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import jsonschema
import pyarrow as pa
import pytest

from cleaner.article import Article, Removal
from cleaner.io import jsonl
from cleaner.pipeline import Pipeline
from cleaner.schema import arrow_schema, arrow_table, json_schema, spark_ddl
from tests.samples import ARTICLE, PAGE, PROSE


def cleaned() -> list[Article]:
    """Articles of all states, with removals of pages and texts, captures, and all metadata that a record can bring."""
    source = {
        "text": f"{ARTICLE}\n\nSource: The Lake Press Agency",
        "url": "https://www.example.org/a",
        "authors": ["Ann Poe"],
        "tags": ["a"],
    }
    return list(Pipeline().clean_many([PAGE, ARTICLE, source, PROSE, "", "<html></html>"]))


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


def test_rows_of_real_cleaning_are_what_the_json_schema_says() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    told = jsonschema.Draft202012Validator(schema)
    rows = [json.loads(jsonl.line(a)) for a in cleaned()]
    assert {r["status"] for r in rows} == {"ok", "flagged", "failed"}
    assert any(removal["captured"] for r in rows for removal in r["removed"])
    for row in rows:
        told.validate(row)


@pytest.mark.parametrize(
    "wrong",
    [{"status": "good"}, {"chars_in": "1"}, {"authors": None}, {"removed": [{}]}, {"titel": "x"}, {"is_free": 1}],
)
def test_a_row_that_breaks_the_contract_is_none_of_the_json_schema(wrong: dict[str, Any]) -> None:
    row = Article(id="a").to_dict()
    jsonschema.validate(row, json_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row | wrong, json_schema())


def test_the_json_schema_says_of_every_field_what_it_means() -> None:
    properties = json_schema()["properties"]
    assert list(properties) == json_schema()["required"] == list(Article(id="").to_dict())
    inner = properties["removed"]["items"]["properties"]
    assert [n for n, p in {**properties, **inner}.items() if len(p.get("description", "")) < 8] == []


def test_the_ddl_is_one_line_that_names_every_field() -> None:
    ddl = spark_ddl()
    assert "\n" not in ddl
    assert ddl.startswith("`id` STRING, `url` STRING, ")
    assert [f.name for f in fields(Article) if f"`{f.name}` " not in ddl] == []
    assert "`captured`: ARRAY<STRUCT<`key`: STRING, `value`: STRING>>" in ddl
