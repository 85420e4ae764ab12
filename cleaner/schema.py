"""The row's schema, derived from ``Article``: as Arrow (Parquet files and the engines), Spark DDL and JSON Schema (JSONL).

In Arrow and Spark all fields may be null, also those that never are: pandas, Spark and DuckDB drop the difference on the
way, and tables that came back would no longer fit. A removal's ``captured`` is a list of {key, value} there, since a struct
would need the same keys in all rows, and maps are not read everywhere.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from cleaner.article import Article

if TYPE_CHECKING:
    import pyarrow as pa


@lru_cache(maxsize=1)
def arrow_schema() -> pa.Schema:
    """The schema of rows. Needs pyarrow (ImportError)."""
    import pyarrow as pa

    return pa.schema(_arrow_fields(Article))


def arrow_table(articles: Iterable[Article]) -> pa.Table:
    """The articles as a table of that schema; halves of surrogate pairs, which nothing can write, become "?"."""
    import pyarrow as pa

    return pa.Table.from_pylist([arrow_row(a) for a in articles], schema=arrow_schema())


def arrow_row(article: Article) -> dict[str, Any]:
    """The article's row as the schema wants it."""
    row: dict[str, Any] = writable(article.to_dict())
    for removal in row["removed"]:
        removal["captured"] = [{"key": k, "value": v} for k, v in removal["captured"].items()]
    return row


def writable(value: Any) -> Any:
    """The value with "?" for halves of surrogate pairs."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [writable(v) for v in value]
    if isinstance(value, dict):
        return {writable(k): writable(v) for k, v in value.items()}
    return value


def spark_ddl() -> str:
    """The schema of rows on one line, as Spark's ``createDataFrame`` and ``mapInArrow`` take it. Needs no Spark."""
    return ", ".join(f"`{f.name}` {_form(said, _SPARK)}" for f, said in _said(Article))


def json_schema() -> dict[str, Any]:
    """A line of JSONL as JSON Schema, draft 2020-12, with what each field means. ``captured`` is an object there."""
    row = _json_object(Article)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A cleaned article", **row}


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a schema language says what ``Article`` says: plain types, and what is made of the forms of others."""

    plain: Mapping[type, Any]
    enum: Callable[[type[Enum]], Any]
    list: Callable[[Any], Any]
    map: Callable[[Any, Any], Any]
    struct: Callable[[Any], Any]
    optional: Callable[[Any], Any] = lambda inner: inner


def _form(said: Any, forms: _Forms) -> Any:
    """The type that ``said`` is in a schema language. Raises TypeError for one that has no form."""
    if said in forms.plain:
        return forms.plain[said]
    parts = get_args(said)
    if get_origin(said) is Annotated:
        return _form(parts[0], forms)
    if get_origin(said) in (Union, types.UnionType):
        (inner,) = (a for a in parts if a is not type(None))
        return forms.optional(_form(inner, forms))
    if get_origin(said) is list:
        return forms.list(_form(parts[0], forms))
    if get_origin(said) is dict:
        return forms.map(*(_form(p, forms) for p in parts))
    if is_dataclass(said):
        return forms.struct(said)
    if isinstance(said, type) and issubclass(said, Enum):
        return forms.enum(said)
    raise TypeError(f"no schema has a type for {said}")


def _said(cls: Any) -> list[tuple[Field[Any], Any]]:
    """The fields of a dataclass, each with its type."""
    said = get_type_hints(cls, include_extras=True)
    return [(f, said[f.name]) for f in fields(cls)]


def _arrow_fields(cls: Any) -> list[pa.Field]:
    import pyarrow as pa

    forms = _Forms(
        plain={str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()},
        enum=lambda _: pa.string(),
        list=pa.list_,
        map=lambda key, value: pa.list_(pa.struct([("key", key), ("value", value)])),
        struct=lambda inner: pa.struct(_arrow_fields(inner)),
    )
    return [pa.field(f.name, _form(said, forms)) for f, said in _said(cls)]


def _spark_struct(cls: Any) -> str:
    return f"STRUCT<{', '.join(f'`{f.name}`: {_form(said, _SPARK)}' for f, said in _said(cls))}>"


_SPARK = _Forms(
    plain={str: "STRING", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"},
    enum=lambda _: "STRING",
    list=lambda item: f"ARRAY<{item}>",
    map=lambda key, value: f"ARRAY<STRUCT<`key`: {key}, `value`: {value}>>",
    struct=_spark_struct,
)


def _json_object(cls: Any) -> dict[str, Any]:
    properties = {}
    for field, said in _said(cls):
        about = {"description": said.__metadata__[0]} if get_origin(said) is Annotated else {}
        properties[field.name] = about | _form(said, _JSON)
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_JSON = _Forms(
    plain={
        str: {"type": "string"},
        int: {"type": "integer"},
        float: {"type": "number"},
        bool: {"type": "boolean"},
    },
    enum=lambda cls: {"type": "string", "enum": [member.value for member in cls]},
    list=lambda item: {"type": "array", "items": item},
    map=lambda _, value: {"type": "object", "additionalProperties": value},
    struct=_json_object,
    optional=lambda inner: {**inner, "type": [inner["type"], "null"]},
)
