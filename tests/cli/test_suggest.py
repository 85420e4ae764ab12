"""``cleaner rules suggest``."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.addons.learn.test_counting import own
from tests.conftest import Said

Cleaner = Callable[..., Said]


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    path = tmp_path / "samples.jsonl"
    texts = ["\n".join([*own(i), "Seen by the whole valley"]) for i in range(4)]
    records = [{"url": f"https://www.mill.com/{i}", "text": t} for i, t in enumerate(texts)]
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def test_rules_go_to_standard_output_and_the_counts_to_standard_error(cleaner: Cleaner, samples: Path) -> None:
    said = cleaner("rules", "suggest", samples)
    assert said.code == 0
    assert "- id: suggested.mill-com-seen-by-the-whole\n" in said.out
    assert 'scope: {sites: ["mill.com"]}' in said.out
    assert "# support: on 4 of 4 documents of mill.com; above the body in 0, below it in 4, between" in said.out
    assert said.err.startswith("4 documents of 1 outlets: 1 rules proposed; 0 left out")


def test_what_is_written_passes_the_check_and_takes_the_line(cleaner: Cleaner, samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine" / "sites" / "mill.yaml"
    assert cleaner("rules", "suggest", samples, "-o", out).code == 0
    assert cleaner("rules", "check", "--rules", out).code == 0
    assert "Seen by the whole valley" not in cleaner("clean", samples, "--rules", out, "--format", "txt").out
    again = cleaner("rules", "suggest", samples, "--rules", out)
    assert (again.out, again.code) == ("", 0)


def test_a_file_that_is_there_is_never_written_over(cleaner: Cleaner, samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine.yaml"
    out.write_text("# mine\n", encoding="utf-8")
    said = cleaner("rules", "suggest", samples, "-o", out)
    assert said.code == 2
    assert f"{out} is there already, and suggest never writes over a file: name another with -o" in said.err
    assert out.read_text(encoding="utf-8") == "# mine\n"


def test_documents_without_an_address_belong_to_the_site_that_is_named(cleaner: Cleaner, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for i in range(4):
        (folder / f"{i}.txt").write_text("\n".join([*own(i), "Seen by the whole valley"]), encoding="utf-8")
    without = cleaner("rules", "suggest", folder)
    assert without.out == ""
    assert "4 documents have no address; say whose they are with --site DOMAIN" in without.err
    assert 'sites: ["mill.com"]' in cleaner("rules", "suggest", folder, "--site", "mill.com").out


def test_more_documents_can_be_asked_for(cleaner: Cleaner, samples: Path) -> None:
    said = cleaner("rules", "suggest", samples, "--min-documents", "5")
    assert said.out == ""
    assert "nothing repeats in 5 different articles of an outlet; --min-documents 2 asks for less" in said.err


@pytest.mark.parametrize("site", ["localhost", "https://", "two words.example", "."])
def test_a_site_that_is_no_domain_is_told_at_once(cleaner: Cleaner, samples: Path, site: str) -> None:
    said = cleaner("rules", "suggest", samples, "--site", site)
    assert (said.code, said.out) == (2, "")
    assert f"--site {site}: name the outlet's domain" in said.err


def test_a_site_may_be_an_address(cleaner: Cleaner, tmp_path: Path) -> None:
    for i in range(4):
        (tmp_path / f"{i}.txt").write_text("\n".join([*own(i), "Seen by the whole valley"]), encoding="utf-8")
    said = cleaner("rules", "suggest", tmp_path, "--site", "https://www.mill.com/front")
    assert 'scope: {sites: ["mill.com"]}' in said.out


def test_a_disk_that_is_full_leaves_no_half_file_in_the_way(
    cleaner: Cleaner, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: object, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(file))

    out = tmp_path / "mine.yaml"
    with monkeypatch.context() as patched:
        patched.setattr("os.link", full)
        assert cleaner("rules", "suggest", samples, "-o", out).code == 2
    assert not list(tmp_path.glob("mine*"))
    assert cleaner("rules", "suggest", samples, "-o", out).code == 0


def test_a_file_that_came_to_be_meanwhile_is_not_written_over(
    cleaner: Cleaner, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "mine.yaml"
    link = os.link
    monkeypatch.setattr("os.link", lambda part, to: (out.write_text("# mine\n"), link(part, to)))
    said = cleaner("rules", "suggest", samples, "-o", out)
    assert (said.code, out.read_text(encoding="utf-8")) == (2, "# mine\n")
    assert "is there already" in said.err
    assert [p.name for p in tmp_path.glob("mine*")] == ["mine.yaml"]


def test_a_disk_without_second_names_for_files_gets_its_file(
    cleaner: Cleaner, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    assert cleaner("rules", "suggest", samples, "-o", tmp_path / "mine.yaml").code == 0
    assert [p.name for p in tmp_path.glob("mine*")] == ["mine.yaml"]


def test_what_would_take_from_another_rules_examples_is_left_out(cleaner: Cleaner, tmp_path: Path) -> None:
    """A line of many outlets that rules of ours use as an example of what stays."""
    line = "He resigned."
    samples = [
        {"url": f"https://{outlet}.example/{i}", "text": "\n".join([*own(10 * n + i), line])}
        for n, outlet in enumerate(("mill", "weir", "lake"))
        for i in range(4)
    ]
    (tmp_path / "samples.jsonl").write_text("".join(json.dumps(r) + "\n" for r in samples), encoding="utf-8")
    said = cleaner("rules", "suggest", "samples.jsonl", "-o", "mine.yaml")
    assert (
        "0 rules proposed; 1 left out because `rules check` would refuse them, 1 of them for what they take" in said.err
    )
    assert not (tmp_path / "mine.yaml").exists()
