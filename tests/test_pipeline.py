"""The library as its user calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.article import Article, Removal, Status
from cleaner.document import Document
from cleaner.pipeline import STAGES, Pipeline
from cleaner.rules.compile import Rules
from tests.samples import ARTICLE, LAST, MORE, PAGE, PROSE, SMALL_RULES, TITLE

BODY = f"{PROSE}\n\n{MORE}\n\n{LAST}"


@pytest.fixture
def pipeline(folder: Callable[..., Path]) -> Pipeline:
    return Pipeline(Rules.load([folder(small=SMALL_RULES)], shipped=False))


@pytest.mark.parametrize("content", [ARTICLE, PAGE, ARTICLE.encode(), PAGE.encode("utf-16")])
def test_text_pages_and_bytes_come_out_as_the_same_article(pipeline: Pipeline, content: str | bytes) -> None:
    row = pipeline.clean(content, url="https://www.a.org/x")
    assert (row.title, row.text, row.language, row.status) == (TITLE, BODY, "en", Status.OK)
    assert (row.url, row.domain, row.id) == ("https://www.a.org/x", "a.org", "https://www.a.org/x")


def test_clean_is_the_shipped_rules_in_one_line() -> None:
    row = cleaner.clean(f"{TITLE}\n\n{PROSE}\n\nDON'T MISS\nFury as ferry closes [INFO]\n\n{MORE}\n\n{LAST}")
    assert (row.title, row.text) == (TITLE, BODY)
    assert [r.rule_id for r in row.removed if r.stage == "strip"] == ["promo.dont-miss", "promo.dont-miss"]
    assert row.rules_version == Pipeline().rules.version


def test_the_row_counts_and_names_what_made_it(pipeline: Pipeline) -> None:
    row = pipeline.clean(ARTICLE)
    assert (row.chars_in, row.chars_out) == (len(ARTICLE), len(BODY))
    assert len(row.text_hash) == 32
    assert row.cleaner_version == cleaner.__version__
    assert row.rules_version == pipeline.rules.version


def test_a_row_is_plain_json_in_the_order_of_the_contract(pipeline: Pipeline) -> None:
    row = pipeline.clean(ARTICLE).to_dict()
    assert json.loads(json.dumps(row)) == row
    assert list(row)[:4] == ["id", "url", "canonical_url", "domain"]
    assert list(row)[-4:] == ["chars_out", "text_hash", "cleaner_version", "rules_version"]
    assert row["removed"][0] == {
        "rule_id": "promo.dont-miss", "stage": "strip", "block": 2, "text": "DON'T MISS", "captured": {}, "refused": "",
        "start": None,
    }  # fmt: skip


def test_clean_many_gives_one_article_an_item_in_order(pipeline: Pipeline) -> None:
    items: list[Any] = [
        ARTICLE, PAGE.encode(), "", {"text": ARTICLE, "id": "r"}, {"html": PAGE, "url": "https://a.example/x"},
        {"title": "no content"}, {}, 7, None, Document(id="d", content=ARTICLE),
    ]  # fmt: skip
    rows = list(pipeline.clean_many(items))
    assert [r.id for r in rows] == ["0", "1", "2", "r", "https://a.example/x", "5", "6", "7", "8", "d"]
    assert [r.status.value for r in rows] == [
        "ok",
        "ok",
        "failed",
        "ok",
        "ok",
        "failed",
        "failed",
        "failed",
        "failed",
        "ok",
    ]
    assert rows[7].error == "an item must be text, bytes or a mapping, not int"


def test_clean_many_is_lazy(pipeline: Pipeline) -> None:
    def endless() -> Any:
        while True:
            yield ARTICLE

    assert next(pipeline.clean_many(endless())).title == TITLE


def test_a_stage_that_breaks_costs_one_row_and_the_row_says_which(pipeline: Pipeline) -> None:
    def break_on_ferry(document: Document, rules: Rules) -> Document:
        if "Ferry" in document.markup:
            raise ValueError("no ferries")
        return document

    broken = Pipeline(pipeline.rules, (*STAGES, break_on_ferry))
    one, two = broken.clean_many(["The Ferry.", "The mill."])
    assert (one.status, one.error, one.text) == (Status.FAILED, one.error, "")
    assert str(one.error).startswith("break_on_ferry: ValueError: no ferries (test_pipeline.py:")
    assert (two.status, two.text) == (Status.FLAGGED, "The mill.")


def test_a_flag_names_its_evidence_and_removes_nothing(pipeline: Pipeline) -> None:
    row = pipeline.clean(PROSE)
    assert (row.status, row.flags, row.text) == (Status.FLAGGED, ["too_short: 20 words"], PROSE)


def test_over_removal_is_flagged(pipeline: Pipeline) -> None:
    teasers = "\n".join(f"Ferry number {i} closes for the winter [INFO]" for i in range(10))
    row = pipeline.clean(f"{PROSE}\nDon't miss\n{teasers}")
    assert row.text == PROSE
    assert [f.split(":")[0] for f in row.flags] == ["too_short", "over_removed"]


def test_an_article_and_a_removal_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Article(id="a").text = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Removal("a", "strip", 0, "x").text = "y"  # type: ignore[misc]


def test_what_ran_before_makes_no_difference(pipeline: Pipeline) -> None:
    alone = pipeline.clean(ARTICLE)
    for content in (PAGE, b"%PDF", "", f"{PROSE}\n" * 50):
        pipeline.clean(content)
    assert pipeline.clean(ARTICLE) == alone


def test_a_pipeline_can_be_shared_by_threads(pipeline: Pipeline) -> None:
    from concurrent.futures import ThreadPoolExecutor

    alone = [pipeline.clean(ARTICLE), pipeline.clean(PAGE)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(pipeline.clean, [ARTICLE, PAGE] * 10))
    assert together == alone * 10
