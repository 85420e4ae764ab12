"""Lists of other stories, told by how they are built.

Three or more teasers side by side, each with a linked headline or a text that breaks off; or a list of which each item
is little more than a link to another page of the site, or to a chapter of this one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from cleaner.body.guards import SMALL
from cleaner.body.segment import STORY
from cleaner.page.addresses import domain_of, host_of
from cleaner.page.elements import visible_text
from cleaner.page.survey import Survey
from cleaner.rules.shape import ALL_LINK, HEADLINE_WORDS, NAME_WORDS, SENTENCE_WORDS, count_words

_TITLES = ("h1", "h2")
_HEADINGS = ("h2", "h3", "h4", "h5")
_MIN_TEASERS = 3
_MIN_ITEMS = 2
# Each headline is counted for all that is around it: a page of 100,000 would take minutes.
_MOST_TEASERS = 200
_MAX_UNLINKED = 450
_AFTER = 0.3
_LEFT_OVER = 80


def find(
    survey: Survey,
    pruned: set[Any],
    host: str | None,
    gone: Collection[Any] = (),
    headline: Any | None = None,
) -> list[Any]:
    """The elements that hold such lists, or the teasers where they stand among other things.

    ``gone`` is what is pruned with all that is in it, where that is known: lists within it need no look.
    """
    body = survey.body
    lists = [e for e in body.iter("ul", "ol") if e not in gone or e in pruned]
    found = [e for e in lists if _is_link_list(e, host) or _is_contents(e)]
    read = lru_cache(maxsize=None)(visible_text)  # thousands of headings may stand in one link
    headings = [h for h in body.iter(*_HEADINGS) if _leads_elsewhere(h, host, read)]
    for seeds in (headings, _cut_off(survey)):
        if len(seeds) >= _MIN_TEASERS:
            found.extend(_lists(body, seeds[:_MOST_TEASERS], survey.lengths, headline))
    found = [e for first in found for e in (*_label_over(first), first)]
    going = {*pruned, *found}
    return [e for e in dict.fromkeys(found) if e not in pruned and not any(a in going for a in e.iterancestors())]


def _lists(body: Any, seeds: list[Any], lengths: dict[Any, int], headline: Any | None) -> list[Any]:
    """The elements of the lists whose teasers have these headlines or texts."""
    held: dict[Any, int] = {}
    for seed in seeds:
        for around in (seed, *seed.iterancestors()):
            held[around] = held.get(around, 0) + 1
    groups: dict[Any, list[Any]] = {}
    for seed in seeds:
        teaser = _teaser(seed, held, lengths)
        if teaser is not None:
            groups.setdefault(teaser.getparent(), []).append(teaser)
    lists = [
        (p, teasers) for p, teasers in groups.items() if len(teasers) >= _MIN_TEASERS and _alike(p, teasers, lengths)
    ]
    return [
        e for p, teasers in lists if _is_beside(teasers, body, lengths, headline) for e in _whole(p, teasers, lengths)
    ]


def _leads_elsewhere(heading: Any, host: str | None, read: Callable[[Any], str]) -> bool:
    """All of the heading is a link to another page of the same site. ``read`` gives an element's text."""
    links = [a for a in heading.iter("a") if a.get("href")]
    if not links:
        links = [a for a in heading.iterancestors("a") if a.get("href")]
    if len(links) != 1 or not _is_elsewhere(links[0], host):
        return False
    text = visible_text(heading)
    return count_words(text) >= HEADLINE_WORDS[0] and len(read(links[0])) >= ALL_LINK * len(text)


def _is_link_list(element: Any, host: str | None) -> bool:
    """Its items are headlines that lead elsewhere on the site, and no sentence leads to it."""
    items = list(element.iterchildren("li"))
    if len(items) < _MIN_ITEMS or not all(_is_link_item(i, host) for i in items):
        return False
    before = element.getprevious()
    led = visible_text(before) if before is not None and before.tag in ("p", "div") else ""
    return not (led.endswith((":", "：")) and count_words(led) >= SENTENCE_WORDS)


def _is_contents(element: Any) -> bool:
    """Its items are links to the page's own chapters."""
    items = list(element.iterchildren("li"))
    if len(items) < _MIN_TEASERS:
        return False
    for item in items:
        links = [a for a in item.iter("a") if (a.get("href") or "").strip().startswith("#")]
        linked = sum(len(visible_text(a)) for a in links)
        if not linked or linked < ALL_LINK * len(visible_text(item)):
            return False
    return True


def _is_link_item(item: Any, host: str | None) -> bool:
    links = [a for a in item.iter("a") if a.get("href")]
    if len(links) != 1 or not _is_elsewhere(links[0], host):
        return False
    linked = visible_text(links[0])
    if count_words(linked) < NAME_WORDS:
        return False
    text = visible_text(item)
    return 2 * len(linked) >= len(text) and count_words(text) > NAME_WORDS


def _label_over(element: Any) -> list[Any]:
    """What stands right over a list and says what it is: else it would be taken for the label of what follows."""
    before = element.getprevious()
    if before is None or (before.tail or "").strip():
        return []
    if before.tag not in ("h2", "h3", "h4", "h5", "h6", "p"):
        return []
    text = visible_text(before)
    is_label = count_words(text) < SENTENCE_WORDS and not text.endswith((".", "!", "?", "。"))
    return [before] if is_label or before.tag != "p" else []


def _cut_off(survey: Survey) -> list[Any]:
    """Texts that break off, as teasers do."""
    leaves = (e for e in survey.breaking_off() if e.tag in ("p", "div", "span", "a") and not len(e))
    return [e for e in leaves if count_words(e.text) >= HEADLINE_WORDS[0]]


def _is_elsewhere(link: Any, host: str | None) -> bool:
    href = link.get("href").strip()
    return not (href.startswith("#") or "sponsored" in (link.get("rel") or "")) and _is_same_site(href, host)


def _is_same_site(href: str, host: str | None) -> bool:
    if "//" not in href[:9]:
        return ":" not in href.split("/")[0]
    there = host_of(href)
    return host is not None and there is not None and domain_of(there) == domain_of(host)


def _teaser(heading: Any, held: dict[Any, int], lengths: dict[Any, int]) -> Any | None:
    """The highest element around the heading that holds no other such heading and little else."""
    teaser = heading
    for around in heading.iterancestors():
        if held[around] > 1:
            return teaser if teaser is not heading else None
        if lengths[around] > _MAX_UNLINKED:
            return None
        teaser = around
    return None


def _alike(parent: Any, teasers: list[Any], lengths: dict[Any, int]) -> bool:
    """They are of few builds, and nothing else to read beside them is built so: else they are items of the article."""
    builds, known = {_build(c) for c in teasers}, set(teasers)
    strangers = sum(bool(lengths.get(e)) and e not in known and _build(e) in builds for e in parent.iterchildren("*"))
    return len(builds) <= max(1, len(teasers) // 3) and strangers <= len(teasers) // 3


def _build(element: Any) -> tuple[str, str]:
    return element.tag, (element.get("class") or "").split(" ")[0]


def _is_beside(teasers: list[Any], body: Any, lengths: dict[Any, int], headline: Any | None) -> bool:
    """Most of the page's paragraphs stand elsewhere, and before the teasers unless those say very little; or a story of its
    own stands between the page's headline and the first teaser.
    """
    held = sum(lengths[c] for c in teasers)
    inside = {e for c in teasers for e in c.iter()}
    before, after, seen, under_headline = 0, 0, False, 0
    for element in body.iter("p", teasers[0].tag, *_TITLES):
        if element is headline:
            under_headline = before
        seen = seen or element is teasers[0]
        if element.tag == "p" and element not in inside:
            before, after = before + (not seen) * lengths[element], after + seen * lengths[element]
    if headline is not None and before - under_headline >= STORY and not after:
        return True
    if before + after < held:
        return False
    return after <= _AFTER * (before + after) or all(lengths[c] <= SMALL for c in teasers)


def _whole(parent: Any, teasers: list[Any], lengths: dict[Any, int]) -> list[Any]:
    """The element around the teasers if they are all that is in it."""
    rest = lengths[parent] - sum(lengths[c] for c in teasers)
    return [parent] if rest <= _LEFT_OVER and parent.tag not in ("body", "main", "article") else teasers
