"""The words of languages that a document is read with: those of its rules' lexicons, the shipped ones where nothing says otherwise.

A stage puts its rules' words in force while it reads a document. Readers of names and dates ask for them here, so that no
reader has to hand them on to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache

from cleaner.rules.author_words import AuthorWords, read_author_words
from cleaner.rules.lexicon import DateWords, Lexicon, read_date_words, shipped_lexicons


class Words:
    """What dates and signatures are written with; read when first asked for."""

    def __init__(self, lexicons: tuple[Lexicon, ...]) -> None:
        self.lexicons = lexicons

    @cached_property
    def authors(self) -> AuthorWords:
        return read_author_words(self.lexicons)

    @cached_property
    def dates(self) -> DateWords:
        return read_date_words(self.lexicons)

    def read(self) -> None:
        """Read them now. Raises RuleError, with file:line:column, for what can't be used."""
        _ = self.authors, self.dates


@lru_cache(maxsize=4)
def words_of(own: tuple[Lexicon, ...] = ()) -> Words:
    """The shipped words, and those of a user's ``own`` lexicons over them."""
    return Words((*shipped_lexicons(), *own))


_IN_FORCE: ContextVar[Words | None] = ContextVar("words", default=None)


@contextmanager
def in_force(words: Words) -> Iterator[None]:
    """Read with these words for so long."""
    before = _IN_FORCE.set(words)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)


def author_words() -> AuthorWords:
    """What signatures are written with. Raises RuleError for a lexicon that can't be used."""
    return (_IN_FORCE.get() or words_of()).authors


def date_words() -> DateWords:
    """What dates are written with. Raises RuleError for a lexicon that can't be used."""
    return (_IN_FORCE.get() or words_of()).dates
