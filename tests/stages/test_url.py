"""What a URL tells of its host, domain and day."""

from __future__ import annotations

import pytest

from cleaner.stages.url import domain_of, folders_of, host_of


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
