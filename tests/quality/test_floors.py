"""No figure on the dev corpora falls below its floor. Without the corpora beside the checkout only the fixtures score."""

from __future__ import annotations

import pytest

from cleaner import Pipeline, Rules
from tests.quality import corpora, floors

if corpora.present():

    @pytest.mark.parametrize("name", corpora.present())
    def test_no_figure_falls_below_its_floor(name: str, shipped: Rules) -> None:
        assert floors.missed(floors.read()[name], corpora.score(name, Pipeline(shipped))) == []


def test_a_figure_below_its_floor_is_named() -> None:
    assert floors.missed({"body_f1": 0.9}, {"body_f1": 0.8}) == ["body_f1: 0.8, the floor is 0.9"]
    assert floors.missed({"body_lines_lost": 0.01}, {"body_lines_lost": 0.02}) != []
    assert floors.missed({"body_f1": 0.9, "body_lines_lost": 0.01}, {"body_f1": 0.91, "body_lines_lost": 0.0}) == []


def test_a_floor_stands_a_little_below_the_figure_and_a_ceiling_above() -> None:
    assert floors.floor_of("body_f1", 0.9536) == 0.951
    assert floors.floor_of("pages_lost", 0.0463) == 0.049


def test_a_floor_rises_by_itself_and_falls_only_where_that_is_asked_for() -> None:
    assert floors.renewed(0.9, "body_f1", 0.95, lower=False) == 0.948
    assert floors.renewed(0.97, "body_f1", 0.95, lower=False) == 0.97
    assert floors.renewed(0.97, "body_f1", 0.95, lower=True) == 0.948
    assert floors.renewed(0.02, "pages_lost", 0.05, lower=False) == 0.02
    assert floors.renewed(None, "body_f1", 0.95, lower=False) == 0.948
