"""Lines broken at a column are joined, and nothing else is."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text import unwrap
from cleaner.text.unwrap import unwrapped
from tests.samples import LAST, MORE, PROSE, TITLE

LONG = f"{PROSE} {MORE} {LAST}"


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_paragraphs_are_joined_at_every_usual_width(width: int, between: str) -> None:
    lines = [TITLE, "By Ana Torv", LONG, "Advertisement", f"{MORE} {PROSE}", "Read more"]
    wrapped = between.join(textwrap.fill(line, width) for line in lines)
    assert [line for line in unwrapped(wrapped).split("\n") if line] == lines


def test_a_word_that_was_broken_at_its_hyphen_is_one_again_and_a_noun_that_waits_for_its_end_is_not() -> None:
    lines = [
        "They shut all the gates of the well-",
        "known lock of the lake, so that the Vor-",
        "und Nachteile of it were seen.",
    ]
    wrapped = "\n".join([textwrap.fill(LONG, 40), "", *lines])
    found = unwrapped(wrapped)
    assert "the well-known lock" in found
    assert "Vor- und Nachteile" in found


VERSE = "\n".join(
    ["The river came by night,", "It took the weir away,", "And left us with the light", "Of one more winter day."]
)
LIST = "\n".join(f"- {n} boats that were moored at the old quay of the upper lake on day {n}" for n in range(10, 20))
TABLE = "\n".join(f"Team {n}      {n} points     {n} games     {n} goals    {n} cards" for n in range(10, 20))
CODE = "\n".join(f"    total_of_all_the_boats_{n} = total_of_all_the_boats + {n}" for n in range(10, 20))


@pytest.mark.parametrize("kept", [VERSE, LIST, TABLE, CODE], ids=["verse", "list", "table", "code"])
def test_verse_lists_tables_and_code_keep_their_lines(kept: str) -> None:
    assert unwrapped(kept) == kept
    wrapped = f"{textwrap.fill(LONG, 80)}\n\n{kept}\n\n{textwrap.fill(LONG, 80)}"
    assert unwrapped(wrapped) == f"{LONG}\n\n{kept}\n\n{LONG}"


def test_headlines_of_much_the_same_length_are_no_wrapped_text() -> None:
    heads = "\n".join(f"Old mill on the upper lake number {n} opens again on Monday the {n}th" for n in range(10, 30))
    assert unwrapped(heads) == heads


def test_sentences_that_are_alike_long_are_no_wrapped_text() -> None:
    lines = "\n".join(f"The river rose by a hand in part {n} of the year, they said." for n in "abcdef")
    assert unwrapped(lines) == lines


@given(st.text(alphabet="aB .\n-,", max_size=300))
def test_only_white_space_changes(text: str) -> None:
    assert "".join(unwrapped(text).split()) == "".join(text.split())


def test_how_a_text_goes_on_is_told_by_its_end_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    between = unwrap._between

    def counted(end: str, after: str) -> str:
        looked_at.append(len(end))
        return between(end, after)

    monkeypatch.setattr(unwrap, "_between", counted)
    lines = textwrap.wrap(f"{LONG} " * 20, 80)
    assert unwrapped("\n".join(lines)) == (f"{LONG} " * 20).strip()
    assert len(looked_at) == len(lines) - 1
    assert max(looked_at) <= 40


def test_a_word_may_be_broken_twice() -> None:
    assert (
        unwrap._paragraph(["die Schiff-", "fahrts-", "amts-", "leute", "kamen"]) == "die Schiff-fahrts-amts-leute kamen"
    )
