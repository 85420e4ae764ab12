"""Scrapy: an item pipeline that cleans each item's page and puts the row's fields into the item."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import Any

from cleaner.article import Article
from cleaner.document import Document
from cleaner.engines.cleaning import NO_ID, Cleaning
from cleaner.engines.options import Options
from cleaner.errors import SettingsError
from cleaner.io.base import Fields
from cleaner.pipeline import record_to_document
from cleaner.rules.compile import Rules

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
    from scrapy.utils.defer import maybe_deferred_to_future
    from twisted.internet.threads import deferToThread
except ImportError as e:
    raise ImportError("Scrapy is not there: pip install 'newsroom-cleaner[scrapy]'") from e

_STATUSES = ("ok", "flagged", "failed")
_FIELD_NAMES = ("text", "html", "url", "id")


class CleanerPipeline:
    """Items in, cleaned, out: ``ITEM_PIPELINES = {"cleaner.engines.scrapy.CleanerPipeline": 300}``.

    An item has ``html`` (str or bytes, as ``response.text`` and ``response.body`` are) or ``text``, and ``url``. It gains the row's
    fields (title, authors, text, status, flags, error, removed ...); of an item that declares its fields, those that it declares.
    What it says already (title, date ...) is heard as a record's. An item that fails goes on with ``status`` "failed" and its
    reason. The crawler's stats count ``cleaner/ok``, ``cleaner/flagged`` and ``cleaner/failed``.

    Settings: ``CLEANER_FIELDS`` ({"html": "body"}), ``CLEANER_RULES`` (folders laid over the shipped rules), ``CLEANER_DROP``
    (statuses whose items are dropped), ``CLEANER_TIMEOUT`` (seconds an item), ``CLEANER_PROCESSES`` (workers; 0: none).
    """

    def __init__(self, options: Options | None = None, *, drop: Collection[str] = (), stats: Any = None) -> None:
        """Raises SettingsError for a status that isn't one."""
        unknown = sorted(set(drop) - set(_STATUSES))
        if unknown:
            raise SettingsError(f"CLEANER_DROP: {unknown[0]!r} is none of {', '.join(_STATUSES)}")
        self.options = options or Options()
        self.drop = frozenset(drop)
        self.stats = stats
        self._cleaning = Cleaning(self.options)
        self._one_at_a_time = threading.Lock()

    @classmethod
    def from_crawler(cls, crawler: Any) -> CleanerPipeline:
        """As Scrapy makes it. Raises SettingsError and RuleError for settings that can't be used."""
        settings = crawler.settings
        fields = settings.getdict("CLEANER_FIELDS")
        unknown = sorted(set(fields) - set(_FIELD_NAMES))
        if unknown:
            raise SettingsError(f"CLEANER_FIELDS: {unknown[0]!r} is none of {', '.join(_FIELD_NAMES)}")
        options = Options(
            rules=Rules.load(settings.getlist("CLEANER_RULES")),
            fields=Fields(**fields),
            timeout=settings.getfloat("CLEANER_TIMEOUT", Options.__dataclass_fields__["timeout"].default),
            processes=settings.getint("CLEANER_PROCESSES", 1),
        )
        return cls(options, drop=settings.getlist("CLEANER_DROP"), stats=crawler.stats)

    async def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item with the row's fields. It is cleaned in a thread, so that the crawl goes on. Raises DropItem where asked to."""
        adapter = ItemAdapter(item)
        f = self.options.fields
        document = record_to_document(
            adapter.asdict(), NO_ID, text_field=f.text, html_field=f.html, url_field=f.url, id_field=f.id
        )
        article = await maybe_deferred_to_future(deferToThread(self._cleaned, document))
        if self.stats is not None:
            self.stats.inc_value(f"cleaner/{article.status}")
        if article.status in self.drop:
            raise DropItem(f"{article.status}: {article.error or '; '.join(article.flags)}")
        declared = None if isinstance(item, dict) else set(adapter.field_names())
        for name, value in article.to_dict().items():
            if declared is None or name in declared:
                adapter[name] = value
        return item

    def _cleaned(self, document: Document) -> Article:
        with self._one_at_a_time:
            return next(iter(self._cleaning.articles([document])))

    def close_spider(self, spider: Any = None) -> None:
        """End the workers."""
        with self._one_at_a_time:
            self._cleaning.close()
