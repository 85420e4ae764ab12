"""What the measuring itself promises; no time is tested."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.bench import peers
from tests.bench.alternate import Spread, once_each, rate, ratio
from tests.bench.pages import pages, texts
from tests.bench.rules import many_rules


def test_each_item_is_shown_once_to_each_contestant_and_others_warm_up() -> None:
    ran: list[str] = []
    seconds = once_each({"a": lambda i: ran.append(f"a{i}"), "b": lambda i: ran.append(f"b{i}")}, (1, 2), warm_up=(0,))
    assert ran == ["a0", "b0", "a1", "b1", "b2", "a2"]
    assert [len(s) for s in seconds.values()] == [2, 2]


def test_a_ratio_is_of_all_items_and_spread_over_parts_of_them() -> None:
    assert ratio([2.0, 9.0, 4.0], [1.0, 3.0, 1.0]) == Spread(3.0, 2.0, 4.0)
    assert rate([0.5, 0.5]) == Spread(2.0, 2.0, 2.0)


def test_pages_come_from_folders_unpacked_and_none_twice(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b"second")
    (tmp_path / "c.html").write_bytes(b"second")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.html.gz").write_bytes(gzip.compress(b"first"))
    (tmp_path / "notes.txt").write_bytes(b"no page")
    found = pages([tmp_path, tmp_path / "a"], 9)
    assert sorted(found) == [b"first", b"second"]
    assert found == pages([tmp_path, tmp_path / "a"], 9)
    assert len(pages([tmp_path], 1)) == 1


def test_a_folder_without_pages_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="there are no pages below"):
        pages([tmp_path], 1)


def test_invented_pages_and_texts_are_the_same_each_time() -> None:
    assert pages([], 3) == pages([], 3)
    bodies = ["One paragraph of it.\n\nAnother."] * 5
    assert texts(bodies) == texts(bodies)
    assert all("Another." in t and t.count("\n") > 5 for t in texts(bodies))


def test_only_installed_peers_take_part() -> None:
    found = peers.installed()
    assert {"trafilatura", "trafilatura fast"} <= found.keys()
    assert "resiliparse" in found or not _is_installed("resiliparse")


def test_made_up_rules_are_all_different() -> None:
    made = many_rules(30)
    assert len({r.id for r in made}) == len({r.find.patterns for r in made}) == 30


def _is_installed(name: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(name) is not None
