"""Data frames: the same kind out, a row for each row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from cleaner.engines.frame import clean_frame
from cleaner.engines.options import Options
from cleaner.errors import InputError
from cleaner.io.base import Fields
from cleaner.rules.compile import Rules
from tests.engines.records import options, records

BODY = "The ferry across the lower river will stop in October, the river office said on Monday."


def frame_of(kind: str, columns: dict[str, list[Any]]) -> Any:
    return pytest.importorskip(kind, reason=f"{kind} is not installed").DataFrame(columns)


def listed(frame: Any, column: str) -> list[Any]:
    return list(frame[column].to_list())


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_a_frame_of_the_same_kind_comes_out_with_a_row_for_each_row(kind: str, shipped: Rules) -> None:
    given = records(120, bad_each=20)
    frame = frame_of(kind, {name: [r[name] for r in given] for name in given[0]})
    found = clean_frame(frame, options(shipped, processes=2))
    assert type(found) is type(frame)
    assert listed(found, "id") == [r["id"] for r in given]
    assert listed(found, "batch") == [r["batch"] for r in given]
    assert {"failed", "ok"} == set(listed(found, "status"))
    assert "html" not in list(found.columns)


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_other_names_of_columns_and_none_at_all_are_told(kind: str, shipped: Rules) -> None:
    frame = frame_of(kind, {"body": [BODY]})
    found = clean_frame(frame, Options(shipped, processes=0, fields=Fields(text="body")))
    assert listed(found, "text") == [BODY]
    with pytest.raises(InputError, match="neither a column 'text' nor 'html' but body"):
        clean_frame(frame, Options(shipped, processes=0))


def test_a_pandas_frame_keeps_its_index_and_its_missing_values_are_no_content(shipped: Rules) -> None:
    frame = frame_of("pandas", {"text": [BODY, float("nan"), 3], "seen": [datetime(2024, 5, 1)] * 3}).set_index(
        frame_of("pandas", {"k": ["a", "b", "c"]})["k"]
    )
    found = clean_frame(frame, Options(shipped, processes=0))
    assert list(found.index) == ["a", "b", "c"]
    assert listed(found, "text") == [BODY, "", ""]
    assert "holds nothing" in found["error"].iloc[1]
    assert "not text" in found["error"].iloc[2]


def test_an_empty_frame_comes_out_empty(shipped: Rules) -> None:
    for kind in ("pandas", "polars"):
        found = clean_frame(frame_of(kind, {"text": [], "n": []}), Options(shipped, processes=0))
        assert (len(found), next(iter(found.columns))) == (0, "n")


@pytest.mark.parametrize("wrong", [[{"text": BODY}], "text", None])
def test_what_is_no_frame_is_told(wrong: Any, shipped: Rules) -> None:
    with pytest.raises(InputError, match="DataFrame of pandas or polars"):
        clean_frame(wrong, Options(shipped, processes=0))
