"""Options that commands share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from cleaner.report.style import visible

if TYPE_CHECKING:
    from cleaner.rules.compile import Rules
    from cleaner.settings import Settings

RulesOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--rules",
        metavar="DIR",
        help="Rules over the shipped ones: a folder, a YAML file, a .zip, or the URL of one; repeatable.",
    ),
]
RulesVersionOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--rules-version", metavar="DIGEST", help="Stop unless the rules in force are these (rules_version)."),
]
DisableOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--disable", metavar="ID", help="Turn a rule off by its id; repeatable."),
]
JobsOption = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("-j", "--jobs", min=0, metavar="N", help="Worker processes; 0: one a core. Default: 1."),
]


def known_encoding(name: str | None) -> None:
    """Raise SettingsError for an encoding that Python doesn't know as one of texts."""
    try:
        known = name is None or bool("x".encode(name))
    except (LookupError, UnicodeError):
        known = False
    if not known:
        from cleaner.errors import SettingsError

        raise SettingsError(f"--encoding {name}: no encoding that is known")


def processes(jobs: int, limits: float | None = None) -> int:
    """How many workers: none for one job without limits, which then needs no second process."""
    if jobs == 0:
        return os.cpu_count() or 1
    return jobs if jobs > 1 or limits else 0


def load_rules(
    settings: Settings, sources: list[str] | None, disable: list[str] | None, version: str | None = None
) -> Rules:
    """The rules in force, with their warnings on standard error."""
    from cleaner.io import rule_sources

    found = rule_sources.load_rules(
        [*settings.rules_folders(), *(sources or [])],
        disable=[*settings.values.get("disable", []), *(disable or [])],
        version=version,
    )
    for warning in found.warnings:
        typer.echo(f"warning: {visible(warning)}", err=True)
    return found
