"""Documents in, articles out, in order, each counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.article import Article
from cleaner.batch.tally import Tally
from cleaner.document import Document
from cleaner.io.base import Fields
from cleaner.io.bounds import DEFAULT_BOUNDS, Bounds
from cleaner.io.sources import Inputs, read
from cleaner.pipeline import Pipeline, to_article


def documents(inputs: Inputs, fields: Fields, bounds: Bounds = DEFAULT_BOUNDS) -> Iterator[Document]:
    """All documents of all inputs, in order."""
    for source in inputs.sources:
        yield from read(source, fields, bounds)


def run(found: Iterable[Document], pipeline: Pipeline, tally: Tally) -> Iterator[tuple[Document, Article]]:
    """Each document as it came out of the last stage, with its article."""
    for document in found:
        done = pipeline.process(document)
        article = to_article(done, pipeline.rules)
        tally.add(article)
        yield done, article
