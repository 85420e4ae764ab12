"""``python -m tests.quality.forms``: every form that scrapers leave texts in, made of the text corpora, scored by words.

What is removed of a text should not hang on how it was written down. Each form is scored beside the plain one: of the words that
the gold calls boilerplate how many went, of those that it calls body how many were lost, and the time that cleaning took.
"""

from __future__ import annotations

import argparse
import html
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cleaner import Pipeline
from cleaner.addons.compare.subsequence import common_blocks
from cleaner.document import Document
from cleaner.page.invisible import without_invisible
from tests.quality import corpora

WIDTHS = (60, 72, 80, 100)
_LABEL_WORDS = 10
_MARKED_WORDS = 3

Lines = Sequence[str]
Form = Callable[[Lines], str]


def plain(lines: Lines) -> str:
    return "\n".join(lines)


def wrapped(width: int, between: str = "\n") -> Form:
    return lambda lines: between.join(textwrap.fill(line, width) for line in lines)


def one_line(lines: Lines) -> str:
    return " ".join(line.strip() for line in lines if line.strip())


def escaped(lines: Lines) -> str:
    return plain(lines).replace("\n", "\\n")


def entities(lines: Lines) -> str:
    return html.escape(plain(lines)).replace("’", "&rsquo;").replace("“", "&ldquo;").replace("”", "&#8221;")


def tags(lines: Lines) -> str:
    return "".join(f'<p class="text">{html.escape(line)}</p>\n' for line in lines if line.strip())


def breaks(lines: Lines) -> str:
    return "<br>".join(html.escape(line) for line in lines)


def no_break_spaces(lines: Lines) -> str:
    return plain(lines).replace(" ", "\u00a0")


def zero_width(lines: Lines) -> str:
    return plain(["\u200b" + line.replace(" ", " \u200b") + "\ufeff" for line in lines])


def soft_hyphens(lines: Lines) -> str:
    """A soft hyphen in the middle of each longer word."""
    return plain([" ".join(_with_hyphen(w) for w in line.split(" ")) for line in lines])


def _with_hyphen(word: str) -> str:
    middle = len(word) // 2
    return f"{word[:middle]}\u00ad{word[middle:]}" if len(word) > 5 and word.isalpha() else word


def carriage_returns(lines: Lines) -> str:
    return "\r\n".join(lines)


def bullets(lines: Lines) -> str:
    return plain([f"• {line}" if len(line.split()) <= _LABEL_WORDS else line for line in lines])


def markdown(lines: Lines) -> str:
    """Short lines as headings, the first words of others bold."""
    return "\n\n".join(_marked(line) for line in lines)


def _marked(line: str) -> str:
    words = line.split(" ")
    if len(words) <= _LABEL_WORDS:
        return f"## {line}" if line.strip() else line
    return f"**{' '.join(words[:_MARKED_WORDS])}** {' '.join(words[_MARKED_WORDS:])}"


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "plain": plain,
        **{f"wrapped {w}": wrapped(w) for w in WIDTHS},
        **{f"wrapped {w}, blank lines": wrapped(w, "\n\n") for w in (72, 80)},
        "one line": one_line,
        "literal \\n": escaped,
        "entities": entities,
        "tags": tags,
        "line break tags": breaks,
        "no-break spaces": no_break_spaces,
        "zero width": zero_width,
        "soft hyphens": soft_hyphens,
        "CRLF": carriage_returns,
        "bullets": bullets,
        "markdown": markdown,
    }
)


@dataclass
class Words:
    """Words of a form, counted over documents."""

    boilerplate: int = 0
    removed: int = 0
    body: int = 0
    lost: int = 0
    seconds: float = 0.0

    def add(self, labels: Iterable[int | None], kept: set[int]) -> None:
        """``labels``: of each word of the input, in order; ``kept``: the places of those that are in the output."""
        for place, label in enumerate(labels):
            if label == 1:
                self.body += 1
                self.lost += place not in kept
            elif label == 0:
                self.boilerplate += 1
                self.removed += place not in kept

    @property
    def removal(self) -> float:
        return self.removed / max(1, self.boilerplate)

    @property
    def loss(self) -> float:
        return self.lost / max(1, self.body)


def score(form: Form, cases: Iterable[corpora.Case], pipeline: Pipeline) -> Words:
    """The words of all cases, each written in this form and cleaned."""
    found = Words()
    tokens = corpora.scorer().tokens
    for case in cases:
        text = form(case.gold["lines"])
        start = time.process_time()
        article = pipeline.run(Document(id=case.gold["id"], content=text, kind="text", url=case.url))
        found.seconds += time.process_time() - start
        words, labels = [], []
        for line, label in zip(case.gold["lines"], case.gold["labels"], strict=True):
            of_line = tokens(without_invisible(line))
            words += of_line
            labels += [label] * len(of_line)
        found.add(labels, {i for i, _ in common_blocks(words, tokens(article.text))})
    return found


def table(cases: Sequence[corpora.Case], pipeline: Pipeline, names: Iterable[str] = FORMS) -> Iterable[str]:
    """A line a form: what went, what was lost, and the time beside the plain form's."""
    for form in (plain, one_line):
        score(form, cases[:40], pipeline)  # rules compiled, caches as in a run
    yield f"{'form':26}{'boilerplate gone':>18}{'body lost':>12}{'time':>8}"
    first: Words | None = None
    for name in ("plain", *(n for n in names if n != "plain")):
        found = score(FORMS[name], cases, pipeline)
        first = first or found
        beside = found.seconds / max(first.seconds, 1e-9)
        yield f"{name:26}{found.removal:>18.4f}{found.loss:>12.4f}{beside:>8.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forms", nargs="*", default=list(FORMS), help=f"of: {', '.join(FORMS)}")
    parser.add_argument("--sets", nargs="*", default=list(corpora.TEXTS))
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth text")
    options = parser.parse_args()
    there = [name for name in options.sets if name in corpora.at_hand()]
    if not there:
        print(f"There are no texts at {corpora.SHARED}; CLEANER_SHARED names another place.", file=sys.stderr)
        return 2
    cases = [case for name in there for case in corpora.cases(name)][:: options.every]
    for line in table(cases, Pipeline(), options.forms):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
