"""``cleaner compare``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from cleaner.cli.shared import JobsOption, RulesOption, load_rules, option, processes

_Texts = Optional[list[str]]  # noqa: UP045


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD NEW | INPUT...", help="Two outputs; or, with an -old or -new option, what to clean."
        ),
    ],
    out: Annotated[
        str, option("-o", "--out", metavar="FILE", help="Write a page of it too; - is standard output.")
    ] = "",
    rules_old: Annotated[
        _Texts, option("--rules-old", metavar="DIR", help="As --rules, for OLD alone; repeatable.")
    ] = None,
    rules_new: Annotated[
        _Texts, option("--rules-new", metavar="DIR", help="As --rules, for NEW alone; repeatable.")
    ] = None,
    disable_old: Annotated[
        _Texts, option("--disable-old", metavar="ID", help="Turn a rule off for OLD; repeatable.")
    ] = None,
    disable_new: Annotated[
        _Texts, option("--disable-new", metavar="ID", help="Turn a rule off for NEW; repeatable.")
    ] = None,
    old_text_field: Annotated[
        str,
        option(
            metavar="FIELD", help="OLD is another tool's: records with the text in this field, as trafilatura's text."
        ),
    ] = "",
    new_text_field: Annotated[str, option(metavar="FIELD", help="The same for NEW.")] = "",
    old_id_field: Annotated[
        str,
        option(
            metavar="FIELD",
            help="What OLD's rows are joined by. Default: id; url where another tool's rows have no id.",
        ),
    ] = "",
    new_id_field: Annotated[str, option(metavar="FIELD", help="The same for NEW.")] = "",
    rules: RulesOption = None,
    jobs: JobsOption = None,
    fail_on: Annotated[
        _Texts,
        option(
            "--fail-on",
            metavar="METRIC>N[%]",
            help="End with 1 above this, in quotes: 'lost-text>0.1%'; repeatable. Also won-text, lost-blocks, won-blocks, "
            "changed-rows, failed-rows, lost-rows, won-rows.",
        ),
    ] = None,
    show: Annotated[int, option(min=0, metavar="N", help="How many differences to print.")] = 10,
) -> None:
    """Show what changed between two outputs, or what a change of rules does to an input: rows changed, text lost and won, by
    rule, the biggest differences first.

    compare old.jsonl new.jsonl compares outputs. compare scraped/ --rules-new my-rules/ cleans an input under two sets of
    rules: the settings' and --rules for both, the -old and -new options for one. compare theirs.jsonl ours.jsonl
    --old-text-field text compares with what another tool wrote.
    """
    from cleaner.addons.compare.foreign import Side
    from cleaner.addons.compare.job import Wanted, compare_outputs, compare_rules
    from cleaner.addons.compare.limits import limit
    from cleaner.addons.report.write import check_out
    from cleaner.errors import SettingsError
    from cleaner.io.base import Fields
    from cleaner.settings import find_settings

    settings = find_settings(Path.cwd())
    wanted = Wanted(out, show, tuple(map(limit, fail_on or ())))
    named_fields = old_text_field or new_text_field or old_id_field or new_id_field
    if rules_old or rules_new or disable_old or disable_new:
        if named_fields:
            raise SettingsError("-text-field and -id-field are of two outputs; they don't go with rules of OLD or NEW")
        old = load_rules(settings, [*(rules or ()), *(rules_old or ())], disable_old)
        new = load_rules(settings, [*(rules or ()), *(rules_new or ())], disable_new)
        fields = Fields(**{k: settings.values.get(f"{k}_field", k) for k in ("text", "html", "url", "id")})
        check_out(out, inputs)
        workers = processes(jobs if jobs is not None else settings.values.get("jobs", 1))
        raise typer.Exit(compare_rules(inputs, old, new, fields, wanted, sys.stdout, sys.stderr, workers))
    if jobs is not None:
        raise SettingsError("--jobs is for an input that is cleaned under two sets of rules; two outputs are only read")
    if len(inputs) != 2:
        raise SettingsError(
            "compare takes OLD and NEW, two outputs; or an input and --rules-old, --rules-new or the like"
        )
    known = load_rules(settings, rules, None)
    old_side = Side(inputs[0], "old", old_text_field, old_id_field)
    new_side = Side(inputs[1], "new", new_text_field, new_id_field)
    raise typer.Exit(compare_outputs((old_side, new_side), known, wanted, sys.stdout, sys.stderr))
