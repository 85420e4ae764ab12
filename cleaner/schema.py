"""The row as an Arrow schema, derived from ``Article``: the one of Parquet files and of the engines.

All fields may be null, also those that never are: pandas, Spark and DuckDB drop the difference on the way, and tables that
came back would no longer fit. A removal's ``captured`` is a list of {key, value}, since a struct would need the same keys in
all rows, and maps are not read everywhere.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

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
    row: dict[str, Any] = _writable(article.to_dict())
    for removal in row["removed"]:
        removal["captured"] = [{"key": k, "value": v} for k, v in removal["captured"].items()]
    return row


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_writable(v) for v in value]
    if isinstance(value, dict):
        return {_writable(k): _writable(v) for k, v in value.items()}
    return value


def _arrow_fields(cls: Any) -> list[pa.Field]:
    import pyarrow as pa

    said = get_type_hints(cls)
    return [pa.field(f.name, _arrow_type(said[f.name])) for f in fields(cls)]


def _arrow_type(said: Any) -> pa.DataType:
    import pyarrow as pa

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if said in plain:
        return plain[said]
    if get_origin(said) in (Union, types.UnionType):
        (inner,) = (a for a in get_args(said) if a is not type(None))
        return _arrow_type(inner)
    if get_origin(said) is list:
        return pa.list_(_arrow_type(get_args(said)[0]))
    if get_origin(said) is dict:
        key, value = map(_arrow_type, get_args(said))
        return pa.list_(pa.struct([("key", key), ("value", value)]))
    if is_dataclass(said):
        return pa.struct(_arrow_fields(said))
    if isinstance(said, type) and issubclass(said, Enum):
        return pa.string()
    raise TypeError(f"no Arrow type for {said}")
