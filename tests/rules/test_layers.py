"""Rule files as texts give what the same files in a folder give."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RuleError
from cleaner.rules.compile import Rules
from cleaner.rules.layers import Layer
from tests.samples import rule

NAMES = ["common/a.yaml", "en/b.yml", "en/a.yaml", "de/a.yaml", "a.yaml", "Z.yaml", "en/common/x.yaml", "fr/x/y.yaml"]


def contents(names: list[str]) -> dict[str, bytes]:
    return {n: rule(f"find: {{has: [x{i}]}}", id=f"a.x{NAMES.index(n)}").encode() for i, n in enumerate(names)}


@given(names=st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
def test_texts_are_read_in_the_order_of_the_folder(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("rules")
    for name, content in contents(names).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    folder = Rules.load([root], shipped=False)
    texts = Rules.load([Layer.of("x", contents(names))], shipped=False)
    assert [r.id for r in texts.all] == [r.id for r in folder.all]
    assert texts.version == folder.version


def test_a_folder_that_holds_all_of_an_archive_is_its_root() -> None:
    packed = Layer.of("x.zip", contents(["fr/x/y.yaml"]), packed=True)
    assert [(str(f.path), str(f)) for f in packed.files] == [("x/y.yaml", "x.zip/fr/x/y.yaml")]
    assert [str(f.path) for f in Layer.of("x", contents(["fr/x/y.yaml"])).files] == ["fr/x/y.yaml"]


@pytest.mark.parametrize("name", ["en/a.yaml", "common/a.yaml", "a.yaml"])
def test_a_languages_folder_is_not_the_root_of_an_archive(name: str) -> None:
    assert [str(f.path) for f in Layer.of("x.zip", contents([name]), packed=True).files] == [name]


def test_the_text_of_a_rule_file_is_found_wherever_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(rule("find: {has: [y]}", id="b.y"))
    rules = Rules.load([tmp_path, Layer.of("x.zip", contents(["en/a.yaml"]))], shipped=False)
    assert "b.y" in rules.text_of(f"{tmp_path}/a.yaml")
    assert "a.x2" in rules.text_of("x.zip/en/a.yaml")
    with pytest.raises(FileNotFoundError):
        rules.text_of("x.zip/en/b.yaml")


def test_texts_that_are_no_utf8_are_told_by_name() -> None:
    with pytest.raises(RuleError, match=r"^x\.zip/a\.yaml: cannot read the rule file: "):
        Rules.load([Layer.of("x.zip", {"a.yaml": b"\xff"})], shipped=False)


def test_rules_of_texts_are_compiled_once_and_can_be_sent() -> None:
    layer = Layer.of("x.zip", contents(["en/a.yaml"]))
    rules = Rules.load([layer], shipped=False)
    assert Rules.load([Layer.of("x.zip", contents(["en/a.yaml"]))], shipped=False) is rules
    assert pickle.loads(pickle.dumps(layer)) == layer
