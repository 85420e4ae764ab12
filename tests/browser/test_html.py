"""The HTML output in a real browser: it shows the article, runs nothing and loads nothing but its pictures."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from cleaner.choices import Choices
from cleaner.io.output import open_sink
from cleaner.pipeline import Pipeline
from cleaner.rules.compile import Rules
from tests.browser.conftest import Watched
from tests.browser.test_report import HOSTILE
from tests.samples import LAST, MORE, PROSE, TITLE

ALL = Choices(links=True, images=True, comments=True, html=True)
PICTURE = "https://pictures.example/mill.jpg"
WEB = re.compile("https?:")


def page(bad: str) -> str:
    """A page that holds it as markup, as text, in attributes, in a table, a caption and a reader's comment."""
    text, attribute = html.escape(bad), html.escape(bad, quote=True)
    return (
        f"<html lang='{attribute}'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{PROSE} {bad}</p>"
        f"<p>{MORE} {text} <a href='{attribute}'>here</a> <a href='javascript:window.pwned=1'>there</a>"
        f"<a href='https://x.example/{attribute}' rel='{attribute}'>yonder</a> <em onclick='window.pwned=1'>now</em></p>"
        f"<table><tr><td>{text}</td><td>{text}</td></tr></table><pre>{text}</pre>"
        f"<figure><img src='{PICTURE}' alt='{attribute}' onerror='window.pwned=1'><figcaption>{text}</figcaption></figure>"
        f"<p>{LAST}</p></article><div id='comments'><div><b>Ana Vell</b> <i>3 May 2024, 10:12</i><p>So. {text}</p></div></div>"
        "</body></html>"
    )


@pytest.mark.parametrize("bad", HOSTILE)
def test_whatever_a_page_holds_its_clean_html_runs_nothing(bad: str, tmp_path: Path, watched: Watched) -> None:
    article = Pipeline(Rules.load(), choices=ALL).clean(page(bad), "https://lake.example/a", kind="page")
    with open_sink(tmp_path / "a.html", "html") as sink:
        sink.write(article)
    watched.page.route(WEB, lambda route: route.fulfill(status=200, content_type="image/png", body=b""))
    watched.page.goto((tmp_path / "a.html").as_uri())
    assert watched.page.inner_text("h1") == TITLE
    assert PROSE[:40] in watched.page.inner_text("article")
    assert watched.page.evaluate("window.pwned") is None
    asked = [url for url in watched.requests if WEB.match(url)]
    assert set(asked) <= {image.src for image in article.images}
    watched.requests = [url for url in watched.requests if url not in asked]
    links = watched.page.eval_on_selector_all("a", "links => links.map(link => link.protocol)")
    assert set(links) <= {"https:", "http:"}
