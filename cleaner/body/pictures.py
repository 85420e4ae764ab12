"""The article's pictures: which of a page's are its own, where they stand, and what is said of them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cleaner.article import Image
from cleaner.body.kinds import common_ancestor
from cleaner.body.paths import Paths
from cleaner.document import Page
from cleaner.page.elements import names_of, visible_text
from cleaner.rules.compile import Rules
from cleaner.rules.fold import fold

_IMAGES = ("img", "amp-img")
# Where pages that load pictures late keep the address until then.
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "data-url", "src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
# "a.jpg 640w, b.jpg 2x": an address may hold commas of its own.
_OF_A_SET = re.compile(r"(\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,\s*|$)")
_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)", re.I)
_LEAST_SIZE = 60  # pixels; an icon, a face beside a name or a counter is smaller
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\s*(?=[(（©])|\s[/|]\s")
CREDIT_RULE = "caption.credit-box"
CAPTION_FAMILY = "caption"


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture, the place among the body's blocks that are left which it stands before, and its element's path."""

    image: Image
    before: int
    source: str


def find(page: Page, kept: Sequence[int], rules: Rules, address: Callable[[str], str | None]) -> tuple[Placed, ...]:
    """The pictures within the body, and those over it in its article, each address once; ``kept``: the blocks that are left."""
    body = page.tree.find("body")
    root = common_ancestor(page.elements)
    if body is None or root is None:
        return ()
    scope = next((e for e in (root, *root.iterancestors()) if e.tag in ("article", "main")), root)
    inside = frozenset(root.iter())
    order = {page.elements[i]: n for n, i in reversed(list(enumerate(kept)))}
    holds_kept = _holders(page.elements[i] for i in kept)
    holds_any = _holders(page.elements)
    found: list[Placed] = []
    seen: set[str] = set()
    before, over = 0, True
    paths = Paths()
    for element in scope.iter():
        if element in order:
            before = max(before, order[element] + 1)
        over = over and element not in inside
        if element.tag not in _IMAGES or not (over or element in inside):
            continue
        if _is_elsewhere(element, page) or _stands_by_what_went(element, holds_kept, holds_any):
            continue
        src = _source(element, address)
        if src is None or src in seen or _is_small(element):
            continue
        seen.add(src)
        caption, credit = _said(element, page, rules)
        image = Image(src, " ".join((element.get("alt") or "").split()) or None, caption, credit)
        found.append(Placed(image, _place(element, before, order), paths.of(element)))
    return tuple(found)


def _place(element: Any, before: int, order: dict[Any, int]) -> int:
    """A picture at the start of a paragraph stands before it, though its element is in the paragraph's."""
    for above in element.iterancestors():
        if above in order:
            return order[above]
    return before


def _holders(elements: Iterable[Any]) -> set[Any]:
    """These elements and all that stand around them."""
    found: set[Any] = set()
    for element in elements:
        above = element
        while above is not None and above not in found:
            found.add(above)
            above = above.getparent()
    return found


def _is_elsewhere(image: Any, page: Page) -> bool:
    """It stands in what was pruned and is no caption's box, or leads to another page as a teaser's does."""
    for above in image.iterancestors():
        if above in page.pruned and above not in page.captions:
            return True
        href = (above.get("href") or "").strip() if above.tag == "a" else ""
        if href and not href.startswith("#") and not _FILE.search(href):
            return True
    return False


def _stands_by_what_went(image: Any, holds_kept: set[Any], holds_any: set[Any]) -> bool:
    """The innermost element that holds both it and any block holds only blocks that rules took."""
    around = next((e for e in image.iterancestors() if e in holds_any), None)
    return around is None or around not in holds_kept


def _source(image: Any, address: Callable[[str], str | None]) -> str | None:
    """The largest that its sets offer, else its own address."""
    # The parser takes a picture's img for a part of the source before it.
    around = next((e for e in islice(image.iterancestors(), 5) if e.tag == "picture"), None)
    sets = [image, *(around.iter("source") if around is not None else ())]
    offered = [
        (float(size or 1), url)
        for element in sets
        for name in _SETS
        for url, size in _OF_A_SET.findall(element.get(name) or "")
        if not url.startswith("data:")
    ]
    if offered:
        largest = max(size for size, _ in offered)
        return address(next(url for size, url in offered if size == largest))
    for name in _ADDRESSES:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:") and (found := address(value)):
            return found
    return None


def _is_small(image: Any) -> bool:
    sizes = [image.get(side) or "" for side in ("width", "height")]
    return any(s.removesuffix("px").isdigit() and int(s.removesuffix("px")) < _LEAST_SIZE for s in sizes)


def _said(image: Any, page: Page, rules: Rules) -> tuple[str | None, str | None]:
    """Caption and credit."""
    boxes = _boxes(image, page)
    credits: list[str] = []
    words: list[str] = []
    for box in boxes:
        parts = [e for e in box.iter() if isinstance(e.tag, str) and _names_a_credit(e, rules)]
        outer = [e for e in parts if not any(a in parts for a in e.iterancestors())]
        credits.extend(filter(None, (visible_text(e) for e in outer)))
        words.append(visible_text(box, frozenset(outer)))
    caption = " ".join(filter(None, dict.fromkeys(words)))
    if not credits:
        caption, credit = _cut_credit(caption, rules)
        credits = [credit] if credit else []
    return caption or None, " ".join(dict.fromkeys(credits)) or None


def _boxes(image: Any, page: Page) -> list[Any]:
    """The elements that hold the words under a picture: of its figure, else those beside it that were taken for such."""
    figure = next((e for e in image.iterancestors() if e.tag == "figure"), None)
    if figure is not None:
        named = list(figure.iter("figcaption"))
        return named or [figure]
    for above in islice(image.iterancestors(), 3):
        beside = [e for e in above.iter() if e in page.captions]
        if beside:
            return [e for e in beside if not any(a in beside for a in e.iterancestors())]
    return []


def _names_a_credit(element: Any, rules: Rules) -> bool:
    names = names_of(element)
    return bool(names) and any(rules.prune[at].id == CREDIT_RULE for at in rules.names.rules_for(names))


def _cut_credit(caption: str, rules: Rules) -> tuple[str, str | None]:
    """The caption without its last part, where the rules' phrases say that this is a credit."""
    starts = [m.end() for m in _SENTENCE_END.finditer(caption)]
    for start in (*reversed(starts), 0):
        last = caption[start:]
        if any(rules.strip.rules[at].family == CAPTION_FAMILY for at in rules.strip.found(fold(last)).rules):
            return caption[:start].rstrip(" |/"), last.strip("()（） ")
    return caption, None


def to_html(image: Image) -> str:
    """The picture as safe HTML, in a figure where something is said of it."""
    alt = html.escape(image.alt or "")
    shown = f'<img src="{html.escape(image.src)}" alt="{alt}">'
    said = " ".join(filter(None, (image.caption, f"({image.credit})" if image.credit else "")))
    return f"<figure>{shown}<figcaption>{html.escape(said, quote=False)}</figcaption></figure>" if said else shown
