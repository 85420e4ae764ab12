"""``cleaner schema``."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cleaner.article import Article
from cleaner.schema import arrow_schema, json_schema, spark_ddl


def test_the_json_schema_is_printed_where_nobody_says(cleaner: Callable[..., Any]) -> None:
    said = cleaner("schema")
    assert (said.code, json.loads(said.out), said.err) == (0, json_schema(), "")


def test_the_ddl_is_printed_as_one_line(cleaner: Callable[..., Any]) -> None:
    assert cleaner("schema", "--format", "spark").out == spark_ddl() + "\n"


def test_the_arrow_schema_is_printed_whole_a_line_a_field(cleaner: Callable[..., Any]) -> None:
    lines = cleaner("schema", "--format", "arrow").out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == list(Article(id="").to_dict())
    assert f"removed: {arrow_schema().field('removed').type}" in lines


def test_arrow_without_pyarrow_says_what_to_install(
    cleaner: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleaner.io.extras.find_spec", lambda name: None)
    said = cleaner("schema", "--format", "arrow")
    assert said.code == 2
    assert "pip install 'newsroom-cleaner[parquet]'" in said.err


def test_an_unknown_format_is_refused_with_the_known_ones(cleaner: Callable[..., Any]) -> None:
    said = cleaner("schema", "--format", "avro")
    assert (said.code, said.out) == (2, "")
    assert "known are json, arrow, spark" in said.err
