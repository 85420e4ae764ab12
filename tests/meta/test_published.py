"""When a page's article came out: which of its dates is the article's."""

from __future__ import annotations

import pytest

from cleaner import Article, Pipeline

PROSE = "The ferry across the lower river will stop in October, the river office said on Monday, after ninety years of crossings. "
BODY = f"<p>{PROSE}</p><p>{PROSE[::-1].strip()}.</p><p>{PROSE}</p>"
H1 = "<h1>Ferry to stop after ninety years</h1>"


def article(body: str, head: str = "", lang: str = "en", url: str | None = None) -> Article:
    page = f'<html lang="{lang}"><head><title>Ferry to stop</title>{head}</head><body>{body}</body></html>'
    return Pipeline().clean(page, url, kind="page")


def meta(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


@pytest.mark.parametrize(
    ("body", "local"),
    [
        (f"<article>{H1}<div>3 May 2024</div>{BODY}</article>", "2024-05-03"),
        (f"<header><div>Friday, May 10, 2024</div></header><article>{H1}<div>May 3, 2024</div>{BODY}</article>", "2024-05-03"),
        (f"<div>Friday, May 10, 2024</div><article>{H1}<div>May 3, 2024</div>{BODY}</article>", "2024-05-03"),
        (f"<header><div>Friday, May 10, 2024</div></header><article>{H1}{BODY}</article>", None),
        (f"<div>Friday, May 10, 2024</div><article>{H1}<div>3 hours ago</div>{BODY}</article>", None),
        (f"<article>{H1}<div>yesterday at 10:15</div>{BODY}</article>", None),
        (f"<article>{H1}<div>Joined October 2011</div>{BODY}</article>", None),
        (f"<article>{H1}{BODY}</article><aside><a>Old mill closes</a> <time datetime='2020-01-02'></time></aside>", None),
        (f"<article>{H1}{BODY}</article><div class='comments'><p><time datetime='2020-01-02'></time> Nice.</p></div>", None),
        (f"<article>{H1}{BODY}</article><footer>© 2019 The Post</footer>", None),
        (f"<article>{H1}<time datetime='2024-05-03T10:15:00+02:00'></time>{BODY}</article>", "2024-05-03T10:15:00+02:00"),
        (f"<article>{H1}<time class='updated' datetime='2024-05-09'></time><time datetime='2024-05-03'></time>{BODY}</article>",
         "2024-05-03"),
    ],
)  # fmt: skip
def test_the_articles_date_is_told_from_those_around_it(body: str, local: str | None) -> None:
    assert article(body).published_local == local


@pytest.mark.parametrize(
    ("bare", "zoned", "local"),
    [
        ("2024-05-03", "2024-05-03T10:15:00+02:00", "2024-05-03T10:15:00+02:00"),
        ("2024-05-03 10:15", "2024-05-03T10:15:00+02:00", "2024-05-03T10:15:00+02:00"),
        ("2024-05-03", "2024-05-05T10:15:00+02:00", "2024-05-03"),
    ],
)
def test_of_one_day_the_date_with_an_offset_counts(bare: str, zoned: str, local: str) -> None:
    row = article(f"<article>{H1}<time datetime='{zoned}'></time>{BODY}</article>", meta(bare))
    assert row.published_local == local


def test_a_date_to_come_gives_way_to_another() -> None:
    row = article(f"<article>{H1}<div>May 3, 2024</div>{BODY}</article>", meta("2999-01-01T10:00:00Z"))
    assert (row.published_local, row.published_raw) == ("2024-05-03", "May 3, 2024")


def test_the_day_in_the_address_is_told_with_what_stands_there() -> None:
    row = article(f"<article>{H1}{BODY}</article>", url="https://a.example/2024/05/03/ferry")
    assert (row.published_at, row.published_raw) == ("2024-05-03T00:00:00+00:00", "2024/05/03")


@pytest.mark.parametrize(
    ("lang", "local"), [("en-GB", "2024-05-03"), ("fr", "2024-05-03"), ("en-US", "2024-03-05"), ("en", "2024-03-05")]
)
def test_the_pages_language_says_which_number_is_the_day(lang: str, local: str) -> None:
    body = f"<article>{H1}<div>03/05/2024</div>{BODY}</article>"
    assert article(body, lang=lang).published_local == local


def test_another_day_on_the_page_says_which_number_is_the_day() -> None:
    row = article(
        f"<article>{H1}<div>03/05/2024</div>{BODY}</article>",
        '<meta name="last-modified" content="2024-05-03T18:00:00Z">',
    )
    assert row.published_local == "2024-05-03"
