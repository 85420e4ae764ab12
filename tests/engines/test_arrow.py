"""Record batches in, record batches out: one row each, in order, whatever a row does."""

from __future__ import annotations

import pickle
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner.engines import arrow
from cleaner.engines.arrow import BatchCleaner, clean_batches, output_schema
from cleaner.engines.cleaning import Cleaning
from cleaner.engines.options import Options
from cleaner.io.base import Fields
from cleaner.rules.compile import Rules
from cleaner.schema import arrow_row, arrow_schema
from tests.engines.records import options, records

BODY = "The ferry across the lower river will stop in October, the river office said on Monday."


def batch(rows: list[dict[str, Any]], **types: pa.DataType) -> pa.RecordBatch:
    names = list(dict.fromkeys(name for row in rows for name in row))
    found = pa.RecordBatch.from_pylist(rows)
    return found.cast(pa.schema([pa.field(n, types.get(n, found.schema.field(n).type)) for n in names]))


def here(rules: Rules, **changes: Any) -> Options:
    return Options(rules, processes=0, **changes)


def rows(found: Any) -> list[dict[str, Any]]:
    return [row for b in found for row in b.to_pylist()]


def test_records_that_hang_crash_and_eat_memory_are_failed_rows_and_all_others_come_out_in_order(
    shipped: Rules,
) -> None:
    given = records(240, bad_each=20)
    schema = pa.schema(
        [("id", pa.string()), ("url", pa.string()), ("text", pa.string()), ("html", pa.string()), ("batch", pa.int64())]
    )
    table = pa.Table.from_pylist(given, schema=schema)
    found = rows(clean_batches(table.to_batches(max_chunksize=50), options(shipped, processes=2)))
    assert [row["id"] for row in found] == [row["id"] for row in given]
    assert [row["batch"] for row in found] == [row["batch"] for row in given]
    errors = {(row["error"] or "").partition(":")[0] for row in found if row["status"] == "failed"}
    assert {"timeout", "crash", "memory", "empty"} <= errors


def test_a_batch_gives_the_rows_that_documents_give_one_by_one(shipped: Rules) -> None:
    given = records(40, bad_each=0)
    with Cleaning(here(shipped)) as cleaning:
        from cleaner.pipeline import record_to_document

        alone = [arrow_row(a) for a in cleaning.articles(record_to_document(r, "x") for r in given)]
    together = rows(clean_batches([batch(given)], here(shipped)))
    assert [{k: row[k] for k in alone[0]} for row in together] == alone


def test_other_columns_pass_through_and_content_does_not(shipped: Rules) -> None:
    given = batch([{"id": "a", "html": f"<p>{BODY}</p>", "score": 0.5, "title": "Given", "tags_of_mine": ["x"]}])
    (found,) = clean_batches([given], here(shipped))
    assert found.schema == output_schema(given.schema)
    assert found.schema.names[:2] == ["score", "tags_of_mine"]
    assert "html" not in found.schema.names
    assert found.to_pylist()[0]["title"] == "Given"
    assert found.schema.names[2:] == arrow_schema().names


def test_columns_of_other_names_and_kinds_are_read(shipped: Rules) -> None:
    options = here(shipped, fields=Fields(text="body", id="uuid"))
    given = batch([{"uuid": 7, "body": BODY}], body=pa.large_string())
    assert [(r["id"], r["text"]) for r in rows(clean_batches([given], options))] == [("7", BODY)]
    binary = batch([{"html": f"<p>{BODY}</p>".encode()}], html=pa.large_binary())
    assert rows(clean_batches([binary], here(shipped)))[0]["text"] == BODY


def test_a_row_without_a_name_is_named_by_its_content(shipped: Rules) -> None:
    first, second = rows(clean_batches([batch([{"text": BODY}]), batch([{"text": BODY}])], here(shipped)))
    assert first == second
    assert first["id"].startswith("sha256:")


def test_no_rows_and_no_batches_come_out_as_they_are(shipped: Rules) -> None:
    assert list(clean_batches([], here(shipped))) == []
    empty = batch([{"text": BODY, "n": 1}]).slice(0, 0)
    (found,) = clean_batches([empty], here(shipped))
    assert (found.num_rows, found.schema) == (0, output_schema(empty.schema))


def test_text_that_is_no_utf8_and_dates_that_python_has_no_value_for_fail_or_pass_alone(shipped: Rules) -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    odd = pa.RecordBatch.from_arrays([broken], ["text"])
    assert "not UTF-8" in rows(clean_batches([odd], here(shipped)))[0]["error"]
    far = pa.RecordBatch.from_arrays([pa.array([BODY]), pa.array([2**60], pa.timestamp("s"))], ["text", "seen"])
    (found,) = clean_batches([far], here(shipped))
    assert found.column("text")[0].as_py() == BODY
    assert found.column("seen").equals(far.column("seen"))


def test_long_texts_come_out_as_several_batches_in_order(shipped: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "_MOST_CHARS", 3000)
    given = batch([{"id": str(i), "text": BODY, "n": i} for i in range(10)])
    found = list(clean_batches([given], here(shipped)))
    assert len(found) > 1
    assert [(r["id"], r["n"]) for r in rows(found)] == [(str(i), i) for i in range(10)]


def test_strings_of_more_than_two_gib_in_a_batch_are_read(shipped: Rules) -> None:
    """Rows of a view on the same bytes: what is counted is the batch, not the machine's memory."""
    page = f"<p>{BODY}</p>" + " " * (1 << 20)
    repeated = pa.DictionaryArray.from_arrays(pa.array([0] * 2100, pa.int32()), pa.array([page], pa.large_string()))
    big = pa.RecordBatch.from_arrays([repeated], ["html"])
    with BatchCleaner(here(shipped, stages=())) as cleaner:
        found = list(cleaner.clean(big))
    assert sum(b.num_rows for b in found) == 2100


def test_too_large_a_row_fails_alone(shipped: Rules) -> None:
    given = batch([{"id": "a", "text": BODY * 20}, {"id": "b", "text": BODY}])
    found = rows(clean_batches([given], here(shipped, max_bytes=1000)))
    assert [row["status"] for row in found] == ["failed", "flagged"]
    assert "too large" in found[0]["error"]


def test_options_can_be_sent_to_another_process(shipped: Rules) -> None:
    assert shipped.strip.rules
    sent = pickle.loads(pickle.dumps(Options(shipped, timeout=3)))
    assert (sent.rules.version, sent.timeout) == (shipped.version, 3)


def test_the_workers_stay_from_batch_to_batch_and_end_with_the_context(shipped: Rules) -> None:
    with BatchCleaner(Options(shipped)) as cleaner:
        list(cleaner.clean(batch([{"text": BODY}])))
        pool = cleaner._cleaning._pool
        assert pool is not None
        pids = [w.pid for w in pool.workers]
        list(cleaner.clean(batch([{"text": BODY}])))
        assert [w.pid for w in pool.workers] == pids
    assert pool.workers == []


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": st.none() | st.text(max_size=80), "id": st.none() | st.text(max_size=5), "n": st.integers(-9, 9)}
        ),
        max_size=8,
    )
)
def test_any_rows_come_out_as_many_and_in_order(shipped: Rules, given: list[dict[str, Any]]) -> None:
    schema = pa.schema([("text", pa.string()), ("id", pa.string()), ("n", pa.int64())])
    found = rows(clean_batches([pa.RecordBatch.from_pylist(given, schema=schema)], here(shipped)))
    assert [row["n"] for row in found] == [row["n"] for row in given]


def test_a_row_that_cannot_be_read_keeps_its_name(shipped: Rules) -> None:
    given = batch([{"text": BODY * 20, "id": "a", "url": "https://lake.example/a"}])
    (found,) = rows(clean_batches([given], here(shipped, max_bytes=1000)))
    assert (found["id"], found["url"], found["status"]) == ("a", "https://lake.example/a", "failed")
    assert found["error"].startswith("too large: ")


def test_null_content_holds_nothing_as_in_a_line_of_json(shipped: Rules) -> None:
    nulls = batch([{"text": None, "html": None}], text=pa.string(), html=pa.string())
    (found,) = rows(clean_batches([nulls], here(shipped)))
    assert found["error"] == "empty: the field 'html' holds nothing"
