"""Rows under other tools' field names: the names are those that the tools' own code gives."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.article import Article, Status
from cleaner.errors import SettingsError
from cleaner.io.dropin import SCHEMAS, dropin_arrow_schema, dropin_arrow_table, renamed
from tests.samples import LAST, MORE, PROSE, TITLE

URL = "https://www.lakes.example.co.uk/x?y=1"
ARTICLE = Article(
    id="7",
    url=URL,
    canonical_url="https://www.lakes.example.co.uk/x",
    domain="example.co.uk",
    source="The Lakes",
    title=TITLE,
    authors=["Ann Poe", "Bo Reed"],
    published_at="2024-03-01T23:30:00+00:00",
    modified_at="2024-03-02T04:05:06+00:00",
    language="en",
    description="A mill.",
    section="Local",
    tags=["mills", "lakes"],
    image_url="https://www.lakes.example.co.uk/i.jpg",
    text=f"{PROSE}\n\n{MORE}",
)
FAILED = Article(id="8", status=Status.FAILED, error="empty")

# What the tools wrote when this was made; the packages themselves are asked where they are installed.
KEYS = {
    "trafilatura": "title author url hostname description sitename date categories tags fingerprint id license comments raw_text "
    "text language image pagetype filedate",  # 2.3.1, bare_extraction().as_dict() without body and commentsbody
    "newspaper4k": "url read_more_link language title top_image meta_img images movies keywords meta_keywords tags authors "
    "publish_date summary meta_description meta_lang meta_favicon meta_site_name canonical_link text",  # 0.9.6, to_json()
    "news-please": "authors date_download date_modify date_publish description filename image_url language localpath maintext "
    "source_domain text title title_page title_rss url",  # 1.6.16, get_dict()
    "cc_news": "title text domain date description url image_url",  # the data set's features, 1.0.0
}
PAGE = f"""<html lang="en"><head><title>{TITLE}</title><meta name="author" content="Ann Poe">
<meta name="description" content="A mill."><meta name="keywords" content="mills">
<meta property="article:section" content="Local"><meta property="og:site_name" content="The Lakes">
<meta property="article:published_time" content="2024-03-01T23:30:00Z"><link rel="canonical" href="{URL}">
<meta property="og:image" content="https://www.lakes.example.co.uk/i.jpg"></head>
<body><article><h1>{TITLE}</h1><p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p></article></body></html>"""


def by_trafilatura() -> dict[str, Any]:
    from trafilatura import bare_extraction

    found = bare_extraction(PAGE, url=URL, with_metadata=True)
    assert found is not None
    return {k: v for k, v in found.as_dict().items() if k not in ("body", "commentsbody")}


def by_newspaper4k() -> dict[str, Any]:
    newspaper = pytest.importorskip(
        "newspaper", reason="newspaper4k is not installed: only its keys as of 0.9.6 were compared"
    )
    article = newspaper.Article(URL, fetch_images=False)
    article.download(input_html=PAGE)
    article.parse()
    return dict(json.loads(article.to_json()))


def by_news_please() -> dict[str, Any]:
    newsplease = pytest.importorskip(
        "newsplease", reason="news-please is not installed: only its keys as of 1.6.16 were compared"
    )
    return dict(newsplease.NewsPlease.from_html(PAGE, url=URL, fetch_images=False).get_serializable_dict())


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_names_are_those_of_the_tool_in_its_order(name: str) -> None:
    assert list(renamed(ARTICLE, name)) == KEYS[name].split()


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    ("name", "theirs"),
    [("trafilatura", by_trafilatura), ("newspaper4k", by_newspaper4k), ("news-please", by_news_please)],
)
def test_the_installed_tool_writes_the_same_names_and_types(name: str, theirs: Callable[[], dict[str, Any]]) -> None:
    ours, written = renamed(ARTICLE, name), theirs()
    assert set(written) == set(ours)
    both = [k for k in ours if ours[k] is not None and written[k] is not None]
    assert len(both) > 8
    assert {k: type(ours[k]) for k in both} == {k: type(written[k]) for k in both}
    dates = {"trafilatura": "date", "newspaper4k": "publish_date", "news-please": "date_publish"}
    assert ours[dates[name]] == written[dates[name]]


def test_values_have_the_forms_of_trafilatura() -> None:
    row = renamed(ARTICLE, "trafilatura")
    assert row["author"] == "Ann Poe; Bo Reed"
    assert (row["hostname"], row["sitename"], row["date"]) == ("lakes.example.co.uk", "The Lakes", "2024-03-01")
    assert (row["url"], row["id"], row["image"]) == (ARTICLE.canonical_url, "7", ARTICLE.image_url)
    assert (row["categories"], row["tags"]) == (["Local"], ["mills", "lakes"])
    assert row["text"] == row["raw_text"] == f"{PROSE}\n{MORE}"


def test_values_have_the_forms_of_newspaper4k() -> None:
    row = renamed(ARTICLE, "newspaper4k")
    assert row["authors"] == ["Ann Poe", "Bo Reed"]
    assert row["publish_date"] == "2024-03-01T23:30:00+00:00"
    assert (row["url"], row["canonical_link"]) == (URL, ARTICLE.canonical_url)
    assert (row["meta_keywords"], row["meta_site_name"]) == (["mills", "lakes"], "The Lakes")
    assert row["text"] == ARTICLE.text


def test_values_have_the_forms_of_news_please() -> None:
    row = renamed(ARTICLE, "news-please")
    assert (row["date_publish"], row["date_modify"]) == ("2024-03-01 23:30:00", "2024-03-02 04:05:06")
    assert row["source_domain"] == "www.lakes.example.co.uk"
    assert row["filename"] == "https%3A%2F%2Fwww.lakes.example.co.uk%2Fx%3Fy%3D1.json"
    assert (row["maintext"], row["text"]) == (f"{PROSE}\n{MORE}", None)


def test_values_have_the_forms_of_cc_news() -> None:
    assert renamed(ARTICLE, "cc_news") == {
        "title": TITLE,
        "text": f"{PROSE}\n{MORE}",
        "domain": "www.lakes.example.co.uk",
        "date": "2024-03-01 23:30:00",
        "description": "A mill.",
        "url": URL,
        "image_url": ARTICLE.image_url,
    }


@pytest.mark.parametrize(
    ("name", "text", "empty"),
    [
        ("trafilatura", "text", None),
        ("newspaper4k", "text", ""),
        ("news-please", "maintext", None),
        ("cc_news", "text", ""),
    ],
)
def test_a_failed_article_is_a_row_without_text(name: str, text: str, empty: str | None) -> None:
    row = renamed(FAILED, name)
    assert list(row) == KEYS[name].split()
    assert row[text] == empty
    assert not any(value for key, value in row.items() if key != "id")


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="--schema goose: known are trafilatura, newspaper4k, news-please, cc_news"):
        renamed(ARTICLE, "goose")


WORDS = st.none() | st.text(max_size=8) | st.sampled_from(["http://[", "//x", "https://a.example/\ud800", "a\n\nb"])
MOMENTS = st.none() | st.datetimes().map(lambda d: d.replace(microsecond=0).isoformat() + "+00:00")


@settings(deadline=None)
@given(
    url=WORDS, canonical_url=WORDS, text=WORDS.map(lambda t: t or ""), section=WORDS,
    authors=st.lists(st.text(max_size=5)), published_at=MOMENTS, modified_at=MOMENTS,
)  # fmt: skip
def test_whatever_the_article_holds_it_becomes_a_row_that_fits_the_arrow_schema(**said: Any) -> None:
    article = Article(id="a", **said)
    for name in SCHEMAS:
        json.dumps(renamed(article, name))
        assert dropin_arrow_table([article], name).schema == dropin_arrow_schema(name)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    rows = [{"html": PAGE, "id": "a", "url": URL}, {"html": "", "id": "b"}]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", SCHEMAS)
def test_jsonl_csv_and_parquet_hold_the_same_rows_one_for_each_input(
    cleaner: Callable[..., Any], inputs: Path, name: str
) -> None:
    for ending in ("jsonl", "csv", "parquet"):
        assert cleaner("clean", inputs, "--schema", name, "-o", f"out.{ending}", "--max-errors", 1).code == 0
    rows = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [list(r) for r in rows] == [KEYS[name].split()] * 2
    assert rows[0]["title"] == TITLE
    assert pq.read_table("out.parquet").to_pylist() == rows
    cells = list(csv.DictReader(io.StringIO(Path("out.csv").read_text(encoding="utf-8"))))
    assert cells == [{k: json.dumps(v) if isinstance(v, list) else v or "" for k, v in r.items()} for r in rows]


@pytest.mark.parametrize("format", ["md", "txt"])
def test_formats_without_fields_refuse_a_schema(cleaner: Callable[..., Any], inputs: Path, format: str) -> None:
    for how in (["--format", format], ["-o", f"out.{format}"]):
        said = cleaner("clean", inputs, "--schema", "trafilatura", *how)
        assert (said.code, said.out) == (2, "")
        assert f"--schema trafilatura names fields, and {format} has none; say --format jsonl, csv, parquet" in said.err


def test_an_unknown_schema_is_a_usage_error_of_the_command(cleaner: Callable[..., Any], inputs: Path) -> None:
    said = cleaner("clean", inputs, "--schema", "goose")
    assert (said.code, said.out) == (2, "")
    assert "--schema goose: known are trafilatura" in said.err


def test_the_settings_can_say_the_schema(cleaner: Callable[..., Any], inputs: Path) -> None:
    Path("cleaner.toml").write_text('schema = "cc_news"\n', encoding="utf-8")
    said = cleaner("clean", inputs, "--max-errors", 1)
    assert [list(json.loads(line)) for line in said.out.splitlines()] == [KEYS["cc_news"].split()] * 2


def test_failed_rows_are_kept_with_their_reason_by_errors(cleaner: Callable[..., Any], inputs: Path) -> None:
    cleaner("clean", inputs, "--schema", "cc_news", "-o", "out.jsonl", "--errors", "failed.jsonl")
    (row,) = [json.loads(line) for line in Path("failed.jsonl").read_text(encoding="utf-8").splitlines()]
    assert row["id"] == "b"
    assert row["error"]
