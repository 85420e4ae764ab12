"""Words of languages that stages look for: ``lexicon.yaml`` of each language's folder, read once, when first asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

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


def shipped_date_words() -> DateWords:
    """The words of all languages that have a lexicon."""
    return _date_words_in(shipped_folder())


@lru_cache(maxsize=2)
def _date_words_in(folder: Path) -> DateWords:
    return date_words(files_in(folder))


def shipped_folder() -> Path:
    """The folder of the rules that come with the package."""
    from cleaner.rules.compile import shipped_rules

    return shipped_rules()


def files_in(folder: Path) -> dict[str, Path]:
    """The lexicons of a folder of rules, by language."""
    return {path.parent.name: path for path in sorted(folder.glob(f"*/{LEXICON}"))}


def date_words(files: Mapping[str, Path]) -> DateWords:
    """The words of the lexicons, by language. Raises RuleError, with file:line:column, for what can't be used."""
    read = {language: section(path, "dates", _KEYS) for language, path in files.items()}
    common = read.get(_COMMON, {})

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(n.text()) for at in read.values() if key in at for n in at[key].each_text())

    def stems(key: str) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, words(key) - {""}))) or "(?!)")

    return DateWords(
        months={language: _numbered(at["months"]) for language, at in read.items() if "months" in at},
        jalali_months={k: v for at in read.values() if "jalali_months" in at for k, v in _numbered(at["jalali_months"]).items()},
        joins=words("joins"),
        ordinals=words("ordinals"),
        am=words("am"),
        pm=words("pm"),
        zones={"" if language == _COMMON else language: _zones(at) for language, at in {_COMMON: {}, **read}.items()},
        published=stems("published"),
        updated=stems("updated"),
        month_first=frozenset(common["month_first"].texts() if "month_first" in common else ()),
        anywhere=frozenset(common["anywhere"].texts() if "anywhere" in common else ()),
    )  # fmt: skip


def section(path: Path, name: str, keys: Iterable[str]) -> dict[str, Node]:
    """The lists of one section of a lexicon, none where it has no such section.

    Raises RuleError, with file:line:column, for a name that is none of ``keys``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise RuleError(f"cannot read the lexicon: {e}", str(path)) from e
    root = Places(str(path)).parse(text)
    found = root.pairs(SECTIONS).get(name) if root else None
    return found.pairs(keys) if found else {}


def _numbered(node: Node) -> dict[str, int]:
    """The months' names, each with its number."""
    months = node.items("a list of the twelve months, each a list of names")
    if len(months) != 12:
        raise node.error(f"a year has twelve months, here are {len(months)}")
    found: dict[str, int] = {}
    for number, names in enumerate(months, start=1):
        for name in names.each_text():
            if found.setdefault(fold(name.text()), number) != number:
                raise name.error(f"{name.text()!r} is two months")
    return found


def _zones(at: Mapping[str, Node]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, value in (at["zones"].pairs(None) if "zones" in at else {}).items():
        try:
            found[name] = float(str(value.raw.value))
        except ValueError as e:
            raise value.error("expected a number of hours") from e
    return found
