"""Options that commands share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from cleaner.batch.style import visible

if TYPE_CHECKING:
    from cleaner.rules.compile import Rules
    from cleaner.settings import Settings

# How the options of ``clean`` stand together in its help.
WRITING, READING, RULES, RUN, ENGINE = "What is written", "What is read", "Rules", "The run", "On many machines"


def option(*names: str, **said: Any) -> Any:
    """``typer.Option``. Each can be a variable (CLEANER_CLEAN_JOBS); to say so at each would double the help."""
    return typer.Option(*names, show_envvar=False, **said)


RulesOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    option(
        "--rules",
        metavar="DIR",
        help="Rules over the shipped ones: a folder, a YAML file, a .zip, or the URL of one; repeatable.",
        rich_help_panel=RULES,
    ),
]
RulesVersionOption = Annotated[
    Optional[str],  # noqa: UP045
    option(
        "--rules-version",
        metavar="DIGEST",
        help="Stop unless the rules in force are these (rules_version).",
        rich_help_panel=RULES,
    ),
]
DisableOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    option("--disable", metavar="ID", help="Turn a rule off by its id; repeatable.", rich_help_panel=RULES),
]
FavorOption = Annotated[
    Optional[str],  # noqa: UP045
    option(
        "--favor",
        metavar="precision|recall",
        help="Rather leave nothing else in, or rather lose nothing of the article. Default: balanced.",
        rich_help_panel=RULES,
    ),
]
JobsOption = Annotated[
    Optional[int],  # noqa: UP045
    option(
        "-j", "--jobs", min=0, metavar="N", help="Worker processes; 0: one a core. Default: 1.", rich_help_panel=RUN
    ),
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
    settings: Settings,
    sources: list[str] | None,
    disable: list[str] | None,
    version: str | None = None,
    favor: str | None = None,
    *,
    quiet: bool = False,
) -> Rules:
    """The rules in force, with their warnings on standard error unless it is to be ``quiet``."""
    from cleaner.errors import SettingsError
    from cleaner.io import rule_sources
    from cleaner.rules.model import FAVORS

    favor = favor or settings.values.get("favor", FAVORS[0])
    if favor not in FAVORS:
        raise SettingsError(f"--favor {favor}: a run favors {', '.join(FAVORS)}")
    found = rule_sources.load_rules(
        [*settings.rules_folders(), *(sources or [])],
        disable=[*settings.values.get("disable", []), *(disable or [])],
        version=version,
        favor=favor,
    )
    for warning in () if quiet else found.warnings:
        typer.echo(f"warning: {visible(warning)}", err=True)
    return found
