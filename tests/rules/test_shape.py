"""Each key of ``shape``, true and false, and at its edges."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.document import Block
from cleaner.rules.compile import Rules
from cleaner.rules.match import strip_blocks
from cleaner.rules.shape import BlockView, count_words
from tests.rules.work import left
from tests.samples import PROSE, rule

Load = Callable[[str], Rules]


def kept(rules: Rules, *blocks: Block) -> list[str]:
    return [b.text for b in strip_blocks(blocks, rules).blocks]


@pytest.mark.parametrize(
    ("shape", "taken", "stays"),
    [
        ("words: {min: 3}", "One two three", "One two"),
        ("words: {max: 2}", "One two", "One two three"),
        ("words: {min: 2, max: 2}", "Don't well-known", "One"),
        ("sentence: true", "It rains.", "It rains"),
        ("sentence: true", "“It rains!”", "It rains:"),
        ("sentence: false", "It rains", "It rains."),
        ("headline: true", "Old mill opens again", "Old mill opens again."),
        ("headline: true", "Will the mill open?", "The mill:"),
        ("headline: true", "2024 was a wet year", "it was a wet year"),
        ("headline: false", "Mill", "Old mill opens again"),
        ("capitals: {min: 0.9}", "BREAKING NEWS", "Breaking news"),
        ("capitals: {max: 0.1}", "1234", "NATO"),
        ("repeated: false", "One", ""),
    ],
)
def test_a_shape_takes_what_it_says_and_nothing_else(load: Load, shape: str, taken: str, stays: str) -> None:
    rules = load(rule(f"shape: {{{shape}}}"))
    assert left(rules, taken) == ""
    if stays:
        assert left(rules, stays) == stays


def test_repeated_is_a_line_that_stood_before(load: Load) -> None:
    rules = load(rule("shape: {repeated: true}"))
    assert left(rules, f"Old mill\n{PROSE}\nOLD MILL\nNew mill") == f"Old mill\n{PROSE}\nNew mill"


def test_quoted_is_a_line_whose_words_stand_in_a_longer_block_and_a_copy_is_none(load: Load) -> None:
    rules = load(rule("shape: {quoted: true}"))
    quote = "Since the flood took away its weir"
    assert left(rules, f"{quote}\n{PROSE}") == PROSE
    assert left(rules, f"{PROSE}\n{PROSE}") == f"{PROSE}\n{PROSE}"


def test_of_two_copies_of_a_paragraph_one_stays(load: Load) -> None:
    rules = load(rule("shape: {quoted: true}", id="a.q") + rule("shape: {repeated: true}", id="a.r"))
    assert left(rules, f"{PROSE}\n{PROSE}") == PROSE


def test_link_share_is_the_share_of_characters_in_links(load: Load) -> None:
    rules = load(rule("shape: {link_share: {min: 0.5}}"))
    assert kept(rules, Block(0, "a", link_share=0.5), Block(1, "b", link_share=0.49), Block(2, "c")) == [
        "b",
        "c",
    ]


def test_kind_is_one_of_those_named(load: Load) -> None:
    rules = load(rule("shape: {kind: [heading, caption]}"))
    blocks = [
        Block(0, "a", "heading"),
        Block(1, "b", "paragraph"),
        Block(2, "c", "caption"),
        Block(3, "d", "quote"),
    ]
    assert kept(rules, *blocks) == ["b", "d"]


def test_all_keys_of_a_shape_must_hold(load: Load) -> None:
    rules = load(rule("shape: {words: {max: 2}, sentence: true}"))
    assert left(rules, "It rains.\nIt rains\nIt rains a lot.") == "It rains\nIt rains a lot."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One", 1),
        ("It's a well-known 3.5 %", 4),
        ("湖の水車", 2),
        ("湖の水車 opens", 3),
        ("...", 0),
        ("नगर परिषद ने फैसला किया।", 5),
        ("সেতুটি দুই বছর পর খোলা হয়েছে।", 6),
        ("שָׁלוֹם עולם", 2),
    ],  # fmt: skip
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "link_share", "prose"),
    [
        (PROSE, 0.0, True),
        (PROSE, 0.6, False),
        ("It rains.", 0.0, False),
        ("Ferry to close for the whole of the winter", 0.0, False),
        (PROSE.rstrip(".") + ", and " + PROSE.rstrip("."), 0.0, True),
        ("เรือข้ามฟากเก่าหยุดวิ่งทั้งฤดูหนาว", 0.0, False),
        ("เรือข้ามฟากเก่าจะหยุดวิ่งตลอดฤดูหนาว เพราะเทศบาลไม่มีเงินซ่อมเครื่องยนต์ที่พังมาตั้งแต่ปีที่แล้ว", 0.0, True),
    ],
)
def test_prose_is_long_enough_closed_or_long_and_not_made_of_links(text: str, link_share: float, prose: bool) -> None:
    assert BlockView(Block(0, text, link_share=link_share)).prose is prose


def test_small_letters_make_a_piece_of_a_sentence_but_not_where_all_is_link() -> None:
    assert BlockView(Block(0, "bridge", "paragraph")).cut_at_start
    assert not BlockView(Block(0, "bridge", "paragraph", 1.0)).cut_at_start
