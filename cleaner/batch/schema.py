"""The row's schema to be read by people and taken by tools."""

from __future__ import annotations

import json

from cleaner.errors import SettingsError
from cleaner.io.extras import need
from cleaner.schema import arrow_schema, json_schema, spark_ddl

FORMATS = ("json", "arrow", "spark")


def schema_text(format: str) -> str:
    """The schema as text that ends with a newline. Raises SettingsError for an unknown format, InputError without pyarrow."""
    if format == "json":
        return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if format == "spark":
        return spark_ddl() + "\n"
    if format == "arrow":
        need("pyarrow", "parquet", "the Arrow schema")
        # pyarrow's own text leaves out what is long.
        return "".join(f"{field.name}: {field.type}\n" for field in arrow_schema())
    raise SettingsError(f"--format {format}: known are {', '.join(FORMATS)}")
