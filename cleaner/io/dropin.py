"""Our rows under the field names of other tools, for what reads those: a table a tool, and what applies it.

Values have the types and forms that the tool's own have, dates are in UTC, and what we don't know is what the tool writes
where it doesn't. None of them has a place for status, error, flags, removed and versions: a failed row is one without text,
and ``--errors`` keeps it with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from cleaner.article import Article
from cleaner.errors import SettingsError
from cleaner.page.addresses import host_of
from cleaner.schema import writable

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Column:
    """``ours``: the fields it is taken from, the first that holds something; none where we don't know such a thing.

    ``form`` makes the tool's value of ours; ``empty`` stands where there is none. ``many``: it is a list of texts.
    """

    ours: tuple[str, ...] = ()
    form: Callable[[Any], Any] = lambda value: value
    empty: str | None = None
    many: bool = False


def _when(published: str) -> datetime:
    return datetime.fromisoformat(published.replace("Z", "+00:00"))


def _day(published: str) -> str:
    return f"{_when(published):%Y-%m-%d}"


def _second(published: str) -> str:
    return f"{_when(published):%Y-%m-%d %H:%M:%S}"


def _iso(published: str) -> str:
    return _when(published).isoformat()


def _one_line_a_block(text: str) -> str:
    return text.replace("\n\n", "\n")


def _bare_host(url: str) -> str | None:
    return (host_of(url) or "").removeprefix("www.") or None


def _file_name(url: str) -> str:
    return quote_plus(url, errors="replace") + ".json"


# The keys of ``bare_extraction(...).as_dict()``, without the two trees ``body`` and ``commentsbody``.
_TRAFILATURA = {
    "title": Column(("title",)),
    "author": Column(("authors",), "; ".join),
    "url": Column(("canonical_url", "url")),
    "hostname": Column(("canonical_url", "url"), _bare_host),
    "description": Column(("description",)),
    "sitename": Column(("source",)),
    "date": Column(("published_at",), _day),
    "categories": Column(("section",), lambda section: [section], many=True),
    "tags": Column(("tags",), many=True),
    "fingerprint": Column(),
    "id": Column(("id",)),
    "license": Column(),
    "comments": Column(("comments",), lambda comments: "\n".join(c.text for c in comments), empty=""),
    "raw_text": Column(("text",), _one_line_a_block),
    "text": Column(("text",), _one_line_a_block),
    "language": Column(("language",)),
    "image": Column(("image_url",)),
    "pagetype": Column(),
    "filedate": Column(),
}
# The keys of ``Article.to_json()``.
_NEWSPAPER4K = {
    "url": Column(("url", "canonical_url"), empty=""),
    "read_more_link": Column(empty=""),
    "language": Column(("language",), empty=""),
    "title": Column(("title",), empty=""),
    "top_image": Column(("image_url",), empty=""),
    "meta_img": Column(("image_url",), empty=""),
    "images": Column(("images",), lambda images: [image.src for image in images], many=True),
    "movies": Column(many=True),
    "keywords": Column(many=True),
    "meta_keywords": Column(("tags",), many=True),
    "tags": Column(("tags",), many=True),
    "authors": Column(("authors",), many=True),
    "publish_date": Column(("published_at",), _iso),
    "summary": Column(empty=""),
    "meta_description": Column(("description",), empty=""),
    "meta_lang": Column(("language",), empty=""),
    "meta_favicon": Column(empty=""),
    "meta_site_name": Column(("source",), empty=""),
    "canonical_link": Column(("canonical_url",)),
    "text": Column(("text",), empty=""),
}
# The keys of ``NewsArticle.get_dict()``; dates as ``get_serializable_dict()`` writes them, but null for its "None".
_NEWS_PLEASE = {
    "authors": Column(("authors",), many=True),
    "date_download": Column(),
    "date_modify": Column(("modified_at",), _second),
    "date_publish": Column(("published_at",), _second),
    "description": Column(("description",)),
    "filename": Column(("url", "canonical_url"), _file_name),
    "image_url": Column(("image_url",)),
    "language": Column(("language",)),
    "localpath": Column(),
    "maintext": Column(("text",), _one_line_a_block),
    "source_domain": Column(("url", "canonical_url"), host_of),
    "text": Column(),
    "title": Column(("title",)),
    "title_page": Column(),
    "title_rss": Column(),
    "url": Column(("url", "canonical_url")),
}
# The features of the data set of that name.
_CC_NEWS = {
    "title": Column(("title",), empty=""),
    "text": Column(("text",), _one_line_a_block, empty=""),
    "domain": Column(("url", "canonical_url"), host_of, empty=""),
    "date": Column(("published_at",), _second, empty=""),
    "description": Column(("description",), empty=""),
    "url": Column(("url", "canonical_url"), empty=""),
    "image_url": Column(("image_url",), empty=""),
}

SCHEMAS: Mapping[str, Mapping[str, Column]] = {
    "trafilatura": _TRAFILATURA,
    "newspaper4k": _NEWSPAPER4K,
    "news-please": _NEWS_PLEASE,
    "cc_news": _CC_NEWS,
}


def columns(name: str) -> Mapping[str, Column]:
    """The table of a tool. Raises SettingsError for a name that has none."""
    if name not in SCHEMAS:
        raise SettingsError(f"--schema {name}: known are {', '.join(SCHEMAS)}")
    return SCHEMAS[name]


def renamed(article: Article, name: str) -> dict[str, Any]:
    """The article's row as the tool ``name`` would write it: plain JSON values. Raises SettingsError for an unknown name."""
    return {theirs: _value(article, column) for theirs, column in columns(name).items()}


def _value(article: Article, column: Column) -> Any:
    found = next((value for ours in column.ours if (value := getattr(article, ours))), None)
    value = None if found is None else column.form(found)
    if column.many:
        return list(value or ())
    return column.empty if value is None else value


def dropin_arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of such rows. Needs pyarrow (ImportError)."""
    import pyarrow as pa

    return pa.schema([(n, pa.list_(pa.string()) if c.many else pa.string()) for n, c in columns(name).items()])


def dropin_arrow_table(articles: Iterable[Article], name: str) -> pa.Table:
    """The articles as a table of that schema."""
    import pyarrow as pa

    return pa.Table.from_pylist([writable(renamed(a, name)) for a in articles], schema=dropin_arrow_schema(name))
