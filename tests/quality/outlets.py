"""A made-up press: 20 outlets in several scripts, their boilerplate known line by line.

Words are made of each script's letters, so that no phrase of a rule explains a line; what is left is that lines repeat.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from cleaner.document import Document

# Per script: letters that words are made of, whether names are written with capitals, what closes a sentence.
_SCRIPTS = {
    "latin": (["ba", "lo", "mi", "ter", "van", "so", "rek", "pun", "dal", "ge", "nor", "fi"], True, "."),
    "accents": (["bå", "lø", "mé", "tür", "vän", "só", "řek", "puñ", "dał", "çe", "nór", "fì"], True, "."),
    "cyrillic": (["ба", "ло", "ми", "тер", "ван", "со", "рек", "пун", "дал", "ге", "нор", "фи"], True, "."),
    "greek": (["βα", "λο", "μι", "τερ", "ναν", "σο", "ρεκ", "πυν", "δαλ", "γε", "νορ", "φι"], True, "."),
    "arabic": (["با", "لو", "مي", "تر", "فن", "سو", "رك", "بن", "دل", "جي", "نور", "في"], False, "."),
    "hindi": (["बा", "लो", "मी", "तर", "वन", "सो", "रक", "पु", "दल", "गे", "नूर", "फी"], False, "।"),
    "korean": (["바", "로", "미", "터", "반", "소", "렉", "푼", "달", "게", "노", "피"], False, "."),
    "chinese": (
        ["山", "水", "桥", "城", "河", "天", "人", "工", "路", "车", "春", "风", "石", "门", "书"],
        False,
        "。",
    ),
}
_ORDER = ("latin", "accents", "cyrillic", "greek", "arabic", "hindi", "korean", "chinese", "latin", "accents")
OUTLETS = 20
VERSIONS = 3


@dataclass
class Press:
    """Documents with what was planted: by a document's id its boilerplate lines and its body lines."""

    documents: list[Document] = field(default_factory=list)
    boilerplate: dict[str, list[str]] = field(default_factory=dict)
    body: dict[str, list[str]] = field(default_factory=dict)


class _Writer:
    """Writes in one script."""

    def __init__(self, script: str, seed: str) -> None:
        self.parts, self.cased, self.stop = _SCRIPTS[script]
        self.spaced = script != "chinese"
        self.random = random.Random(seed)

    def word(self) -> str:
        return "".join(self.random.choices(self.parts, k=self.random.randint(2, 3)))

    def words(self, count: int) -> str:
        text = (" " if self.spaced else "").join(self.word() for _ in range(count))
        return text[:1].upper() + text[1:] if self.cased else text

    def name(self) -> str:
        return f"{self.word().title()} {self.word().title()}" if self.cased else ""

    def number(self) -> str:
        return f"{self.random.randint(2, 90_000):,}"

    def sentence(self) -> str:
        return self.words(self.random.randint(9, 18)) + self.stop

    def paragraph(self) -> str:
        return (" " if self.spaced else "").join(self.sentence() for _ in range(self.random.randint(1, 3)))

    def headline(self) -> str:
        return self.words(self.random.randint(5, 8))


Line = Callable[[], str]


@dataclass
class _House:
    """An outlet's boilerplate: each a maker of lines and the share of its documents that have it."""

    writer: _Writer
    above: list[tuple[Line, float]] = field(default_factory=list)
    below: list[tuple[Line, float]] = field(default_factory=list)
    between: list[tuple[Line, float]] = field(default_factory=list)
    background: str = ""
    closing: str = ""
    subheading: str = ""
    with_facts: bool = False
    facts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, writer: _Writer) -> _House:
        w = writer
        fixed, counted, signed, dated = w.words(4), (w.words(3), w.words(2)), (w.words(5), w.words(4)), w.words(3)
        about, again, inner, call = w.sentence(), w.words(3), w.words(3), (w.words(2), w.words(3))

        def with_number() -> str:
            return f"{counted[0]} {w.number()} {counted[1].lower()}"

        def with_name() -> str:
            return f"{signed[0]} {w.name()} {signed[1].lower()}" if w.cased else f"{signed[0]} {w.number()}"

        def with_date() -> str:
            return f"{dated} {w.random.randint(1, 28)}.{w.random.randint(1, 12)}.{w.random.randint(2001, 2024)}"

        def called() -> str:
            return f"{call[0]} {w.number()} {call[1].lower()}"

        return cls(
            writer,
            above=[(lambda: fixed, 0.9), (with_date, 0.8)],
            below=[(with_number, 0.9), (with_name, 0.9), (lambda: about, 0.8), (lambda: again, 0.6)],
            between=[(lambda: inner, 0.9), (called, 0.8)],
            background=w.paragraph(),
            closing=w.sentence(),
            subheading=w.words(2),
            facts=[w.words(w.random.randint(1, 2)) for _ in range(12)],
        )

    def article(self) -> Article:
        """Headline, body lines, boilerplate lines, and all below the headline in order (line, whether it is boilerplate)."""
        w = self.writer
        body = [w.paragraph() for _ in range(w.random.randint(5, 11))]
        if w.random.random() < 0.2:
            body.insert(len(body) // 2, self.background)
        if w.random.random() < 0.25:
            body.insert(len(body) // 2, self.subheading)
        if w.random.random() < 0.15:
            body.append(self.closing)
        if self.with_facts:
            body += [f"{w.random.randint(2, 900)} {fact}" for fact in w.random.sample(self.facts, 3)]
        chosen = {
            side: [make() for make, share in lines if w.random.random() < share]
            for side, lines in (("above", self.above), ("below", self.below), ("between", self.between))
        }
        middle = [(line, False) for line in body]
        for line in chosen["between"]:
            middle.insert(w.random.randint(2, len(middle) - 2), (line, True))
        whole = [(x, True) for x in chosen["above"]] + middle + [(x, True) for x in chosen["below"]]
        return w.headline(), body, [x for x, planted in whole if planted], whole


def press(documents: int = 14, seed: int = 1) -> Press:
    """Every second outlet gives pages, the others texts; one article of each outlet comes in three more versions."""
    made = Press()
    for number in range(OUTLETS):
        house = _House.of(_Writer(_ORDER[number % len(_ORDER)], f"{seed}-{number}"))
        house.with_facts = number % 4 == 0  # as recipes and scores have, under the last paragraph
        site = f"outlet{number}.example"
        articles = [house.article() for _ in range(documents)]
        articles += [_version(articles[0], house.writer) for _ in range(VERSIONS)]
        for at, (title, own, lines, all_lines) in enumerate(articles):
            name = f"{number}-{at}"
            url = f"https://www.{site}/story/{at}"
            content = _page(title, all_lines) if number % 2 else "\n".join([title, *(x for x, _ in all_lines)])
            kind = "page" if number % 2 else "text"
            made.documents.append(Document(id=name, content=content, kind=kind, url=url))  # type: ignore[arg-type]
            made.boilerplate[name] = lines
            made.body[name] = own
    return made


Article = tuple[str, list[str], list[str], list[tuple[str, bool]]]


def _version(article: Article, writer: _Writer) -> Article:
    """The same article with another paragraph in the place of its second."""
    headline, body, planted, whole = article
    new = writer.paragraph()
    return (
        headline,
        [new if x == body[1] else x for x in body],
        planted,
        [(new if x == body[1] else x, p) for x, p in whole],
    )


def _page(title: str, lines: list[tuple[str, bool]]) -> str:
    """Boilerplate stands in the article's own element, every second line in a box with a name of the outlet's making."""
    inside = []
    boxed = True
    for text, planted in lines:
        paragraph = f"<p>{escape(text)}</p>"
        inside.append(f'<div class="zz-unit">{paragraph}</div>' if planted and boxed else paragraph)
        boxed = boxed != planted
    return (
        f"<html><head><title>{escape(title)}</title></head><body><div class='page'><article class='zz-story'>"
        f"<h1>{escape(title)}</h1>{''.join(inside)}</article></div></body></html>"
    )
