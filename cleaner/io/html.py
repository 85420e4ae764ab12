"""HTML: each article as an ``article`` element that is safe to show, whatever its page held."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from cleaner.article import Article, ArticleBlock, Comment
from cleaner.body.segment import BETWEEN_CELLS
from cleaner.schema import writable

# What the output is made of; nh3 takes all else out again.
_TAGS = {
    "article", "header", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code",
    "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img", "a", "em", "strong", "sub", "sup", "del",
    "time", "footer",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "rel"}, "img": {"src", "alt"}, "time": {"datetime"}, "article": {"lang", "dir", "id"}, "p": {"class"},
    "section": {"class"}, "ol": {"start"},
}  # fmt: skip
_SCHEMES = {"http", "https"}
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_ITEMS = {"list_item": "ul", "numbered_item": "ol"}


def start() -> str:
    """What stands over the articles of a file."""
    return '<!doctype html>\n<html>\n<head><meta charset="utf-8"><title>Articles</title></head>\n<body>\n'


def end() -> str:
    """What stands under them."""
    return "</body>\n</html>\n"


def article(found: Article) -> str:
    """The article with its headline, who wrote it and when, its body, and readers' comments where the row has them."""
    direction = ' dir="rtl"' if found.language in _RIGHT_TO_LEFT else ""
    language = f' lang="{_attribute(found.language)}"' if found.language else ""
    parts = [f"<article{language}{direction}>", *_head(found), *body(found), *comments(found.comments), "</article>"]
    return safe("\n".join(parts)) + "\n"


def safe(markup: str) -> str:
    """The markup without what could run, load or lead anywhere but to pages and pictures."""
    import nh3

    return str(nh3.clean(writable(markup), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None))


def _head(found: Article) -> Iterator[str]:
    if found.error:
        yield f'<p class="error">{text(found.error)}</p>'
    if found.title:
        yield f"<h1>{text(found.title)}</h1>"
    when = found.published_local or found.published_at
    said = [text(", ".join(found.authors))] if found.authors else []
    if when:
        said.append(f'<time datetime="{_attribute(when)}">{text(when)}</time>')
    if said:
        yield f'<p class="byline">{" · ".join(said)}</p>'


def body(found: Article) -> Iterator[str]:
    """The body's blocks as elements; of a row without blocks its paragraphs."""
    blocks = found.blocks or [ArticleBlock("paragraph", 0, p, "") for p in found.text.split("\n\n") if p]
    yield from _nested(blocks)


def _nested(blocks: Sequence[ArticleBlock]) -> Iterator[str]:
    """Items stand in their lists, rows in their tables, what is quoted in one quotation."""
    for group, members in groupby(blocks, key=_group):
        run = list(members)
        if group == "list":
            yield from _list(run)
        elif group == "table_row":
            yield from _table(run)
        elif group == "quote":
            yield from _quote(run)
        elif group == "code":
            yield f"<pre><code>{text(chr(10).join(b.text for b in run))}</code></pre>"
        else:
            yield from map(_plain, run)


def _group(block: ArticleBlock) -> str:
    if block.kind in _ITEMS or (block.kind == "paragraph" and block.level):
        return "list"
    return block.kind if block.kind in ("table_row", "quote", "code") else ""


def _plain(block: ArticleBlock) -> str:
    if block.kind == "heading":
        # The headline is the page's only h1.
        level = min(6, max(2, block.level))
        return f"<h{level}>{_inside(block)}</h{level}>"
    if block.kind == "image":
        return block.html or ""
    return f'<p class="{block.kind}">{_inside(block)}</p>' if block.kind != "paragraph" else f"<p>{_inside(block)}</p>"


def _list(items: Sequence[ArticleBlock]) -> Iterator[str]:
    """``open_lists`` holds the lists around the item at hand, the outermost first: its tag and its last item's number."""
    open_lists: list[tuple[str, int | None]] = []
    for item in items:
        tag = _ITEMS.get(item.kind)
        level = min(max(1, item.level), len(open_lists) + 1)
        while len(open_lists) > level or (tag and len(open_lists) == level and not _goes_on(*open_lists[-1], item)):
            yield f"</li></{open_lists.pop()[0]}>"
        if tag is None:  # a further paragraph of the item that it stands in
            yield f"<p>{_inside(item)}</p>"
            continue
        if len(open_lists) == level:
            yield "</li>"
            open_lists.pop()
        else:
            yield f"<{tag}>" if item.number in (None, 1) else f'<{tag} start="{item.number}">'
        open_lists.append((tag, item.number))
        yield f"<li>{_inside(item)}"
    yield from (f"</li></{tag}>" for tag, _ in reversed(open_lists))


def _goes_on(tag: str, number: int | None, item: ArticleBlock) -> bool:
    """Whether the item stands in the list before it: numbers that don't follow each other are those of two lists."""
    return _ITEMS[item.kind] == tag and (number is None or item.number in (None, number + 1))


def _table(rows: Sequence[ArticleBlock]) -> Iterator[str]:
    yield "<table>"
    for head, members in groupby(rows, key=lambda row: bool(row.level)):
        part, cell = ("thead", "th") if head else ("tbody", "td")
        yield f"<{part}>"
        for row in members:
            yield "<tr>" + "".join(f"<{cell}>{said}</{cell}>" for said in _cells(row)) + "</tr>"
        yield f"</{part}>"
    yield "</table>"


def _cells(row: ArticleBlock) -> list[str]:
    """The cells as HTML, empty ones too, which the row's own text and HTML leave out."""
    cells = row.cells or [row.text]
    marked = [] if row.html is None else row.html.split(BETWEEN_CELLS)
    if len(marked) != sum(map(bool, cells)):
        return [text(cell) for cell in cells]
    return [marked.pop(0) if cell else "" for cell in cells]


def _quote(blocks: Sequence[ArticleBlock]) -> Iterator[str]:
    depth = 0
    for block in blocks:
        level = max(1, block.level)
        yield "<blockquote>" * (level - depth) + "</blockquote>" * (depth - level) + f"<p>{_inside(block)}</p>"
        depth = level
    yield "</blockquote>" * depth


def comments(said: Sequence[Comment]) -> Iterator[str]:
    """What readers wrote, as a section; nothing where there is none."""
    if not said:
        return
    yield '<section class="comments">'
    for comment in said:
        paragraphs = "".join(f"<p>{text(p)}</p>" for p in comment.text.split("\n\n"))
        signed = ", ".join(filter(None, (comment.author, comment.at)))
        yield f"<blockquote>{paragraphs}<footer>{text(signed)}</footer></blockquote>"
    yield "</section>"


def _inside(block: ArticleBlock) -> str:
    return text(block.text) if block.html is None else block.html


def text(plain: str) -> str:
    """Plain text as HTML."""
    return html.escape(plain, quote=False)


def _attribute(plain: str) -> str:
    return html.escape(plain)
