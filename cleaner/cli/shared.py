"""Options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

if TYPE_CHECKING:
    from cleaner.rules.compile import Rules
    from cleaner.settings import Settings

RulesOption = Annotated[
    Optional[list[Path]],  # noqa: UP045
    typer.Option("--rules", metavar="DIR", help="A folder (or file) of rules over the shipped ones; repeatable."),
]
DisableOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--disable", metavar="ID", help="Turn a rule off by its id; repeatable."),
]


def load_rules(settings: Settings, folders: list[Path] | None, disable: list[str] | None) -> Rules:
    """The rules in force, with their warnings on standard error."""
    from cleaner.rules.compile import Rules

    found = Rules.load(
        [*settings.rules_folders(), *(folders or [])],
        disable=[*settings.values.get("disable", []), *(disable or [])],
    )
    for warning in found.warnings:
        typer.echo(f"warning: {warning}", err=True)
    return found
