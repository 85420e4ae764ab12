"""The one interface of all engines: Arrow record batches in, record batches out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cleaner.article import Article
from cleaner.document import Document
from cleaner.engines.cleaning import NO_ID, Cleaning
from cleaner.engines.options import Options
from cleaner.io.arrow_rows import row_document
from cleaner.schema import arrow_row, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa

# Arrow's strings end at 2 GiB a batch; far less is better to hand on.
_MOST_CHARS = 256 << 20


def clean_batches(batches: Iterable[pa.RecordBatch], options: Options | None = None) -> Iterator[pa.RecordBatch]:
    """One row in, one row out, in order; a row never raises: what is wrong with it stands in its ``error``.

    A row has ``html`` or ``text``, and may have ``id``, ``url`` and what else a record may say (title, date, authors ...).
    The batches that come out have ``output_schema``; a batch whose texts together are very long comes out as several.
    Raises BatchError where worker processes can't be started.
    """
    with BatchCleaner(options) as cleaner:
        for batch in batches:
            yield from cleaner.clean(batch)


def output_schema(given: pa.Schema, options: Options | None = None) -> pa.Schema:
    """The columns that pass through, then those of the row. A column of a name that the row has gives way to the row's."""
    import pyarrow as pa

    options = options or Options()
    passing = passing_columns(given.names, options)
    return pa.schema([given.field(name) for name in passing] + list(arrow_schema()))


def passing_columns(names: Iterable[str], options: Options) -> list[str]:
    """The columns that a row doesn't speak of; the content itself, which was cleaned, doesn't pass."""
    fields = options.fields
    ours = {*arrow_schema().names, fields.text, fields.html, fields.url, fields.id}
    return [name for name in names if name not in ours]


class BatchCleaner:
    """``clean_batches`` for engines that call batch by batch: a context whose workers stay from one batch to the next."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self._cleaning = Cleaning(self.options)

    def __enter__(self) -> BatchCleaner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        self._cleaning.close()

    def clean(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """The batch's rows, cleaned; one batch, or several where texts are very long."""
        schema = output_schema(batch.schema, self.options)
        passing = batch.select(passing_columns(batch.schema.names, self.options))
        start, held, size = 0, list[dict[str, Any]](), 0
        for article in self._cleaning.articles(_documents(batch, self.options)):
            length = _length(article)
            if held and size + length > _MOST_CHARS:
                yield _joined(passing.slice(start, len(held)), held, schema)
                start, held, size = start + len(held), [], 0
            held.append(arrow_row(article))
            size += length
        if held or not batch.num_rows:
            yield _joined(passing.slice(start, len(held)), held, schema)


def _documents(batch: pa.RecordBatch, options: Options) -> Iterator[Document]:
    for index in range(batch.num_rows):
        yield row_document(batch, index, NO_ID, options.fields, options.bounds)


def _length(article: Article) -> int:
    return len(article.text) + sum(len(r.text) for r in article.removed) + 1000


def _joined(passing: pa.RecordBatch, rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    made = pa.RecordBatch.from_pylist(rows, schema=arrow_schema())
    return pa.RecordBatch.from_arrays([*passing.columns, *made.columns], schema=schema)
