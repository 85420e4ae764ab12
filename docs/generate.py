"""Fills in what the site says of the code from the code itself, as it is built (a hook of mkdocs).

A page has a line ``<!-- generated: NAME -->``; ``GENERATED`` says what stands there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_MARK = re.compile(r"<!-- generated: ([\w-]+) -->")
# What a browser would fetch of its own accord.
_LOADS = re.compile(
    r"<(?:script|img|iframe|link|source)\b[^>]*?\b(?:src|href)=[\"']?((?:https?:)?//[^\"' >]+)[^>]*>", re.I
)
_STYLE_LOADS = re.compile(r"(?:@import|url\()\s*[\"']?((?:https?:)?//[^\"')]+)", re.I)


def command_line() -> str:
    """Every command with its arguments and options, as ``--help`` has them."""
    from typer.main import get_command

    from cleaner.cli.main import app

    return "\n".join(_command(get_command(app), "cleaner"))


def _command(command: Any, name: str) -> Iterator[str]:
    within = getattr(command, "commands", None)
    if within is not None:
        for child in within.values():
            yield from _command(child, f"{name} {child.name}")
        return
    given = " ".join(_argument(p) for p in command.params if not p.opts[0].startswith("-"))
    yield f"## {name}\n\n```text\n{name} [OPTIONS] {given}".rstrip() + f"\n```\n\n{_sentences(command.help)}\n"
    panels: dict[str, list[Any]] = {}
    for param in command.params:
        panels.setdefault(getattr(param, "rich_help_panel", None) or "", []).append(param)
    for panel, params in panels.items():
        yield f"**{panel}**\n" if panel else ""
        yield f"| {'option' if panel else 'argument or option'} | what it says | variable |\n|---|---|---|"
        yield "\n".join(_row(p, name) for p in params) + "\n"


def _argument(param: Any) -> str:
    shown = param.metavar or param.name.upper()
    return f"{shown}..." if param.nargs == -1 and not shown.endswith("...") else shown


def _row(param: Any, command: str) -> str:
    if not param.opts[0].startswith("-"):
        return f"| {_code(_argument(param))} | {_cell(param.help)} | |"
    names = ", ".join([*param.opts, *param.secondary_opts])
    flag = getattr(param, "is_flag", False)
    shown = names if flag else f"{names} {param.metavar or param.name.upper()}"
    variable = "_".join([*command.split(), param.name]).upper().replace("-", "_")
    default = param.default
    said = _cell(param.help)
    if not flag and default not in (None, "", (), []) and "Default" not in said and not callable(default):
        said = f"{said} Default: {default}."
    return f"| {_code(shown)} | {said} | `{variable}` |"


def fields() -> str:
    """The row's fields, and those of what stands in it, from its JSON Schema."""
    from cleaner.schema import json_schema

    schema = json_schema()
    parts = [_table(schema)]
    for name, said in schema["properties"].items():
        inner = said.get("items", {})
        if inner.get("type") == "object":
            parts.append(f"### {name}\n\nEach item has:\n\n{_table(inner)}")
    return "\n".join(parts)


def _table(schema: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| `{name}` | {_type(said)} | {_cell(said.get('description', ''))} |"
        for name, said in schema["properties"].items()
    )
    return f"| field | type | what it is |\n|---|---|---|\n{rows}\n"


def _type(said: dict[str, Any]) -> str:
    kinds = said["type"] if isinstance(said["type"], list) else [said["type"]]
    shown = [f"array of {said['items']['type']}s" if k == "array" else k for k in kinds]
    return " or ".join(shown)


def origins() -> str:
    """Of each field of the metadata the places that it may be from, and what decides."""
    from cleaner.document import origins

    rows = "\n".join(f"| `{name}` | {said.places} | {said.decides} |" for name, said in origins().items())
    return f"| field | places | what decides |\n|---|---|---|\n{rows}\n"


def settings() -> str:
    """The keys that a settings file may have, with the help of the option that says the same."""
    from typer.main import get_command

    from cleaner.cli.main import app
    from cleaner.settings import _KNOWN, _SAID

    said = {p.name: p.help or "" for p in get_command(app).commands["clean"].params}  # type: ignore[attr-defined]
    rows = "\n".join(f"| `{key}` | {_SAID[kind]} | {_cell(said.get(key, ''))} |" for key, kind in _KNOWN.items())
    return f"| key | value | what it says |\n|---|---|---|\n{rows}\n"


def rule_language() -> str:
    """``rules/README.md``, which stays beside the rules."""
    return (ROOT / "rules" / "README.md").read_text("utf-8").partition("\n")[2]


def conditions(kind: type) -> str:
    """The table of ``Shape``'s or ``Where``'s conditions; a test holds that rules/README.md has it."""
    from cleaner.rules.conditions import conditions_of

    known = conditions_of(kind).items()
    rows = "\n".join(f"| `{name}` | `{condition.example}` | {condition.means} |" for name, condition in known)
    return f"| `{kind.__name__.lower()}` | value | what it says |\n|---|---|---|\n{rows}\n"


def comparison() -> str:
    """The README's figures beside other tools."""
    return (ROOT / "README.md").read_text("utf-8").partition("## How it compares\n")[2].partition("\n## ")[0].strip()


GENERATED: dict[str, Callable[[], str]] = {
    "command-line": command_line,
    "fields": fields,
    "origins": origins,
    "settings": settings,
    "rule-language": rule_language,
    "comparison": comparison,
}


def _sentences(text: str | None) -> str:
    return re.sub(r"[ \t]*\n[ \t]*", "\n", text or "").strip()


def _cell(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").replace("|", "\\|").replace("<", "&lt;").strip()


def _code(text: str) -> str:
    return f"<code>{html.escape(text).replace('|', '&#124;')}</code>"


def filled(markdown: str) -> str:
    """The page with what its marks name. Raises KeyError for a name that there isn't."""
    return _MARK.sub(lambda mark: GENERATED[mark[1]](), markdown)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Called by mkdocs for each page."""
    return filled(markdown)


def on_post_build(config: Any) -> None:
    """Called by mkdocs at the end: raises SystemExit where a page would load something from another place."""
    found = loaded_from_elsewhere(Path(config["site_dir"]))
    if found:
        raise SystemExit("the site would load from elsewhere:\n" + "\n".join(found))


def loaded_from_elsewhere(site: Path) -> list[str]:
    """``file: address`` of what the site's pages and style sheets would fetch from other hosts."""
    found = []
    for path in sorted(site.rglob("*")):
        pattern = {".html": _LOADS, ".css": _STYLE_LOADS}.get(path.suffix)
        if pattern:
            found += [f"{path.relative_to(site)}: {m[1]}" for m in pattern.finditer(path.read_text("utf-8"))]
    return found
