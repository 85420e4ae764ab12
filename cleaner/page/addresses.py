"""What a URL tells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from cleaner.document import Document

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def host_of(url: str | None) -> str | None:
    """``www.example.org`` of ``https://www.example.org/x``; None where there is none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.lower().rstrip(".") if host else None


def address_of(document: Document) -> str | None:
    """Where the document comes from: the address it came with, else the one that its page gives as its own."""
    return document.url or next((v for _, v in document.hints.get("canonical_url", ()) if isinstance(v, str)), None)


def base_of(document: Document) -> str | None:
    """What the page's own addresses are relative to: its base element, else where it comes from."""
    given = next((v for _, v in document.hints.get("base", ()) if isinstance(v, str)), "")
    return absolute(given, address_of(document)) or address_of(document)


def absolute(value: object, base: str | None) -> str | None:
    """The address as a browser would open it from a page at ``base``; None where that is no address on the web."""
    try:
        url = urljoin(base or "", str(value).strip()).replace(" ", "%20")
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and "." in host.strip(".") else None


def canonical(values: Iterable[object], base: str | None, own: str | None) -> str | None:
    """The first of the addresses that a page gives as its own which can be an article's.

    The site's front page is none; nor is what lies above ``own``, where the page came from, if that is known. A fragment
    names a part of the page or, in JSON-LD, a node (``#webpage``), and is left out.
    """
    for value in values:
        url = absolute(value, base)
        if url and not _lies_above(url, own):
            return urldefrag(url).url
    return None


def _lies_above(url: str, own: str | None) -> bool:
    there, here = urlsplit(url), urlsplit(own or "")
    above = there.path.strip("/")
    if there.query or not above:
        return not there.query
    return there.hostname == here.hostname and here.path.strip("/").startswith(above + "/")


def picture(values: Iterable[object], base: str | None) -> str | None:
    """The first address of a picture: one with a fragment names a node of JSON-LD instead."""
    found = (absolute(v, base) for v in values)
    return next((url for url in found if url and not urlsplit(url).fragment), None)


def site_of(document: Document) -> str | None:
    """The host of ``address_of``: by it site rules apply, and links are told from those to other sites."""
    return host_of(address_of(document))


def folders_of(url: str | None) -> tuple[str, ...]:
    """``us news`` and ``travel`` of ``https://www.example.org/us-news/travel/old-mill``: the path without its last part."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return ()
    return tuple(part.replace("-", " ").replace("_", " ") for part in path.strip("/").split("/")[:-1] if part)


@lru_cache(maxsize=4096)
def domain_of(host: str | None) -> str | None:
    """The registered domain (``example.co.uk`` of ``www.example.co.uk``), by the public suffixes of publicsuffixlist.

    A host that stands under none of them is its own.
    """
    if not host:
        return None
    return _public_suffixes().privatesuffix(host) or host


@lru_cache(maxsize=1)
def _public_suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(only_icann=True, accept_unknown=False)
