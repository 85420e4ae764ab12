"""Rows of two outputs are joined by id; only those whose partner is far away wait, and on disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.addons.compare import join as module
from cleaner.addons.compare.join import join
from cleaner.errors import InputError
from tests.addons.rows import row


def ids(old: list[str], new: list[str], path: Path) -> list[tuple[str | None, str | None]]:
    """What is joined, each row known by its id and text."""
    sides = [[row(i, f"{side}{n}") for n, i in enumerate(names)] for side, names in (("o", old), ("n", new))]
    path.unlink(missing_ok=True)
    return [(a and a["id"] + a["text"], b and b["id"] + b["text"]) for a, b in join(*sides, path)]


def test_outputs_in_the_same_order_need_no_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a row waited")

    monkeypatch.setattr(module._Waiting, "put", never)
    assert ids(["a", "b"], ["a", "b"], tmp_path / "w") == [("ao0", "an0"), ("bo1", "bn1")]


def test_rows_of_one_side_are_named_after_the_pairs(tmp_path: Path) -> None:
    assert ids(["a", "x", "b"], ["a", "b", "y"], tmp_path / "w") == [
        ("ao0", "an0"), ("bo2", "bn1"), ("xo1", None), (None, "yn2"),
    ]  # fmt: skip


def test_an_id_that_comes_twice_is_joined_first_with_first(tmp_path: Path) -> None:
    assert set(ids(["a", "b", "a"], ["b", "a", "a"], tmp_path / "w")) == {
        ("ao0", "an1"),
        ("ao2", "an2"),
        ("bo1", "bn0"),
    }


def test_half_a_surrogate_pair_in_an_id_is_joined(tmp_path: Path) -> None:
    assert len(ids(["\ud83d", "a"], ["a", "\ud83d"], tmp_path / "w")) == 2


def test_a_value_that_json_does_not_know_waits_as_its_text(tmp_path: Path) -> None:
    dated = {**row("b"), "published_at": date(2024, 5, 1)}
    ((_, found), *_) = [
        p for p in join([row("a"), row("b")], [dated, row("a")], tmp_path / "w") if p[1] and p[1]["id"] == "b"
    ]
    assert found is not None
    assert str(found["published_at"]) == "2024-05-01"


def test_a_full_temporary_folder_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    with pytest.raises(InputError, match=r"cannot keep the rows there whose partners come later: .*TMPDIR"):
        ids(["a"], ["b"], tmp_path / "w" / "no" / "such")


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_every_row_comes_out_once_and_no_partner_is_missed(
    tmp_path_factory: pytest.TempPathFactory, old: list[str], new: list[str]
) -> None:
    found = ids(old, new, tmp_path_factory.getbasetemp() / "waiting")
    assert sorted(a for a, _ in found if a) == sorted(f"{i}o{n}" for n, i in enumerate(old))
    assert sorted(b for _, b in found if b) == sorted(f"{i}n{n}" for n, i in enumerate(new))
    assert sum(a is not None and b is not None for a, b in found) == sum(
        min(old.count(i), new.count(i)) for i in "abcdef"
    )
