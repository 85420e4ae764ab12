"""What a URL tells."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from cleaner.document import Document


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
    """The registered domain (``example.co.uk`` of ``www.example.co.uk``), by the list bundled with tldextract."""
    if not host:
        return None
    found = _extract()(host)
    return found.top_domain_under_public_suffix or host


@lru_cache(maxsize=1)
def _extract():  # type: ignore[no-untyped-def]
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
