"""Invented texts beside the checkout that came out wrong once: those that come out right must go on doing so."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from cleaner import Article, Pipeline
from cleaner.rules.compile import Rules
from tests.quality.corpora import SHARED

TEXTS = SHARED / "cases" / "texts"
REPORTS = SHARED / "cases" / "reports"
# Each comes off this list when it comes out right: the test says so.
NOT_YET: Mapping[str, str] = {
    "09_bullets.txt": "a list over the first paragraph goes, one under the last stays",
    "29_teaser_decks.txt": "sentences under teasers read like the body",
    "63-prose-promos-text.txt": "promotion written as prose has no rule",
}
# What may stay or go; so may the mark of an agency before the first sentence.
EITHER: Mapping[str, tuple[str, ...]] = {
    "20_tweets.txt": (
        "The lock is closing and nobody told us. Nine weeks! #Marnham",
        "Loud bang heard at the weir tonight https://t.co/xYz123AbCd",
    )
}


@cache
def told(folder: Path) -> dict[str, str]:
    """What CASES.md says of each case, by its file. A blank line in a case's text can look like a heading."""
    text = (folder / "CASES.md").read_text(encoding="utf-8")
    starts = [*re.finditer(r"^## (\d\S+\.txt)$", text, re.M)]
    ends = [*(s.start() for s in starts[1:]), len(text)]
    return {s[1]: text[s.end() : end] for s, end in zip(starts, ends, strict=True)}


def each(folder: Path) -> list[object]:
    names = sorted(p.name for p in folder.glob("*.txt")) if folder.is_dir() else []
    marked = [
        pytest.param(n, marks=pytest.mark.xfail(strict=True, reason=NOT_YET[n])) if n in NOT_YET else n for n in names
    ]
    return marked or [pytest.param("", marks=pytest.mark.skip(reason=f"there are no cases at {folder}"))]


def cleaned(path: Path, rules: Rules) -> Article:
    return Pipeline(rules).clean(path.read_bytes(), kind="text")


def squashed(line: str) -> str:
    return " ".join(line.split())


@pytest.mark.parametrize("name", each(TEXTS))
def test_a_text_is_what_its_case_says(name: str, shipped: Rules) -> None:
    said = told(TEXTS)[name]
    right = re.search(r"^Right: .*?\n```\n(.*?)\n```$", said, re.M | re.S)
    row = cleaned(TEXTS / name, shipped)
    if right is None:
        assert row.text.count("\n\n") + 2 == len(
            [x for x in (TEXTS / name).read_text("utf-8").split("\n") if x.strip()]
        )
        return
    wanted = right[1].translate({0xAD: None, 0xFEFF: None})
    # A text that was wrapped is given wrapped.
    found = squashed(row.text)
    for line in EITHER.get(name, ()):
        found = squashed(found.replace(line, ""))
    assert found.removeprefix("(CNN) -- ") == squashed(wanted)
    title = re.search(r"^Right: title (None|'[^']*')", said, re.M)
    assert title is None or row.title == ast.literal_eval(title[1])


@pytest.mark.parametrize("name", each(REPORTS))
def test_a_reports_text_has_nothing_of_what_must_not_be_there(name: str, shipped: Rules) -> None:
    banned = re.search(r"^- must not be in the text: (\[.*\])$", told(REPORTS)[name], re.M)
    text = cleaned(REPORTS / name, shipped).text
    assert [word for word in (ast.literal_eval(banned[1]) if banned else ()) if word in text] == []
    openings = ("The harbour council voted", "Boats that moor", "Three", "“We should have", "Divers first")
    assert all(o in text for o in openings if o in (REPORTS / name).read_text("utf-8"))
    assert len(text) > 200
