"""The datatrove step gives the rows of the plain command, hands on every Document, and its workers end with it."""

from __future__ import annotations

import itertools
import json
import pickle
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datatrove", reason="datatrove is not installed: pip install 'newsroom-cleaner[datatrove]'")

from datatrove.data import Document, Media
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter

from cleaner.engines.cleaning import Cleaning
from cleaner.engines.datatrove import NewsCleaner, every_record
from cleaner.engines.options import Options
from cleaner.errors import SettingsError
from cleaner.rules.compile import Rules
from cleaner.schema import arrow_schema
from tests.engines.records import records
from tests.samples import ARTICLE, LAST, PAGE, PROSE, TITLE

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.filterwarnings("ignore")  # datatrove's own


@pytest.fixture(scope="module")
def here(shipped: Rules) -> Options:
    """Few rules, in this process."""
    return Options(shipped.only(*shipped.strip.rules[:20]), processes=0)


def cleaned(step: NewsCleaner, *given: Document) -> list[Document]:
    return list(step.run(iter(given)))


def fields(written: dict[str, Any]) -> dict[str, Any]:
    """The row in a line of datatrove's, which leaves out what is empty."""
    rest = {k: v for k, v in written["metadata"].items() if k not in ("batch", "file_path")}
    return {"id": written["id"], "text": written.get("text", ""), **rest}


def written(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for f in sorted(folder.iterdir()) for line in f.read_text().splitlines()]


def counted(step: NewsCleaner) -> dict[str, int]:
    return {name: int(stat.total) for name, stat in step.stats.stats.items() if name != "doc_len"}


def test_two_thousand_records_that_hang_crash_and_eat_memory_give_the_rows_of_the_plain_command(
    hostile: Options, plain_rows: dict[str, dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From files to files, three tasks in two processes."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    given = records()
    (tmp_path / "in").mkdir()
    for number in range(4):
        lines = [json.dumps(r) + "\n" for r in given[number * 500 : number * 500 + 500]]
        (tmp_path / "in" / f"{number}.jsonl").write_text("".join(lines))
    steps = [
        JsonlReader(str(tmp_path / "in"), adapter=every_record),
        NewsCleaner(hostile, content="text", html_key="html"),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]
    LocalPipelineExecutor(steps, tasks=3, workers=2, logging_dir=str(tmp_path / "log")).run()
    found = written(tmp_path / "out")
    assert sorted(d["id"] for d in found) == [r["id"] for r in given]
    assert {d["id"]: d["metadata"]["batch"] for d in found} == {r["id"]: r["batch"] for r in given}
    assert {d["id"]: fields(d) for d in found} == plain_rows
    (stats,) = (s for s in json.loads((tmp_path / "log" / "stats.json").read_text()) if "News" in s["name"])
    totals = stats["stats"]
    failed = sum(d["metadata"]["status"] == "failed" for d in found)
    assert (totals["total"], totals["forwarded"], totals["failed"]) == (2000, 2000, failed)
    assert failed > 30
    assert len((tmp_path / "log" / "executor.json").read_bytes()) < 20_000


def test_text_and_page_are_told_apart_unless_said(here: Options) -> None:
    given = [("1", ARTICLE), ("2", PAGE)]
    found = cleaned(NewsCleaner(here), *(Document(text, id) for id, text in given))
    assert [(d.id, d.metadata["title"]) for d in found] == [("1", TITLE), ("2", TITLE)]
    assert found[1].text.startswith(PROSE)
    assert found[1].text.endswith(LAST)
    (as_text,) = cleaned(NewsCleaner(here, content="text"), Document(PAGE, "3"))
    assert "tags" in as_text.metadata["normalised"]
    (as_page,) = cleaned(NewsCleaner(here, content="html"), Document(f"{PROSE}\n\n{LAST}", "4"))
    assert "\n" not in as_page.text


def test_a_page_in_the_metadata_counts_where_there_is_one_and_is_gone_afterwards(here: Options) -> None:
    step = NewsCleaner(here, html_key="page")
    first, second, third = cleaned(
        step,
        Document("what somebody extracted", "1", metadata={"page": PAGE}),
        Document(ARTICLE, "2", metadata={"page": None}),
        Document(ARTICLE, "3"),
    )
    assert first.text.startswith(PROSE)
    assert second.text == third.text
    assert [d.metadata["status"] for d in (first, second, third)] == ["ok"] * 3
    assert not any("page" in d.metadata for d in (first, second, third))


def test_metadata_is_heard_kept_and_gains_the_fields_of_the_row(here: Options) -> None:
    given = Document(
        ARTICLE, "a",
        metadata={
            "url": "https://lake.example/a", "date": datetime(2026, 3, 1), "mine": {"n": 1}, "dump": "CC", "text": "no", "id": 7,
        },
    )  # fmt: skip
    (found,) = cleaned(NewsCleaner(here), given)
    assert (found.id, found.metadata["url"]) == ("a", "https://lake.example/a")
    assert found.metadata["published_at"].startswith("2026-03-01")
    assert (found.metadata["mine"], found.metadata["dump"], found.metadata["date"]) == (
        {"n": 1},
        "CC",
        datetime(2026, 3, 1),
    )
    assert found.metadata["rules_version"] == here.rules.version
    assert {"title", "authors", "status", "flags", "error", "removed", "chars_in", "text_hash"} <= set(found.metadata)


def test_what_fails_goes_on_empty_with_its_reason_and_media_stay(here: Options) -> None:
    media = [Media("m", 0, "https://lake.example/m.jpg")]
    step = NewsCleaner(here)
    found = cleaned(
        step, Document("", "1", media=media), Document("\x7fELF", "2"), Document(None, "3"), Document(ARTICLE, "4"),
        Document(5, "5"), Document(ARTICLE, "6", metadata=None),
    )  # fmt: skip
    assert [d.id for d in found] == ["1", "2", "3", "4", "5", "6"]
    assert [d.metadata["status"] for d in found if d.id in "135"] == ["failed"] * 3
    assert all(d.text == "" and d.metadata["error"] for d in found if d.metadata["status"] == "failed")
    assert found[0].media is media
    assert counted(step)["total"] == counted(step)["forwarded"] == 6
    assert sum(counted(step)[s] for s in ("ok", "flagged", "failed") if s in counted(step)) == 6


def test_a_document_without_id_is_named_by_its_content_and_ids_of_other_kinds_stay(here: Options) -> None:
    first, second = cleaned(NewsCleaner(here), Document(ARTICLE, ""), Document(ARTICLE, 7))
    assert first.id.startswith("sha256:")
    assert second.id == 7


def test_cleaning_again_what_was_cleaned_is_no_trouble(here: Options) -> None:
    (once,) = cleaned(NewsCleaner(here), Document(ARTICLE, "a"))
    text = once.text
    (twice,) = cleaned(NewsCleaner(here), once)
    assert (twice.text, twice.id, twice.metadata["title"]) == (text, "a", TITLE)


def test_no_documents_are_no_trouble(here: Options) -> None:
    assert cleaned(NewsCleaner(here)) == []
    assert list(NewsCleaner(here).run(None)) == []


@pytest.mark.parametrize("taken", [1, 30])
def test_the_workers_end_with_the_run_also_where_nobody_takes_all(
    shipped: Rules, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids: list[int] = []
    plain_close = Cleaning.close

    def close(self: Cleaning) -> None:
        if self._pool is not None:
            assert self._pool._fork_server is not None
            pids.extend([self._pool._fork_server.pid, *(w.pid for w in self._pool.workers)])
        plain_close(self)

    monkeypatch.setattr(Cleaning, "close", close)
    run = NewsCleaner(Options(shipped)).run(iter([Document(ARTICLE, str(i)) for i in range(30)]))
    assert len(list(itertools.islice(run, taken))) == taken
    run.close()
    assert len(pids) == 2
    assert not Path(f"/proc/{pids[0]}").exists()


def test_documents_are_read_as_they_are_needed(here: Options) -> None:
    read: list[str] = []

    def given() -> Iterator[Document]:
        for i in itertools.count():
            read.append(str(i))
            yield Document(ARTICLE, str(i))

    assert [d.id for d in itertools.islice(NewsCleaner(here).run(given()), 3)] == ["0", "1", "2"]
    assert len(read) == 3


def test_the_step_can_be_sent_to_another_process(here: Options) -> None:
    sent = pickle.loads(pickle.dumps(NewsCleaner(here, content="html", html_key="h")))
    (found,) = cleaned(sent, Document(PAGE, "a"))
    assert found.metadata["rules_version"] == here.rules.version
    assert repr(sent) == "CLEAN: News cleaner"


def test_rows_with_and_without_removals_can_be_written_as_one_parquet_file(here: Options, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    found = cleaned(NewsCleaner(here), Document(PROSE, "1"), Document(ARTICLE, "2"), Document("", "3"))
    with ParquetWriter(str(tmp_path), schema=arrow_schema(), expand_metadata=True) as writer:
        for document in found:
            writer.write(document)
    (file,) = tmp_path.iterdir()
    rows = pq.read_table(file).to_pylist()
    assert [r["removed"] for r in rows] == [d.metadata["removed"] for d in found]
    assert [(r["id"], r["text"] or "") for r in rows] == [(d.id, d.text) for d in found]


def test_an_unknown_kind_of_content_is_refused(here: Options) -> None:
    with pytest.raises(SettingsError, match="content must be one of text, html, auto, not 'page'"):
        NewsCleaner(here, content="page")


def test_without_datatrove_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [n for n in sys.modules if n.split(".")[0] == "datatrove" or n == "cleaner.engines.datatrove"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "datatrove", None)
    with pytest.raises(ImportError, match=r"pip install 'newsroom-cleaner\[datatrove\]'"):
        __import__("cleaner.engines.datatrove")
