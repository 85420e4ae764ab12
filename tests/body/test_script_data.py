"""A body that stands only in a page's scripts is found there, and no other text for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner import Pipeline, Rules

TITLE = "Harbour wall to close until spring"
PARAGRAPHS = [
    f"In the year {year} the wall was closed for {n} weeks, and the boats lay at the fish dock, the harbour office says."
    for n, year in enumerate((1911, 1934, 1957, 1963, 1988, 2002), 3)
]
OTHER = [
    f"The old ferry number {n} sails to the islands again, its owner told the council on Friday." for n in range(9)
]


def body_of(*scripts: str, head: str = f"<title>{TITLE} | The Post</title>", shown: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body><div id='root'>{shown}</div>{''.join(scripts)}</body></html>"
    text = Pipeline(Rules(())).clean(page).text
    return text.split("\n\n") if text else []


def data(value: Any) -> str:
    return f"<script type='application/json' id='__NEXT_DATA__'>{json.dumps(value)}</script>"


def article(**more: Any) -> dict[str, Any]:
    return {"props": {"page": {"article": {"title": TITLE, **more}}}}


def spans(text: str) -> list[dict[str, Any]]:
    """A paragraph in three pieces, the middle one a link, as editors keep them."""
    words = text.split(" ")
    return [
        {"_type": "span", "text": " ".join(words[:4]) + " "},
        {"_type": "link", "href": "/x", "children": [{"_type": "span", "text": words[4]}]},
        {"_type": "span", "text": " " + " ".join(words[5:])},
    ]


@pytest.mark.parametrize(
    "value",
    [
        article(body="".join(f"<p>{p}</p>" for p in PARAGRAPHS)),
        article(body="".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in PARAGRAPHS)),
        article(text="\n\n".join(PARAGRAPHS)),
        article(content=PARAGRAPHS),
        article(content=[{"type": "paragraph", "content": p} for p in PARAGRAPHS]),
        article(content=[{"type": "paragraph", "data": {"text": p}} for p in PARAGRAPHS]),
        article(content={"blocks": [{"key": "a1", "text": p, "type": "unstyled", "entityRanges": []} for p in PARAGRAPHS]}),
        article(body=[{"_type": "block", "style": "normal", "children": spans(p)} for p in PARAGRAPHS]),
        article(
            body={
                "nodeType": "document",
                "content": [{"nodeType": "paragraph", "content": [{"nodeType": "text", "value": p}]} for p in PARAGRAPHS],
            }
        ),
        {"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": p} for p in PARAGRAPHS]},
        article(content=json.dumps({"blocks": [{"text": p} for p in PARAGRAPHS]})),
    ],
    ids=["html", "escaped html", "lines", "strings", "blocks", "data of blocks", "draft", "portable text", "rich text",
         "elements", "json in json"],
)  # fmt: skip
def test_a_body_is_found_whatever_form_it_has(value: Any) -> None:
    assert body_of(data(value)) == PARAGRAPHS


@pytest.mark.parametrize(
    "script",
    [
        "window.__INITIAL_STATE__ = %s;",
        "window.__PRELOADED_STATE__=%s;(function(){var a={b:1}})()",
        "window['__DATA__'] = %s",
        "self.__APOLLO_STATE__ = %s;",
        "var state = %s;",
        "Site.globalContent=%s;Site.x={y:1};",
        "window.a = {b: function() { return 1 }}; window.__NUXT__ = %s;",
    ],
)
def test_a_value_that_a_script_sets_is_read(script: str) -> None:
    assert body_of(f"<script>{script % json.dumps(article(body=PARAGRAPHS))}</script>") == PARAGRAPHS


@pytest.mark.parametrize("quote", ['"', "'"])
def test_json_in_a_string_of_a_script_is_read(quote: str) -> None:
    literal = json.dumps(json.dumps(article(body=PARAGRAPHS)))
    if quote == "'":
        literal = "'" + literal[1:-1].replace('\\"', '"') + "'"
    assert body_of(f"<script>window.__STATE__ = JSON.parse({literal});</script>") == PARAGRAPHS


def test_undefined_is_read_as_nothing() -> None:
    state = json.dumps({"user": 0, **article(body=PARAGRAPHS)}).replace('"user": 0', '"user":undefined')
    assert body_of(f"<script>window.__STATE__ = {state};</script>") == PARAGRAPHS


def test_teasers_with_a_headline_of_their_own_are_not_mixed_in() -> None:
    teaser = {"headline": "The old ferry sails again", "text": OTHER[0]}
    assert body_of(data(article(content=[PARAGRAPHS[0], teaser, *PARAGRAPHS[1:]]))) == PARAGRAPHS


def test_the_story_under_the_pages_title_comes_before_a_longer_one() -> None:
    longer = {"title": "The old ferry sails again", "body": OTHER * 3}
    assert body_of(data({"next": longer, **article(body=PARAGRAPHS)})) == PARAGRAPHS


def test_readers_comments_are_no_body() -> None:
    comments = [{"text": t} for t in OTHER * 3]
    assert body_of(data(article(body=PARAGRAPHS, comments=comments))) == PARAGRAPHS


def test_of_two_stories_without_the_pages_title_none_is_taken() -> None:
    stories = [{"title": f"A story of the {w}", "body": PARAGRAPHS} for w in ("ferry", "mill")]
    assert body_of(data(stories), head="<title>Front page of the Post</title>") == []
    assert body_of(data(stories[:1]), head="<title>Front page of the Post</title>") == PARAGRAPHS


def test_a_caption_in_the_markup_and_the_title_itself_are_left_out() -> None:
    markup = f"<h1>{TITLE}</h1><figure><figcaption>The wall.</figcaption></figure>" + "".join(
        f"<p>{p}</p>" for p in PARAGRAPHS
    )
    assert body_of(data(article(body=markup))) == PARAGRAPHS


def test_a_body_that_the_page_shows_stays() -> None:
    shown = f"<h1>{TITLE}</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    assert body_of(data(article(body=OTHER)), shown=shown) == PARAGRAPHS


@pytest.mark.parametrize(
    "script",
    [
        "<script type='application/json'>{\"body\": [</script>",
        "<script>window.__NUXT__=(function(a,b){return {data:[{body:a}]}}('x','y'))</script>",
        "<script>window.__STATE__ = JSON.parse('{\"a</script>",
        f"<script type='application/json'>{'[' * 5000}{']' * 5000}</script>",
        f"<script type='application/json'>{'[' * 300}{json.dumps(article(body=PARAGRAPHS))}{']' * 300}</script>",
        "<script type='application/json'>" + json.dumps(article(body=PARAGRAPHS, x="y" * 5_000_001)) + "</script>",
    ],
    ids=["cut off", "a program", "a string without an end", "too deep to read", "too deep", "too large"],
)
def test_what_cannot_be_read_is_passed_over(script: str) -> None:
    assert body_of(script) == []


def test_where_nothing_is_found_the_page_is_too_short() -> None:
    page = f"<html><head><title>{TITLE}</title></head><body>{data({'a': 1})}</body></html>"
    assert Pipeline(Rules(())).clean(page).flags == ["too_short: 0 words"]
