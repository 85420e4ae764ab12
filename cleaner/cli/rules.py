"""``cleaner rules list | show | check | import | suggest``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from cleaner.cli.shared import DisableOption, RulesOption, load_rules, option

app = typer.Typer(help="List, show and prove rules.", no_args_is_help=True, rich_markup_mode="markdown")


@app.command("list")
def list_rules(
    rules: RulesOption = None,
    disable: DisableOption = None,
    family: Annotated[str | None, option(help="Only rules of this family: promo, consent ...")] = None,
) -> None:
    """One line a rule: id, stage, where it stands, why."""
    from cleaner.batch.rules import list_lines
    from cleaner.settings import find_settings

    found = load_rules(find_settings(Path.cwd()), rules, disable)
    sys.stdout.writelines(line + "\n" for line in list_lines(found, family))
    typer.echo(f"rules_version: {found.version}", err=True)


@app.command("show")
def show_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID")],
    rules: RulesOption = None,
    disable: DisableOption = None,
) -> None:
    """A rule as it stands in its file."""
    from cleaner.batch.rules import show_lines
    from cleaner.settings import find_settings

    found = load_rules(find_settings(Path.cwd()), rules, disable)
    sys.stdout.writelines(line + "\n" for line in show_lines(found, rule_id))


@app.command("check")
def check_rules(
    rules: RulesOption = None,
    clean: Annotated[
        Optional[Path],  # noqa: UP045
        option(
            "--clean",
            metavar="DIR",
            help="Articles that no rule may touch. Default: fixtures/clean, if it is there.",
        ),
    ] = None,
    only: Annotated[
        Optional[list[str]],  # noqa: UP045
        option("--only", metavar="ID", help="Prove only this rule, beside all others. Can be given again."),
    ] = None,
) -> None:
    """Prove every rule by its examples, alone and together, twice, and each of its conditions. Exit code 1 if one fails."""
    from cleaner.batch.rules import check_job
    from cleaner.settings import find_settings

    found = load_rules(find_settings(Path.cwd()), rules, None)
    raise typer.Exit(check_job(found, clean, sys.stdout, sys.stderr, only or None))


import_app = typer.Typer(
    help="Make rules of other projects' files: a folder of yours for --rules.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.add_typer(import_app, name="import")

NewFolder = Annotated[Path, option("--output", "-o", metavar="RULES", help="A new folder for the rules.")]


@import_app.command("ftr")
def import_ftr_rules(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A checkout of ftr-site-config.")],
    output: NewFolder,
    only: Annotated[
        Optional[list[str]],  # noqa: UP045
        option("--only", metavar="KIND", help="Take only these: strip, body, title, author, date; repeatable."),
    ] = None,
) -> None:
    """Site files of ftr-site-config: where fields stand, and what to strip. What isn't taken stands in import-report.txt."""
    from cleaner.addons.importing.job import import_ftr

    import_ftr(folder, output, sys.stderr, only)


@import_app.command("adblock")
def import_adblock_rules(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Filter lists with cosmetic filters.")],
    output: NewFolder,
) -> None:
    """Cosmetic filters of adblock lists: host##selector and exceptions. What isn't taken stands in import-report.txt."""
    from cleaner.addons.importing.job import import_adblock

    import_adblock(files, output, sys.stderr)


@app.command("suggest")
def suggest_rules(
    samples: Annotated[
        list[str],
        typer.Argument(
            metavar="SAMPLES", help="Files, folders, globs, URLs, @FILE with a list of them, - for standard input."
        ),
    ],
    out: Annotated[
        Optional[Path],  # noqa: UP045
        option("-o", "--out", metavar="FILE", help="A new rule file to write. Default: standard output."),
    ] = None,
    rules: RulesOption = None,
    disable: DisableOption = None,
    site: Annotated[
        Optional[str],  # noqa: UP045
        option("--site", metavar="DOMAIN", help="The outlet of documents that come without an address."),
    ] = None,
    min_documents: Annotated[
        int, option(min=2, metavar="N", help="In how many different articles a line must stand.")
    ] = 3,
    max_body_lost: Annotated[
        int, option(min=0, metavar="N", help="How many body lines of the samples a rule may take too.")
    ] = 0,
) -> None:
    """Propose rules for what repeats across an outlet's documents, or across outlets, outside their body."""
    from cleaner.addons.suggest.job import suggest_job
    from cleaner.addons.suggest.model import Options
    from cleaner.settings import find_settings

    settings = find_settings(Path.cwd())
    fields = {k: settings.values.get(f"{k}_field", k) for k in ("text", "html", "url", "id")}
    options = Options(min_documents, max_body_lost)
    found = load_rules(settings, rules, disable)
    suggest_job(samples, None if out == Path("-") else out, found, options, site, fields, sys.stdout, sys.stderr)
