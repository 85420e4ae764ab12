"""Which columns a row is written with: ours or those of another tool (``io/dropin.py``), all of them or some."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from cleaner.article import Article
from cleaner.errors import SettingsError
from cleaner.io import dropin
from cleaner.schema import arrow_schema, arrow_table

if TYPE_CHECKING:
    import pyarrow as pa

_OURS = tuple(f.name for f in fields(Article))


def names(schema: str | None, only: tuple[str, ...]) -> tuple[str, ...]:
    """The columns, in their order: ``only`` those, where any are named. Raises SettingsError for one that isn't there."""
    known = _OURS if schema is None else tuple(dropin.columns(schema))
    for name in only:
        if name not in known:
            raise SettingsError(f"--fields {name}: known are {', '.join(known)}")
    return tuple(dict.fromkeys(only)) or known


def row_of(schema: str | None, only: tuple[str, ...]) -> Callable[[Article], Mapping[str, Any]]:
    """What makes the article's row of these columns, as plain JSON values."""
    chosen = names(schema, only)

    def row(article: Article) -> dict[str, Any]:
        whole = article.to_dict() if schema is None else dropin.renamed(article, schema)
        return {name: whole[name] for name in chosen}

    return row


def arrow_of(schema: str | None, only: tuple[str, ...]) -> tuple[Callable[[Iterable[Article]], pa.Table], pa.Schema]:
    """What makes an Arrow table of articles with these columns, and its schema. Needs pyarrow (ImportError)."""
    import pyarrow as pa

    chosen = list(names(schema, only))
    whole = arrow_schema() if schema is None else dropin.dropin_arrow_schema(schema)

    def table(articles: Iterable[Article]) -> pa.Table:
        made = arrow_table(articles) if schema is None else dropin.dropin_arrow_table(articles, schema)
        return made.select(chosen)

    return table, pa.schema([whole.field(name) for name in chosen])
