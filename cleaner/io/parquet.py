"""Parquet: read row group by row group, in small batches; written with the one schema of rows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from cleaner.article import Article
from cleaner.document import Document
from cleaner.io.arrow_rows import NESTED, row_document
from cleaner.io.base import READ_ERRORS, Opened, failed, seekable, why
from cleaner.io.bounds import check_ratio
from cleaner.schema import arrow_schema, arrow_table

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

# Few enough that a batch of the largest pages fits into memory.
_ROWS_READ = 16
_BUFFER = 1024 * 1024
# A row group is what readers hold at once: by rows, and by characters for long texts.
_ROWS_WRITTEN = 1000
_CHARS_WRITTEN = 16 * 1024 * 1024


def read(opened: Opened) -> Iterator[Document]:
    """A document a row; a row group that is damaged becomes one failed document that names it, and the next is read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with contextlib.ExitStack() as held:
        try:
            # Without ``pre_buffer`` a row group's pages are read as they are needed.
            stream = held.enter_context(seekable(opened.stream))
            file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER)
        except (pa.ArrowException, ValueError, *READ_ERRORS) as e:
            yield failed(opened.id, f"{opened.name}: cannot be read: {_first_line(e)}")
            return
        yield from _groups(file, opened)


def _groups(file: pq.ParquetFile, opened: Opened) -> Iterator[Document]:
    import pyarrow as pa

    columns = [n for n in file.schema_arrow.names if n not in NESTED]
    done = 0
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        number = done
        try:
            _check_group(file, group)
            for batch in file.iter_batches(batch_size=_ROWS_READ, row_groups=[group], columns=columns):
                for index in range(batch.num_rows):
                    number += 1
                    yield row_document(batch, index, f"{opened.name}:{number}", opened.fields, opened.bounds)
        except (pa.ArrowException, ValueError, *READ_ERRORS) as e:
            place = f"{opened.name}:{number + 1}"
            lost = f"{done + rows - number} rows of row group {group} are lost"
            yield failed(place, f"{place}: cannot read on, {lost}: {_first_line(e)}")
        done += rows


def _check_group(file: pq.ParquetFile, group: int) -> None:
    """Raise RefusedError for a column that claims to become far more than it is."""
    meta = file.metadata.row_group(group)
    for i in range(meta.num_columns):
        column = meta.column(i)
        check_ratio(column.total_compressed_size, column.total_uncompressed_size)


def _first_line(error: BaseException) -> str:
    return why(error).partition("\n")[0][:300]  # type: ignore[arg-type,unused-ignore]


class Rows:
    """Articles into a Parquet file. Row groups end by count and size alone, so the same rows give the same bytes.

    ``table`` and ``schema`` make other columns of them than ours.
    """

    def __init__(
        self,
        stream: BinaryIO,
        table: Callable[[list[Article]], pa.Table] = arrow_table,
        schema: pa.Schema | None = None,
    ) -> None:
        import pyarrow.parquet as pq

        self._file = pq.ParquetWriter(stream, schema or arrow_schema(), compression="zstd")
        self._table = table
        self._held: list[Article] = []
        self._chars = 0

    def write(self, article: Article) -> None:
        self._held.append(article)
        self._chars += article.chars_in + article.chars_out
        if len(self._held) >= _ROWS_WRITTEN or self._chars >= _CHARS_WRITTEN:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        if self._held:
            self._file.write_table(self._table(self._held))
        self._held, self._chars = [], 0
