"""Input made to take time: each is one row, with its reason where it isn't cleaned. That it comes to an end is the test."""

from __future__ import annotations

import json

import pytest

from cleaner import Pipeline
from cleaner.rules.compile import Rules
from tests.samples import PROSE

_JSON_LD = json.dumps({"@type": "NewsArticle", "articleBody": "<p>" + "<br " * 100_000})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            f"<body><div {' '.join(f'a{i}=1' for i in range(50_000))}><p>{PROSE}</p>",
            "too many attributes: a tag has 50000",
        ),
        ("a\n" * 1_000_000, "too many blocks: 1000000 lines"),
        (f"<body>{'<i></i>' * 400_000}<p>{PROSE}</p>", "too many elements: 400"),
        (f"<body>{''.join(f'<i class=c{i}-related></i>' for i in range(5_000))}<p>{PROSE}</p>", None),
        (f"<body><p>{'&eacute;&amp;' * 100_000}</p><p>{PROSE}</p>", None),
        ("word " * 400_000, None),
        ("<" * 1_000_000, None),
        (f"<body>{'<div itemprop=headline>' * 500}{'<i itemprop=author>a</i>' * 5_000}", None),
        (f"<body><script type='application/ld+json'>{'[' * 200_000}</script><p>{PROSE}</p>", None),
        # What follows took minutes, within one call of a function of C.
        (f"<body><p>{'word <i>word</i> ' * 40_000}</p>", None),
        (
            f"<body><p>Short.</p><script>{'a' * 300_000} {'a.' * 100_000} {'x = {a: undefined}; ' * 20_000}</script>",
            None,
        ),
        (f"<head><meta name=author content='{'jane.doe-' * 20_000}'></head><body><p>{PROSE}</p>", None),
        (f"<head><meta name=author content='{'Jane (' * 60_000}'></head><body><p>{PROSE}</p>", None),
        (f"<script type='application/ld+json'>{_JSON_LD}</script><body><p>{PROSE}</p>", None),
        (f"{PROSE[:70]}\n{PROSE[70:]}\n" * 15_000, None),
        ("[+12 chars] " * 40_000, None),
        (f"{'<div>' * 700}{'<i class=author>a</i>' * 20_000}", None),
        (f"{PROSE} " * 32_000, "too long: 33"),
        (f"<body>{f'<p>{PROSE}</p>' * 32_000}", "too long: 32"),
    ],
    ids=[
        "attributes",
        "lines",
        "elements",
        "classes",
        "entities",
        "one-line",
        "brackets",
        "itemprop",
        "jsonld",
        "italics",
        "assignments",
        "addresses",
        "brackets-of-names",
        "tags-of-body",
        "wrapped",
        "cut",
        "nested",
        "letters",
        "letters-of-page",
    ],
)
def test_a_flood_is_one_row_in_bounded_time(shipped: Rules, content: str, reason: str | None) -> None:
    article = Pipeline(shipped).clean(content)
    assert (article.error or "").startswith(reason or "")
    assert (article.error is None) == (reason is None)


def test_long_attributes_are_no_flood(shipped: Rules) -> None:
    picture = f"<img alt='a' src='data:image/png;base64,{'A' * 500_000}'>"
    assert PROSE in Pipeline(shipped).clean(f"<body>{picture}<p>{PROSE}</p>").text
