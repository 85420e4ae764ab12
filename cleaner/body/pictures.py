"""The article's pictures: which of a page's are its own, where they stand, and what is said of them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
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
_Offer = tuple[float, str]
_NOTHING: _Offer = (0.0, "")
_LONGEST_CREDIT = 300  # letters; of 196 credits in the corpora the longest has 222
_MOST_OF_ONE_CAPTION = 10  # pictures
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
    found: dict[Any, tuple[str, int]] = {}
    seen: set[str] = set()
    largest: dict[Any, _Offer] = {}
    before, over = 0, True
    for element in scope.iter():
        if element in order:
            before = max(before, order[element] + 1)
        over = over and element not in inside
        if element.tag not in _IMAGES or not (over or element in inside):
            continue
        if _is_elsewhere(element, page) or _stands_by_what_went(element, holds_kept, holds_any):
            continue
        src = _source(element, address, largest)
        if src is None or src in seen or _is_small(element):
            continue
        seen.add(src)
        found[element] = (src, _place(element, before, order))
    paths = Paths()
    said = _words(list(found), scope, page, rules)
    return tuple(
        Placed(
            Image(src, " ".join((e.get("alt") or "").split()) or None, *said.get(e, (None, None))), place, paths.of(e)
        )
        for e, (src, place) in found.items()
    )


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


def _source(image: Any, address: Callable[[str], str | None], largest: dict[Any, _Offer]) -> str | None:
    """The largest that its sets offer, else its own address. ``largest`` gathers what each picture element offers."""
    # The parser takes a picture's img for a part of the source before it.
    around = next((e for e in islice(image.iterancestors(), 5) if e.tag == "picture"), None)
    if around is not None and around not in largest:
        largest[around] = _offered(around.iter("source"))
    offer = max(_offered([image]), largest.get(around, _NOTHING), key=lambda offer: offer[0])
    if offer[1]:
        return address(offer[1])
    for name in _ADDRESSES:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:") and (found := address(value)):
            return found
    return None


def _offered(elements: Iterable[Any]) -> _Offer:
    """The first of the largest in the sets of these."""
    offers = (
        (float(size or 1), url)
        for element in elements
        for name in _SETS
        for url, size in _OF_A_SET.findall(element.get(name) or "")
        if not url.startswith("data:")
    )
    return max(offers, key=lambda offer: offer[0], default=_NOTHING)


def _is_small(image: Any) -> bool:
    sizes = [image.get(side) or "" for side in ("width", "height")]
    return any(s.removesuffix("px").isdigit() and int(s.removesuffix("px")) < _LEAST_SIZE for s in sizes)


def _words(images: Sequence[Any], scope: Any, page: Page, rules: Rules) -> dict[Any, tuple[str | None, str | None]]:
    """Caption and credit of these, as far as there are any.

    Words behind several pictures in a row are said of each of them, unless they are so many that the words would fill the row.
    """
    place = {e: n for n, e in enumerate(scope.iter())}
    holders = _holders_of_words(images, place, page)
    held: dict[Any, list[Any]] = {}
    for image, (holder, _) in holders.items():
        held.setdefault(holder, []).append(image)
    boxes = dict(holders.values())
    found: dict[Any, tuple[str | None, str | None]] = {}
    for holder, inside in held.items():
        in_order = sorted([*inside, *boxes[holder]], key=lambda e: place.get(e, -1))
        for pictures, words in _in_turn(in_order, frozenset(inside)):
            found.update(dict.fromkeys(pictures[-_MOST_OF_ONE_CAPTION:], _said(words, rules)))
    return found


def _in_turn(in_order: Sequence[Any], pictures: Container[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Pictures in a row and the boxes of words behind them; boxes before all pictures, or around them, are of the first ones."""
    shown: list[Any] = []
    boxes: list[Any] = []
    behind = False
    for element in in_order:
        if element not in pictures:
            boxes.append(element)
            behind = bool(shown)
            continue
        if behind:
            yield shown, boxes
            shown, boxes, behind = [], [], False
        shown.append(element)
    yield shown, boxes


def _said(boxes: Sequence[Any], rules: Rules) -> tuple[str | None, str | None]:
    """Caption and credit in these boxes."""
    credits: list[str] = []
    words: list[str] = []
    for box in boxes:
        parts = {e for e in box.iter() if isinstance(e.tag, str) and _names_a_credit(e, rules)}
        outer = [e for e in box.iter() if e in parts and not any(a in parts for a in e.iterancestors())]
        credits.extend(filter(None, (visible_text(e) for e in outer)))
        words.append(visible_text(box, frozenset(outer)))
    caption = " ".join(filter(None, dict.fromkeys(words)))
    if not credits:
        caption, credit = _cut_credit(caption, rules)
        credits = [credit] if credit else []
    return caption or None, " ".join(dict.fromkeys(credits)) or None


def _holders_of_words(images: Sequence[Any], scope: Container[Any], page: Page) -> dict[Any, tuple[Any, list[Any]]]:
    """By picture the element that holds it and words of it, and the boxes in which these stand.

    It is the picture's figure, else one near it with words beside the picture that were taken for such.
    """
    figures = {image: next((e for e in image.iterancestors() if e.tag == "figure"), None) for image in images}
    near = {
        image: [e for e in islice(image.iterancestors(), 3) if e in scope]
        for image, figure in figures.items()
        if figure is None
    }
    named = {figure: list(figure.iter("figcaption")) or [figure] for figure in figures.values() if figure is not None}
    beside = _captions_in(frozenset(chain.from_iterable(near.values())), page.captions, named)
    found: dict[Any, tuple[Any, list[Any]]] = {}
    for image, figure in figures.items():
        holder = figure if figure is not None else next((e for e in near[image] if e in beside), None)
        if holder is not None:
            found[image] = (holder, named[holder] if figure is not None else beside[holder])
    return found


def _captions_in(holders: Container[Any], captions: Collection[Any], figures: Container[Any]) -> dict[Any, list[Any]]:
    """The outermost captions, each by the innermost of ``holders`` around it; what a figure holds is of its own pictures."""
    found: dict[Any, list[Any]] = {}
    for caption in captions:
        for above in (caption, *caption.iterancestors()):
            if above in figures or (above is not caption and above in captions):
                break
            if above in holders:
                found.setdefault(above, []).append(caption)
                break
    return found


def _names_a_credit(element: Any, rules: Rules) -> bool:
    names = names_of(element)
    return bool(names) and any(rules.prune[at].id == CREDIT_RULE for at in rules.names.rules_for(names))


def _cut_credit(caption: str, rules: Rules) -> tuple[str, str | None]:
    """The caption without its last part, where the rules' phrases say that this is a credit."""
    least = max(0, len(caption) - _LONGEST_CREDIT)
    starts = [m.end() for m in _SENTENCE_END.finditer(caption, least)]
    for start in (*reversed(starts), *([] if least else [0])):
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
