"""Reading rule files: strict, and every complaint names file:line:column.

YAML 1.2's core schema decides what a plain scalar is (``no`` and ``on`` are text, ``true`` and ``3`` are not); PyYAML's
parser gives the nodes with their places, its YAML 1.1 guesses are not used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

import re2

from cleaner.errors import RuleError
from cleaner.rules.conditions import Shape, Where, conditions_of, read_conditions
from cleaner.rules.css import to_xpath
from cleaner.rules.examples import example_readers
from cleaner.rules.fold import fold_pattern, fold_phrase
from cleaner.rules.load_refusals import refuse_what_cannot_work
from cleaner.rules.model import (
    ADDED,
    CLOSING_KINDS,
    FAVORS,
    PAGE_WORDS,
    RUN_LIMIT,
    SELECT_FIELDS,
    SHARE_LIMIT,
    Find,
    Neighbours,
    Rule,
    Run,
)
from cleaner.rules.nodes import Node, Places
from cleaner.rules.vocabulary import LONGEST, Vocabulary, split

CLOSING = "[ :.!?…：。！？।؟۔]*$"
# One word with a full stop is a sentence ("Listen."): what closes a phrase of one word is no single stop.
WORD_CLOSING = r"(?:[ :!?…：！？؟]|\.\.+)*$"
TEXT_FINDS = {"equals": "^(?:{})" + CLOSING, "starts": "^(?:{})", "ends": "(?:{})" + CLOSING, "has": "(?:{})"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")
# In scripts that part words with spaces.
_ONE_WORD = re.compile(
    r"(?:(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff])[^\W\d_]){2,}"
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
# What may be the name of an element or attribute in an expression.
_NAME = re.compile(r"(?<![\w-])[A-Za-z_][A-Za-z0-9_-]*")
_MOST_NAMES = 12
# What no expression may hold that is asked of a page.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class RuleFile(Protocol):
    """A file of rules: a path, or a text that came from elsewhere (``layers.py``). As a text it is its name in messages."""

    @property
    def name(self) -> str: ...

    def read_text(self, encoding: str) -> str: ...


def read_rule_file(path: RuleFile, groups: dict[str, tuple[str, ...]] | None = None) -> list[Rule]:
    """The rules of one file, in its order. Raises RuleError at the first thing that is wrong."""
    return [read_rule(item, groups or {}) for item in read_items(path)]


def read_items(path: RuleFile) -> list[Node]:
    """What stands in a rule file, in its order: rules, and what is added to rules of other files (``additions.py``)."""
    nodes = Places(str(path)).parse(_read(path))
    return [] if nodes is None else nodes.items("a list of rules")


def read_site_groups(path: RuleFile) -> dict[str, tuple[str, ...]]:
    """``rules/sites.yaml``: the name of a group and its sites."""
    node = Places(str(path)).parse(_read(path))
    return {} if node is None else {name: value.sites() for name, value in node.pairs(None).items()}


def _read(path: RuleFile) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise RuleError(f"cannot read the rule file: {e}", str(path)) from e


def read_rule(node: Node, groups: dict[str, tuple[str, ...]]) -> Rule:
    """One rule of a file. Raises RuleError at the first thing that is wrong."""
    keys = (
        "id why stage find shape where then lead run take scope closes amid favor field tells in alone guard match keep"
    )
    at = node.pairs(keys.split())
    for needed in ("id", "why", "stage"):
        if needed not in at:
            raise node.error(f"a rule needs {needed!r}")
    rule_id = at["id"].text()
    if not _ID.fullmatch(rule_id):
        raise at["id"].error(f"the id {rule_id!r} must look like family.name, in small letters, digits and hyphens")
    stage = at["stage"].one_of(("prune", "strip", "select", "flag"))
    scope = at["scope"].pairs(["sites", "groups", "not_sites", "input"]) if "scope" in at else {}
    guard = at["guard"].pairs(["share", "blocks", "words", "paragraphs"]) if "guard" in at else {}
    match, keep = example_readers(stage)
    waits = "find" in at and at["find"].is_text and at["find"].one_of((ADDED,)) == ADDED
    rule = Rule(
        id=rule_id,
        why=at["why"].text(),
        stage=stage,  # type: ignore[arg-type]
        find=read_find(at["find"], stage) if "find" in at and not waits else Find(),
        waits=waits,
        shape=read_conditions(at["shape"], Shape) if "shape" in at else Shape(),
        where=read_conditions(at["where"], Where) if "where" in at else Where(),
        then=_neighbours(at["then"]) if "then" in at else None,
        lead=_neighbours(at["lead"]) if "lead" in at else None,
        run=_run(at["run"]) if "run" in at else None,
        take=at["take"].one_of(("block", "match")) if "take" in at else "block",  # type: ignore[arg-type]
        sites=_sites(scope, groups),
        not_sites=scope["not_sites"].sites() if "not_sites" in scope else (),
        input=scope["input"].one_of(("page", "text")) if "input" in scope else None,
        field=at["field"].one_of(SELECT_FIELDS) if "field" in at else None,
        share_limit=guard["share"].number(1) if "share" in guard else SHARE_LIMIT,
        run_limit=guard["blocks"].whole(1) if "blocks" in guard else RUN_LIMIT,
        spares_paragraphs="paragraphs" in guard and guard["paragraphs"].flag(),
        tells=at["tells"].text() if "tells" in at else "",
        in_title="in" in at and at["in"].one_of(("title",)) == "title",
        alone=at["alone"].flag() if "alone" in at else True,
        page_words=guard["words"].whole(1) if "words" in guard else PAGE_WORDS,
        closes=at["closes"].one_of(CLOSING_KINDS) if "closes" in at else "",
        amid="amid" in at and at["amid"].flag(),
        favor=tuple(f.one_of(FAVORS) for f in at["favor"].items("a list of what a run favors"))
        if "favor" in at
        else (),
        match=tuple(match(e) for e in at["match"].items("a list of examples")) if "match" in at else (),
        keep=tuple(keep(e) for e in at["keep"].items("a list of examples")) if "keep" in at else (),
        where_defined=f"{node.file}:{node.line}",
        column=node.column,
    )
    refuse_what_cannot_work(rule, node, at)
    return rule


def read_find(node: Node, stage: str, *, more: tuple[str, ...] = ()) -> Find:
    """What a rule of this stage looks for; ``more``: other keys that may stand there."""
    on_page = stage in ("prune", "select")
    allowed = ["css", "xpath", "names"] if on_page else [*TEXT_FINDS, "regex", *(["css"] if stage == "flag" else [])]
    if stage == "strip" and not more:
        allowed.append("vocabulary")
    at = {k: v for k, v in node.pairs([*allowed, *more]).items() if k in allowed}
    if not at and not more:
        raise node.error(f"'find' needs one of {', '.join(allowed)}")
    if "vocabulary" in at:
        if len(at) > 1:
            raise node.error("'vocabulary' stands alone in 'find'")
        return Find(vocabulary=_vocabulary(at["vocabulary"]))
    patterns: list[str] = []
    for key, template in TEXT_FINDS.items():
        if key in at:
            folded = [fold_phrase(p) for p in at[key].texts()]
            if not all(folded):
                raise at[key].error("a phrase holds no letter or digit")
            for phrase, wanted in zip(at[key].texts(), folded, strict=True):
                if wanted in _LETTERS and fold_phrase(phrase) != phrase.casefold():
                    raise at[key].error(f"{phrase!r} would be matched as {wanted!r}: marks at the ends don't count")
            words = [p for p in folded if key == "equals" and _ONE_WORD.fullmatch(p)]
            phrases = [p for p in folded if p not in words]
            for chosen, closed in ((phrases, template), (words, "^(?:{})" + WORD_CLOSING)):
                if chosen:
                    patterns.append(closed.format("|".join(re2.escape(p) for p in chosen)))
    patterns.extend(_checked_pattern(each) for each in (at["regex"].each_text() if "regex" in at else ()))
    return Find(
        patterns=tuple(patterns),
        css=tuple(_checked(n, check_css) for n in at["css"].each_text()) if "css" in at else (),
        xpath=tuple(_checked(n, check_xpath) for n in at["xpath"].each_text()) if "xpath" in at else (),
        names=tuple(_checked(n, _check_names) for n in at["names"].each_text()) if "names" in at else (),
    )


def _vocabulary(node: Node) -> Vocabulary:
    at = node.pairs(["of", "to", "share"])
    for needed in ("of", "to", "share"):
        if needed not in at:
            raise node.error(f"a vocabulary needs {needed!r}")
    of, to = (_vocabulary_words(at[key]) for key in ("of", "to"))
    if both := sorted(set(of) & set(to)):
        raise at["to"].error(f"{both[0]!r} stands in 'of' too")
    return Vocabulary(of, to, at["share"].number(1))


def _vocabulary_words(node: Node) -> tuple[str, ...]:
    words: list[str] = []
    for phrase in node.texts():
        words.append(fold_phrase(phrase))
        if not 1 <= len(split(words[-1])) <= LONGEST:
            raise node.error(f"{phrase!r} is no word, nor a phrase of {LONGEST} words at most")
    return tuple(words)


def _checked_pattern(node: Node) -> str:
    pattern = fold_pattern(node.text())
    try:
        # Adding to a set parses; compiling, three times as dear, comes when the rules are used.
        re2.Set.SearchSet(_quiet()).Add(pattern)
    except re2.error as e:
        raise node.error(
            f"RE2 cannot run this expression ({_why_not(pattern)}); lookaround and backreferences are refused because "
            "their time is not bounded"
        ) from e
    if re.search(r"(?<!\\)(?:\\\\)*\\[AzZ]", pattern):
        raise node.error("use ^ and $ for the ends of a block, not \\A or \\z")
    return pattern


def _why_not(pattern: str) -> str:
    """What RE2 says of an expression that it cannot use; a set doesn't tell."""
    try:
        re2.compile(pattern, _quiet())
    except re2.error as e:
        return e.args[0].decode() if e.args and isinstance(e.args[0], bytes) else str(e)
    return "it is too large"


def _quiet() -> Any:
    options = re2.Options()
    options.log_errors = False
    return options


def _checked(node: Node, check: Callable[[str], None]) -> str:
    value = node.text()
    try:
        check(value)
    except RuleError:
        raise
    except Exception as e:
        raise node.error(f"{value!r} cannot be used: {e}") from e
    return value


def check_css(selector: str) -> None:
    """Raises what cssselect does for a selector that it cannot read, or lxml for one that no page can be asked for."""
    if NOT_XML.search(to_xpath(selector)):
        raise ValueError("it holds a control character")  # perhaps by an escape; lxml would say so on a page


def check_xpath(expression: str) -> None:
    """Raises what lxml does for an expression that it cannot compile, or run on a page of the elements that it names.

    libxml2 finds a function that there isn't, or one with an argument too few, only where it comes to it.
    """
    from lxml import etree  # only for its XPath engine; no rule touches a page here

    compiled = etree.XPath(expression)
    names = [n for n in dict.fromkeys(_NAME.findall(expression)) if n != "html" and not n.startswith("xml")][
        :_MOST_NAMES
    ]
    root = at = etree.Element("html")
    for number in range(len(names)):
        for name in names:
            etree.SubElement(at, name, dict.fromkeys(names, "x"))
        at = at[number]
    compiled(root)


def _check_names(words: str) -> None:
    if not re.fullmatch(r"\^?[a-z0-9*]+(?: [a-z0-9*]+)*\$?", words):
        raise ValueError(
            "names are small words with single spaces between them; ^ for a name's start, $ for its end, * for the rest of a word"
        )


def _neighbours(node: Node) -> Neighbours:
    finds, shapes = (*TEXT_FINDS, "regex"), tuple(conditions_of(Shape))
    at = node.pairs([*finds, *shapes, "max"])
    found = Neighbours(
        find=read_find(node, "strip", more=("max", *shapes)),
        shape=read_conditions(node, Shape, more=("max", *finds)),
        limit=at["max"].whole(1) if "max" in at else None,
    )
    if not (found.find or found.shape):
        raise node.error("the neighbouring blocks need a condition: a text (regex, starts ...) or a shape (words ...)")
    return found


def _run(node: Node) -> Run:
    at = node.pairs(["min", "max"])
    if "min" not in at:
        raise node.error("'run' needs 'min'")
    found = Run(at["min"].whole(1), at["max"].whole(1) if "max" in at else RUN_LIMIT)
    if found.low > found.high:
        raise node.error(f"'min' is above 'max', which is {found.high}")
    return found


def _sites(scope: dict[str, Node], groups: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    sites = list(scope["sites"].sites()) if "sites" in scope else []
    for name in scope["groups"].each_text() if "groups" in scope else ():
        if name.text() not in groups:
            raise name.error(f"there is no site group {name.text()!r}; groups stand in sites.yaml")
        sites.extend(groups[name.text()])
    return tuple(sites)
