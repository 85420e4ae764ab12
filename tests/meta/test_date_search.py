"""The day of an article where nothing says so in a usual place."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.meta.test_published import BODY, H1, article

LINKED = "<div class='story'><a href='/old-mill'>The old mill closes its doors</a> <span>2 January 2020</span></div>"


@pytest.mark.parametrize(
    ("head", "body", "local"),
    [
        ('<meta name="x-published-on" content="2024-05-03">', "", "2024-05-03"),
        ('<script>var story = {id: 7, "pub_date": "2024-05-03"};</script>', "", "2024-05-03"),
        ("<title>Ferry to stop - May 3, 2024</title>", "", "2024-05-03"),
        ("", "<table><tr><td>3 May 2024</td></tr><tr><td>Friday, 10 May 2024</td></tr></table>", "2024-05-03"),
        (
            "",
            '<main data-page=\'{"media": 1, "publishDate": "2024-05-03", "login": 1, "kind": "story"}\'></main>',
            "2024-05-03",
        ),
        ("", f"{LINKED}<table><tr><td>3 May 2024</td></tr></table>", "2024-05-03"),
    ],
    ids=["meta", "script", "title", "nearest", "attribute", "beside-another-story"],
)
def test_a_date_that_stands_nowhere_usual_is_searched_for(head: str, body: str, local: str | None) -> None:
    article_text = f"<article>{H1}{BODY}</article>"
    assert article(f"{article_text}{body}", head).published_local == local


def test_control_characters_around_a_comment_cost_no_row() -> None:
    row = article(
        f"<article>{H1}{BODY}</article>\x1b<div class='comment'><time>4 May 2024, 08:05</time> Nice.</div>\x1b"
    )
    assert (row.error, row.published_at) == (None, None)


def test_a_date_in_a_line_needs_neither_htmldate_nor_dateparser() -> None:
    page = f"<body>{H1}{BODY}<p class='date'>6 января 2012</p></body>"
    script = "import sys, cleaner; cleaner.clean(sys.argv[1], kind='page'); print({'htmldate', 'dateparser'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script, page], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
