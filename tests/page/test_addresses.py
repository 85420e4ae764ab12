"""What a URL tells of its host, domain and day."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner.document import Document
from cleaner.page.addresses import absolute, address_of, canonical, domain_of, folders_of, host_of, picture, site_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/x", "www.example.org"),
        ("HTTP://User:pw@WWW.Example.ORG:8080/x", "www.example.org"),
        ("www.example.org/x", "www.example.org"),
        ("//example.org", "example.org"),
        ("https://example.org./x", "example.org"),
        ("https://[::1", None),
        ("", None),
        (None, None),
        ("https:///path", None),
    ],
)
def test_the_host_of_a_url(url: str | None, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.example.co.uk", "example.co.uk"),
        ("news.example.org", "example.org"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        (None, None),
    ],
)
def test_the_registered_domain_of_a_host(host: str | None, domain: str | None) -> None:
    assert domain_of(host) == domain


@pytest.mark.parametrize(
    ("url", "folders"),
    [
        ("https://a.example/us-news/travel/old-mill?x=1", ("us news", "travel")),
        ("https://a.example/old-mill", ()),
        ("https://[::1", ()),
        (None, ()),
    ],
)
def test_the_folders_of_a_url(url: str | None, folders: tuple[str, ...]) -> None:
    assert folders_of(url) == folders


def test_a_document_is_of_the_site_it_came_from() -> None:
    told = {"canonical_url": (("canonical", "https://other.example/x"),)}
    document = Document(id="1", content="", url="https://www.river.example/y", hints=told)
    assert (address_of(document), site_of(document)) == ("https://www.river.example/y", "www.river.example")


def test_a_document_without_address_is_of_the_site_its_page_names() -> None:
    told = {"canonical_url": (("canonical", "https://www.river.example/x"), ("og:url", "https://other.example/x"))}
    assert site_of(Document(id="1", content="", hints=told)) == "www.river.example"


@pytest.mark.parametrize(
    "told", [{}, {"canonical_url": (("canonical", "/x/y"),)}, {"canonical_url": (("record", ["x.example"]),)}]
)
def test_a_document_may_be_of_no_known_site(told: dict[str, tuple[tuple[str, Any], ...]]) -> None:
    document = Document(id="1", content="", hints=told)
    assert site_of(document) is None
    assert not isinstance(address_of(document), list)


HERE = "https://www.example.org/news/ferry?x=1"


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("/news/mill", "https://www.example.org/news/mill"),
        ("//cdn.example.org/a.jpg", "https://cdn.example.org/a.jpg"),
        ("a b.html", "https://www.example.org/news/a%20b.html"),
        ("mailto:a@example.org", None),
        ("https://[", None),
        ("http://localhost/x", None),
        (7, "https://www.example.org/news/7"),
    ],
)
def test_an_address_is_what_a_browser_would_open(value: object, url: str | None) -> None:
    assert absolute(value, HERE) == url


def test_a_relative_address_without_a_page_is_none() -> None:
    assert absolute("/news/mill", None) is None


@pytest.mark.parametrize(
    ("given", "url"),
    [
        (["/news/ferry"], "https://www.example.org/news/ferry"),
        (["https://www.example.org/", "/news/ferry#webpage"], "https://www.example.org/news/ferry"),
        (["https://www.example.org/news/", "/a"], "https://www.example.org/a"),
        (["https://other.example/news", "/a"], "https://other.example/news"),
        (["https://www.example.org/?p=12"], "https://www.example.org/?p=12"),
        (["about:blank", "tag:x"], None),
    ],
)
def test_an_articles_address_is_no_front_page_section_or_node(given: list[str], url: str | None) -> None:
    assert canonical(given, HERE, HERE) == url


def test_a_picture_is_no_node() -> None:
    assert picture(["https://a.example/x/#primaryimage", "/i.jpg"], HERE) == "https://www.example.org/i.jpg"
    assert picture(["https://a.example/x/#primaryimage"], HERE) is None
