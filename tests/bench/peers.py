"""The extractors that cleaner is measured against, as far as they are installed."""

from __future__ import annotations

import importlib
from collections.abc import Callable

Extract = Callable[[str], object]


def installed() -> dict[str, Extract]:
    """By name, what takes a page's markup and gives its text and metadata, each as its own documentation shows it."""
    makers = {
        "trafilatura": _trafilatura,
        "trafilatura fast": _trafilatura_fast,
        "newspaper4k": _newspaper,
        "readability-lxml": _readability,
        "resiliparse": _resiliparse,
    }
    found: dict[str, Extract] = {}
    for name, make in makers.items():
        try:
            found[name] = make()
        except ImportError:
            continue
    return found


def _trafilatura() -> Extract:
    bare_extraction = importlib.import_module("trafilatura").bare_extraction
    return lambda markup: bare_extraction(markup, with_metadata=True)


def _trafilatura_fast() -> Extract:
    bare_extraction = importlib.import_module("trafilatura").bare_extraction
    return lambda markup: bare_extraction(markup, with_metadata=True, fast=True)


def _newspaper() -> Extract:
    article = importlib.import_module("newspaper").Article

    def extract(markup: str) -> object:
        found = article("https://news.example/story", fetch_images=False)
        found.download(input_html=markup)
        found.parse()
        return found.text

    return extract


def _readability() -> Extract:
    document = importlib.import_module("readability").Document
    return lambda markup: document(markup).summary()


def _resiliparse() -> Extract:
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda markup: extract(markup, main_content=True)
