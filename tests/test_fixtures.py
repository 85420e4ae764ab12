"""The invented cases: each input gives what its expected.json says; the clean articles stay whole."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from cleaner import Article, Pipeline
from cleaner.choices import Choices
from cleaner.io import sources

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = sorted(p for p in (FIXTURES / "cases").iterdir() if p.is_dir())
CLEAN = sorted((FIXTURES / "clean").iterdir())
FIELDS = {
    "title", "language", "authors", "published_at", "description", "section", "tags", "attribution", "is_free", "flags", "dateline",
    "links", "images", "comments",
}  # fmt: skip
SHOWN = 40  # of each block's text
ALWAYS = {"title", "text", "language", "removed"}


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline(choices=Choices(links=True, images=True, comments=True))


def clean_file(path: Path) -> Article:
    documents = [d for source in sources.find([str(path)]).sources for d in sources.read(source)]
    assert len(documents) == 1
    return pipeline().run(documents[0])


def input_of(case: Path) -> Path:
    (found,) = case.glob("input.*")
    return found


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n") if text else []


def is_told(taken: tuple[str, str], told: dict[str, str]) -> bool:
    """Whether a removal is the one told: by its rule or the rule's family, and its text or (``...``) its start."""
    rule_id, text = taken[0], taken[1].strip()
    if told["rule_id"] not in (rule_id, rule_id.split(".")[0]):
        return False
    start = told["text"].removesuffix("...")
    return text == start if start == told["text"] else text.startswith(start)


def test_there_are_enough_cases_and_clean_articles() -> None:
    assert len(CASES) >= 28
    assert len({case.name.split("-")[0] for case in CASES}) >= 5
    assert len(CLEAN) >= 14


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_an_input_and_what_is_expected_of_it(case: Path) -> None:
    names = sorted(p.name for p in case.iterdir())
    assert len(names) == 2
    assert names[0] == "expected.json"
    assert names[1] in ("input.txt", "input.html", "input.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_comes_out_as_expected(case: Path) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert expected.keys() >= ALWAYS
    assert expected.keys() <= FIELDS | ALWAYS | {"status", "blocks"}
    article = clean_file(input_of(case))
    row = article.to_dict()
    assert paragraphs(article.text) == expected["text"]
    told = {key: value for key, value in expected.items() if key in FIELDS | {"status"}}
    assert {key: row[key] for key in told} == told
    if "blocks" in expected:
        shown = [[b.kind, b.level, b.cells or b.text[:SHOWN]] for b in article.blocks]
        assert shown == expected["blocks"]
    taken = [(r.rule_id, r.text) for r in article.removed if not r.refused]
    missing = [t for t in expected["removed"] if not any(is_told(one, t) for one in taken)]
    assert missing == [], f"not among the removals {taken}"


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_no_rule_touches_a_clean_article(path: Path) -> None:
    article = clean_file(path)
    taken = [(r.rule_id, r.text) for r in article.removed if r.stage != "metadata" and not r.refused]
    assert taken == []
    assert str(article.status) == "ok"
    if path.suffix == ".txt":
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        # A headline over a question can't be told from one over another: it may stay in the text.
        assert article.title in (lines[0], None)
        assert [*(r.text for r in article.removed), *paragraphs(article.text)] == lines
