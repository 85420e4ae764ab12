"""The outlet by its own word, or by what its titles, feeds and domain agree on."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner.meta.outlets import choose_source

MILL = "Old mill opens again"


@pytest.mark.parametrize(
    ("hints", "domain", "source"),
    [
        ({"source": [("og:site_name", "The Lakeside")]}, None, "The Lakeside"),
        ({"outlet": [("json-ld", "The Lakeside")]}, None, "The Lakeside"),
        ({"source": [("application-name", MILL), ("publisher", "The Lakeside")]}, None, "The Lakeside"),
        ({"title": [("title element", f"{MILL} | The Lakeside")], "feed": [("feed", "The Lakeside » Feed")]}, None, "The Lakeside"),
        ({"title": [("title element", f"{MILL} - The Lakeside")]}, "thelakeside.example", "The Lakeside"),
        ({"title": [("title element", f"{MILL} - What we know")]}, "thelakeside.example", None),
        ({"title": [("title element", MILL)], "feed": [("feed", "Lakeside RSS")]}, "lakeside.example", "Lakeside"),
        ({"title": [("title element", MILL)], "feed": [("feed", "RSS 2.0")]}, "lakeside.example", None),
        ({}, "lakeside.example", None),
    ],
)  # fmt: skip
def test_the_outlet_is_what_it_says_or_what_others_agree_on(
    hints: dict[str, tuple[tuple[str, Any], ...]], domain: str | None, source: str | None
) -> None:
    assert choose_source(hints, MILL, domain) == source
