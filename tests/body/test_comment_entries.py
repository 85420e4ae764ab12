"""What readers wrote: name, time and words of each, from shape, from marks, from data."""

from __future__ import annotations

import json

import pytest

from cleaner.article import Comment
from cleaner.choices import Choices
from cleaner.pipeline import Pipeline
from tests.samples import LAST, MORE, PROSE, TITLE
from tests.stages.work import page

PIPELINE = Pipeline(choices=Choices(comments=True))
SAID = ("The mill was never closed, it only stood still.", "Who pays for the new weir?", "My uncle ground there.")
NAMES = ("Ana Vell", "Bo Strand", "Carla Moor")
TIMES = ("3 May 2024, 10:12", "3 May 2024, 11:40", "4 May 2024, 08:05")


def comments_of(below: str, head: str = "") -> list[Comment]:
    story = f"<article><h1>{TITLE}</h1><p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p></article>"
    return PIPELINE.clean(page(f"<title>{TITLE}</title>{head}", story + below), kind="page").comments


def test_only_where_they_are_asked_for() -> None:
    below = f"<div id='comments'><div><b>{NAMES[0]}</b> <i>{TIMES[0]}</i><p>{SAID[0]}</p></div></div>"
    story = page(f"<title>{TITLE}</title>", f"<article><h1>{TITLE}</h1><p>{PROSE}</p><p>{MORE}</p></article>{below}")
    assert (Pipeline().clean(story).comments, len(PIPELINE.clean(story).comments)) == ([], 1)


@pytest.mark.parametrize(
    "entry",
    [
        "<div><span>{name}</span> <time>{at}</time><p>{said}</p><a href='#r'>Reply</a></div>",
        "<div><h4>{name}</h4><span class='d'>{at}</span><div>{said}</div></div>",
        "<li><p><b>{name}</b> · <small>{at}</small></p><p>{said}</p><p>Like</p></li>",
        "<div><div>{name}</div><div>{at}</div><p>{said}</p></div>",
    ],
)
@pytest.mark.parametrize("box", ["<section id='comments'><h2>Comments</h2>{}</section>", "<div class='zz'>{}</div>"])
def test_shape_tells_who_said_what_and_when_whatever_the_box_is_called(entry: str, box: str) -> None:
    entries = "".join(entry.format(name=n, at=t, said=s) for n, t, s in zip(NAMES, TIMES, SAID, strict=True))
    assert comments_of(box.format(entries)) == [Comment(*all) for all in zip(NAMES, TIMES, SAID, strict=True)]


def test_a_comment_of_several_paragraphs_is_one() -> None:
    entry = "<div><b>{}</b> <time>{}</time><p>{}</p><p>That is all.</p></div>"
    below = "".join(entry.format(n, t, s) for n, t, s in zip(NAMES[:1], TIMES, SAID, strict=False))
    assert [c.text for c in comments_of(f"<div id='comments'>{below}</div>")] == [f"{SAID[0]}\n\nThat is all."]


def test_marked_comments_are_read_by_their_marks_each_with_its_own() -> None:
    inner = (
        "<div itemprop='comment' itemscope itemtype='https://schema.org/Comment'><span itemprop='author'>Bo</span>"
        "<div itemprop='text'><p>Yes.</p></div></div>"
    )
    below = (
        "<div class='comments'><div itemscope itemtype='http://schema.org/Comment'><span itemprop='author'>Ana</span>"
        "<time itemprop='dateCreated' datetime='2024-05-03T10:12'>long ago</time>"
        f"<p itemprop='text'>Is it open?</p>{inner}</div></div>"
    )
    assert comments_of(below) == [Comment("Ana", "2024-05-03T10:12", "Is it open?"), Comment("Bo", None, "Yes.")]


def test_json_ld_has_them_where_the_page_shows_none() -> None:
    data = {
        "@type": "NewsArticle", "headline": TITLE,
        "comment": [{"@type": "Comment", "author": {"name": "Ana"}, "dateCreated": "2024-05-03", "text": SAID[0]}],
    }  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert comments_of("", head) == [Comment("Ana", "2024-05-03", SAID[0])]


def test_a_form_without_comments_is_none() -> None:
    assert comments_of("<div id='respond'><h3>Leave a reply</h3><form><p>Your name</p></form></div>") == []
