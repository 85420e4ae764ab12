"""One value for each field, by a fixed precedence; a record's oddities cost no row."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import LAST, PAGE, PROSE, TITLE
from tests.stages.work import article, page, row


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"title": "Ferry"}, "title", "Ferry"),
        ({"author": "By Ana Cruz"}, "authors", ["Ana Cruz"]),
        ({"authors": ["Ana Cruz", "Ben Okoro"]}, "authors", ["Ana Cruz", "Ben Okoro"]),
        ({"date_publish": "2024-05-03"}, "published_at", "2024-05-03T00:00:00+00:00"),
        ({"published_at": "nonsense"}, "published_at", None),
        ({"tags": ["a", "b, c"]}, "tags", ["a", "b", "c"]),
        ({"sitename": "The Lakeside"}, "source", "The Lakeside"),
        ({"title": ["Ferry", "Mill"]}, "title", "Ferry"),
        ({"title": [1, {}]}, "title", None),
        ({"title": {"x": 1}}, "title", None),
        ({"title": 7}, "title", None),
    ],
)
def test_a_records_fields_fill_the_row_whatever_their_shape(record: dict[str, Any], field: str, value: object) -> None:
    found = row(text=f"{PROSE} {LAST}", **record)
    assert getattr(found, field) == value
    assert found.error is None


ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.lists(st.text(max_size=9)),
                st.dictionaries(st.text(max_size=5), st.integers()))  # fmt: skip
NAMES = [
    "title",
    "authors",
    "author",
    "byline",
    "published_at",
    "date",
    "tags",
    "source",
    "language",
    "image_url",
    "url",
    "id",
]


@given(st.dictionaries(st.sampled_from(NAMES), ODD))
def test_no_value_of_a_records_field_costs_its_text(record: dict[str, Any]) -> None:
    found = row(text=PROSE, **record)
    assert (found.text, found.error) == (PROSE, None)


def test_the_record_goes_before_the_page() -> None:
    assert row(html=PAGE, title="Ferry to close").title == "Ferry to close"


def test_a_pages_url_gives_day_and_domain_where_nothing_else_does() -> None:
    found = article(f"{TITLE}\n{PROSE}", url="https://www.a.example.co.uk/2024/05/03/mill")
    assert found.published_at == "2024-05-03T00:00:00+00:00"
    assert found.domain == "example.co.uk"


def test_a_date_that_is_none_gives_way_to_one_that_is() -> None:
    head = "<meta name='date' content='soon'><meta property='article:published_time' content='2024-05-03'>"
    assert article(page(head, f"<p>{PROSE}</p>")).published_raw == "2024-05-03"


def test_a_desk_that_signs_with_the_outlets_name_is_better_than_nobody() -> None:
    head = "<meta property='og:site_name' content='The Lakeside'><meta name='author' content='The Lakeside'>"
    assert article(page(head, f"<p>{PROSE}</p>")).authors == ["The Lakeside"]
    both = head + "<meta name='dc.creator' content='Ana Cruz'>"
    assert article(page(both, f"<p>{PROSE}</p>")).authors == ["Ana Cruz"]


def test_tags_come_once_and_end_somewhere() -> None:
    found = row(text=PROSE, tags=["Mill", "mill", " mill ", "", "x" * 99, *[f"t{i}" for i in range(99)]])
    assert found.tags[:2] == ["Mill", "t0"]
    assert len(found.tags) == 30


def test_the_day_shown_by_the_headline_serves_where_nothing_else_says_it() -> None:
    body = f"<main><h1>{TITLE}</h1><p>Published on May 3, 2024</p><p>{PROSE} {PROSE}</p><p>{PROSE} {PROSE}</p></main>"
    assert article(page("", body)).published_at == "2024-05-03T00:00:00+00:00"
    head = "<meta property='article:published_time' content='2024-05-01'>"
    assert article(page(head, body)).published_at == "2024-05-01T00:00:00+00:00"


def test_the_pages_own_date_in_json_ld_comes_after_the_articles() -> None:
    ld = '<script type=\'application/ld+json\'>{"@type": "WebPage", "datePublished": "2024-05-03"}</script>'
    body = f"<main><h1>{TITLE}</h1><p>{PROSE}</p></main>"
    assert article(page(ld, body)).published_raw == "2024-05-03"
    head = ld + "<meta property='article:published_time' content='2024-05-01'>"
    assert article(page(head, body)).published_raw == "2024-05-01"


def test_the_canonical_links_folders_and_site_tell_what_is_no_part_of_a_title() -> None:
    link = "<link rel='canonical' href='https://www.lakeside.example/river-news/mill'>"
    for end in ("River News", "Lakeside"):
        row = article(page(f"<title>{TITLE} | {end}</title>{link}", f"<article><p>{PROSE}</p></article>"))
        assert row.title == TITLE


def ld(*nodes: dict[str, Any]) -> str:
    return f"<script type='application/ld+json'>{json.dumps(list(nodes))}</script>"


def steps(*named: tuple[str, str | None]) -> dict[str, Any]:
    items = [{"position": i, "name": n, "item": u} for i, (n, u) in enumerate(named, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


FRONT = ("Home", "https://a.example/")
RIVER = ("River", "https://a.example/river/")


@pytest.mark.parametrize(
    ("told", "section"),
    [
        (steps(FRONT, RIVER), "River"),
        (steps(FRONT, RIVER, (TITLE, "https://a.example/river/mill")), "River"),
        (steps(FRONT, RIVER, ("The mill", "https://a.example/river/mill")), "River"),
        (steps(FRONT, RIVER, ("All that is known so far of the mill", None)), "River"),
        (steps(FRONT), None),
        (steps(), None),
        ({"@type": "BreadcrumbList", "itemListElement": "x"}, None),
    ],
)
def test_the_section_is_the_last_step_between_front_page_and_article(told: dict[str, Any], section: str | None) -> None:
    head = f"<title>{TITLE}</title><link rel='canonical' href='https://a.example/river/mill'>{ld(told)}"
    assert article(page(head, f"<p>{PROSE}</p>")).section == section


def test_a_section_that_the_page_names_comes_before_its_breadcrumbs() -> None:
    head = f"<meta property='article:section' content='Lakes'>{ld(steps(FRONT, RIVER))}"
    assert article(page(head, f"<p>{PROSE}</p>")).section == "Lakes"


def test_a_description_has_no_tags_or_entities() -> None:
    head = "<meta name='description' content='The ferry &amp;amp; the bridge &lt;b&gt;again&lt;/b&gt;.'>"
    assert article(page(head, f"<p>{PROSE}</p>")).description == "The ferry & the bridge again."
    kept = "<meta name='description' content='Water at 3 &lt; 5 metres'>"
    assert article(page(kept, f"<p>{PROSE}</p>")).description == "Water at 3 < 5 metres"


def test_tags_are_parted_at_semicolons_and_ideographic_commas_and_identifiers_are_none() -> None:
    assert row(text=PROSE, tags="Fähre; Fluss; 2024; 105726154").tags == ["Fähre", "Fluss", "2024"]
    assert row(text=PROSE, tags="水车，河流、渡口").tags == ["水车", "河流", "渡口"]


def test_addresses_are_joined_with_the_pages_base() -> None:
    head = (
        "<base href='https://b.example/x/'><link rel='canonical' href='mill'><meta property='og:image' content='m.jpg'>"
    )
    found = article(page(head, f"<p>{PROSE}</p>"), url="https://a.example/y/z")
    assert (found.canonical_url, found.image_url) == ("https://b.example/x/mill", "https://b.example/x/m.jpg")


def test_the_canonical_link_comes_before_the_address_in_json_ld() -> None:
    node = {"@type": "NewsArticle", "headline": TITLE, "url": "https://a.example/other"}
    head = f"{ld(node)}<link rel='canonical' href='https://a.example/river/mill'>"
    assert article(page(head, f"<p>{PROSE}</p>")).canonical_url == "https://a.example/river/mill"


def test_a_picture_given_as_another_node_is_found_there() -> None:
    node = {"@type": "NewsArticle", "headline": TITLE, "image": {"@id": "https://a.example/x#primaryimage"}}
    image = {"@type": "ImageObject", "@id": "https://a.example/x#primaryimage", "url": "https://a.example/mill.jpg"}
    assert article(page(ld({"@graph": [node, image]}), f"<p>{PROSE}</p>")).image_url == "https://a.example/mill.jpg"
