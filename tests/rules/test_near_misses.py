"""Why a rule whose text a block holds did not take it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.document import Block
from cleaner.rules.compile import Rules
from cleaner.rules.match import strip_blocks
from cleaner.rules.near_misses import near_misses
from tests.samples import LAST, MORE, PROSE, rule

Load = Callable[[str], Rules]
SHARE = rule("find: {equals: [share this]}", id="share.bar")
COMMENTS = rule("find: {equals: [log in]}", id="comments.bar")


def reasons(rules: Rules, text: str) -> list[str]:
    """What stopped the rules, after they did what they could."""
    done = strip_blocks([Block(i, line) for i, line in enumerate(text.split("\n"))], rules)
    near = near_misses(done.blocks, rules, None, removed=done.removed)
    return [reason for found in near.values() for _, reason in found]


@pytest.mark.parametrize(
    ("body", "text", "said"),
    [
        (
            "find: {has: [ferry]}\n  where: {head: 1}",
            f"{PROSE}\n{LAST}\nThe ferry",
            "head: it is block 3 of 3",
        ),
        ("find: {has: [the lake]}\n  where: {tail: 1}", f"The lake\n{PROSE}", "tail: it is block 1 of 2"),
        (
            "find: {has: [the lake]}\n  where: {side: after_body}",
            f"The lake\n{PROSE}",
            "side: it is before_body",
        ),
        ("find: {has: [the lake]}\n  shape: {words: {max: 1}}", "The lake", "words: it has 2"),
        ("find: {has: [the lake]}\n  shape: {sentence: true}", "The lake", "sentence: false"),
        (
            "find: {has: [the lake]}\n  scope: {sites: [a.example]}",
            "The lake",
            "scope: it is for other sites",
        ),
        ("find: {has: [the lake]}\n  run: {min: 2}", "The lake", "run: too few in a row"),
    ],
)
def test_a_near_miss_names_the_condition_that_stopped_the_rule(load: Load, body: str, text: str, said: str) -> None:
    rules = load(rule(body))
    blocks = [Block(i, line) for i, line in enumerate(text.split("\n"))]
    assert len(strip_blocks(blocks, rules).blocks) == len(blocks)
    reasons = [reason for near in near_misses(blocks, rules, None).values() for _, reason in near]
    assert any(reason.startswith(said) for reason in reasons), reasons


@pytest.mark.parametrize(
    ("where", "text", "said"),
    [
        ("removed_above: 1", f"{PROSE}\nShare this\n{MORE}\nThe ferry", "removed_above: there is none so near"),
        # What went above it is not what stops the rule.
        ("removed_above: 1}\n  shape: {words: {max: 1}", f"{PROSE}\nShare this\nThe ferry", "words: it has 2"),
        (
            "among_boilerplate: true}\n  shape: {words: {max: 1}",
            f"{PROSE}\nShare this\nLog in\nThe ferry",
            "words: it has 2",
        ),
        ("among_boilerplate: true", f"{PROSE}\nShare this\nThe ferry", "among_boilerplate: false"),
        ("ended: true", f"{PROSE}\n{MORE}\n{LAST}\nShare this\nThe ferry", "ended: false"),
    ],
)
def test_a_near_miss_knows_what_went_around_the_block(load: Load, where: str, text: str, said: str) -> None:
    rules = load(SHARE + COMMENTS + rule(f"find: {{equals: [the ferry]}}\n  where: {{{where}}}"))
    assert reasons(rules, text) == [said]


def test_a_text_has_not_ended_by_what_came_before_most_of_its_prose(load: Load) -> None:
    rules = load(SHARE + COMMENTS + rule("find: {equals: [the ferry]}\n  where: {ended: true}"))
    rest = "\n".join(f"{n} {LAST}" for n in "abcdefgh")
    assert reasons(rules, f"{PROSE}\n{MORE}\n{LAST}\nShare this\nLog in\nThe ferry\n{rest}") == ["ended: false"]


def test_prose_that_a_later_round_took_still_counts_for_where_the_text_ends(load: Load) -> None:
    taken = rule("find: {starts: [taken]}\n  where: {removed_near: 50}", id="test.taken")
    rules = load(SHARE + COMMENTS + taken + rule("find: {equals: [the ferry]}\n  where: {ended: true}"))
    rest = "\n".join(f"Taken {n} {LAST}" for n in "abcdefgh")
    assert reasons(rules, f"{PROSE}\n{MORE}\n{LAST}\nShare this\nLog in\nThe ferry\n{rest}") == ["ended: false"]


def test_what_a_guard_kept_in_is_no_removed_neighbour(load: Load) -> None:
    run = rule("find: {has: [story]}\n  run: {min: 1, max: 1}", id="promo.run")
    rules = load(run + rule("find: {equals: [the ferry]}\n  where: {removed_above: 1}"))
    assert "removed_above: there is none so near" in reasons(rules, f"{PROSE}\nStory one\nStory two\nThe ferry")


def test_a_part_cut_from_a_block_that_stays_is_no_removed_neighbour(load: Load) -> None:
    cut = rule(r"find: {regex: '\[ad\]'}" + "\n  take: match", id="promo.cut")
    rules = load(cut + rule("find: {equals: [the ferry]}\n  where: {removed_above: 1}"))
    assert reasons(rules, f"{PROSE} [AD]\nThe ferry") == ["removed_above: there is none so near"]


def test_a_rule_that_was_refused_a_block_did_not_come_near_it(load: Load) -> None:
    rules = load(rule("find: {has: [story]}\n  run: {min: 2, max: 3}"))
    text = "\n".join([PROSE, *(f"Story {n}" for n in "abcde"), MORE, "Story z"])
    assert reasons(rules, text) == ["run: too few in a row"]


def test_a_rule_that_took_its_part_of_a_block_did_not_come_near_the_rest(load: Load) -> None:
    rules = load(rule(r"find: {regex: '\[ad\]'}" + "\n  take: match"))
    assert reasons(rules, f"{PROSE} [AD]\n{MORE}") == []
    # What stands there still is none of a run that is too short.
    assert near_misses([Block(0, "An [ad]")], rules, None) == {}


@pytest.mark.parametrize("pattern", ["^[^@]+$", ".", ":$", r"^\W", r"^\w+ \w+$", r"\.\.\.$"])
def test_a_text_condition_without_words_brings_no_rule_near(load: Load, pattern: str) -> None:
    rules = load(rule(f"find: {{regex: '{pattern}'}}\n  shape: {{words: {{min: 90}}}}"))
    assert reasons(rules, f"{PROSE}\n“The ferry.”\nThe lake\nFor example:\nAnd so on ...") == []
