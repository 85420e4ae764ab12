"""The standfirst as a field alone: it leaves the text, and the row says from where."""

from __future__ import annotations

import pytest

from cleaner.article import Article
from cleaner.choices import Choices
from cleaner.document import Document
from cleaner.pipeline import STAGES, Pipeline, stages_for
from cleaner.stages.metadata import metadata
from cleaner.stages.standfirst import standfirst
from cleaner.stages.strip import strip
from tests.samples import LAST, MORE, PROSE, TITLE
from tests.stages.work import NO_RULES, page

BODY = f"{PROSE}\n\n{MORE}\n\n{LAST}"
SAID = "After eleven dry years there is water on the wheel again, and bread from it by summer."
INSIDE = (
    f"<div><h1>{TITLE}</h1><p class='dek'>{SAID}</p><article><p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p></article></div>"
)
STORY = page(f"<title>{TITLE}</title>", INSIDE)


def cleaned(content: str, where: str) -> Article:
    return Pipeline(NO_RULES, stages_for(Choices(standfirst=where))).clean(content)


def test_in_the_text_it_stands_in_both() -> None:
    row = cleaned(STORY, "text")
    assert (row.standfirst, row.text) == (SAID, f"{SAID}\n\n{BODY}")
    assert row.removed == []


def test_as_a_field_it_leaves_the_text_and_the_removal_is_recorded() -> None:
    row = cleaned(STORY, "field")
    assert (row.standfirst, row.text) == (SAID, BODY)
    assert [(r.rule_id, r.stage, r.block, r.text) for r in row.removed] == [("standfirst.field", "standfirst", 0, SAID)]


def test_a_row_without_one_is_the_same_both_ways() -> None:
    bare = STORY.replace("class='dek'", "")
    assert cleaned(bare, "field") == cleaned(bare, "text")
    assert cleaned(f"{TITLE}\n\n{BODY}", "field") == cleaned(f"{TITLE}\n\n{BODY}", "text")


def test_what_was_kept_and_what_was_moved_are_the_body_again() -> None:
    whole = Pipeline(NO_RULES).process(Document(id="x", content=STORY))
    moved = Pipeline(NO_RULES, stages_for(Choices(standfirst="field"))).process(Document(id="x", content=STORY))
    blocks = {b.index: b.text for b in moved.blocks} | {r.block: r.text for r in moved.removed}
    assert [blocks[i] for i in sorted(blocks)] == [b.text for b in whole.blocks]


def test_the_stage_stands_right_after_strip_and_only_once() -> None:
    assert stages_for(Choices()) == STAGES
    stages = stages_for(Choices(standfirst="field"))
    at = stages.index(standfirst)
    assert (stages[at - 1], stages[at + 1]) == (strip, metadata)
    assert stages_for(Choices(standfirst="field"), stages) == stages


def test_another_word_is_an_error() -> None:
    with pytest.raises(ValueError, match="'text' or 'field', not 'sideways'"):
        Choices(standfirst="sideways")
