"""``cleaner rules import ftr | adblock``: a folder of rules that load, hold and act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner import Pipeline, Rules
from tests.conftest import Said
from tests.samples import LAST, MORE, PROSE

Cleaner = Callable[..., Said]

SITE = """# Old layout
title: //h1[@class='t']
body: //div[@id='story']
author: //meta[@name='who']/@content
strip: //p[contains(., 'Read more on')]
strip_id_or_class: zz-teaser
strip: //div[@class='a']/following-sibling::*
strip: //img
tidy: no
"""
PAGE = (
    f"<html><body><div id='story'><p>{PROSE}</p><p>Read more on boats</p><p>{MORE}</p>"
    f"<div class='x-zz-teaser-y'>Ferry</div><p>{LAST}</p></div></body></html>"
)


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    folder = tmp_path / "sites"
    folder.mkdir()
    (folder / "news.example.txt").write_text(SITE, encoding="utf-8")
    (folder / "odd.example.txt").write_bytes(b"strip: //div[@id='\xff']\nstrip: //nav\n")
    return folder


def test_imported_site_files_load_prove_and_act_on_their_site_alone(
    cleaner: Cleaner, sites: Path, tmp_path: Path
) -> None:
    said = cleaner("rules", "import", "ftr", str(sites), "-o", str(tmp_path / "mine"))
    assert said.code == 0
    assert said.err.splitlines()[0] == "2 files, 10 directives: 7 taken, 3 not"
    assert cleaner("rules", "check", "--rules", str(tmp_path / "mine")).code == 0
    pipeline = Pipeline(Rules.load([tmp_path / "mine"], shipped=False))
    there = pipeline.clean(PAGE, "https://www.news.example/1")
    assert {r.rule_id: r.text for r in there.removed} == {
        "ftr.news.example.strip-5": "Read more on boats",
        "ftr.news.example.strip-id-or-class-6": "Ferry",
    }
    assert pipeline.clean(PAGE, "https://other.example/1").removed == []


def test_the_report_says_of_each_directive_why_it_is_no_rule(cleaner: Cleaner, sites: Path, tmp_path: Path) -> None:
    cleaner("rules", "import", "ftr", str(sites), "-o", str(tmp_path / "mine"))
    said = (tmp_path / "mine" / "import-report.txt").read_text(encoding="utf-8")
    assert "news.example.txt:8: strip: //img: what it strips holds no text (img)" in said
    assert "news.example.txt:9: tidy: no: a setting of another program" in said
    assert "odd.example.txt:1: strip: //div[@id='\ufffd']: not UTF-8" in said


def test_imported_filters_load_prove_and_act(cleaner: Cleaner, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        "##.zz-promo\nnews.example##.zz-more > p\nquiet.example#@#.zz-promo\n", encoding="utf-8"
    )
    said = cleaner("rules", "import", "adblock", str(tmp_path / "list.txt"), "-o", str(tmp_path / "mine"))
    assert (said.code, said.err.splitlines()[0]) == (0, "1 files, 3 directives: 3 taken, 0 not")
    assert cleaner("rules", "check", "--rules", str(tmp_path / "mine")).code == 0
    pipeline = Pipeline(Rules.load([tmp_path / "mine"], shipped=False))
    page = (
        f"<body><p>{PROSE}</p><div class='zz-promo'>Ad</div><div class='zz-more'><p>Two</p></div><p>{MORE}</p></body>"
    )
    assert [r.text for r in pipeline.clean(page, "https://news.example/").removed] == ["Ad", "Two"]
    assert [r.text for r in pipeline.clean(page, "https://quiet.example/").removed] == []
    assert [r.text for r in pipeline.clean(page, "https://other.example/").removed] == ["Ad"]


def test_a_folder_that_holds_something_is_left_alone(cleaner: Cleaner, sites: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "my.yaml").write_text("[]", encoding="utf-8")
    said = cleaner("rules", "import", "ftr", str(sites), "-o", str(tmp_path / "mine"))
    assert said.code == 2
    assert "mine: holds something already" in said.err
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["my.yaml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ftr", "nowhere"], "nowhere: there is no such folder"),
        (["ftr", "."], ".: no site files"),
        (["ftr", "sites", "--only", "bodies"], "--only bodies: give one of strip, body"),
        (["adblock", "nowhere.txt"], "nowhere.txt: No such file"),
        (["adblock", "a/x.txt", "b/x.txt"], "two lists are named x"),
    ],
)
def test_bad_input_gets_a_message_and_code_2(
    cleaner: Cleaner, sites: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = cleaner("rules", "import", *arguments, "-o", "new")
    assert said.code == 2
    assert message in said.err
    assert not (tmp_path / "new").exists()
