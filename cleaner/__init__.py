"""Scraped news in, clean articles out: every removed line names the rule that took it.

>>> import cleaner
>>> article = cleaner.clean(page_or_text, url="https://example.org/story")   # doctest: +SKIP
>>> article.text, article.title, article.removed                             # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.version import __version__ as __version__

if TYPE_CHECKING:
    from cleaner.article import Article, Removal
    from cleaner.errors import CleanerError
    from cleaner.pipeline import Pipeline, clean
    from cleaner.rules.compile import Rules

__all__ = ["Article", "CleanerError", "Pipeline", "Removal", "Rules", "clean"]

_HOMES = {
    "Article": "cleaner.article",
    "CleanerError": "cleaner.errors",
    "Pipeline": "cleaner.pipeline",
    "Removal": "cleaner.article",
    "Rules": "cleaner.rules.compile",
    "clean": "cleaner.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import cleaner`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
