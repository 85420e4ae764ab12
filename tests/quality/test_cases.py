"""Invented pages beside the checkout that came out wrong once: those that come out right must go on doing so."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from cleaner import Article, Pipeline
from cleaner.page.elements import visible_text
from cleaner.rules.compile import Rules
from tests.quality.corpora import SHARED

CASES = SHARED / "cases"
PAGES = CASES / "pages"
REPORTS = CASES / "reports"
METADATA = CASES / "metadata"


@dataclass(frozen=True, slots=True)
class Wanted:
    """``kept``: an XPath to the elements whose text stays, each as often as it stands there; ``gone``: to what may not."""

    kept: str
    gone: str | None = None


# What CASES.md says is right, of the pages that are about the body.
BODIES: Mapping[str, Wanted] = {
    "repro-aria-hidden-paragraphs": Wanted("//p"),
    "repro-class-has-comments": Wanted("//article//p"),
    "repro-copyright-in-the-first-paragraph": Wanted("//article//p/text()"),
    "repro-gift-list": Wanted("//article//p | //article//h2 | //article//li"),
    "repro-lines-without-stops": Wanted("//*[@class='article-content']/div", "//*[@id='links']/*"),
    "repro-list-is-not-the-body": Wanted("//p | //h2 | //h3 | //li"),
    "repro-live-numbers-list": Wanted("//article//p | //article//li"),
    "repro-named-values-first": Wanted("//article//p"),
    "repro-one-short-list": Wanted("//li"),
    "repro-quote-is-not-the-body": Wanted("//p"),
    "repro-quoted-step": Wanted("//article//p | //article//li"),
    "repro-refrain": Wanted("//article//p"),
    "repro-repeated-questions": Wanted("//article//p"),
    "repro-slides-in-figcaptions": Wanted("//article//p"),
    "repro-stream-under-a-short-story": Wanted("//*[@class='body']/p", "//*[@class='remote']//p"),
    "repro-table-of-prose": Wanted("//p"),
}
BODY_REPORTS = (
    "12-next-data-body.html",
    "21-comments-in-details.html",
    "21c-comments-details-other.html",
    "23-comment-form-german.html",
)
WALLS = (
    "26-consent-wall-page.html",
    "26c-captcha-wall.html",
    "walls/451-gdpr.html",
    "walls/are-you-a-robot.html",
    "walls/blocked-by-service.html",
    "walls/old-browser.html",
)
# What metadata/CASES.md says is right of texts: the authors, and the day.
TEXTS: Mapping[str, tuple[str, str]] = {
    "repro-txt-ar": ("أحمد حسن", "2024-05-03"),
    "repro-txt-es": ("María García", "2024-05-03"),
    "repro-txt-it": ("Giulia Rossi", "2024-05-03"),
    "repro-txt-ko": ("김민수", "2024-05-03"),
    "repro-txt-zh": ("王小明", "2024-05-03"),
}
# What it says of pages' dates, with the address that the row has; None: no date may be made up.
DATES: Mapping[str, str | None] = {
    "repro-meta-slash-fr": "2024-05-03",
    "repro-pg-date-fa": "2024-05-03",
    "repro-pg-date-th": "2024-05-03",
    "repro-pg-date-zh": "2024-05-03",
    "repro-pg-wrongside": None,
    "repro-rel-masthead": None,
    "repro-slash-es": "2024-05-03",
    "repro-slash-fr": "2024-05-03",
    "repro-slash-gb": "2024-05-03",
    "repro-slash-pt-ld": "2024-05-03",
    "repro-ti-future": None,
    "repro-tz-cst-china": "2024-05-03T02:15:00+00:00",
    "repro-tz-edt": "2024-05-04T01:15:00+00:00",
}
DATE_REPORTS: Mapping[str, str] = {"48-comment-date.html": "2018-08-27", "48b-comment-time-itemprop.html": "2018-08-27"}
# Each comes off this list when it comes out right: the test says so.
NOT_YET: Mapping[str, str] = {
    "repro-gift-list": "structure.links-after-body takes the list of books and heading-over-nothing its heading",
    "repro-lines-without-stops": "lines of Chinese without a stop are no prose, so the form beside them is taken for the body",
    "repro-live-numbers-list": "related.story-list takes a list of links between the article's own paragraphs",
    "repro-named-values-first": "structure.before-body takes a name and its value",
    "repro-slides-in-figcaptions": "video.box takes the opening paragraph, whose box is named for a gallery",
    "23-comment-form-german.html": "a box on the author amid the body has no name that tells it",
}


def each(names: Mapping[str, Wanted] | tuple[str, ...], folder: Path) -> list[object]:
    """The pages that are there, those in NOT_YET as expected failures."""
    return [
        pytest.param(n, marks=pytest.mark.xfail(strict=True, reason=NOT_YET[n])) if n in NOT_YET else n
        for n in names
        if (folder / n).is_file() or (folder / f"{n}.html").is_file()
    ]


@cache
def sections() -> dict[str, str]:
    """What CASES.md says of each report, by its file."""
    parts = re.split(r"^## ", (REPORTS / "CASES.md").read_text(encoding="utf-8"), flags=re.M)[1:]
    return {p.splitlines()[0].strip(): p for p in parts}


def cleaned(path: Path, rules: Rules) -> Article:
    url = re.search(r"^- url given: (\S+)", sections().get(path.name, ""), re.M) if path.parent == REPORTS else None
    return Pipeline(rules).clean(path.read_bytes(), url[1] if url else None, kind="page")


def texts(path: Path, xpath: str) -> list[str]:
    tree = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    found = (e.strip() if isinstance(e, str) else visible_text(e) for e in tree.xpath(xpath))
    return [t for t in found if t]


def lost(wanted: list[str], text: str) -> list[str]:
    """What of the wanted lines does not stand in the text, or less often than wanted."""
    return [line for line, times in Counter(wanted).items() if text.count(line) < times]


if PAGES.is_dir():

    @pytest.mark.parametrize("name", each(BODIES, PAGES))
    def test_a_pages_body_is_what_its_case_says(name: str, shipped: Rules) -> None:
        path, wanted = PAGES / f"{name}.html", BODIES[name]
        text = cleaned(path, shipped).text
        kept = texts(path, wanted.kept)
        assert kept
        assert lost(kept, text) == []
        assert [t for t in texts(path, wanted.gone) if t in text] == [] if wanted.gone else True


if REPORTS.is_dir():

    @pytest.mark.parametrize("name", each(BODY_REPORTS, REPORTS))
    def test_a_reports_page_has_its_body_and_nothing_else(name: str, shipped: Rules) -> None:
        text = cleaned(REPORTS / name, shipped).text
        banned = re.search(r"^- must not be in the text: (\[.*\])$", sections()[name], re.M)
        assert [word for word in (ast.literal_eval(banned[1]) if banned else ()) if word in text] == []
        # Cut short, as CASES.md gives them.
        openings = re.findall(r"LOST: (.*?)(?:;|$)", sections()[name], re.M)
        assert [line for line in openings if line.strip() not in text] == []
        assert len(text) > 800

    @pytest.mark.parametrize("name", each(WALLS, REPORTS))
    def test_a_page_in_an_articles_place_is_flagged_or_fails(name: str, shipped: Rules) -> None:
        row = cleaned(REPORTS / name, shipped)
        assert row.status == "failed" or any(f.startswith("non_article") for f in row.flags)
        assert (row.confidence or 0.0) <= 0.1


if METADATA.is_dir():

    @pytest.mark.parametrize("name", sorted(DATES))
    def test_a_pages_date_is_the_articles_or_none(name: str, shipped: Rules) -> None:
        found = cleaned(METADATA / f"{name}.html", shipped).published_at
        right = DATES[name]
        assert found is None if right is None else (found or "").startswith(right)

    @pytest.mark.parametrize("name", sorted(TEXTS))
    def test_a_texts_author_and_day_are_read_and_their_lines_leave_it(name: str, shipped: Rules) -> None:
        text = (METADATA / f"{name}.txt").read_text(encoding="utf-8")
        row = Pipeline(shipped).clean(text, kind="text")
        author, day = TEXTS[name]
        title, _, _, *body = text.splitlines()
        assert (row.title, row.authors, (row.published_at or "")[:10]) == (title, [author], day)
        assert row.text.split("\n\n") == body


def test_what_is_not_right_yet_is_a_case_that_is_checked() -> None:
    assert set(NOT_YET) <= {*BODIES, *BODY_REPORTS, *WALLS}


if REPORTS.is_dir():

    @pytest.mark.parametrize("name", sorted(DATE_REPORTS))
    def test_a_comments_or_a_teasers_date_is_not_the_articles(name: str, shipped: Rules) -> None:
        assert (cleaned(REPORTS / name, shipped).published_at or "").startswith(DATE_REPORTS[name])
