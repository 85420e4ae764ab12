"""The conditions of a rule on how a block is built and where it stands: one entry each.

A field of ``Shape`` or ``Where`` is a condition, and all that is known of it stands beside it: how a rule file's value is read,
what the tables of rules/README.md say of it, how a block is asked, and what ``cleaner explain`` tells where it doesn't hold.
"""
# ruff: noqa: RUF009 -- an entry is no default that is shared: it says what the field is

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from cleaner.rules.nodes import Node
    from cleaner.rules.place import Place
    from cleaner.rules.shape import BlockView

_KINDS = ("paragraph", "heading", "list_item", "quote", "table_row", "caption", "preformatted", "standfirst")
SAID_FIELDS = ("title", "authors", "source", "section", "description")
_SIDES = ("before_body", "after_body", "in_body")
_NOWHERE = range(0)


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both included; None is open."""

    low: float | None = None
    high: float | None = None

    def __contains__(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Condition:
    """``example`` and ``means`` are its row in rules/README.md; ``read`` takes its value from a rule file."""

    example: str
    means: str
    read: Callable[[Node], Any]


@dataclass(frozen=True, slots=True)
class OfBlock(Condition):
    """Asked of a block: ``test`` makes a question of what a rule wants. ``asks_links``: it looks at the block's links too."""

    test: Callable[[Any], Callable[[BlockView], bool]]
    tells: Callable[[BlockView, Any], str]
    asks_links: bool = False


@dataclass(frozen=True, slots=True)
class OfPlace(Condition):
    """Asked of a place and the number of a block in it. One that ``blocks`` tells for all blocks at once needs no ``holds``.

    ``asks_removed``: it can hold only where other rules took something, unless ``false`` is wanted.
    """

    tells: Callable[[Place, int, Any], str]
    blocks: Callable[[Place, Any], range] | None = None
    holds: Callable[[Place, int, Any], bool] = lambda *_: True
    asks_removed: bool = False


_Of = TypeVar("_Of", bound="_Conditions")


class _Conditions:
    """What ``Shape`` and ``Where`` share. A condition that no rule names costs nothing: only ``given`` are looked at."""

    @cached_property
    def given(self) -> tuple[tuple[str, Any, Any], ...]:
        """The conditions that are set: name, condition, the value that is wanted."""
        each = ((name, condition, getattr(self, name)) for name, condition in conditions_of(type(self)).items())
        return tuple((name, condition, wanted) for name, condition, wanted in each if wanted not in (None, ()))

    def __bool__(self) -> bool:
        return bool(self.given)

    def without(self: _Of, name: str) -> _Of:
        """The same without one condition."""
        return type(self)(**{n: wanted for n, _, wanted in self.given if n != name})

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in conditions_of(type(self)))


def _conditions_of(kind: Any) -> Mapping[str, Any]:
    """The conditions of ``Shape`` or ``Where`` by name, in the order in which they are asked."""
    return {f.name: f.metadata["condition"] for f in fields(kind)}


conditions_of: Callable[[Any], Mapping[str, Any]] = lru_cache(_conditions_of)


def read_conditions(node: Node, kind: type[_Of], *, more: tuple[str, ...] = ()) -> _Of:
    """A rule file's conditions; ``more``: other keys that may stand there. Raises RuleError with the place."""
    known = conditions_of(kind)
    at = node.pairs([*known, *more])
    return kind(**{name: condition.read(at[name]) for name, condition in known.items() if name in at})


def entry(condition: Condition, nothing: Any = None) -> Any:
    """A field that is this condition; ``nothing``: its value where no rule names it."""
    return field(default=nothing, metadata={"condition": condition})


def _range(means: str, of: str, tells: str, most: float | None = None, asks_links: bool = False) -> Any:
    """``of`` is an attribute of a block's view."""
    value = attrgetter(of)

    def read(node: Node) -> Range:
        at = node.pairs(["min", "max"])
        if not at:
            raise node.error("a range needs 'min', 'max' or both")
        found = Range(*(at[k].number(most) if k in at else None for k in ("min", "max")))
        if found.low is not None and found.high is not None and found.low > found.high:
            raise node.error("'min' is above 'max'")
        return found

    def test(wanted: Range) -> Callable[[BlockView], bool]:
        low, high = (bound if bound is not None else end for bound, end in ((wanted.low, -inf), (wanted.high, inf)))
        return lambda view: low <= value(view) <= high

    return entry(OfBlock("{min, max}", means, read, test, lambda view, _: tells.format(value(view)), asks_links))


def _flag(means: str, of: str, asks_links: bool = False) -> Any:
    value = attrgetter(of)
    test = lambda wanted: value if wanted else lambda view: not value(view)  # noqa: E731
    return entry(OfBlock("true", means, lambda node: node.flag(), test, lambda _, wanted: _no(wanted), asks_links))


def _any_of(choices: tuple[str, ...], means: str, test: Any, tells: Any) -> Any:
    def read(node: Node) -> tuple[str, ...]:
        return tuple(each.one_of(choices) for each in node.each_text())

    return entry(OfBlock(f"[{', '.join(choices)}]", means, read, test, tells), ())


def _of_text(means: str, of: Callable[[Place], bool], asks_removed: bool = False) -> Any:
    """What holds of all blocks or of none."""
    blocks = lambda place, wanted: range(place.count) if of(place) is wanted else _NOWHERE  # noqa: E731
    read, told = lambda node: node.flag(), lambda *asked: _no(asked[-1])
    return entry(OfPlace("true", means, read, told, blocks, asks_removed=asks_removed))


def _blocks(means: str, blocks: Callable[[Place, int], range]) -> Any:
    told = lambda place, i, _: f"it is block {i + 1} of {place.count}"  # noqa: E731
    return entry(OfPlace("3", means, lambda node: node.whole(1), told, blocks))


def _removed(means: str, *steps: int) -> Any:
    holds, told = lambda place, i, reach: place.is_near_removed(i, reach, steps), lambda *_: "there is none so near"
    return entry(OfPlace("4", means, lambda node: node.whole(1), told, holds=holds, asks_removed=True))


def _no(wanted: bool) -> str:
    return str(not wanted).lower()


def _ended(place: Place, wanted: bool) -> range:
    end = place.count if place.end is None else bisect_right(place.indexes, place.end)
    return range(end, place.count) if wanted else range(end)


@dataclass(frozen=True)
class Shape(_Conditions):
    """How a block (or a page's element) is built. Every condition that is given must hold."""

    kind: tuple[str, ...] = _any_of(
        _KINDS,
        "one of these kinds",
        lambda kinds: lambda v: v.block.kind in kinds,
        lambda v, _: f"it is a {v.block.kind}",
    )
    link_share: Range | None = _range(
        "the share of its characters that are in links, 0 to 1; always 0 in texts",
        "block.link_share",
        "it is {:.2f}",
        most=1,
        asks_links=True,
    )
    words: Range | None = _range("how many words it has", "words", "it has {}")
    sentence: bool | None = _flag("ends as a sentence does", "sentence")
    headline: bool | None = _flag("3 to 22 words, a capital first, no full stop", "headline")
    repeated: bool | None = _flag("the same stood before", "repeated")
    quoted: bool | None = _flag("a longer paragraph says it too", "quoted")
    label: bool | None = _flag("short, neither a sentence nor a piece of one", "label", asks_links=True)
    fragment: bool | None = _flag("a piece of a sentence that a scraper cut at a link", "fragment")
    listed: bool | None = _flag("an item of a list, by its tag or by the sign before it", "listed")
    prose: bool | None = _flag("reads like a paragraph", "prose", asks_links=True)
    says: tuple[str, ...] = _any_of(
        SAID_FIELDS,
        "nothing but what the page gives as one of these",
        lambda said: lambda v: any(v.squeezed in v.said.get(f, ()) for f in said),
        lambda _, said: f"it is not the {' or '.join(said)}",
    )
    digits: Range | None = _range("the share of its characters that are digits", "digits", "the share is {:.2f}")
    capitals: Range | None = _range("the share of its letters that are capitals", "capitals", "the share is {:.2f}", 1)

    @cached_property
    def tests(self) -> tuple[Callable[[BlockView], bool], ...]:
        """A question for each condition that is given."""
        return tuple(condition.test(wanted) for _, condition, wanted in self.given)

    @property
    def asks_links(self) -> bool:
        return any(condition.asks_links for _, condition, _ in self.given)


@dataclass(frozen=True)
class Where(_Conditions):
    """Where in the document, counted in the blocks that are still there."""

    head: int | None = _blocks("one of the first so many", lambda _, n: range(n))
    tail: int | None = _blocks("one of the last so many", lambda place, n: range(place.count - n, place.count))
    side: str | None = entry(
        OfPlace(
            "after_body",
            "over the body (`before_body`), under it or in it (`in_body`); the body is where prose outweighs labels",
            lambda node: node.one_of(_SIDES),
            lambda place, i, _: f"it is {place.side(i)}",
            lambda place, side: place.beside(side),
        )
    )
    among_boilerplate: bool | None = _of_text(
        "phrases gave away boilerplate: two blocks under the body, more under a long list, three if one of them stood there, "
        "or six anywhere; rules for certain sites and rules with `amid` don't count",
        lambda place: place.among_boilerplate,
        asks_removed=True,
    )
    ended: bool | None = entry(
        OfPlace(
            "true",
            "below what closes a text: see `closes`",
            lambda node: node.flag(),
            lambda *asked: _no(asked[-1]),
            _ended,
            asks_removed=True,
        )
    )
    fragmented: bool | None = _of_text("a scraper cut sentences into lines", lambda place: place.fragmented)
    removed_near: int | None = _removed("another rule took one of the next so many blocks above or below", -1, 1)
    removed_above: int | None = _removed("the same, above", -1)
    removed_below: int | None = _removed("the same, below", 1)

    @cached_property
    def by_block(self) -> tuple[tuple[OfPlace, Any], ...]:
        """What has to be asked of each block, with what is wanted."""
        return tuple((condition, wanted) for _, condition, wanted in self.given if not condition.blocks)

    @property
    def asks_for_removed(self) -> bool:
        """It holds only where other rules took something: ``ended: false`` holds of every text at first."""
        return any(condition.asks_removed and wanted for _, condition, wanted in self.given)
