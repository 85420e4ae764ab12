"""Who signed the page: elements named for an author, then lines such as "By Jane Doe"; for pages whose head doesn't say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from cleaner.meta.authors import is_nobody, is_role, is_signature, without_by
from cleaner.meta.dates import in_text
from cleaner.meta.lines import Around, Line, Lines
from cleaner.meta.signed import AROUND, LONGEST, before_date, full_names, is_full_name, login_in, signed_by, signed_in
from cleaner.page.elements import holds_more_than, is_mute, visible_text
from cleaner.rules.author_words import AuthorWords
from cleaner.rules.lexicon import fold
from cleaner.rules.name_index import split_names
from cleaner.rules.words import author_words, date_words

_ONES_OWN = re.compile(r"/@[^/?#]+/?(?:[?#]|$)")
_LOGIN = re.compile(r"[a-z][\w.-]{2,30}")
# Where an element says what it is.
_NAMED_IN = frozenset(("class", "id", "data-testid"))
# Longer list items are teasers, longer asides side columns.
_TEASER_OVER = {"li": 120, "aside": 400}
_MOST_LOOKED_AT = 60
_MOST_NAMED = 600
_MOST_PIECES = 12
_FAR_FROM_TITLE = 250
_TITLE_ABOVE = 60


def find(tree: Any, around: Callable[[], Around]) -> list[str]:
    """The names in the first element that is named for an author, near the headline before others; else a signed line.

    ``around`` gives the lines around the body, where they are wanted.
    """
    likely = _candidates(tree)
    above = {e: set(e.iterancestors()) for e in likely}
    inside = {e: [d for d in likely if e in above[d]] for e in likely}
    for element in likely:
        leaves = [d for d in inside[element] if not inside[d]] or [element]
        names = [n for leaf in leaves for n in names_in(leaf)] or names_in(element)
        if names:
            return names
    head, tail, _ = around()
    return _signed(head) or _signed(tail) or _dated(head) or _closing(tail) or _login(likely)


def _candidates(tree: Any) -> list[Any]:
    """The elements named for an author outside comments, teasers and side columns; those by the headline first."""
    body = tree.find("body") if tree.find("body") is not None else tree
    places = {e: i for i, e in enumerate(body.iter())}
    title = next(body.iter("h1"), None)
    words = author_words()  # asked once: a page has thousands of elements
    likely = []
    named = 0
    for element, place in places.items():
        if element is body:
            continue
        near = title is not None and _is_near(place - places[title])
        if not (_is_named(element, words) or (near and _is_theirs(element))):
            continue
        named += 1
        if not is_elsewhere(element):
            likely.append(element)
        if len(likely) >= _MOST_LOOKED_AT or named >= _MOST_NAMED:
            break
    if title is None:
        return likely
    return sorted(likely, key=lambda e: not _is_near(places[e] - places[title]))


def _is_near(distance: int) -> bool:
    return -_TITLE_ABOVE <= distance <= _FAR_FROM_TITLE


def _is_named(element: Any, words: AuthorWords) -> bool:
    """Whether it is named for an author, or links to an author's page."""
    # Most elements have one or two attributes: less to ask than for each that could be one of these, and without a generator.
    for name in element.keys():  # noqa: SIM118
        if name in _NAMED_IN and _says(words, element.get(name)):
            return True
    if element.tag != "a":
        return False
    return element.get("rel") == "author" or words.author_link.search(element.get("href") or "") is not None


@lru_cache(maxsize=8192)
def _says(words: AuthorWords, names: str) -> bool:
    return words.author_names.search(split_names(names)) is not None


def _is_theirs(element: Any) -> bool:
    """Whether it is an address that says a name, or a link from one to a person's page: so by a headline alone."""
    if element.tag == "address":
        return is_signature(without_by(visible_text(element)))
    if element.tag != "a":
        return False
    href = element.get("href") or ""
    theirs = author_words().person_link.search(href) or _ONES_OWN.search(href)
    return theirs is not None and is_signature(visible_text(element))


def names_in(element: Any) -> list[str]:
    """The names that an element's runs of text give one after the other, up to a role, a date or the like.

    "Jane Doe" and "Richard Roe" in two links are two, "Jane" and "Doe" in two spans are one.
    """
    return names_of_runs(_runs(element))


def names_of_runs(runs: Sequence[tuple[Any, str]]) -> list[str]:
    """The same of runs that were found already, each with what it stands in."""
    words = author_words()
    names: list[str] = []
    first: Any = None
    joined = False
    for owner, text in runs[:_MOST_PIECES]:
        if words.and_alone.match(text) or (not names and words.alone.match(text)):
            joined = True
            continue
        name = _name(text)
        if name is None or (names and (is_role(text) or not text.startswith(name))):
            break
        if names and not joined and not _alike(owner, first):
            break
        if names and not joined and " " not in name and " " not in names[-1]:
            names[-1] = f"{names[-1]} {name}"
        else:
            names.append(name)
        first, joined = owner, text.endswith((",", "&"))
        if name != text.strip(AROUND):
            break  # what follows the name in its own run ends it
    return names


def _runs(element: Any) -> list[tuple[Any, str]]:
    """(element it stands in, text) of each text node that people read."""
    found: list[tuple[Any, str]] = []
    stack: list[tuple[Any, bool]] = [(element, True)]
    while stack and len(found) <= _MOST_PIECES:
        e, entering = stack.pop()
        text = " ".join(((e.text if entering else e.tail) or "").split())
        if not entering:
            if (following := e.getnext()) is not None:
                stack.append((following, True))
        else:
            # One child at a time: of thousands few are read.
            if e is not element:
                stack.append((e, False))
            if is_mute(e) and e.tag != "button":
                text = ""
            elif len(e):
                stack.append((e[0], True))
        if text and any(map(str.isprintable, text)):
            found.append((e if entering else e.getparent(), text))
    return found


def _alike(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one.tag == other.tag and one.get("class") == other.get("class")


def _name(text: str) -> str | None:
    """The text up to a date, a reading time or running text; None where that is no name."""
    name = before_date(text)
    if is_nobody(name) or _is_label(name):
        return None
    if name.lower() in author_words().agencies:
        return name
    return name if 3 <= len(name) <= LONGEST and any(c.isupper() or not c.isascii() for c in name) else None


def _is_label(name: str) -> bool:
    """Whether it is a word such as "Published" alone."""
    words = date_words()
    return " " not in name and bool(words.published.match(fold(name)) or words.updated.match(fold(name)))


def is_elsewhere(element: Any) -> bool:
    """Whether it stands in comments, teasers, side columns or by a picture rather than with the article."""
    itself = element
    while element is not None:
        most = _TEASER_OVER.get(element.tag) if element is not itself else None
        if (
            element.tag in ("nav", "figure", "form")
            or (element.tag == "footer" and next(element.iterancestors("article"), None) is None)
            or (most is not None and holds_more_than(element, most))
            or _says_elsewhere(author_words(), element.get("class") or "")
        ):
            return bool(element.tag != "body")
        element = element.getparent()
        if element is not None and element.tag in ("body", "article", "main"):
            return False
    return False


@lru_cache(maxsize=8192)
def _says_elsewhere(words: AuthorWords, classes: str) -> bool:
    return words.elsewhere_names.search(words.article_names.sub(" ", split_names(classes))) is not None


def _signed(lines: Lines) -> list[str]:
    """The names of a line such as "By Jane Doe" or "Text: Jane Doe", be they on the next line."""
    for line, following in zip(lines, (*lines[1:], None), strict=False):
        names = signed_by(line.text) or signed_in(line.text)
        if not names and following is not None and author_words().alone.match(line.text):
            names = full_names(following.text)
        if names:
            return names
    return []


def _dated(lines: Lines) -> list[str]:
    """Full names alone on a line under the headline, or a login behind "by", next to the line of the date."""
    lines = tuple(line for line in lines if any(map(str.isalnum, line.text)))
    under = [i for i, line in enumerate(lines) if line.element.tag == "h1"]
    for i in range(under[-1] + 1 if under else len(lines), len(lines)):
        names = full_names(lines[i].text) or login_in(lines[i].text)
        if names and any(_is_dated(line) for line in (lines[i - 1], *lines[i + 1 : i + 3]) if line.element.tag != "h1"):
            return names
    return []


def _is_dated(line: Line) -> bool:
    return bool(in_text(line.text) or author_words().ago.search(line.text))


def _closing(lines: Lines) -> list[str]:
    """A name alone in italics or to the right under the last paragraph."""
    for line in lines[:2]:
        if is_full_name(line.text) and (_to_the_right(line.element) or _is_all(line, "em", "i")):
            return [line.text]
    return []


def _login(likely: list[Any]) -> list[str]:
    """The login that links to an author's page, where nobody has another name."""
    texts = (visible_text(e) for e in likely if e.tag == "a" and _is_named(e, author_words()))
    return next(([text] for text in texts if _LOGIN.fullmatch(text) and not is_nobody(text)), [])


def _to_the_right(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "text-align:right" in style or (element.get("align") or "").lower() == "right"


def _is_all(line: Line, *tags: str) -> bool:
    return any(visible_text(e) == line.text for tag in tags for e in line.element.iter(tag))
