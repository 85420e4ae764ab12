"""``--fail-on``: an expression means one thing, or is an error that says what to write."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.compare.compare import Amount, Comparison
from cleaner.addons.compare.limits import METRICS, limit
from cleaner.errors import SettingsError

FOUND = Comparison(
    old_rows=11, new_rows=12, both=10, changed=4, failed=1, old_chars=1000, old_blocks=100,
    total=Amount(lost=2, won=30, lost_blocks=5, won_blocks=6),
)  # fmt: skip


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("lost-text>0.1%", "lost-text is 0.2%, over 0.1%"),
        ("lost-text>0.2%", ""),
        ("lost-text > 1", "lost-text is 2, over 1"),
        ("lost-text>2", ""),
        ("won-text>2%", "won-text is 3%, over 2%"),
        ("lost-blocks>4%", "lost-blocks is 5%, over 4%"),
        ("won-blocks>5", "won-blocks is 6, over 5"),
        ("changed-rows>39%", "changed-rows is 40%, over 39%"),
        ("failed-rows>0", "failed-rows is 1, over 0"),
        ("lost-rows>0", "lost-rows is 1, over 0"),
        ("won-rows>1", "won-rows is 2, over 1"),
    ],
)
def test_a_limit_holds_up_to_its_number_and_says_by_how_much_it_does_not(expression: str, said: str) -> None:
    assert limit(expression).broken(FOUND) == said


@pytest.mark.parametrize(
    ("expression", "lost", "of", "said"),
    [
        ("lost-text>0.1%", 10_004, 10_000_000, "lost-text is 0.10004%, over 0.1%"),
        ("lost-text>1234567", 1_234_568, 0, "lost-text is 1,234,568, over 1,234,567"),
        ("lost-text>50%", 123_456, 100, "lost-text is 123,456%, over 50%"),
        ("lost-text>0.00001%", 1, 1_000_000, "lost-text is 0.0001%, over 0.00001%"),
        ("lost-text>1.5", 2, 0, "lost-text is 2, over 1.5"),
    ],
)
def test_both_figures_have_the_digits_that_tell_them_apart(expression: str, lost: int, of: int, said: str) -> None:
    assert limit(expression).broken(Comparison(old_chars=of, total=Amount(lost=lost))) == said


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.decimals("0", "200", places=6))
def test_what_is_said_of_a_broken_limit_is_more_than_the_limit(lost: int, of: int, most: Decimal) -> None:
    said = limit(f"lost-text>{most}%").broken(Comparison(old_chars=of, total=Amount(lost=lost)))
    if said:
        measured, over = (Decimal(n.replace(",", "")) for n in re.findall(r"([0-9.,]+)%", said))
        assert measured > over == most


def test_something_of_nothing_is_all_of_it() -> None:
    assert limit("won-text>99%").broken(Comparison(total=Amount(won=1)))
    assert not limit("won-text>0%").broken(Comparison())


@pytest.mark.parametrize(
    "bad", ["", "lost-text", "lost-text<1", "lost-text>", "lost-text>x", "lost-text>-1", "speed>1", ">1"]
)
def test_a_bad_expression_is_an_error_that_shows_a_good_one(bad: str) -> None:
    with pytest.raises(SettingsError, match="--fail-on"):
        limit(bad)


def test_a_metric_alone_hints_at_the_shell() -> None:
    with pytest.raises(SettingsError, match=r"in quotes: --fail-on 'lost-text>0\.1%'"):
        limit("lost-text")


def test_the_help_names_every_metric(cleaner: object) -> None:
    help = cleaner("compare", "--help").out  # type: ignore[operator]
    assert all(metric in " ".join(help.split()) for metric in METRICS)
