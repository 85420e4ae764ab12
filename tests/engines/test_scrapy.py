"""The Scrapy pipeline in real crawls of a site on this machine: every item comes out, cleaned, with the row's fields."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("scrapy", reason="Scrapy is not installed: pip install 'newsroom-cleaner[scrapy]'")

from cleaner.engines.options import Options
from cleaner.engines.scrapy import CleanerPipeline
from cleaner.errors import SettingsError
from cleaner.pipeline import Pipeline
from tests.engines.site import served
from tests.samples import PAGE

ROOT = Path(__file__).parents[2]
PAGES = {
    "/mill": PAGE,
    "/empty": "",
    "/ferry": PAGE.replace("</article>", "<p>Sign up for our newsletter</p></article>"),
}
SPIDER = """
import dataclasses, scrapy
@dataclasses.dataclass
class Declared:
    url: str = ""
    body: str = ""
    title: str = ""
    text: str = ""
class News(scrapy.Spider):
    name = "news"
    custom_settings = {
        "ITEM_PIPELINES": {"cleaner.engines.scrapy.CleanerPipeline": 300}, "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False,
    }
    async def start(self):
        for path in ("/mill", "/empty", "/ferry"):
            yield scrapy.Request(self.site + path)
    def parse(self, response):
        if getattr(self, "declared", ""):
            yield Declared(url=response.url, body=response.text)
        else:
            yield {"url": response.url, "html": response.text, "mine": 7}
    def closed(self, reason):
        import json
        print(json.dumps({k: v for k, v in self.crawler.stats.get_stats().items() if k.startswith(("cleaner/", "item_"))}))
"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    pages = {path: ("text/html; charset=utf-8", page) for path, page in PAGES.items()}
    with served(lambda address, path: pages.get(path)) as address:
        yield address


def crawled(site: str, folder: Path, *settings: str) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """The items by their path, and the counts."""
    (folder / "spider.py").write_text(SPIDER, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "runspider",
        "spider.py",
        "-a",
        f"site={site}",
        "-O",
        "items.jsonl",
        *settings,
    ]
    done = subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = (folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["url"].rpartition("/")[2]: row for row in map(json.loads, lines)}, json.loads(done.stdout)


def test_items_of_a_crawl_are_the_rows_of_the_plain_pipeline(site: str, tmp_path: Path) -> None:
    items, counts = crawled(site, tmp_path)
    assert set(items) == {"mill", "empty", "ferry"}
    plain = Pipeline().clean(PAGE, f"{site}/mill", kind="page").to_dict()
    assert {k: items["mill"][k] for k in plain if k not in ("id", "chars_in")} == {
        k: v for k, v in plain.items() if k not in ("id", "chars_in")
    }
    assert items["mill"]["mine"] == 7
    assert (items["empty"]["status"], items["empty"]["text"]) == ("failed", "")
    assert "empty" in items["empty"]["error"]
    assert (counts["cleaner/failed"], counts["item_scraped_count"]) == (1, 3)


def test_statuses_are_dropped_where_asked_and_declared_items_gain_what_they_declare(site: str, tmp_path: Path) -> None:
    settings = ["-a", "declared=1", "-s", 'CLEANER_FIELDS={"html": "body"}', "-s", "CLEANER_DROP=failed"]
    items, counts = crawled(site, tmp_path, *settings)
    assert set(items) == {"mill", "ferry"}
    assert set(items["mill"]) == {"url", "body", "title", "text"}
    assert "newsletter" not in items["ferry"]["text"]
    assert (counts["cleaner/failed"], counts["item_dropped_count"]) == (1, 1)


def test_a_status_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsError, match="'bad' is none of ok, flagged, failed"):
        CleanerPipeline(Options(), drop=["bad"])
