"""The lines over and under a page's body."""

from __future__ import annotations

from cleaner.meta.lines import around_body
from cleaner.page.parse import parse
from tests.samples import PROSE, TITLE

LONG = f"<p>{PROSE} {PROSE}</p>"


def around(body: str) -> tuple[list[str], list[str]]:
    tree = parse(f"<html><body>{body}</body></html>")
    prose = [p for p in tree.iter("p") if len("".join(p.itertext())) > 50]
    head, tail, _ = around_body(tree, prose[0], prose[-1])
    return [line.text for line in head], [line.text for line in tail]


def test_lines_between_headline_and_prose_and_after_it() -> None:
    body = f"<h1>{TITLE}</h1><div><span>Ana</span> <b>Cruz</b></div><div>{LONG}<p>so</p>{LONG}<p>Ben Okoro</p></div><p>Share</p>"
    assert around(body) == ([TITLE, "Ana Cruz"], ["Ben Okoro", "Share"])


def test_navigation_and_captions_are_no_lines() -> None:
    body = f"<nav>Lakes</nav><h1>{TITLE}</h1><figure><figcaption>A mill</figcaption></figure>{LONG}<footer>Imprint</footer>"
    assert around(body) == ([TITLE], [])
    assert around(f"<h1>{TITLE}</h1><noscript><p>Turn it on</p></noscript>{LONG}") == (
        [TITLE],
        [],
    )


def test_a_link_around_blocks_is_read_by_its_blocks() -> None:
    assert around(f"<h1>{TITLE}</h1><a href='/x'><div>Ana Cruz</div><div>3 May</div></a>{LONG}") == (
        [TITLE, "Ana Cruz", "3 May"],
        [],
    )


def test_a_br_ends_a_line() -> None:
    assert around(f"<h1>{TITLE}</h1><div>Ana Cruz<br>Lakes <b>desk</b><br></div>{LONG}") == (
        [TITLE, "Ana Cruz", "Lakes desk"],
        [],
    )


def numbered(count: int) -> str:
    return "".join(f"<p>Line {n}</p>" for n in range(count))


def test_so_many_lines_around_the_body_and_no_more() -> None:
    assert len(around(f"<h1>{TITLE}</h1>{LONG}{numbered(9)}")[1]) == 4
    assert around(f"{numbered(5)}<h1>{TITLE}</h1>{LONG}")[0] == ["Line 2", "Line 3", "Line 4", TITLE]
    assert len(around(f"<h1>{TITLE}</h1>{numbered(20)}{LONG}")[0]) == 12


def test_without_a_headline_the_lines_right_over_the_prose_serve() -> None:
    assert around(f"{numbered(20)}{LONG}")[0] == [f"Line {n}" for n in range(8, 20)]


def test_a_body_in_a_table_is_found_and_other_tables_are_no_lines() -> None:
    cell = f"<table><tr><td><p>Ana Cruz</p>{LONG}</td></tr></table>"
    assert around(f"<h1>{TITLE}</h1><table><tr><td>Lakes</td></tr></table>{cell}") == ([TITLE, "Ana Cruz"], [])


def test_links_in_links_around_blocks_are_read_by_their_blocks() -> None:
    teaser = "<div><span><a href='/x'><div>Ana Cruz</div><div>3 May</div></a></span></div>"
    assert around(f"<h1>{TITLE}</h1>{teaser}{LONG}")[0] == [TITLE, "Ana Cruz", "3 May"]


def test_a_flood_of_lines_is_read_up_to_a_bound() -> None:
    assert around("<i>x</i><p>x</p>" * 4100 + LONG) == ([], [])
