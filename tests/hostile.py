"""Pages and texts made to take time, each of a kind of which there is any number: invented, as everything here."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.samples import LAST, MORE, PROSE, TITLE

Make = Callable[[int], str]
_HEAD = f"<html><head><title>{TITLE}</title>%s</head><body><h1>{TITLE}</h1>"
_ARTICLE = f"<p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p>"
_TEXT = f"{TITLE}\n\n{PROSE}\n\n{MORE}\n\n{LAST}\n\n"


def _under(part: str, before: str = "", behind: str = "") -> Make:
    """A page with so many of these under its article; "#" stands for the number of each."""
    return lambda n: (_HEAD % "") + _ARTICLE + before + _many(part, n) + behind + f"<p>{LAST}</p>"


def _over(part: str, before: str = "", behind: str = "") -> Make:
    """With so many between headline and article."""
    return lambda n: (_HEAD % "") + before + _many(part, n) + behind + _ARTICLE


def _head(part: str) -> Make:
    """With so many in its head."""
    return lambda n: (_HEAD % _many(part, n)) + _ARTICLE


def _ld(value: Callable[[int], object]) -> Make:
    """With such data in its head."""
    return lambda n: (
        _HEAD % f"<script type='application/ld+json'>{json.dumps(value(n))}</script>" + _ARTICLE
    )  # fmt: skip


def _thin(script: str, before: str = "") -> Make:
    """A page without an article, whose scripts are asked for one."""
    return lambda n: (_HEAD % "") + f"<script>{before}{script * n}</script>"


def _many(part: str, n: int) -> str:
    return "".join(part.replace("#", str(i)) for i in range(n))


def _deep(part: str, depth: int = 300) -> Make:
    """With so many in elements that stand in one another."""
    return lambda n: (_HEAD % "") + _ARTICLE + part.split(" ", 1)[0] * depth + part.split(" ", 1)[1] * n


def _lines(part: str) -> Make:
    return lambda n: _TEXT + _many(part + "\n", n)


def _lines_first(part: str) -> Make:
    return lambda n: _many(part + "\n", n) + _TEXT


def _one_line(part: str) -> Make:
    return lambda n: part * n


def _node(i: int) -> dict[str, object]:
    return {
        "@type": "NewsArticle",
        "headline": f"Mill {i}",
        "author": {"name": "Jane Doe"},
        "datePublished": "2024-05-03",
    }


def _name(i: int) -> str:
    return f"Jane D{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}"


PAGES: dict[str, Make] = {
    **{f"{tag} in a paragraph": _under(f"word <{tag}>of #</{tag}> ", "<p>", "</p>") for tag in ("i", "b", "span", "a")},
    "br in a paragraph": _under("The mill is old #.<br>", "<p>", "</p>"),
    "blocks of br in a div": _under("The <b>mill</b> is old #.<br><br>", "<div>", "</div>"),
    "empty i": _under("<i></i>", "<p>", "</p>"),
    "pictures and italics": _under("<img src=a><em>The mill</em>", "<p>", "</p>"),
    "named words": _under("<i class=c#-related>x</i>"),
    "cards": _under("<div class=card><a href='/story/#'><img src='/#.jpg'><h3>The mill # opens again</h3></a></div>"),
    "headlines in one link": _under("<h3>The mill is old</h3>", "<a href=/x>", "</a>"),
    "teasers": _under("<div><h3><a href='/#'>The mill # opens again</a></h3><p>The mill is open again...</p></div>"),
    "bylines": _over("<p>By Jane Doe</p>"),
    "bylines below": _under("<p>By Jane Doe</p>"),
    "elements named for authors": _over("<div class=byline>By <a href='/author/#'>Jane Doe</a></div>"),
    "authors in microdata": _over("<i itemprop=author>Jane Doe</i>", "<div itemscope itemtype='x/NewsArticle'>", "</div>"),
    "dates in microdata": _over("<time itemprop=datePublished datetime='2024-05-03'></time><a href=x></a>", "<div>", "</div>"),
    "times": _over("<time datetime='2024-05-03T10:00'>May 3, 2024</time>"),
    "times and links": _over("<time datetime='2024-05-03'></time><a href=x></a>", "<div>", "</div>"),
    "times below": _under("<div><time datetime='2024-05-03T10:00Z'>May 3, 2024</time></div>"),
    "dates": _over("<span>May 3, 2024</span><br>"),
    "dates in a line": _over("May 3, 2024 ", "<p>", "</p>"),
    "dates in the paper's header": _over("<i>May 3, 2024</i>", "<header>", "</header>"),
    "dates in comments": _under("<i>May 3, 2024</i>", "<div class=comments>", "</div>"),
    "dates in scripts": _head("<script>x = {pub_date: '2999-05-03'}</script>"),
    "nodes of json-ld": _ld(lambda n: [_node(i) for i in range(n)]),
    "authors in json-ld": _ld(lambda n: {"@type": "NewsArticle", "author": [{"name": _name(i)} for i in range(n)]}),
    "a line of authors": _ld(lambda n: {"@type": "NewsArticle", "author": ", ".join(map(_name, range(n)))}),
    "tags in json-ld": _ld(lambda n: {"@type": "NewsArticle", "keywords": [f"mill {i}" for i in range(n)]}),
    "meta": _head("<meta property='og:title' content='Mill #'><meta name=author content='Jane Doe #'>"),
    "links of the head": _head("<link rel=canonical href='/#'>"),
    "h1": _over("<h1>The mill number # opens again</h1>"),
    "h2": _under("<h2>The mill number # opens again</h2>"),
    "rows": _under("<tr><td>#</td><td>mill</td></tr>", "<table>", "</table>"),
    "paragraphs in cells": _under(f"<tr><td><p>{PROSE}</p></td><td><p>Mill</p></td></tr>", "<table>", "</table>"),
    "a cell of paragraphs": _under(f"<p>{PROSE}</p>", "<table><tr><td>", "</table>"),
    "items": _under("<li>The mill number #</li>", "<ul>", "</ul>"),
    "linked items": _under("<li><a href='/#'>The mill number # opens</a></li>", "<ul>", "</ul>"),
    "lists": _under("<ul><li>The mill number #</li></ul>"),
    "paragraphs": _under(f"<p>{PROSE} #</p>"),
    "the same paragraph": _under(f"<p>{PROSE}</p>"),
    "short paragraphs": _under("<p>mill #</p>"),
    "articles": _under(f"<article><h2>The mill #</h2><p>{PROSE}</p></article>"),
    "articles in articles": _under(f"<article><h2>The mill #</h2><p>{PROSE}</p>"),
    "comments": _under("<div><b>Jane Doe</b><span>3 hours ago</span><p>I think that the mill is good, # times.</p></div>"),
    "captions": _under("<figure><img src=a><figcaption>The mill #. Photo: Jane Doe</figcaption></figure>"),
    "pictures without figure": _under("<img src=https://x.example/#>", "<div>", "</div>"),
    "pictures and words in a div": _under("<img src=https://x.example/#><p class=caption>The mill #.</p>", "<div>", "</div>"),
    "pictures in a figure": _under("<img src=https://x.example/#>", "<figure>", "<figcaption>The mill.</figcaption></figure>"),
    "a long figcaption": _under("The mill # (in May). ", "<figure><img src=//x.example/a><figcaption>", "</figcaption></figure>"),
    "figures in figures": _under("<figure><img src=a><figcaption>The mill"),
    "class names": _under("mill-#  has-related ", "<div class='", f"'><p>{PROSE}</p></div>"),
    "a long attribute": _under("mill", "<img alt='", "'>"),
    "unclosed": _under("<p><b><i><div><span>The mill "),
    "entities": _under("&eacute;&amp;&#8217; ", "<p>", "</p>"),
    "soft hyphens": _under("mi\u00adll\u200b ", "<p>", "</p>"),
    "no spaces": _under("水車小屋は開いた", "<p>", "</p>"),
    "hidden": _under(f"<p style='display:none'>{PROSE}</p>"),
    "blockquotes": _under(f"<blockquote><p>{PROSE}</p>"),
    "deep words": _deep("<div> <i>a b c</i>"),
    "deep boxes": _deep("<div class=related> <i>a b c</i>", 200),
    "deep authors": _deep("<div> <i class=author>a</i>"),
    "deep paragraphs": _deep(f"<div> <p>{PROSE}</p>"),
    "deep dates": _deep("<aside> <time datetime='2024-05-03'>x</time>", 200),
    "assignments": _thin("x = {a: 1}; "),
    "words without a value": _thin('"a": undefined, ', "x = {"),
}  # fmt: skip

TEXTS: dict[str, Make] = {
    "bylines": _lines("By Jane Doe"),
    "bylines first": _lines_first("By Jane Doe"),
    "names": _lines("Jane Doe"),
    "dates": _lines("May 3, 2024"),
    "dates first": _lines_first("May 3, 2024"),
    "dates in one line": _one_line("May 3, 2024 "),
    "short lines": _lines("mill #"),
    "the same line": _lines("mill"),
    "paragraphs": _lines(f"{PROSE} #"),
    "headlines": _lines_first("The mill number # opens again"),
    "headlines below": _lines("The mill number # opens again"),
    "quotes": _lines('"The mill is old," he said #.'),
    "quoted lines": _lines("> The mill is old #."),
    "items": _lines("- The mill is old #"),
    "related": _lines("Read more: The mill #"),
    "share": _lines("Share\nFacebook\nTwitter"),
    "comments": _lines("Jane #\n3 hours ago\nI think the mill is good.\nReply"),
    "captions": _lines("The mill number #. Photo: Jane Doe"),
    "wrapped": _lines("The old mill by the lake was opened again on Monday, after the town\nhad paid for a new roof and a wheel"),
    "one line": _one_line(f"{PROSE} "),
    "one word": _one_line("mill"),
    "one line of boilerplate": _one_line(f"{PROSE} Read more: The mill opens again. Share this article. "),
    "parts to cut": _one_line("[+12 chars] "),
    "no spaces": _one_line("水車小屋は開いた。"),
    "tags": _one_line("<b>The mill</b> is <i>old</i> "),
    "entities": _one_line("&amp;amp; &eacute; "),
    "soft hyphens": _one_line("mi\u00adll\u200b "),
    "blank lines": _lines(" \t"),
}  # fmt: skip
