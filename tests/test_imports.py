"""Imports run one way, down the levels of ``LEVELS``: the command line at the top, the article at the bottom."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cleaner
from cleaner.pipeline import STAGES

ROOT = Path(cleaner.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
# A room may import from its own level and from those under it.
LEVELS = {
    "version": 0, "errors": 0, "cache": 0, "article": 0, "choices": 0, "log": 0, "posix": 0, "schema": 1, "document": 1,
    "settings": 1,
    "rules": 2, "page": 3,
    "body": 4, "meta": 4, "text": 4, "stages": 5,
    "pipeline": 6, "io": 7,
    "batch": 8, "engines": 9, "addons": 9, "cli": 10,
}  # fmt: skip
LXML_USERS = {"page", "body", "meta", "stages"}


def imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """(module, whether it is imported lazily) of each import that happens at run time."""
    typing_only = {
        id(n) for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for statement in branch.body for n in ast.walk(statement)
    }  # fmt: skip
    inside = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out"
            yield from ((f"{node.module}.{alias.name}", id(node) in inside) for alias in node.names)


def room(module: str) -> str:
    """``rules`` of ``cleaner.rules.load.x`` and of ``cleaner/rules/load.py``."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_room_imports_only_from_its_level_and_those_under_it(path: Path) -> None:
    own = path.relative_to(ROOT).with_suffix("").parts[0]
    if own == "__init__":
        return
    upwards = [
        module for module, _ in imports(ast.parse(path.read_text(encoding="utf-8")))
        if module.split(".")[0] == "cleaner" and room(module) in LEVELS and LEVELS[room(module)] > LEVELS[own]
    ]  # fmt: skip
    assert upwards == []


def test_the_core_imports_nothing_of_the_add_ons_and_the_command_only_when_it_runs() -> None:
    found = {
        path.relative_to(ROOT).parts[0]
        for path in FILES
        for module, lazily in imports(ast.parse(path.read_text(encoding="utf-8")))
        if module.startswith("cleaner.addons") and not (lazily and path.relative_to(ROOT).parts[0] == "cli")
    }
    assert found == {"addons"}


def test_the_core_cleans_where_the_add_ons_are_not_installed(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("The ferry stopped in May, the mayor said on Monday.", encoding="utf-8")
    without = "import sys; sys.modules['cleaner.addons'] = None; from cleaner.cli.main import main; main()"
    for words in (
        ["clean", "in.txt", "-o", "out.jsonl"],
        ["clean", "in.txt", "--diff"],
        ["explain", "in.txt"],
        ["schema"],
    ):
        subprocess.run([sys.executable, "-c", without, *words], cwd=tmp_path, check=True, capture_output=True)


def test_stages_do_not_import_each_other() -> None:
    names = {stage.__module__ for stage in STAGES}
    found = {
        (name, module)
        for name in names
        for module, _ in imports(ast.parse((ROOT.parent / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8")))
        if module.startswith("cleaner.stages.")
    }
    assert found == set()


def test_every_room_has_a_level() -> None:
    rooms = {p.relative_to(ROOT).with_suffix("").parts[0] for p in FILES} - {"__init__", "_rules"}
    assert rooms <= set(LEVELS)


def test_only_rooms_that_read_pages_import_lxml_but_for_the_xpath_compiler_of_rule_loading() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), lazily)
        for path in FILES
        for module, lazily in imports(ast.parse(path.read_text(encoding="utf-8")))
        if module.split(".")[0] == "lxml" and path.relative_to(ROOT).parts[0] not in LXML_USERS
    }
    assert found == {("rules/load.py", True)}


def test_a_command_holds_no_logic_that_imports_libraries() -> None:
    allowed = {"cleaner", "typer", "sys", "os", "io", "pathlib", "typing", "__future__"}
    found = {
        module.split(".")[0]
        for path in FILES
        if path.relative_to(ROOT).parts[0] == "cli"
        for module, _ in imports(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found <= allowed
