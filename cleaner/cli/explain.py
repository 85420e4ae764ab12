"""``cleaner explain``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.shared import DisableOption, FavorOption, RulesOption, RulesVersionOption, load_rules, option


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Files, folders, globs, URLs, @FILE with a list of them, - for standard input."
        ),
    ],
    rules: RulesOption = None,
    rules_version: RulesVersionOption = None,
    disable: DisableOption = None,
    favor: FavorOption = None,
    url: Annotated[str | None, option(help="The page's URL, for rules that are meant for sites.")] = None,
    metadata_trace: Annotated[
        bool,
        option(
            "--metadata-trace",
            help="Only the metadata, a line of JSON a document: of each field its value, what stood where, and what decided.",
        ),
    ] = False,
) -> None:
    """Say of each block whether it stayed or went, by which rule, at which file:line, and which rules came near."""
    from cleaner.batch.explain import explain_job
    from cleaner.settings import find_settings

    settings = find_settings(Path.cwd())
    fields = {k: settings.values.get(f"{k}_field", k) for k in ("text", "html", "url", "id")}
    pinned = rules_version or settings.values.get("rules_version")
    found = load_rules(settings, rules, disable, pinned, favor)
    explain_job(inputs, found, url, fields, sys.stdout, only_trace=metadata_trace)
