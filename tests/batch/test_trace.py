"""Where each field of the metadata is from, and what else stood there."""

from __future__ import annotations

from cleaner.batch.trace import trace
from cleaner.document import origins
from tests.samples import PROSE, TITLE
from tests.stages.work import done, page

HEAD = (
    f"<title>{TITLE} | The Lakeside</title><meta property='og:title' content='{TITLE}'>"
    "<meta name='author' content='admin'><meta property='article:published_time' content='2024-05-03T10:15:00+02:00'>"
    "<meta property='article:modified_time' content='2024-05-04T10:15:00+02:00'>"
)
BODY = f"<article><h1>{TITLE}</h1><p class='byline'>By Ana Cruz</p><p>{PROSE}</p></article>"


def test_each_field_names_the_places_that_gave_it_and_all_that_stood_there() -> None:
    told = trace(done(page(HEAD, BODY)))
    assert told["title"]["value"] == TITLE
    assert told["title"]["from"] == "og:title, title element, h1"
    assert {c["where"] for c in told["title"]["candidates"]} == {"og:title", "title element", "h1"}
    assert (told["authors"]["value"], told["authors"]["from"]) == (["Ana Cruz"], "byline of the page")
    assert told["authors"]["candidates"][0] == {"where": "author", "value": "admin"}
    assert (told["published_at"]["value"], told["published_at"]["from"]) == (
        "2024-05-03T08:15:00+00:00", "article:published_time",
    )  # fmt: skip
    assert told["modified_at"]["from"] == "article:modified_time"
    assert "section" not in told


def test_what_no_place_says_is_put_down_to_the_text_or_the_address() -> None:
    told = trace(done(page("", f"<p>{PROSE}</p>"), url="https://a.example/2024/05/03/mill"))
    assert told["published_at"]["from"] == "the page's text or address"
    assert told["language"]["from"] == "the text"


def test_of_every_field_of_the_metadata_the_row_says_where_it_is_from() -> None:
    from dataclasses import fields

    from cleaner.document import Metadata

    beside = {"language_score", "published_raw", "published_local"}
    assert {f.name for f in fields(Metadata)} - beside == set(origins())
