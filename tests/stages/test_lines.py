"""The lines over and under a page's body."""

from __future__ import annotations

from cleaner.stages.hints import parse
from cleaner.stages.lines import around_body
from tests.samples import PROSE, TITLE

LONG = f"<p>{PROSE} {PROSE}</p>"


def around(body: str) -> tuple[list[str], list[str]]:
    head, tail = around_body(parse(f"<html><body>{body}</body></html>"))
    return [line.text for line in head], [line.text for line in tail]


def test_lines_between_headline_and_prose_and_after_it() -> None:
    body = f"<h1>{TITLE}</h1><div><span>Ana</span> <b>Cruz</b></div><div>{LONG}<p>so</p>{LONG}<p>Ben Okoro</p></div><p>Share</p>"
    assert around(body) == ([TITLE, "Ana Cruz"], ["Ben Okoro", "Share"])


def test_navigation_and_captions_are_no_lines() -> None:
    body = f"<nav>Lakes</nav><h1>{TITLE}</h1><figure><figcaption>A mill</figcaption></figure>{LONG}<footer>Imprint</footer>"
    assert around(body) == ([TITLE], [])


def test_a_link_around_blocks_is_read_by_its_blocks() -> None:
    assert around(f"<h1>{TITLE}</h1><a href='/x'><div>Ana Cruz</div><div>3 May</div></a>{LONG}") == (
        [TITLE, "Ana Cruz", "3 May"],
        [],
    )


def test_a_page_without_prose_or_body_has_none() -> None:
    assert around("<p>Short</p>") == ([], [])
    assert around("") == ([], [])


def test_ideograms_say_more_in_less() -> None:
    assert around(f"<h1>水车</h1><p>文：山川</p><p>{'水车再次开放。' * 8}</p>") == (["水车", "文：山川"], [])
