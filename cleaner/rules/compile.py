"""Rules made ready to run: one RE2 set for all strip patterns, one for the names that prune rules look for.

The set's time is linear in the text and flat in the number of rules (RE2; Cox, "Regular Expression Matching in the Wild").
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from cleaner.rules import prepared
from cleaner.rules.layers import Layer, digest, read_layers, read_lexicons
from cleaner.rules.lexicon import Lexicon, shipped_lexicons, shipped_rules
from cleaner.rules.model import FAVORS, Find, Neighbours, Rule
from cleaner.rules.name_index import NameIndex
from cleaner.rules.openings import Openings, beginnings_of
from cleaner.rules.override import Override, apply_overrides
from cleaner.rules.patterns import NOTHING_KNOWN, compile_pattern, matcher
from cleaner.rules.prepared import Prepared
from cleaner.rules.sites import Selectors, SiteIndex
from cleaner.rules.vocabulary import Vocabularies
from cleaner.rules.words import Words, words_of

_KNOWN_SETS = 4
_KNOWN_SITES = 64
_KNOWN_BLOCKS = 512
_KNOWN_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class Ids:
    """The places of a condition's patterns in the set."""

    find: frozenset[int] = frozenset()
    then: frozenset[int] = frozenset()
    lead: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Rules:
    """A set of rules, compiled. Build it with ``Rules.load``; it never changes and can serve any number of documents.

    ``version`` is a digest of all rules and words in force: the same version means the same removals.
    ``warnings`` holds what is odd but no error, for the command line to show; ``layers`` the rule files that aren't on the disk;
    ``lexicons`` the user's own, over the shipped ones; ``known`` what the cache holds of the shipped ones.
    ``favor``: what the run favors, one of ``FAVORS``: rules that name others aren't in force, and the body is looked for otherwise
    (``body/span.py``).
    """

    all: tuple[Rule, ...]
    warnings: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    layers: tuple[Layer, ...] = ()
    lexicons: tuple[Lexicon, ...] = ()
    favor: str = FAVORS[0]
    known: Prepared | None = field(default=None, compare=False, repr=False)

    @classmethod
    def load(
        cls,
        folders: Iterable[str | Path | Layer] = (),
        *,
        shipped: bool = True,
        disable: Iterable[str] = (),
        favor: str = FAVORS[0],
    ) -> Rules:
        """The shipped rules, then each of the user's ``folders`` over them, then what ``disable`` names by id.

        Archives and URLs: ``cleaner.io.rule_sources.load_rules``.
        Raises RuleError, with file:line:column, for anything in a rule or override that cannot be used, ValueError for what no
        run can favor.
        """
        if favor not in FAVORS:
            raise ValueError(f"a run favors {', '.join(FAVORS)}, not {favor!r}")
        roots = [*([shipped_rules()] if shipped else []), *(f if isinstance(f, Layer) else Path(f) for f in folders)]
        return _loaded(tuple((root, digest(root)) for root in roots), tuple(disable), favor)

    def __reduce__(self) -> tuple[Any, ...]:
        # What is compiled can't be pickled; a copy holds only what it is compiled from.
        # What an earlier start stored of it, another process finds for itself.
        digest = self.known.digest if self.known else None
        return _copied, (self.all, self.warnings, self.overrides, self.lexicons, self.favor, digest)

    @cached_property
    def version(self) -> str:
        # Examples and reasons don't change what a rule does.
        plain = [repr((r.id, r.stage, r.find, r.shape, r.where, r.then, r.lead, r.run, r.take, r.sites, r.not_sites, r.input,
                       r.field, r.share_limit, r.run_limit, r.spares_paragraphs, r.tells, r.in_title, r.alone, r.page_words,
                       r.muted, r.muted_on, r.unmuted_on, r.closes, r.amid, r.favor)) for r in self.all]  # fmt: skip
        plain += [repr((x.language, x.text)) for x in (*shipped_lexicons(), *self.lexicons)]
        plain += [self.favor] if self.favor != FAVORS[0] else []
        return hashlib.sha256("\n".join(plain).encode()).hexdigest()[:16]

    @property
    def words(self) -> Words:
        """What dates and signatures are written with."""
        return words_of(self.lexicons)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {r.id: r for r in self.all}

    @cached_property
    def strip(self) -> StripIndex:
        return StripIndex(self._of("strip"), self._needs)

    def _of(self, stage: str) -> tuple[Rule, ...]:
        """The stage's rules that are in force."""
        return tuple(r for r in self.all if r.stage == stage and (not r.favor or self.favor in r.favor))

    def favoring(self, favor: str) -> Rules:
        """The same for a run that favors this."""
        return self if favor == self.favor else replace(self, favor=favor)

    @cached_property
    def openings(self) -> Openings:
        # Overrides mute rules and leave their expressions: what was stored holds for them too.
        rules = self.strip.rules
        begin = self.known.beginnings if self.known else beginnings_of(rules)
        return Openings(rules, begin, self._needs)

    @property
    def _needs(self) -> Mapping[str, str | None]:
        return self.known.needs if self.known else NOTHING_KNOWN

    @cached_property
    def prune(self) -> tuple[Rule, ...]:
        return self._of("prune")

    @cached_property
    def select(self) -> tuple[Rule, ...]:
        return tuple(r for r in self.all if r.stage == "select")

    @cached_property
    def flag_rules(self) -> tuple[Rule, ...]:
        """The rules that tell what stands in an article's place."""
        return self._of("flag")

    @cached_property
    def flag(self) -> StripIndex:
        """These made ready; they are looked for as strip rules are."""
        return StripIndex(self.flag_rules, self._needs)

    @cached_property
    def prune_sites(self) -> SiteIndex:
        return SiteIndex(self.prune)

    @cached_property
    def select_sites(self) -> SiteIndex:
        return SiteIndex(self.select)

    @cached_property
    def _selectors(self) -> Callable[[tuple[int, ...]], Selectors]:
        return lru_cache(maxsize=_KNOWN_SITES)(lambda places: Selectors(self.prune, places))

    def selectors(self, places: tuple[int, ...]) -> Selectors:
        """What the prune rules at these places look for: those meant for a page's site."""
        return self._selectors(places)

    @cached_property
    def names(self) -> NameIndex:
        return NameIndex(self.prune)

    def text_of(self, file: str) -> str:
        """The text of a rule file, by its name in ``where_defined``. Raises OSError where it is gone."""
        texts = (f for layer in self.layers for f in layer.files if str(f) == file)
        return next(texts, Path(file)).read_text(encoding="utf-8")

    def only(self, *rules: Rule) -> Rules:
        """The same, with just these rules."""
        return Rules(tuple(rules), lexicons=self.lexicons, favor=self.favor)


def _copied(
    rules: tuple[Rule, ...],
    warnings: tuple[str, ...],
    overrides: tuple[Override, ...],
    lexicons: tuple[Lexicon, ...],
    favor: str,
    digest: str | None,
) -> Rules:
    known = prepared.load(digest) if digest is not None else None
    return Rules(rules, warnings, overrides, (), lexicons, favor, known)


@lru_cache(maxsize=_KNOWN_SETS)
def _loaded(roots: tuple[tuple[Path | Layer, str], ...], disable: tuple[str, ...], favor: str) -> Rules:
    """The same files give the same rules, compiled once in a process: a digest of each folder tells them from changed ones."""
    just_shipped = len(roots) == 1 and roots[0][0] == shipped_rules()
    known = prepared.load(roots[0][1]) if just_shipped else None
    rules, overrides = (known.rules, known.overrides) if known else read_layers(tuple(root for root, _ in roots))
    if just_shipped and not known:
        prepared.store(roots[0][1], rules, overrides)
    asked = tuple(Override(id=i, reason="asked for by --disable", disable=True) for i in disable)
    in_force, warnings = apply_overrides(rules, (*overrides, *asked))
    texts = tuple(root for root, _ in roots if isinstance(root, Layer))
    brought = (x for root, _ in roots if root != shipped_rules() for x in read_lexicons(root))
    shipped_words = {(x.language, x.text) for x in shipped_lexicons()}  # a copy of the shipped rules brings no word
    own = tuple(x for x in brought if (x.language, x.text) not in shipped_words)
    loaded = Rules(in_force, warnings, (*overrides, *asked), texts, own, favor, known)
    if own:
        loaded.words.read()
    return loaded


@dataclass(frozen=True, slots=True)
class Found:
    """The places of the patterns found in a block, and of the rules whose text condition that meets."""

    patterns: frozenset[int]
    rules: tuple[int, ...]


class StripIndex:
    """All strip patterns in one RE2 set, and which rule asks for which."""

    def __init__(self, rules: tuple[Rule, ...], needs: Mapping[str, str | None] = NOTHING_KNOWN) -> None:
        """``needs``: what was worked out before of some of the patterns."""
        self.rules = rules
        self.patterns: list[str] = []
        self.ids = [Ids(self._add(r.find), self._add_neighbours(r.then), self._add_neighbours(r.lead)) for r in rules]
        self.structural = [i for i, r in enumerate(rules) if not r.find]
        # Some rules hold only where nothing was removed.
        self.asks_for_no_removal = any(False in (r.where.among_boilerplate, r.where.ended) for r in rules)
        self.rules_of: dict[int, list[int]] = {}
        for i, ids in enumerate(self.ids):
            for pattern in ids.find:
                self.rules_of.setdefault(pattern, []).append(i)
        self._matcher = matcher(self.patterns, needs)
        self._vocabularies = Vocabularies({i: r.find.vocabulary for i, r in enumerate(rules) if r.find.vocabulary})
        # A text's blocks come by again without its headline, an outlet's boilerplate on each of its pages.
        self._known = lru_cache(maxsize=_KNOWN_BLOCKS)(self._found)

    def _add(self, find: Find) -> frozenset[int]:
        start = len(self.patterns)
        self.patterns.extend(find.patterns)
        return frozenset(range(start, len(self.patterns)))

    def _add_neighbours(self, neighbours: Neighbours | None) -> frozenset[int]:
        return self._add(neighbours.find) if neighbours else frozenset()

    def found(self, folded: str) -> Found:
        """What stands in one folded block."""
        return self._known(folded) if len(folded) <= _KNOWN_LENGTH else self._found(folded)

    def _found(self, folded: str) -> Found:
        patterns = self._matcher.hits(folded)
        rules = {r for p in patterns for r in self.rules_of.get(p, ())}
        return Found(patterns, tuple(sorted(rules.union(self._vocabularies.found_in(folded)))))

    def search(self, pattern: int, folded: str) -> Any:
        """The match object of one pattern, for its span and groups."""
        return compile_pattern(self.patterns[pattern]).search(folded)
