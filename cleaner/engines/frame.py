"""Data frames of pandas and polars, cleaned row by row in workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from cleaner.document import Document
from cleaner.engines.arrow import passing_columns
from cleaner.engines.cleaning import NO_ID, Cleaning
from cleaner.engines.options import Options
from cleaner.errors import InputError
from cleaner.pipeline import record_to_document
from cleaner.schema import arrow_table

if TYPE_CHECKING:
    import pyarrow as pa

Frame = TypeVar("Frame")


def clean_frame(frame: Frame, options: Options | None = None) -> Frame:
    """A frame of the same kind (pandas or polars), a row for each row, in order.

    The columns that a row of ours doesn't speak of pass through; pandas keeps its index. A row never raises: what is
    wrong with it stands in its ``error``. Raises InputError for what is no frame, and where it has no column to clean.
    """
    options = options or Options()
    kind = type(frame).__module__.partition(".")[0]
    name = type(frame).__name__
    if kind not in ("pandas", "polars") or name != "DataFrame":
        raise InputError(f"clean_frame takes a DataFrame of pandas or polars, not {kind}.{name}")
    columns = [str(c) for c in frame.columns]  # type: ignore[attr-defined]
    fields = options.fields
    if fields.text not in columns and fields.html not in columns:
        raise InputError(
            f"the frame has neither a column {fields.text!r} nor {fields.html!r} but {', '.join(columns) or 'none'}; "
            "Options(fields=Fields(text=..., html=...)) names yours"
        )
    cleaned: Frame = (_pandas if kind == "pandas" else _polars)(frame, options)
    return cleaned


def _pandas(frame: Any, options: Options) -> Any:
    columns = [str(c) for c in frame.columns]
    lists = [frame[c].tolist() for c in frame.columns]
    cleaned = _table((dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)), options)
    made = cleaned.to_pandas()
    made.index = frame.index
    wanted = set(passing_columns(columns, options))
    passing = frame[[c for c in frame.columns if str(c) in wanted]]
    return passing.join(made)


def _polars(frame: Any, options: Options) -> Any:
    import polars

    cleaned = _table(frame.iter_rows(named=True), options)
    made = polars.DataFrame(polars.from_arrow(cleaned))
    passing = passing_columns(frame.columns, options)
    return frame.select(passing).hstack(made) if passing else made


def _table(rows: Iterable[Mapping[str, Any]], options: Options) -> pa.Table:
    with Cleaning(options) as cleaning:
        return arrow_table(cleaning.articles(_documents(rows, options)))


def _documents(rows: Iterable[Mapping[str, Any]], options: Options) -> Iterator[Document]:
    f = options.fields
    for row in rows:
        said = {k: _plain(v) for k, v in row.items()}
        known = {k: v for k, v in said.items() if v is not None or k in (f.text, f.html)}
        yield record_to_document(known, NO_ID, text_field=f.text, html_field=f.html, url_field=f.url, id_field=f.id)


def _plain(value: Any) -> Any:
    """pandas says "missing" with NaN and NaT, which equal nothing."""
    if value is None or (isinstance(value, float) and value != value) or type(value).__name__ in ("NaTType", "NAType"):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value
