"""datatrove: a step of its pipelines that cleans each Document and hands all of them on."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.article import Article
from cleaner.document import Document as Given
from cleaner.document import DocumentKind
from cleaner.engines.cleaning import NO_ID, Cleaning
from cleaner.engines.options import Options
from cleaner.errors import SettingsError
from cleaner.pipeline import record_to_document
from cleaner.schema import arrow_row

try:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep
except ImportError as e:
    raise ImportError("datatrove is not there: pip install 'newsroom-cleaner[datatrove]'") from e

_KINDS: dict[str, DocumentKind] = {"text": "text", "html": "page", "auto": "auto"}
# What stands for no text at all, since datatrove's readers drop a Document without any.
_NOTHING = " "


class NewsCleaner(PipelineStep):  # type: ignore[misc]
    """Each Document in, cleaned, out, in order: ``text`` is the clean text, ``metadata`` has gained the row's other fields.

    The fields (title, authors, published_at, status, flags, error, removed, rules_version ...) take the place of metadata of the
    same name; what ``metadata`` says already (title, date, authors ...) is heard as a record's. A Document that hangs, crashes or
    holds nothing goes on too: its ``status`` is ``failed``, ``error`` says why, its text is empty. Ids and media stay.

    For one Parquet file of all, give datatrove's writer ``schema=cleaner.schema.arrow_schema(), expand_metadata=True``.
    The stats count ``total``, ``forwarded`` and the statuses ``ok``, ``flagged`` and ``failed``.
    """

    type = "CLEAN"
    name = "News cleaner"

    def __init__(self, options: Options | None = None, *, content: str = "auto", html_key: str | None = None) -> None:
        """``content`` says what ``text`` holds: ``text``, ``html``, or ``auto`` to tell from each.

        ``html_key`` names the metadata that holds the page, which counts where it isn't empty, and is gone afterwards.
        Raises SettingsError for another ``content``.
        """
        super().__init__()
        if content not in _KINDS:
            raise SettingsError(f"content must be one of {', '.join(_KINDS)}, not {content!r}")
        self.content = content
        self.html_key = html_key
        self._held = _Held(options or Options())

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Raises BatchError where worker processes can't be started; they are ended when this is."""
        waiting: deque[Document] = deque()
        reading = 0.0

        def given() -> Iterator[Given]:
            nonlocal reading
            documents = iter(data or ())
            while True:
                start = time.perf_counter()
                document = next(documents, None)
                reading += time.perf_counter() - start
                if document is None:
                    return
                waiting.append(document)
                yield self._given(document)

        with Cleaning(self._held.options) as cleaning:
            start = time.perf_counter()
            for article in cleaning.articles(given()):
                self.stats.time_stats.update(time.perf_counter() - start - reading)
                yield self._cleaned(waiting.popleft(), article)
                start, reading = time.perf_counter(), 0.0

    def _given(self, document: Document) -> Given:
        fields = self._held.options.fields
        metadata = document.metadata or {}
        ours = (fields.text, fields.html, fields.id, self.html_key, "removed")
        record = {k: _plain(v) for k, v in metadata.items() if k not in ours and v is not None}
        record |= {fields.id: document.id, fields.text: "" if document.text == _NOTHING else document.text}
        page = metadata.get(self.html_key) if self.html_key else None
        if self.html_key in metadata:
            record[fields.html] = page
        found = record_to_document(
            record, NO_ID, text_field=fields.text, html_field=fields.html, url_field=fields.url, id_field=fields.id
        )
        return found if page or found.error is not None else found.but(kind=_KINDS[self.content])

    def _cleaned(self, document: Document, article: Article) -> Document:
        row = arrow_row(article)
        if document.id in (None, ""):
            document.id = row["id"]
        del row["id"]
        document.text = row.pop("text")
        document.metadata = {k: v for k, v in (document.metadata or {}).items() if k != self.html_key} | row
        self.stat_update("total", "forwarded", str(article.status))
        self.update_doc_stats(document)
        return document


def every_record(reader: Any, data: dict[str, Any], path: str, id_in_file: int | str) -> dict[str, Any]:
    """An ``adapter`` for datatrove's readers, which drop records without text: with it these become failed Documents."""
    found: dict[str, Any] = reader._default_adapter(data, path, id_in_file)
    return {**found, "text": found["text"] or _NOTHING}


class _Held:
    """Options without their rules spelled out: executors write each step's attributes to their log folder."""

    def __init__(self, options: Options) -> None:
        self.options = options

    def __str__(self) -> str:
        options = self.options
        return f"rules {options.rules.version}, {options.timeout:g} s a document, {options.processes} processes"


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
