"""Articles as text, one after the other in one stream."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from cleaner.article import Article


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How a format writes an article, what stands at the start of a file, between two articles, and at the end."""

    article: Callable[[Article], str]
    start: Callable[[], str] = str
    end: Callable[[], str] = str
    between: str = ""

    def alone(self, article: Article) -> str:
        """A file with this article alone."""
        return self.start() + self.article(article) + self.end()

    def rows(self, stream: TextIO) -> TextRows:
        """Articles into a stream of text."""
        return TextRows(stream.write, self)

    def encoded_rows(self, stream: BinaryIO) -> TextRows:
        """Articles into a stream of bytes, as UTF-8; halves of surrogate pairs become "?"."""
        return TextRows(lambda text: stream.write(text.encode("utf-8", "replace")), self)


class TextRows:
    """Takes articles and hands on text."""

    def __init__(self, put: Callable[[str], object], format: TextFormat) -> None:
        self.put = put
        self.format = format
        self.between = ""
        put(format.start())

    def write(self, article: Article) -> None:
        self.put(self.between + self.format.article(article))
        self.between = self.format.between

    def close(self) -> None:
        """Write what stands at the end of a file."""
        self.put(self.format.end())
