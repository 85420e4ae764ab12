"""Pages that stand in the article's place: consent walls, robot checks, refusals, error pages, log-in pages.

What they say is rule data (``stage: flag``). Here is only where it counts: in the title, without the site's name that
stands around it, in a heading, in the first lines, and only on a page that holds little else. An article that quotes
such words is longer, or says more in the same line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cleaner.body.segment import walk
from cleaner.document import Block, Document
from cleaner.page.addresses import site_of
from cleaner.page.selectors import css
from cleaner.rules.compile import Rules
from cleaner.rules.model import Rule
from cleaner.rules.shape import NAME_WORDS, THIN_BODY, BlockView, count_words

# Two signs of different rules are enough for a page of so many words.
_TWO_SIGNS = 300
_FIRST_LINES = 10
_LONGEST = 600
_SEPARATOR = re.compile(r"\s+[-–—|•·»›«‹~:]+\s+|\s*[|｜_＿]\s*|\s*--\s*|[:：]\s+|[：]|\s+::\s+")
_BAR = re.compile(r"[|｜•·»›«‹]")
_MOST_CUTS = 6
_SHOWN = 80
# "404", "Error 404:", "(404)": what the status of HTTP adds to a title in any language.
_STATUS = re.compile(
    r"^(?:[^\W\d]+ )?(?:http[ /]?)?[(\[]?[45]\d\d[)\]]?[\s:.,!|-]+(?=\w)|[\s:.,|(\[-]+(?:[^\W\d]+ )?[45]\d\d[)\]]?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A flag rule and the words, or the element, that it found."""

    rule: Rule
    said: str

    def __str__(self) -> str:
        return f"by {self.said[:_SHOWN]!r} ({self.rule.id})"


@dataclass(frozen=True, slots=True)
class _Lines:
    """What a page says: in its titles and headings, in its first lines, and anywhere, on buttons and in links, too."""

    titles: tuple[str, ...]
    first: tuple[str, ...]
    others: tuple[str, ...]


def find(document: Document, rules: Rules) -> tuple[Sign, ...]:
    """The signs that tell a page in an article's place, the surest first; () for an article."""
    asked = rules.flag_rules  # as they are: most documents are too long for any, and none is made ready for them
    most = max((_TWO_SIGNS, *(r.page_words for r in asked))) if asked else 0
    words = _words(document, most) if most else 0
    if words >= most:
        return ()
    signs = _signs(document, rules)
    sure = [s for s in signs if s.rule.alone]
    if not sure:
        return ()
    sure.sort(key=lambda s: s.rule.page_words < words)  # what can tell a page of this length alone comes first
    limit = max(s.rule.page_words for s in sure)
    other = next((s for s in signs if s.rule is not sure[0].rule and s.said != sure[0].said), None)
    if words > (max(limit, _TWO_SIGNS) if other else limit):
        return ()
    return (sure[0], *(s for s in signs if s is not sure[0]))


def _words(document: Document, most: int) -> int:
    """The words of the body, without links to other stories and what is said under each, as far as any rule asks."""
    words, under_link = 0, False
    for block in document.blocks:
        linked = block.link_share > 0.5
        said = 0 if linked else count_words(block.text)
        words += 0 if under_link and said <= THIN_BODY else said
        under_link = linked
        if words >= most:
            break
    return words


def _signs(document: Document, rules: Rules) -> list[Sign]:
    """The first place that each rule finds, title before lines."""
    lines = _page_lines(document) if document.page is not None else _text_lines(document)
    host = site_of(document)
    found: dict[str, Sign] = {}
    for place, texts in (("title", lines.titles), ("first", lines.first), ("other", lines.others)):
        for text in dict.fromkeys(texts):
            for rule in _rules_that_find(text, rules):
                if place == "title" or (place == "first" and not rule.in_title) or not rule.alone:
                    found.setdefault(rule.id, Sign(rule, text))
    if document.page is not None:
        for rule in rules.flag_rules:
            element = _element(document.page.tree, rule)
            if element and rule.id not in found:
                found[rule.id] = Sign(rule, element)
    return [s for s in found.values() if s.rule.applies_to(host, document.kind) and not s.rule.silenced(host)]


def _rules_that_find(text: str, rules: Rules) -> list[Rule]:
    view = BlockView(Block(-1, text))
    index = rules.flag
    places = {*index.found(view.folded).rules, *index.structural}
    return [index.rules[i] for i in sorted(places) if view.fits(index.rules[i].shape)]


def _element(tree: Any, rule: Rule) -> str:
    return next((s for s in rule.find.css if css(s)(tree)), "")


def _text_lines(document: Document) -> _Lines:
    """Of a text with next to nothing in it the first line is its title; else it may be a menu's, "Sign in"."""
    lines = [s for line in islice(document.markup.split("\n"), 4 * _FIRST_LINES) if (s := " ".join(line.split()))]
    titles = [str(t) for _, t in document.hints.get("title", ())]
    if sum(map(count_words, lines)) < THIN_BODY:
        titles += lines[:1]
    return _Lines(
        tuple(p for t in titles for p in pieces(t)), tuple(_short(lines[:_FIRST_LINES])), tuple(_short(lines))
    )


def _page_lines(document: Document) -> _Lines:
    assert document.page is not None
    tree, pruned = document.page.tree, document.page.pruned
    body = tree.find("body")
    blocks = [] if body is None else walk(body, pruned)
    start = next((i for i, b in enumerate(blocks) if b.element.tag == "h1"), 0)
    own = [b for b in blocks[start:] if b.link_share <= 0.5]
    first = [b.text for b in own[:_FIRST_LINES]]
    if sum(count_words(b.text) for b in own) < THIN_BODY:
        first += _hidden(document)
    # Of headings only the first counts, and not one that was pruned: a log-in box has a heading, too.
    titles = [str(t) for where, t in document.hints.get("title", ()) if where not in ("h1", "microdata")]
    headings = [b for b in blocks if b.kind == "heading"]
    titles += [b.text for b in ([b for b in headings if b.element.tag == "h1"] or headings)[:1]]
    buttons = [] if body is None else [_button_text(b) for b in islice(body.iter("button"), 30)]
    others = [*first, *(b.text for b in blocks), *buttons]
    return _Lines(tuple(p for t in titles for p in pieces(t)), tuple(_short(first)), tuple(_short(others)))


def _button_text(button: Any) -> str:
    """What a button says; to other stages it says nothing."""
    return " ".join("".join(button.itertext()).split())


def _hidden(document: Document) -> list[str]:
    """The lines of what page rules took, and of noscript: where a page shows nothing else, they say what it is."""
    assert document.page is not None
    tree, pruned = document.page.tree, document.page.pruned
    taken = [b.text for e in tree.iter() if e in pruned for b in walk(e, frozenset())]
    silent = [" ".join("".join(e.itertext()).split()) for e in islice(tree.iter("noscript"), 10)]
    return [*taken[:_FIRST_LINES], *silent]


def pieces(title: str) -> list[str]:
    """A title, and what is left of it without the names around it and without the status of HTTP.

    >>> pieces("Harbour News - Are you a robot?")[1:]
    ['Harbour News', 'Are you a robot?']
    """
    cuts = list(islice(_SEPARATOR.finditer(title), _MOST_CUTS))
    starts = [0, *(c.end() for c in cuts if _is_name(c, title[: c.start()]))]
    ends = [len(title), *(c.start() for c in cuts if _is_name(c, title[c.end() :]))]
    found = [title[start:end].strip() for start in starts for end in ends if start < end]
    found += [s for t in found if (s := _STATUS.sub("", t).strip()) != t]
    return [t for t in dict.fromkeys(found) if t]


def _is_name(separator: re.Match[str], rest: str) -> bool:
    """Whether the rest of a title may be a name and a motto: a headline goes on behind a dash or colon, too."""
    return _BAR.search(separator.group()) is not None or count_words(rest) <= NAME_WORDS


def _short(lines: Iterable[str]) -> list[str]:
    return [line[:_LONGEST] for line in lines if line]
