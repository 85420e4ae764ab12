"""Words of languages that stages look for: ``lexicon.yaml`` of each language's folder, read once, when first asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cleaner.errors import RuleError
from cleaner.rules.nodes import Node, Places

LEXICON = "lexicon.yaml"
SECTIONS = ("dates", "authors")
_COMMON = "common"
_KEYS = (
    "months", "jalali_months", "joins", "ordinals", "am", "pm", "published", "updated", "zones", "month_first", "anywhere",
)  # fmt: skip
# Accents of Latin, Greek and Cyrillic letters, and the marks of Arabic ones: headlines in capitals go without. Marks of
# other scripts tell words apart (two months in Thai).
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670]")
_ALIKE = str.maketrans({"ı": "i", "ς": "σ", "ي": "ی", "ى": "ی", "ك": "ک", "’": "'", "׳": "'", ".": None})


class LexiconFile(Protocol):
    """A path, or a file that isn't on the disk."""

    def read_text(self, encoding: str) -> str: ...


@dataclass(frozen=True, slots=True)
class DateWords:
    """What dates are written with, all words folded by ``fold``; ``months`` is by language, then by name.

    ``joins`` stand between the parts of a date ("3 de mayo de 2024", "2024年5月3日"), ``ordinals`` behind its day ("3rd").
    ``zones`` is by language ("" for all), then by name, in hours from UTC. ``published`` and ``updated`` find the words that
    say which of the two a date is. ``month_first``: countries where English puts the month first; ``anywhere``: endings of
    domains that tell no country.
    """

    months: Mapping[str, Mapping[str, int]]
    jalali_months: Mapping[str, int]
    joins: frozenset[str]
    ordinals: frozenset[str]
    am: frozenset[str]
    pm: frozenset[str]
    zones: Mapping[str, Mapping[str, float]]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    month_first: frozenset[str]
    anywhere: frozenset[str]

    def month(self, name: str, language: str | None) -> int | None:
        """The number of the month so called: in that language, else in those that agree; None where they don't."""
        folded = fold(name)
        own = self.months.get(language or "", {}).get(folded)
        if own:
            return own
        said = {names[folded] for names in self.months.values() if folded in names}
        return said.pop() if len(said) == 1 else None

    def hours(self, zone: str, language: str | None) -> float | None:
        """How far a time zone is from UTC, by the name that has this meaning in that language."""
        found = self.zones.get(language or "", {}).get(zone)
        return found if found is not None else self.zones[""].get(zone)


def fold(word: str) -> str:
    """A word as lexicons are compared: small letters without accents and stops."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", word.translate(_ALIKE).casefold())).translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A ``lexicon.yaml``: the language of its folder, the name that messages give it, its text."""

    language: str
    shown: str
    text: str


@lru_cache(maxsize=1)
def shipped_rules() -> Path:
    """The folder of the rules that come with the package: inside the wheel, or beside it in a checkout."""
    inside = Path(__file__).parent.parent / "_rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "rules"


@lru_cache(maxsize=1)
def shipped_lexicons() -> tuple[Lexicon, ...]:
    """Those that come with the package."""
    return tuple(read_lexicon(path.parent.name, path) for path in sorted(shipped_rules().glob(f"*/{LEXICON}")))


def read_lexicon(language: str, file: LexiconFile) -> Lexicon:
    """Raises RuleError where the file can't be read."""
    try:
        return Lexicon(language, str(file), file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as e:
        raise RuleError(f"cannot read the lexicon: {e}", str(file)) from e


def read_date_words(lexicons: Iterable[Lexicon]) -> DateWords:
    """The words of all lexicons; a later one adds to those of its language. Raises RuleError, with file:line:column, for what
    can't be used.
    """
    read = [(lexicon.language, section(lexicon, "dates", _KEYS)) for lexicon in lexicons]

    def plain(key: str) -> list[str]:
        return [word for _, at in read if key in at for word in at[key].texts()]

    def words(key: str) -> frozenset[str]:
        return frozenset(map(fold, plain(key)))

    def stems(key: str) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, words(key) - {""}))) or "(?!)")

    months: dict[str, dict[str, int]] = {}
    jalali: dict[str, int] = {}
    zones: dict[str, dict[str, float]] = {"": {}}
    for language, at in read:
        if "months" in at:
            _number(at["months"], months.setdefault(language, {}))
        if "jalali_months" in at:
            _number(at["jalali_months"], jalali)
        if "zones" in at:
            zones.setdefault("" if language == _COMMON else language, {}).update(_zones(at["zones"]))
    return DateWords(
        months=months,
        jalali_months=jalali,
        joins=words("joins"),
        ordinals=words("ordinals"),
        am=words("am"),
        pm=words("pm"),
        zones=zones,
        published=stems("published"),
        updated=stems("updated"),
        month_first=frozenset(plain("month_first")),
        anywhere=frozenset(plain("anywhere")),
    )


def section(lexicon: Lexicon, name: str, keys: Iterable[str]) -> dict[str, Node]:
    """The lists of one section of a lexicon, none where it has no such section.

    Raises RuleError, with file:line:column, for a name that is none of ``keys``.
    """
    root = Places(lexicon.shown).parse(lexicon.text)
    found = root.pairs(SECTIONS).get(name) if root else None
    return found.pairs(keys) if found else {}


def _number(node: Node, found: dict[str, int]) -> None:
    """Add the months' names, each with its number. A month's list may be empty, where another lexicon names it."""
    months = node.items("a list of the twelve months, each a list of names")
    if len(months) != 12:
        raise node.error(f"a year has twelve months, here are {len(months)}")
    for number, names in enumerate(months, start=1):
        for name in [names] if names.is_text else names.items("a list of names"):
            if found.setdefault(fold(name.text()), number) != number:
                raise name.error(f"{name.text()!r} is two months")


def _zones(node: Node) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in node.pairs(None).items():
        try:
            found[name] = float(str(value.raw.value))
        except ValueError as e:
            raise value.error("expected a number of hours") from e
    return found
