"""The stages, in order, and what runs a document through them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, Literal

from cleaner.article import Article, Status
from cleaner.body import walls
from cleaner.choices import Choices
from cleaner.document import Document, Metadata, Output
from cleaner.log import raised, tell
from cleaner.page.addresses import domain_of, host_of
from cleaner.rules.check import Outcome
from cleaner.rules.compile import Rules
from cleaner.rules.model import Example
from cleaner.stages.blocks import blocks, every_block
from cleaner.stages.decode import decode
from cleaner.stages.hints import hints
from cleaner.stages.language import language
from cleaner.stages.metadata import metadata
from cleaner.stages.prune import prune
from cleaner.stages.standfirst import standfirst
from cleaner.stages.strip import HEAD_RULES, strip
from cleaner.stages.structure import Structure, structure
from cleaner.stages.tables import without_tables
from cleaner.stages.validate import validate
from cleaner.version import __version__

Stage = Callable[[Document, Rules], Document]
_ABSENT = object()
# How many names of a record's fields are shown, and how much of each.
_SHOWN, _SHOWN_NAME = 20, 40
STAGES: tuple[Stage, ...] = (
    decode,
    hints,
    prune,
    blocks,
    strip,
    metadata,
    language,
    validate,
    structure,
)


def stages_for(choices: Choices, stages: tuple[Stage, ...] = STAGES) -> tuple[Stage, ...]:
    """The stages that give what is chosen, whatever ``stages`` gave."""
    plain = [s for s in stages if s not in _CHOSEN and not isinstance(s, Structure)]
    chosen = [stage for stage, wanted in _CHOSEN.items() if wanted(choices)]
    at = plain.index(metadata) if metadata in plain else len(plain)
    return (*plain[:at], *chosen, *plain[at:], Structure(choices))


# Stages that only some choose; they stand right after ``strip``.
_CHOSEN: dict[Stage, Callable[[Choices], bool]] = {
    standfirst: lambda choices: choices.standfirst == "field",
    without_tables: lambda choices: not choices.tables,
}


class Pipeline:
    """Rules, compiled once, and the stages that use them. Safe to share.

    It keeps some lines that it has looked up, to answer faster; no answer depends on what came before.

    >>> Pipeline().clean("A headline of some words\\n\\nA sentence that is long enough for prose, they say.").title
    'A headline of some words'
    """

    def __init__(
        self,
        rules: Rules | None = None,
        stages: tuple[Stage, ...] = STAGES,
        *,
        choices: Choices | None = None,
        strict: bool = False,
    ) -> None:
        """``rules``: None means the shipped ones. ``choices``: what the rows hold; None leaves that to ``stages``.
        ``strict``: what a stage raises is raised, for a debugger, and makes no failed row.

        Raises RuleError where a rule file can't be used.
        """
        self.rules = rules or _shipped()
        self.stages = stages if choices is None else stages_for(choices, stages)
        self.strict = strict

    def clean(
        self,
        content: str | bytes,
        url: str | None = None,
        *,
        kind: Literal["auto", "page", "text"] = "auto",
        id: str | None = None,
    ) -> Article:
        """Clean one page (HTML) or text. ``kind`` says which it is; "auto" tells from the content.

        Never raises for what the content holds, unless ``strict``: the article's ``status`` is then ``failed`` and ``error``
        says why.
        Raises TypeError for content that is neither str nor bytes.
        """
        if not isinstance(content, (str, bytes)):
            raise TypeError(f"content must be str or bytes, not {type(content).__name__}")
        return self.run(Document(id=id or url or "", content=content, kind=kind, url=url))

    def clean_many(self, items: Iterable[str | bytes | Mapping[str, Any] | Document]) -> Iterator[Article]:
        """Clean one after the other: one article an item, in order.

        An item is a page or text, a mapping with ``text`` or ``html`` and, if you like, ``url``, ``id`` and metadata
        fields, or a ``Document``. An item without an id is numbered from 0.
        """
        for number, item in enumerate(items):
            yield self.run(to_document(item, str(number)))

    def run(self, document: Document) -> Article:
        """Clean a ``Document``."""
        return to_article(self.process(document), self.rules)

    def process(self, document: Document) -> Document:
        """The document after the last stage, or after the one that gave it an error."""
        return self.attempt(document)[0]

    def attempt(self, document: Document) -> tuple[Document, str]:
        """``process``, and the traceback of what a stage raised, "" where none did."""
        for stage in self.stages:
            if document.error is not None:
                break
            try:
                document = stage(document, self.rules)
            except (
                RecursionError,
                MemoryError,
                ValueError,
                KeyError,
                IndexError,
                TypeError,
                AttributeError,
            ) as e:
                if self.strict:
                    raise
                # One input, one row, whatever a page holds.
                message, trace = raised(stage.__name__, e, document)
                return document.but(error=message), trace
        tell(document)
        return document, ""


@lru_cache(maxsize=1)
def _shipped() -> Rules:
    return Rules.load()


def clean(content: str | bytes, url: str | None = None, *, kind: Literal["auto", "page", "text"] = "auto") -> Article:
    """Clean one page (HTML) or text with the shipped rules. See ``Pipeline.clean``."""
    return Pipeline().clean(content, url, kind=kind)


def to_document(item: str | bytes | Mapping[str, Any] | Document, number: str) -> Document:
    """What ``clean_many`` takes, as a ``Document``."""
    if isinstance(item, Document):
        return item
    if isinstance(item, (str, bytes)):
        return Document(id=number, content=item)
    if not isinstance(item, Mapping):
        return Document(
            id=number,
            content="",
            error=f"an item must be text, bytes or a mapping, not {type(item).__name__}",
        )
    return record_to_document(item, number)


def record_to_document(
    record: Mapping[str, Any],
    fallback_id: str,
    *,
    text_field: str = "text",
    html_field: str = "html",
    url_field: str = "url",
    id_field: str = "id",
) -> Document:
    """A record with ``html`` or ``text`` as a ``Document``; its error says what is missing.

    A field's name may be a path to one within another: ``doc.body``.
    """
    url = field(record, url_field)
    url = str(url) if url else None
    given = field(record, id_field)
    name = str(given) if given is not None and given != "" else url or fallback_id
    other = _without(record, (text_field, html_field, id_field))
    for name_of_field, kind in ((html_field, "page"), (text_field, "text")):
        content = field(record, name_of_field)
        if isinstance(content, (str, bytes)) and content:
            return Document(id=name, content=content, kind=kind, url=url, record=other)  # type: ignore[arg-type]
    held = [f for f in (html_field, text_field) if field(record, f, _ABSENT) is not _ABSENT]
    if held and all(field(record, f) in ("", b"", None) for f in held):
        return Document(id=name, content="", url=url, record=other, error=f"empty: the field {held[0]!r} holds nothing")
    reason = (
        f"the field {held[0]!r} is not text"
        if held
        else f"the record has neither {text_field!r} nor {html_field!r}; its fields: {_names(record)}"
    )
    return Document(id=name, content="", url=url, record=other, error=reason)


def field(record: Mapping[str, Any], name: str, absent: Any = None) -> Any:
    """The field of this name, or the one that its path leads to."""
    if name in record:
        return record[name]
    first, dot, rest = name.partition(".")
    within = record.get(first) if dot else None
    return field(within, rest, absent) if isinstance(within, Mapping) else absent


def _without(record: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The record without these fields, also within others."""
    left = dict(record)
    for name in names:
        first, dot, rest = name.partition(".")
        if name in left:
            del left[name]
        elif dot and isinstance(left.get(first), Mapping):
            left[first] = _without(left[first], [rest])
    return left


def _names(record: Mapping[str, Any]) -> str:
    """The names of a record's fields, those within others as paths, the first of them."""
    names = [
        path
        for name, value in record.items()
        for path in ([f"{name}.{inner}" for inner in value] if isinstance(value, Mapping) and value else [str(name)])
    ]
    return (", ".join(n[:_SHOWN_NAME] for n in names[:_SHOWN]) or "none") + (", ..." if len(names) > _SHOWN else "")


def to_article(document: Document, rules: Rules) -> Article:
    """The row of a document that has gone through the stages."""
    text = "" if document.error else document.text()
    meta = document.metadata
    host = host_of(document.url or meta.canonical_url)
    status = Status.FAILED if document.error else Status.FLAGGED if document.flags else Status.OK
    # Metadata and output have the row's own names.
    said = {
        name: getattr(part, name) for part, names in ((meta, _METADATA), (document.output, _OUTPUT)) for name in names
    }
    return Article(
        id=document.id,
        url=document.url,
        domain=domain_of(host),
        **{name: _as_list(value) for name, value in said.items()},
        standfirst=document.standfirst(),
        text=text,
        confidence=None if document.error else document.confidence,
        status=status,
        flags=list(document.flags),
        error=document.error,
        removed=list(document.removed),
        normalised=list(document.normalised),
        chars_in=len(document.markup or document.content),
        chars_out=len(text),
        text_hash=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32] if text else "",
        cleaner_version=__version__,
        rules_version=rules.version,
    )


def _as_list(value: Any) -> Any:
    """A row is plain JSON, which has no tuples."""
    return list(value) if isinstance(value, tuple) else value


_METADATA, _OUTPUT = (tuple(f.name for f in fields(part)) for part in (Metadata, Output))


def run_example(example: Example, rules: Rules) -> Outcome:
    """Put a rule's example through the stages that rules act in, with just these rules."""
    kind: Literal["page", "text"] = "page" if example.is_html else "text"
    document = Document(id="example", content=example.text, kind=kind, url=example.url)
    find_blocks = every_block if example.is_html and not example.is_whole else blocks
    for stage in (decode, hints, prune, find_blocks, strip):
        if document.error is None:
            document = stage(document, rules)
    moved = [(r.block, r.text) for r in document.removed if r.rule_id in HEAD_RULES]
    left = "\n".join(text for _, text in sorted([*moved, *((b.index, b.text) for b in document.blocks)]))
    told = tuple(s.rule.id for s in walls.find(document, rules)) if document.error is None else ()
    return Outcome(left, document.removed, dict(document.captured), told)
