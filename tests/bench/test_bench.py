"""What the measuring itself promises; no time is tested."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.bench import peers
from tests.bench.alternate import Ratio, alternate, ratio
from tests.bench.pages import pages, texts
from tests.bench.rules import many_rules


def test_contestants_run_in_turn_and_once_before_it_counts() -> None:
    ran: list[str] = []
    seconds = alternate({"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}, runs=2)
    assert ran == ["a", "b", "a", "b", "a", "b"]
    assert [len(s) for s in seconds.values()] == [2, 2]


def test_a_ratio_is_of_pairs_of_one_run() -> None:
    assert ratio([2.0, 9.0, 4.0], [1.0, 3.0, 1.0]) == Ratio(3.0, 2.0, 4.0)


def test_pages_come_from_a_folder_unpacked_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b"second")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.html.gz").write_bytes(gzip.compress(b"first"))
    (tmp_path / "notes.txt").write_bytes(b"no page")
    assert pages(tmp_path, 9) == [b"first", b"second"]


def test_a_folder_without_pages_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="there are no pages below"):
        pages(tmp_path, 1)


def test_invented_pages_and_texts_are_the_same_each_time() -> None:
    assert pages(None, 3) == pages(None, 3)
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
