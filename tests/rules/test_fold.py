"""Matching is on folded text; what is put out is never folded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.compile import Rules
from cleaner.rules.fold import fold, fold_pattern, fold_phrase, fold_with_offsets
from tests.rules.work import removed, strip
from tests.samples import rule

Load = Callable[[str], Rules]


@pytest.mark.parametrize(
    "written",
    [
        "don't miss", "DON'T MISS", "Don’t Miss", "Don‘t miss", "DON´T MISS", "don`t miss", "Don\u02bct miss",
        "  Don't   miss  ", "don't\u00a0miss", "don't\u2009miss", "don't\tmiss", "• Don't miss", "▶ don't miss »",
        "don't mi\u00adss", "don\u200b't miss", "\ufeffdon't miss",
    ],
)  # fmt: skip
def test_case_quotes_spaces_and_list_marks_make_no_difference(written: str) -> None:
    assert fold(written) == "don't miss"


@pytest.mark.parametrize("dash", "-‐‑‒–—―−﹣－")
def test_dashes_are_one(dash: str) -> None:
    assert fold(f"Sign{dash}up") == "sign-up"


@pytest.mark.parametrize("quote", "“”„‟«»＂")
def test_double_quotes_are_one(quote: str) -> None:
    assert fold(f"a {quote}b") == 'a "b'


def test_composed_and_decomposed_letters_are_one() -> None:
    assert fold("Fru\u0308her") == fold("Früher") == "früher"


def test_capitals_fold_beyond_ascii() -> None:
    assert fold("STRASSE") == fold("Straße")
    assert fold("ΟΔΟΣ") == fold("οδος")
    assert fold("ПОДПИСКА") == "подписка"


def test_an_arrow_at_the_end_is_a_mark_and_a_closing_quote_is_a_quote() -> None:
    assert fold("Mehr lesen »") == "mehr lesen"
    assert fold("»Mehr lesen«") == '"mehr lesen"'
    assert fold("Il a dit « oui »") == 'il a dit " oui "'


def test_a_phrase_forgives_its_closing_punctuation() -> None:
    assert {fold_phrase(p) for p in ("Read more", "Read more:", "READ MORE …", "Read more!")} == {"read more"}


def test_a_pattern_is_folded_but_for_its_escapes_classes_and_group_names() -> None:
    assert fold_pattern(r"^By (?P<authors>[A-Z]\S+ \D)") == r"^by (?P<authors>[a-z]\S+ \D)"
    assert fold_pattern(r"\p{Lu}Don’t–\W") == r"\p{Lu}don't-\W"
    assert fold_pattern(r"(?i)[[:^Alpha:]]X") == r"(?i)[[:^Alpha:]]x"


@given(st.text(alphabet=st.sampled_from("aAéE\u0301ßİſ’“–•·>»«  \t\u00a0\u200b\u00adñn\u0303한ᄒ"), max_size=30))
def test_folding_with_offsets_says_the_same_as_folding(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert all(0 <= o <= len(text) for o in offsets)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def test_a_phrase_matches_however_the_article_writes_it_and_the_row_keeps_its_letters(load: Load) -> None:
    rules = load(rule('find: {equals: ["don\'t miss"]}'))
    done = strip(rules, "Über “Straßen” – heute…\nDON’T  MISS:\nİstanbul’da  kar")
    assert [b.text for b in done.blocks] == ["Über “Straßen” – heute…", "İstanbul’da  kar"]
    assert removed(done) == ["DON’T  MISS:"]


def test_a_cut_part_is_recorded_in_the_articles_own_letters(load: Load) -> None:
    rules = load(rule(r"""find: {regex: ' \(reporting by [^()]+\)$'}""" + "\n  take: match"))
    done = strip(rules, "Müllers “Plan” —  it failed. (Reporting by Ève D’Arc — Genève)")
    assert [b.text for b in done.blocks] == ["Müllers “Plan” —  it failed."]
    assert removed(done) == [" (Reporting by Ève D’Arc — Genève)"]


def test_a_captured_value_keeps_its_letters(load: Load) -> None:
    rules = load(rule(r"find: {regex: '^source: (?P<attribution>.+)$'}"))
    assert strip(rules, "•  SOURCE:  L’Écho  du “Lac”").captured == {"attribution": "L’Écho  du “Lac”"}
