"""What the page says of itself, read before anything is pruned: JSON-LD, OpenGraph, meta, microdata, canonical link.

Each field keeps all that was found, with where it stood, in order of trust; the metadata stage decides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from cleaner.document import Document, Page
from cleaner.meta.boxes import TEASER, is_of_other
from cleaner.meta.bylines import is_elsewhere, names_in
from cleaner.page import jsonld, select
from cleaner.page.addresses import folders_of, site_of
from cleaner.page.elements import visible_text
from cleaner.page.flood import attribute_flood
from cleaner.page.invisible import without_invisible
from cleaner.page.parse import parse, parse_bytes
from cleaner.rules.compile import Rules
from cleaner.rules.words import author_words, in_force

_META = {
    "og:title": "title", "twitter:title": "title", "parsely-title": "title", "sailthru.title": "title",
    "dc.title": "title", "dcterms.title": "title", "citation_title": "title", "headline": "title",
    "article:published_time": "published_at", "og:published_time": "published_at", "parsely-pub-date": "published_at",
    "sailthru.date": "published_at", "date": "published_at", "pubdate": "published_at", "publishdate": "published_at",
    "publish-date": "published_at", "dc.date": "published_at", "dc.date.issued": "published_at",
    "dcterms.created": "published_at", "dcterms.date": "published_at", "dcterms.issued": "published_at",
    "article.published": "published_at", "date.created": "published_at", "datepublished": "published_at",
    "article:published": "published_at", "citation_publication_date": "published_at", "cxenseparse:recs:publishtime":
    "published_at", "originalpublicationdate": "published_at", "published-date": "published_at",
    "publication_date": "published_at", "publish_date": "published_at", "last-modified": "modified_at",
    "article:modified_time": "modified_at", "og:updated_time": "modified_at", "datemodified": "modified_at",
    "dcterms.modified": "modified_at", "revised": "modified_at", "article:author_name": "authors",
    "author": "authors", "article:author": "authors", "parsely-author": "authors", "sailthru.author": "authors",
    "dc.creator": "authors", "dcterms.creator": "authors", "byl": "authors", "citation_author": "authors",
    "cxenseparse:author": "authors", "og:article:author": "authors", "authors": "authors",
    "description": "description", "og:description": "description", "twitter:description": "description",
    "dc.description": "description", "og:image": "image_url", "twitter:image": "image_url",
    "og:site_name": "source", "application-name": "source", "dc.publisher": "source", "publisher": "source",
    "article:section": "section", "parsely-section": "section", "section": "section",
    "article:tag": "tags", "keywords": "tags", "news_keywords": "tags", "parsely-tags": "tags",
    "og:url": "canonical_url", "og:locale": "language", "content-language": "language", "og:type": "type",
    "article:content_tier": "is_free",
}  # fmt: skip
_MICRODATA = {
    "headline": "title", "datePublished": "published_at", "dateModified": "modified_at", "author": "authors",
    "articleSection": "section", "isAccessibleForFree": "is_free",
}  # fmt: skip
_ARTICLE_ITEM = re.compile(r"(?:Article|Posting|CreativeWork)/?$")
_FEEDS = frozenset(("application/rss+xml", "application/atom+xml"))
_CRUMBS = etree.XPath("descendant::*[contains(@class, 'readcrumb') or contains(@id, 'readcrumb')][1]//a")
_ITEMPROPS = etree.XPath("descendant::*/@itemprop")
_BREAKING = re.compile(r"<(?:br|/p|/div|/h[1-6]|/li)\b[^>]{0,1000}>", re.I)
_SPACES = re.compile(r"\s+")
_MAX_NODES_PER_FIELD = 40
_MOST_ELEMENTS = 300_000
_LINE_LENGTH = 500
_MOST_H1 = 10
_SECTION_WORDS = 5


def hints(document: Document, rules: Rules) -> Document:
    """Parse the page, once, and collect its word on every field. Texts pass untouched."""
    if document.kind != "page":
        return document
    source = document.utf8 or document.markup.encode("utf-8", "replace")
    flood = attribute_flood(source)
    if flood:
        return document.but(error=flood)
    tree = parse_bytes(source)
    if tree is None:
        return document.but(error="empty: the page holds no element")
    # The parser adds a few elements of its own to those that have a tag: few pages need counting.
    many = len(source) > _MOST_ELEMENTS and source.count(b"<") > _MOST_ELEMENTS // 8
    elements = sum(1 for _ in tree.iter()) if many else 0
    if elements > _MOST_ELEMENTS:
        return document.but(error=f"too many elements: {elements}, where {_MOST_ELEMENTS} are the most")
    with in_force(rules.words):
        found = _told(tree)
    page = Page(tree=tree, jsonld=tuple(found.articles))
    document = document.but(page=page, hints={k: tuple(v) for k, v in found.by_field.items()})
    return _with_selected(document, rules) if rules.select else document


def _told(tree: Any) -> _Found:
    found = _Found()
    by_tag = _by_tag(tree, "script", "meta", "link", "title", "time", "h1", "base")
    found.read_jsonld(by_tag)
    found.read_head(tree, by_tag)
    found.read_microdata(tree, by_tag["time"])
    found.read_headings(by_tag["h1"])
    found.read_breadcrumbs(tree)
    # A link says where the page stands, JSON-LD often names a node of its own.
    found.by_field.get("canonical_url", []).sort(key=lambda told: told[0] == "json-ld")
    return found


def _with_selected(document: Document, rules: Rules) -> Document:
    """What site rules say of a field comes before anything else; which site it is, the page may have told just now."""
    selected = _Found()
    assert document.page is not None
    for field, _, value in select.fields(document.page.tree, rules, site_of(document)):
        selected.add(field, "rule", value)
    first = {k: (*v, *document.hints.get(k, ())) for k, v in selected.by_field.items()}
    return document.but(hints={**document.hints, **first})


def _by_tag(tree: Any, *tags: str) -> dict[str, list[Any]]:
    """The elements of each tag in the order of the page, by one walk."""
    found: dict[str, list[Any]] = {tag: [] for tag in tags}
    for element in tree.iter(*tags):
        found[element.tag].append(element)
    return found


class _Found:
    """Collects (where, value) by field; the same value counts once."""

    def __init__(self) -> None:
        self.by_field: dict[str, list[tuple[str, Any]]] = {}
        self.articles: list[dict[str, Any]] = []
        self.steps: list[tuple[str, str | None]] = []

    def add(self, field: str, where: str, value: Any) -> None:
        if isinstance(value, str) and field != "body":
            value = _SPACES.sub(" ", without_invisible(value)).strip()
        if value in (None, "", []):
            return
        values = self.by_field.setdefault(field, [])
        if len(values) < _MAX_NODES_PER_FIELD and (where, value) not in values:
            values.append((where, value))

    def read_jsonld(self, by_tag: dict[str, list[Any]]) -> None:
        everything: list[dict[str, Any]] = []
        for script in by_tag["script"]:
            if "ld+json" in (script.get("type") or "").lower() and script.text:
                everything.extend(jsonld.nodes(jsonld.parse(script.text)))
        self.articles = jsonld.of_page(jsonld.articles(everything), *_own_words(by_tag))
        self.steps = next((jsonld.breadcrumbs(n) for n in everything if "BreadcrumbList" in jsonld.types(n)), [])
        for node in self.articles[:3]:
            self._read_article(node)
        for node in everything:
            if any(t.endswith("Page") for t in jsonld.types(node)):
                self.add("page_published_at", "json-ld page", jsonld.text_of(node.get("datePublished")))
                self.add("page_modified_at", "json-ld page", jsonld.text_of(node.get("dateModified")))
        by_id = {n["@id"]: n for n in everything if isinstance(n.get("@id"), str)}
        for node in self.articles[:1]:
            self._read_references(node, by_id)
        for node in everything:
            if {"Organization", "NewsMediaOrganization", "WebSite"} & set(jsonld.types(node)):
                self.add("outlet", "json-ld", jsonld.text_of(node.get("name")))

    def _read_article(self, node: dict[str, Any]) -> None:
        get = node.get
        self.add("title", "json-ld", jsonld.text_of(get("headline") or get("name")))
        named, texts = jsonld.people(get("author") or get("creator"))
        self.add("authors", jsonld.ONE_EACH, named)
        self.add("authors", "json-ld", texts)
        self.add("published_at", "json-ld", jsonld.text_of(get("datePublished") or get("dateCreated")))
        self.add("modified_at", "json-ld", jsonld.text_of(get("dateModified")))
        self.add("description", "json-ld", jsonld.text_of(get("description")))
        self.add("section", "json-ld", jsonld.text_of(get("articleSection")))
        self.add("tags", "json-ld", jsonld.texts_of(get("keywords")))
        self.add("image_url", "json-ld", jsonld.url_of(get("image")))
        self.add("source", "json-ld", jsonld.text_of(get("publisher")))
        self.add("language", "json-ld", jsonld.text_of(get("inLanguage")))
        self.add("canonical_url", "json-ld", jsonld.url_of(get("mainEntityOfPage") or get("url")))
        self.add("body", "json-ld", _plain(jsonld.text_of(get("articleBody"))))
        free = get("isAccessibleForFree")
        if free is not None:
            self.add("is_free", "json-ld", "true" if str(free).lower() in ("true", "1", "yes") else "false")
        for t in jsonld.types(node):
            self.add("type", "json-ld", t)

    def _read_references(self, node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> None:
        """Authors, publisher and picture that are given as ``{"@id": ...}`` of another node."""
        picture = node.get("image") or node.get("thumbnail")
        if isinstance(picture, dict) and picture.get("@id") in by_id:
            self.add("image_url", "json-ld", jsonld.url_of(by_id[picture["@id"]]))
        for key, field in (("author", "authors"), ("publisher", "source")):
            value = node.get(key)
            for ref in value if isinstance(value, list) else [value]:
                if isinstance(ref, dict) and not ref.get("name") and ref.get("@id") in by_id:
                    name = jsonld.text_of(by_id[ref["@id"]].get("name"))
                    self.add(field, *((jsonld.ONE_EACH, [name]) if field == "authors" and name else ("json-ld", name)))

    def read_head(self, tree: Any, by_tag: dict[str, list[Any]]) -> None:
        self.add(
            "language",
            "html lang",
            tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        )
        for link in by_tag["link"]:
            if (link.get("rel") or "").lower() == "canonical":
                self.add("canonical_url", "canonical", link.get("href"))
            elif (link.get("type") or "").lower() in _FEEDS:
                self.add("feed", "feed", link.get("title"))
        for meta in by_tag["meta"]:
            name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower()
            field = _META.get(name)
            content = meta.get("content")
            if field and content:
                self.add(field, name, content)
        self._read_twitter_labels(by_tag["meta"])
        self.add("base", "base", next((b.get("href") for b in by_tag["base"]), None))
        for title in by_tag["title"][:1]:
            self.add("title", "title element", "".join(title.itertext()))

    def _read_twitter_labels(self, metas: list[Any]) -> None:
        """``twitter:label1`` "Written by" over ``twitter:data1``: so many systems of blogs name the author."""
        told = {m.get("name"): m.get("content") for m in metas if (m.get("name") or "").startswith("twitter:")}
        for number in "12":
            label, name = told.get(f"twitter:label{number}"), told.get(f"twitter:data{number}")
            if label and name and author_words().alone.match(label.strip()):
                self.add("authors", f"twitter:data{number}", name)

    def read_microdata(self, tree: Any, times: list[Any]) -> None:
        titled = next(tree.iterdescendants("h1"), None) is not None
        boxes: dict[Any, str] = {}
        has_title = lru_cache(maxsize=None)(lambda item: next(item.iterdescendants("h1"), None) is not None)
        for name in _ITEMPROPS(tree):
            field = _MICRODATA.get(name)
            if field:
                element = name.getparent()
                value = element.get("content") or element.get("datetime") or _line(element)
                if field in ("title", "section"):
                    self.add(field, "microdata", value)
                elif value:
                    if field == "authors":
                        value = [value] if element.get("content") else names_in(element) or [value]
                    item = _item(element)
                    other = titled and item is not None and not has_title(item)
                    other = other or (is_elsewhere(element) if field == "authors" else is_of_other(element, boxes))
                    self.add(field, TEASER if other else "microdata", value)
        for time in times:
            if time.get("datetime"):
                kind = "time pubdate" if time.get("pubdate") is not None else "time"
                self.add("times", kind, time.get("datetime"))

    def read_headings(self, headings: list[Any]) -> None:
        for h1 in headings:
            self.add("title", "h1", visible_text(h1)[:_LINE_LENGTH])

    def read_breadcrumbs(self, tree: Any) -> None:
        """The last step between the front page and the article is the section; a headline is longer than a section's name."""
        if "section" not in self.by_field and not self.steps:
            self.steps = [(_line(link), link.get("href")) for link in _CRUMBS(tree)]
        titles = [str(v) for _, v in self.by_field.get("title", ())]
        addresses = [v for _, v in self.by_field.get("canonical_url", ())]
        # An address without a folder is the front page's.
        steps = [(name, url) for name, url in self.steps if url is None or folders_of(f"{url}/x")]
        for name, url in reversed(steps):
            is_article = url in addresses or any(name in t or t in name for t in titles)
            if name and not is_article and len(name.split()) <= _SECTION_WORDS:
                self.add("section", "breadcrumbs", name)
                break


def _own_words(by_tag: dict[str, list[Any]]) -> tuple[list[str], list[str]]:
    """The addresses and the titles that the page gives itself."""
    addresses = [link.get("href") for link in by_tag["link"] if (link.get("rel") or "").lower() == "canonical"]
    addresses += [meta.get("content") for meta in by_tag["meta"] if meta.get("property") == "og:url"]
    titles = ["".join(e.itertext()) for e in (*by_tag["title"][:1], *by_tag["h1"][:_MOST_H1])]
    titles += [meta.get("content") for meta in by_tag["meta"] if meta.get("property") == "og:title"]
    return [text for text in addresses if text], [text for text in titles if text]


def _item(element: Any) -> Any | None:
    """The item of an article's type that it belongs to: where the page has a headline and the item lacks it, a teaser."""
    return next((a for a in element.iterancestors() if _ARTICLE_ITEM.search(a.get("itemtype") or "")), None)


def _line(element: Any) -> str:
    # Of a page of nested elements each would be read to its end.
    parts, length = [], 0
    for text in element.itertext():
        parts.append(text)
        length += len(text)
        if length > 20 * _LINE_LENGTH:
            break
    return _SPACES.sub(" ", "".join(parts)).strip()[:_LINE_LENGTH]


def _plain(body: str | None) -> str | None:
    """An ``articleBody`` as text: some publishers put markup in it."""
    if body and "<" in body and re.search(r"</?(?:p|br|div|a|strong|em|h[1-6])\b", body):
        root = parse(_BREAKING.sub("\n", body))
        return "".join(root.itertext()) if root is not None else body
    return body
