"""docs/generate.py: what the site says of the code is all of it, and the site loads nothing from elsewhere."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

from cleaner.article import Article, Removal
from cleaner.cli.main import app
from cleaner.rules.conditions import Shape, Where
from tests.snippets import ROOT, pages


def every_command(command: Any, name: str = "cleaner") -> list[tuple[str, Any]]:
    within = getattr(command, "commands", None)
    if within is None:
        return [(name, command)]
    return [found for child in within.values() for found in every_command(child, f"{name} {child.name}")]


def test_the_command_line_s_page_has_every_command_and_every_option(generate: ModuleType) -> None:
    page = generate.command_line()
    for name, command in every_command(get_command(app)):
        assert f"## {name}\n" in page
        assert [o for p in command.params for o in p.opts if o.startswith("--") and o not in page] == []


def test_the_row_s_page_has_every_field_with_what_it_means(generate: ModuleType) -> None:
    page = generate.fields()
    assert [f.name for made in (Article, Removal) for f in fields(made) if f"| `{f.name}` |" not in page] == []
    assert "| |\n" not in page


@pytest.mark.parametrize("kind", [Shape, Where])
def test_the_rules_readme_has_the_table_of_all_conditions(generate: ModuleType, kind: type) -> None:
    assert generate.conditions(kind) in (ROOT / "rules" / "README.md").read_text("utf-8")


def test_the_settings_page_says_of_every_key_what_it_does(generate: ModuleType) -> None:
    rows = generate.settings().splitlines()[2:]
    assert [row for row in rows if row.endswith("|  |")] == []
    assert any(row.startswith("| `max_errors` |") for row in rows)


def test_every_mark_of_the_pages_is_filled_in(generate: ModuleType) -> None:
    filled = [generate.filled(page.read_text("utf-8")) for page in pages()]
    assert [page for page in filled if "<!-- generated" in page] == []
    assert any("### removed" in page for page in filled)


@pytest.mark.parametrize(
    ("file", "text", "address"),
    [
        ("a.html", "<script src='https://cdn.example/x.js'></script>", "https://cdn.example/x.js"),
        ("a.html", '<link rel="stylesheet" href="//fonts.example/f.css">', "//fonts.example/f.css"),
        ("a.css", "@font-face{src:url(https://fonts.example/f.woff2)}", "https://fonts.example/f.woff2"),
        ("a.html", "<a href='https://example.org/'>a link is followed by hand</a><script src='x.js'></script>", None),
    ],
)
def test_what_a_page_would_load_from_elsewhere_is_found(
    generate: ModuleType, tmp_path: Path, file: str, text: str, address: str | None
) -> None:
    (tmp_path / file).write_text(text)
    assert generate.loaded_from_elsewhere(tmp_path) == ([f"{file}: {address}"] if address else [])
