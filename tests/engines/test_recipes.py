"""The blocks of docs/recipes.md do what they are there for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner import Pipeline
from tests.engines.site import served
from tests.samples import LAST, PAGE, PROSE, TITLE

RECIPES = Path(__file__).parents[2] / "docs" / "recipes.md"
WIRE = (
    "The ferry over the lower river will stop in October, the river office said on Monday, after ninety years of service. "
    "The bridge two miles upstream has taken most of its passengers since it opened in May, and the boat needs a new engine. "
    "Residents of the north bank said they would miss the crossing, which their children used on the way to school."
)


def recipe(name: str, **given: Any) -> dict[str, Any]:
    """What a block leaves behind, run with these names."""
    found = re.search(rf"```python\n# {name}\n(.*?)```", RECIPES.read_text(encoding="utf-8"), re.S)
    assert found
    scope = dict(given)
    exec(compile(found[1], str(RECIPES), "exec"), scope)
    return scope


def feed_or_page(address: str, path: str) -> tuple[str, str]:
    if path != "/feed.xml":
        return "text/html; charset=utf-8", PAGE
    items = "".join(f"<item><title>{TITLE}</title><link>{address}/news/{n}.html</link></item>" for n in (1, 2))
    channel = f"<channel><title>News</title><link>{address}/</link>{items}</channel>"
    return "application/rss+xml", f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


@pytest.fixture
def site() -> Iterator[str]:
    with served(feed_or_page) as address:
        yield address


def test_the_pages_of_a_feed_are_fetched_and_cleaned(site: str) -> None:
    pytest.importorskip("feedparser", reason="feedparser is not installed")
    pytest.importorskip("requests", reason="requests is not installed")
    articles = recipe("fetch", FEED=f"{site}/feed.xml")["articles"]
    assert sorted(a.url for a in articles) == [f"{site}/news/1.html", f"{site}/news/2.html"]
    assert {a.title for a in articles} == {TITLE}
    assert all(LAST in a.text for a in articles)


def test_copies_of_a_wire_story_are_found_across_outlets_and_other_stories_stay(tmp_path: Path) -> None:
    pytest.importorskip("datasketch", reason="datasketch is not installed")
    texts = {
        "first": f"{TITLE}\nBy Ana Cruz\n{WIRE}\nSign up for our newsletter\nShare on Facebook",
        "copy": f"Ferry stops\n{WIRE}\nRead more:\nMill opens again\n© 2024 The Lakeside. All rights reserved.",
        "other": f"{TITLE}\n{PROSE}\n{LAST}",
    }
    path = tmp_path / "clean.jsonl"
    pipeline = Pipeline()
    rows = (pipeline.clean(text, id=name, kind="text").to_dict() for name, text in texts.items())
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = recipe("near-duplicates", CLEANED=path)
    assert (found["first_of"], found["copies"]) == (["first", "other"], {"first": ["copy"]})
