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
