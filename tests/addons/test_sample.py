"""A document's lines as they are laid beside those of others."""

from __future__ import annotations

from cleaner.addons.sample import sample, sample_with_places
from cleaner.document import Document
from cleaner.pipeline import STAGES, Pipeline
from cleaner.rules.compile import Rules
from cleaner.stages.strip import strip
from tests.samples import ARTICLE, LAST, MORE, PROSE, TITLE

UNTIL_STRIP = STAGES[: STAGES.index(strip) + 1]


def cleaned(content: str, kind: str) -> Document:
    return Pipeline(Rules(()), UNTIL_STRIP).process(Document("x", content, kind))  # type: ignore[arg-type]


def test_a_texts_title_is_one_of_its_lines_at_its_place() -> None:
    lines, places = sample_with_places(cleaned(ARTICLE, "text"))
    assert lines[0].text == TITLE
    assert places == list(range(len(lines)))


def test_a_pages_lines_know_the_selectors_of_the_elements_around_them() -> None:
    page = (
        f"<body><p><a href='/'>Home</a></p><h1>{TITLE}</h1><main class='x'><div class='story wide'><p>{PROSE}</p><p>{MORE}</p>"
        f"<div data-testid='ask' id='b1' class='zz-unit 2nd'><p>Ask us</p></div><p>{LAST}</p></div></main></body>"
    )
    by_text = {line.text: line.holders for line in sample(cleaned(page, "page"))}
    assert by_text[PROSE] == (".story", ".wide")
    assert by_text["Ask us"] == ('[data-testid="ask"]', "#b1", ".zz-unit", ".story", ".wide")
