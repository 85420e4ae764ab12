"""On Spark a DataFrame gives the rows of the plain command, whatever dies in the middle, and nothing of ours stays behind."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.engines.options import Options
from cleaner.engines.spark import clean_dataframe, safe_settings, spark_schema
from cleaner.errors import InputError, SettingsError
from cleaner.io.base import Fields
from cleaner.rules.compile import Rules
from cleaner.schema import arrow_schema
from tests.engines.records import records
from tests.engines.spark_stages import OUTAGES
from tests.samples import ARTICLE, PAGE

ROOT = Path(__file__).parents[2]
SCHEMA = "id string, url string, text string, html string, batch long"
NAMES = ("id", "url", "text", "html", "batch")
pytestmark = pytest.mark.filterwarnings("ignore")  # PySpark's own, on the versions of others
_ON_LOOPBACK = {
    "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
    "spark.log.level": "OFF", "spark.ui.showConsoleProgress": "false", "spark.sql.artifact.isolation.enabled": "false",
}  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A Spark of two cores on loopback that tries a failed task again."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install 'newsroom-cleaner[spark]'")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("there is no Java for Spark: neither JAVA_HOME nor a java on the PATH")
    from pyspark import SparkContext

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patched.setenv("PYSPARK_PYTHON", sys.executable)
        patched.setenv("PYTHONPATH", str(ROOT))
        session = sql.SparkSession.builder.master("local[2,4]").config(map=_ON_LOOPBACK).getOrCreate()
        gateway = SparkContext._gateway
        yield session
        session.stop()
        gateway.shutdown()
        gateway.proc.stdin.close()  # which its JVM ends at
        gateway.proc.wait()
        SparkContext._gateway = SparkContext._jvm = None


@pytest.fixture
def session(spark: Any) -> Any:
    """A session with settings of its own."""
    return spark.newSession()


@pytest.fixture(scope="module")
def quick(shipped: Rules) -> Options:
    """Few rules, for tests that are not about what they find."""
    return Options(shipped.only(*shipped.strip.rules[:20]))


def rows(df: Any) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in df.collect()]


def given(session: Any, found: list[dict[str, Any]]) -> Any:
    return session.createDataFrame([tuple(r[n] for n in NAMES) for r in found], SCHEMA)


def ended(told: Path) -> bool:
    """The worker and the fork server that ``told`` names are gone, or are in a moment."""
    until = time.monotonic() + 20
    pids = told.read_text().split()[:2]
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_two_thousand_records_that_hang_crash_and_eat_memory_give_the_rows_of_the_plain_command(
    session: Any, hostile: Options, plain_rows: dict[str, dict[str, Any]]
) -> None:
    found = rows(clean_dataframe(given(session, records()), hostile))
    assert [row["id"] for row in found] == [r["id"] for r in records()]
    assert [row.pop("batch") for row in found] == [r["batch"] for r in records()]
    assert {row["id"]: row for row in found} == plain_rows
    errors = {(row["error"] or "").partition(":")[0] for row in found}
    assert {"timeout", "crash", "memory", "empty"} <= errors


def test_a_python_worker_that_is_killed_changes_nothing(session: Any, quick: Options, tmp_path: Path) -> None:
    """In its second batch, when the rows of the first have gone to Spark."""
    told, marker = Options(quick.rules, stages=OUTAGES), tmp_path / "killed"
    found = records(300, 0)
    found[280] |= {"text": f"kill {marker}\n{ARTICLE}", "html": None}
    df = given(session, found).coalesce(1)
    expected = rows(clean_dataframe(df, quick))
    assert rows(clean_dataframe(df, told)) == expected
    assert "pyspark.daemon" in marker.read_text()
    assert ended(marker)


@pytest.mark.parametrize("taken", [None, 3])
def test_no_process_of_ours_stays_behind(session: Any, quick: Options, tmp_path: Path, taken: int | None) -> None:
    """``taken``: of a DataFrame that is left in the middle."""
    told = Options(quick.rules, stages=OUTAGES)
    found = [r | {"text": f"tell {tmp_path / 'told'}\n{ARTICLE}", "html": None} for r in records(600, 0)]
    df = clean_dataframe(given(session, found), told)
    assert len(rows(df if taken is None else df.limit(taken))) == (taken or 600)
    assert "pyspark.daemon" in (tmp_path / "told").read_text()
    assert ended(tmp_path / "told")


def test_other_columns_pass_through_as_they_are(session: Any, quick: Options) -> None:
    made = session.sql(
        "select 'a' id, 'x' text, cast(1.5 as decimal(9,3)) price, timestamp '2026-01-02 03:04:05' seen,"
        " date '2026-01-02' day, map('k', 1) counts, array(struct(1 as n)) many, cast('b' as binary) raw, null nothing,"
        " timestamp_ntz '2026-01-02 00:00:00' n"
    )
    df = clean_dataframe(made, quick)
    passed = [name for name in made.columns if name not in ("id", "text")]
    assert df.schema == spark_schema(made.schema, quick)
    assert [df.schema[name].dataType for name in passed] == [made.schema[name].dataType for name in passed]
    assert df.columns == passed + arrow_schema().names
    assert df.select(passed).collect() == made.select(passed).collect()


def test_a_dataframe_with_only_text_is_enough_and_its_rows_are_named_by_their_content(
    session: Any, quick: Options
) -> None:
    found = rows(clean_dataframe(session.createDataFrame([(ARTICLE,), (None,)], "text string"), quick))
    assert [row["status"] for row in found] == ["ok", "failed"]
    assert [row["id"][:7] for row in found] == ["sha256:"] * 2
    assert found[1]["error"].startswith("empty:")


def test_pages_as_bytes_and_columns_of_other_names_are_read(session: Any, quick: Options) -> None:
    made = session.createDataFrame([(bytearray(PAGE.encode()), 7)], "page binary, number int")
    (found,) = rows(clean_dataframe(made, Options(quick.rules, fields=Fields(html="page", id="number"))))
    assert (found["id"], found["error"]) == ("7", None)
    assert found["title"] in PAGE
    assert set(found) == set(arrow_schema().names)


def test_names_are_told_apart_as_spark_does(session: Any, quick: Options) -> None:
    made = session.createDataFrame([(ARTICLE, "Mine", "1")], "Text string, TITLE string, Id string")
    df = clean_dataframe(made, quick)
    assert df.columns == arrow_schema().names
    assert [(r["title"], r["id"]) for r in rows(df.select("title", "id"))] == [("Mine", "1")]
    session.conf.set("spark.sql.caseSensitive", "true")
    assert clean_dataframe(made.withColumnRenamed("Text", "text"), quick).columns[:2] == ["TITLE", "Id"]


def test_no_rows_and_partitions_without_rows_are_no_trouble(session: Any, quick: Options) -> None:
    assert rows(clean_dataframe(given(session, []), quick)) == []
    few = given(session, records(3, 0)).repartition(8)
    assert sorted(row["id"] for row in rows(clean_dataframe(few, quick))) == ["r00000", "r00001", "r00002"]


def test_long_strings_come_in_either_kind_and_too_long_ones_fail_alone(session: Any, quick: Options) -> None:
    session.conf.set("spark.sql.execution.arrow.useLargeVarTypes", "true")
    long = "".join(f"{ARTICLE}\nNumber {i} of it.\n" for i in range(4000))
    made = session.createDataFrame(
        [("long", long, "mine"), ("short", ARTICLE, "mine")], "id string, text string, m string"
    )
    told = Options(quick.rules, max_bytes=1_000_000)
    found = rows(clean_dataframe(made, told))
    assert [(row["id"], row["status"], row["m"]) for row in found] == [
        ("long", "failed", "mine"),
        ("short", "ok", "mine"),
    ]
    assert "too large" in found[0]["error"]


def test_batches_are_of_256_records_at_most(session: Any, quick: Options) -> None:
    def sizes(batches: Any) -> Any:
        import pyarrow as pa

        for batch in batches:
            yield pa.RecordBatch.from_pydict({"n": [batch.num_rows]})

    df = clean_dataframe(given(session, records(700, 0)), quick)
    assert sum(r["n"] for r in rows(df.mapInArrow(sizes, "n long"))) == 700
    given_sizes = rows(given(session, records(700, 0)).coalesce(1).mapInArrow(sizes, "n long"))
    assert [r["n"] for r in given_sizes] == [256, 256, 188]


def test_what_the_session_says_stands_but_an_idle_limit_that_would_end_good_work_is_made_longer(
    session: Any, quick: Options
) -> None:
    idle, most = "spark.sql.execution.pyspark.udf.idleTimeoutSeconds", "spark.sql.execution.arrow.maxRecordsPerBatch"
    session.conf.set(most, "10")
    session.conf.set("spark.sql.execution.pyspark.udf.faulthandler.enabled", "false")
    session.conf.set(idle, "1m")
    df = given(session, records(3, 0))
    clean_dataframe(df, Options(quick.rules, timeout=30))
    assert session.conf.get(most) == "10"
    assert session.conf.get("spark.sql.execution.pyspark.udf.faulthandler.enabled") == "false"
    assert session.conf.get("spark.sql.execution.arrow.maxBytesPerBatch") == "64m"
    assert session.conf.get("spark.sql.execution.pyspark.udf.killOnIdleTimeout") == "true"
    assert session.conf.get(idle) == "340s"
    clean_dataframe(df, Options(quick.rules, timeout=3))
    assert session.conf.get(idle) == "340s"
    session.conf.set(idle, "2h")
    clean_dataframe(df, Options(quick.rules, timeout=30))
    assert session.conf.get(idle) == "2h"


def test_a_session_may_start_with_the_safe_settings(session: Any) -> None:
    told = safe_settings()
    assert told["spark.sql.execution.arrow.maxRecordsPerBatch"] == "256"
    assert told["spark.python.worker.faulthandler.enabled"] == "true"
    for name, value in told.items():
        if name.startswith("spark.sql."):
            assert session.conf.isModifiable(name), f"Spark knows no {name}"
            session.conf.set(name, value)


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ("body string, n int", "neither a column 'text' nor 'html' but body, n"),
        ("text string, Text string", "the column 'text' stands twice"),
    ],
)
def test_a_dataframe_that_cannot_be_cleaned_is_refused_at_once(
    session: Any, quick: Options, schema: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        clean_dataframe(session.createDataFrame([], schema), quick)


def test_options_that_cannot_be_sent_are_refused_at_once(session: Any, quick: Options) -> None:
    odd: Callable[..., Any] = lambda document, rules: document  # noqa: E731
    with pytest.raises(SettingsError, match="a stage must be a function of a module"):
        clean_dataframe(given(session, []), Options(quick.rules, stages=(odd,)))
