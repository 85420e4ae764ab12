"""The words that authors are named with: the section ``authors`` of each ``lexicon.yaml``, read once, when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleaner.rules.lexicon import Lexicon, section
from cleaner.rules.nodes import Node

KEYS = (
    "by", "from", "from_small", "verbs", "labels", "and", "prefixed_and", "behind", "behind_name", "roles", "titles", "nobody",
    "others", "other_labels", "function_words", "particles", "ago", "no_names", "ends", "surnames", "agencies", "names",
    "folders", "elsewhere", "not_elsewhere", "makers",
)  # fmt: skip
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-ÞŁŚŻŹČŠŽŘĎŤŇİŞĞΑ-ΩА-ЯЁЄІЇ])"
_LONG_LABEL = 4
_UNCASED = "\u0590-\u1fff\u2e80-\ud7ff\uf900-\uffdc"


# One set of words is never compared with another by what it holds: caches ask for it again and again.
@dataclass(frozen=True, slots=True, eq=False)
class AuthorWords:
    """What signatures are written with, in all languages.

    ``by`` finds what stands before names at a line's start, ``alone`` a line of nothing else; ``joins`` what parts two
    names, ``and_alone`` a piece that is no more than that, ``and_in_capitals`` such a word in capitals. ``role`` finds what
    somebody is, ``tail`` such a word behind a name and what follows it, ``before`` one in front of a full name ("Staff
    Writer Jane Doe"), ``house_role`` a house in capitals and a role behind it, ``place`` where one is or for whom one
    writes. ``maker`` finds who made the site, not the article. ``other_hand`` finds who mended, checked or pictured the
    article, at the start, ``other_hand_after`` behind a stop; ``behind`` what is written after a name in scripts without
    capitals; ``ends`` what ends a name in a longer line; ``ago`` an age; ``no_name`` words of menus, which no name holds.
    ``author_names`` finds in split names ("| post author |") those of an element that signs, ``author_link`` and
    ``person_link`` addresses of authors' pages and of anybody's; ``elsewhere_names`` finds the names of what is not the
    article, but for ``article_names`` (widget; but elementor widget). The sets are in small letters.
    """

    by: re.Pattern[str]
    alone: re.Pattern[str]
    joins: re.Pattern[str]
    and_alone: re.Pattern[str]
    and_in_capitals: re.Pattern[str]
    role: re.Pattern[str]
    tail: re.Pattern[str]
    before: re.Pattern[str]
    house_role: re.Pattern[str]
    place: re.Pattern[str]
    maker: re.Pattern[str]
    other_hand: re.Pattern[str]
    other_hand_after: re.Pattern[str]
    behind: re.Pattern[str]
    ends: re.Pattern[str]
    ago: re.Pattern[str]
    no_name: re.Pattern[str]
    nobody: frozenset[str]
    function_words: frozenset[str]
    particles: frozenset[str]
    surnames: frozenset[str]
    agencies: frozenset[str]
    author_names: re.Pattern[str]
    author_link: re.Pattern[str]
    person_link: re.Pattern[str]
    elsewhere_names: re.Pattern[str]
    article_names: re.Pattern[str]


def read_author_words(lexicons: Iterable[Lexicon]) -> AuthorWords:
    """The words of all lexicons. Raises RuleError, with file:line:column, for what can't be used."""
    read = [section(lexicon, "authors", KEYS) for lexicon in lexicons]
    for stem in (n for at in read for key in ("roles", "titles") if key in at for n in at[key].each_text()):
        _refuse_bad(stem)
    said = {key: list(dict.fromkeys(n.text() for at in read if key in at for n in at[key].each_text())) for key in KEYS}
    joins = _any(
        word for said_so in said["and"] for word in {said_so, said_so.capitalize() if len(said_so) > 1 else said_so}
    )
    # "Di" and "En" in capitals are parts of names.
    particles = frozenset((*said["particles"], *said["and"]))
    behind = {*said["behind_name"], *(word.capitalize() for word in said["behind_name"] if word not in particles)}
    before = _any(word for key in ("by", "from", "from_small", "labels") for word in said[key])
    return AuthorWords(
        by=re.compile(_by(said), re.I),
        alone=re.compile(
            rf"(?:(?:{_any(said['verbs'])})\s+)*(?:{before})\s*[:：]?$",
            re.I,
        ),
        joins=re.compile(
            rf"\s+&\s+|,?\s(?:{joins})\s+(?={_CAPITAL}|[{_UNCASED}])"
            rf"|\s+(?:{_any(said['prefixed_and'])})(?=\w\w+\s)"
        ),
        and_in_capitals=re.compile(rf"(?<=\s)(?:{_any(word.upper() for word in said['and'] if len(word) > 1)})(?=\s)"),
        and_alone=re.compile(rf"^(?:[,;&|/·•+-]|,?\s*(?:{joins}))$", re.I),
        role=re.compile(rf"\b(?:{_stems(said['roles'])})\b", re.I),
        tail=re.compile(
            rf"\s*(?:\(.*\)|\[.*\])\s*$|\s*[-–—|,]\s+(?:[A-Z]\w+\s+){{0,3}}(?:{_stems(said['titles'])})\b.*$", re.I
        ),
        before=re.compile(rf"^(?:[\w.]+\s+){{0,3}}(?:{_stems(said['titles'])})\s+(?={_CAPITAL}\S+\s+{_CAPITAL})", re.I),
        house_role=re.compile(rf"\s+[A-Z]{{2,6}}\s+(?:\S+\s+){{0,3}}(?i:{_stems(said['titles'])})$"),
        place=re.compile(rf"\s+(?:{_any(behind)})\s+(?:the\s+)?[A-Z][\w.]*(?:\s(?:&\s)?[A-Z][\w.]*)*$"),
        maker=re.compile(rf"(?<!\w)(?:{_any(said['makers'])})(?!\w)", re.I),
        other_hand=re.compile(rf"^\s*(?:(?:{_any(said['others'])})\b|(?:{_any(said['other_labels'])})\s*[:：])", re.I),
        other_hand_after=re.compile(
            rf"[.,;|•]\s*(?:(?:{_any(said['others'])})\b|(?:{_any(said['verbs'])})\s+(?:{_any(said['by'])})\b).*$",
            re.I | re.S,
        ),
        behind=re.compile(rf"\s+\S{{0,4}}(?:{_any(said['behind'])})$"),
        ends=re.compile(rf"\b(?:{_any(said['ends'])})\b(?!\s+[A-Z][a-z]+\s*$)", re.I),
        ago=re.compile(rf"\b(?:{_any(said['ago'])})\b", re.I),
        no_name=re.compile(rf"\b(?:{_any(said['no_names'])})\b|[&#/]", re.I),
        nobody=frozenset(word.casefold() for word in said["nobody"]),
        function_words=frozenset(said["function_words"]),
        particles=particles,
        surnames=frozenset(said["surnames"]),
        agencies=frozenset(said["agencies"]),
        author_names=re.compile(rf" (?:{_any(said['names'])}) "),
        author_link=re.compile(rf"/(?:{_any(w for w in said['names'] if ' ' not in w)})/"),
        person_link=re.compile(rf"/(?:{_any(said['folders'])})/[^/]*[^/\d]"),
        elsewhere_names=re.compile(rf" (?:{_any(said['elsewhere'])}) "),
        article_names=re.compile(rf" (?:{_any(said['not_elsewhere'])})(?= )"),
    )


def _by(said: Mapping[str, list[str]]) -> str:
    """What stands before names: "By", "Written by"; "Von" before a capital; "Text:"; "记者 " before what has no capitals."""
    by, small = _any(said["by"]), _any(said["from_small"])
    verbs, before, labels = _any(said["verbs"]), _any(said["from"]), _any(said["labels"])
    # "Di Marco" is a name.
    long = _any(label for label in said["labels"] if len(label) >= _LONG_LABEL or label >= "\u0590")
    return (
        rf"^(?:{by})(?={_CAPITAL})"
        rf"|^\s*(?:{labels})\s*[:：・／]?\s*(?:(?:{verbs})\s+)?(?:{by})\b[:：\s]+(?={_CAPITAL})"
        rf"|^\s*(?:(?:{verbs}|{by})\s+)*(?:{by})\b[:：\s]+"
        rf"|^\s*(?:(?:{verbs})\s+)*(?:{before})(?:\s*[:：]\s*|\s+(?={_CAPITAL}))"
        rf"|^\s*(?-i:{small})\s+(?={_CAPITAL})"
        rf"|^\s*(?:{labels})\s*[:：・／/]\s*|^\s*(?:{long})\s+(?={_CAPITAL}|[{_UNCASED}])"
    )


def _any(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first; for none, one that finds nothing."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) or "(?!)"


def _refuse_bad(stem: Node) -> None:
    """Raises RuleError for a stem that is no expression, or one that could take more than linear time."""
    text = stem.text()
    if set(text) & set("+{\\^$"):
        raise stem.error(f"{text!r}: of expressions a stem knows only * ? . [] and (?: | )")
    try:
        re.compile(_stems([text]))
    except re.error as e:
        raise stem.error(f"{text!r} is no expression: {e}") from e


def _stems(words: Iterable[str]) -> str:
    """The same of words that may end in "*" (any letters) or hold expressions of their own."""
    return "|".join(w.replace("*", r"\w*") for w in sorted(words, key=len, reverse=True)) or "(?!)"
