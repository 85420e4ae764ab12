"""What is different between two texts, and the rule that made it so."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.compare import changes
from cleaner.addons.compare.changes import Change, changed_blocks
from tests.addons.rows import Row, removal, row

TEXTS = st.lists(st.text("ab .", min_size=1, max_size=12), max_size=8).map("\n\n".join)


def changed(old: Row, new: Row) -> list[tuple[str, str, str]]:
    return [(c.kind, c.text, c.rule) for b in changed_blocks(old, new) for c in b if c.kind != "same"]


def test_a_block_that_a_rule_of_new_takes_is_lost_by_that_rule() -> None:
    new = row("a", "one\n\nthree", removal("promo.x", 1, "two two"))
    assert changed(row("a", "one\n\ntwo two\n\nthree"), new) == [("lost", "two two", "promo.x")]


def test_a_block_that_only_old_took_is_won_from_that_rule() -> None:
    old = row("a", "one", removal("promo.x", 1, "two two"))
    assert changed(old, row("a", "one\n\ntwo two")) == [("won", "two two", "promo.x")]


def test_a_removal_in_both_explains_nothing() -> None:
    both = removal("promo.x", 1, "two two")
    assert changed(row("a", "one\n\ntwo two", both), row("a", "one", both)) == [("lost", "two two", "")]


def test_a_cut_part_is_lost_alone() -> None:
    new = row("a", "The mill opened on Monday.", removal("byline.x", 0, " (By Ann Lee)", 26))
    old = row("a", "The mill opened on Monday. (By Ann Lee)")
    assert changed_blocks(old, new) == [
        (Change("same", "The mill opened on Monday."), Change("lost", " (By Ann Lee)", "byline.x"))
    ]


def test_a_refused_removal_takes_nothing() -> None:
    new = row("a", "", removal("promo.x", 0, "two", refused="guard: no"))
    assert changed(row("a", "two"), new) == [("lost", "two", "")]


def test_a_block_inside_an_element_of_the_page_is_lost_by_its_rule() -> None:
    new = row("a", "one", removal("page.aside", -1, "Also read two three four five", stage="prune"))
    assert changed(row("a", "one\n\ntwo three\n\nfour five"), new) == [
        ("lost", "two three", "page.aside"), ("lost", "four five", "page.aside"),
    ]  # fmt: skip


def test_a_short_removal_is_not_to_blame_for_each_text_that_holds_its_letters() -> None:
    craft = "Advertising is a craft, he said, and a good one."
    new = row("a", "one\n\ntwo", removal("promo.ad", 3, "Ad"))
    assert changed(row("a", f"one\n\n{craft}\n\ntwo\n\nAd"), new) == [("lost", craft, ""), ("lost", "Ad", "promo.ad")]


def test_a_short_text_is_not_put_down_to_an_element_that_happens_to_hold_its_letters() -> None:
    new = row("a", "one", removal("page.aside", -1, "Read how the paddles were made again", stage="prune"))
    assert changed(row("a", "one\n\npad"), new) == [("lost", "pad", "")]


def test_a_part_that_is_a_little_more_than_what_was_cut_is_put_down_to_the_cut() -> None:
    new = row("a", "The mill opened. More follows.", removal("byline.x", 0, "(By Ann Lee of the lake)", 17))
    old = row("a", "The mill opened, (By Ann Lee of the lake). More follows.")
    assert changed(old, new) == [("lost", ", (By Ann Lee of the lake)", "byline.x")]


@given(st.lists(st.tuples(st.sampled_from(["x", "y", "Read more", "A long line"]), st.booleans()), max_size=60))
def test_where_new_only_lacks_blocks_of_old_nothing_is_won_and_no_more_is_lost(blocks: list[tuple[str, bool]]) -> None:
    old, new = "\n\n".join(b for b, _ in blocks), "\n\n".join(b for b, kept in blocks if kept)
    found = changed(row("a", old), row("a", new))
    assert {kind for kind, _, _ in found} <= {"lost"}
    assert sorted(text for _, text, _ in found) == sorted(b for b, kept in blocks if not kept)


@pytest.mark.parametrize("seed", range(5))
def test_lines_that_stand_in_the_text_hundreds_of_times_are_blocks_like_others(seed: int) -> None:
    chance = Random(seed).random
    lines = ("Won 2-1", "Read more", "x")
    old = [lines[int(3 * chance())] if chance() < 0.75 else f"A long line that is {i}" for i in range(400)]
    new = [line for line in old if chance() < 0.9]
    found = changed(row("a", "\n\n".join(old)), row("a", "\n\n".join(new)))
    assert {kind for kind, _, _ in found} == {"lost"}
    assert len(found) == len(old) - len(new)


@given(TEXTS, TEXTS)
def test_same_and_lost_are_old_and_same_and_won_are_new(old: str, new: str) -> None:
    found = changed_blocks(row("a", old), row("a", new))
    for side, text in (("lost", old), ("won", new)):
        blocks = ["".join(c.text for c in b if c.kind in ("same", side)) for b in found]
        assert [b for b in blocks if b] == (text.split("\n\n") if text else [])


def test_texts_too_long_to_order_still_give_what_only_one_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_MOST_WORK", 3)
    assert changed(row("a", "x\n\na\n\nb\n\ny"), row("a", "z\n\nb\n\na\n\nw")) == [
        ("lost", "x", ""), ("lost", "y", ""), ("won", "z", ""), ("won", "w", ""),
    ]  # fmt: skip
