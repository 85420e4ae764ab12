"""Spark: a DataFrame in, a DataFrame of rows out, over ``mapInArrow``."""

from __future__ import annotations

import math
import pickle
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cleaner.engines.arrow import clean_batches, passing_columns
from cleaner.engines.options import Options
from cleaner.errors import InputError, SettingsError
from cleaner.schema import arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

RECORDS = 256
BYTES = "64m"
# What a document may take beyond its deadline: the kill, and a new worker in its place.
_GRACE = 4.0
_AT_START = {"spark.python.worker.faulthandler.enabled": "true"}
_RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"
_IDLE = "spark.sql.execution.pyspark.udf.idleTimeoutSeconds"
_FIXED = {
    "spark.sql.execution.arrow.maxBytesPerBatch": BYTES,
    "spark.sql.execution.pyspark.udf.faulthandler.enabled": "true",
    "spark.sql.execution.pyspark.udf.killOnIdleTimeout": "true",
}
_UNITS = {"ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}


def clean_dataframe(df: DataFrame, options: Options | None = None) -> DataFrame:
    """A row for each row of ``df``: its other columns, then those of the row; nothing happens before Spark is asked for them.

    ``df`` has ``html`` or ``text`` (or what ``options.fields`` names), and may have ``id``, ``url`` and what else a record may
    say. Rows that hang, crash or hold nothing are failed rows; Spark doesn't see their faults. Where Spark tells names apart by
    their letters alone, not by case (its default), so does this: ``Text`` is ``text``, and ``Title`` gives way to ``title``.

    Sets on the session what ``safe_settings`` has under ``spark.sql.``, for all that the session does from now on, since Spark
    looks when it runs: what the session already says stands, but an idle limit too short for these options is made longer.
    Raises InputError where no column holds content or a name stands twice, SettingsError for options that can't be sent.
    """
    options = options or Options()
    _check_sendable(options)
    session = df.sparkSession
    df = _spelled(df, options, by_case=session.conf.get("spark.sql.caseSensitive", "false") == "true")
    _set(session, options)

    def clean(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return clean_batches(batches, options)

    return df.mapInArrow(clean, spark_schema(df.schema, options))


def safe_settings(options: Options | None = None) -> dict[str, str]:
    """What a session should start with (``builder.config(map=...)``); versions of Spark pass over what they don't know.

    256 records and 64 MB a batch, Python's fault handler, and an idle limit: a Python worker that is silent for longer than
    256 documents may take by ``options.timeout`` is ended, and its task tried again. Those that start with ``spark.sql.`` can be
    set later, and ``clean_dataframe`` does.
    """
    return {**_AT_START, _RECORDS: str(RECORDS), **_FIXED, _IDLE: f"{_idle(options or Options(), RECORDS)}s"}


def spark_schema(given: StructType, options: Options | None = None) -> StructType:
    """The schema of ``clean_dataframe``'s result for a DataFrame with this one."""
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructType

    passing = passing_columns(given.names, options or Options())
    return StructType([given[name] for name in passing] + from_arrow_schema(arrow_schema()).fields)


def _spelled(df: DataFrame, options: Options, *, by_case: bool) -> DataFrame:
    """``df`` with the columns that a row speaks of spelled as it spells them."""
    fields = options.fields
    ours = (*arrow_schema().names, fields.text, fields.html, fields.url, fields.id)
    spelling = {} if by_case else {name.casefold(): name for name in ours}
    names = [spelling.get(name.casefold(), name) for name in df.columns]
    twice = [name for name, count in Counter(n if by_case else n.casefold() for n in names).items() if count > 1]
    if twice:
        raise InputError(f"the column {twice[0]!r} stands twice in the DataFrame; rename or drop one of them")
    if fields.text not in names and fields.html not in names:
        raise InputError(
            f"the DataFrame has neither a column {fields.text!r} nor {fields.html!r} but {', '.join(names) or 'none'}; "
            "Options(fields=Fields(text=..., html=...)) names yours"
        )
    return df.toDF(*names)


def _check_sendable(options: Options) -> None:
    try:
        pickle.dumps(options)
    except (pickle.PicklingError, AttributeError, TypeError) as e:
        raise SettingsError(
            f"these options can't be sent to workers: {e}; a stage must be a function of a module"
        ) from e


def _set(session: SparkSession, options: Options) -> None:
    said = session.conf.get(_RECORDS, None)
    if said is None or int(said) < 1:  # below 1: no limit
        said = str(RECORDS)
        session.conf.set(_RECORDS, said)
    for name, value in _FIXED.items():
        if session.conf.get(name, None) is None:
            session.conf.set(name, value)
    idle = _idle(options, int(said))
    if _seconds(session.conf.get(_IDLE, None) or "0") < idle:
        session.conf.set(_IDLE, f"{idle}s")


def _idle(options: Options, records: int) -> int:
    """Seconds in which a whole batch of documents that all hang is done. A worker writes when a batch is."""
    return math.ceil(records * (options.timeout + _GRACE))


def _seconds(said: str) -> float:
    found = re.fullmatch(r"(\d+)\s*([a-z]*)", said.strip().lower())
    return int(found[1]) * _UNITS.get(found[2] or "s", 0) if found else 0
