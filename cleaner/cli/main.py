"""The ``cleaner`` command. Commands import what they need when they run, so that ``--help`` is quick."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated, Protocol, runtime_checkable

import typer

from cleaner.batch.style import visible
from cleaner.cli import clean, compare, explain, report, rules, schema
from cleaner.errors import CleanerError
from cleaner.version import __version__

_INTERRUPTED = 130

app = typer.Typer(
    name="cleaner",
    help="Scraped news in, clean articles out: every removed line names the rule that took it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    # Every option is a variable too: CLEANER_CLEAN_JOBS.
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "CLEANER"},
)
app.command("clean")(clean.command)
app.command("explain")(explain.command)
app.command("report")(report.command)
app.command("compare")(compare.command)
app.command("schema")(schema.command)
app.add_typer(rules.app, name="rules")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cleaner {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Print the version and exit.",
            # CLEANER_VERSION is what a script may call the version that it wants.
            allow_from_autoenv=False,
        ),
    ] = False,
) -> None:
    pass


@runtime_checkable
class _Shown(Protocol):
    """An error of the command line that knows how to show its usage."""

    def show(self) -> None: ...


def main() -> None:
    """Run the command; end with 2 for usage, settings and I/O, 130 for Ctrl-C, quietly with 141 for a closed pipe."""
    _ready_streams()
    sys.exit(_run())


def _ready_streams() -> None:
    """UTF-8 wherever it runs, and a place for output where the caller closed its own."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (for the whole run)
        elif isinstance(stream, io.TextIOWrapper):
            # A page's half of a surrogate pair must not end the run.
            stream.reconfigure(encoding="utf-8", errors="replace")


def _run() -> int:
    try:
        code = app(prog_name="cleaner", standalone_mode=False)
        sys.stdout.flush()
        if code == _INTERRUPTED:
            _say("stopped")
        return code if isinstance(code, int) else 0
    except CleanerError as e:
        return _say(str(e))
    except BrokenPipeError:
        return _closed_pipe()
    except SystemExit as e:
        # Typer's own answer to a closed pipe would read as failed rows.
        if isinstance(e.__context__, BrokenPipeError):
            return _closed_pipe()
        raise
    except (KeyboardInterrupt, typer.Abort):
        _say("stopped")
        return _INTERRUPTED
    except typer.TyperException as e:
        e.show() if isinstance(e, _Shown) else _say(str(e))
        return 2
    except OSError as e:
        return _say(f"{e.filename}: {e.strerror}" if e.filename else str(e.strerror or e))


def _closed_pipe() -> int:
    """Nobody reads on: what is still to be flushed at the exit goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    return 141


def _say(message: str) -> int:
    # A message may say what stands in a file or on a page.
    typer.echo(f"cleaner: {visible(message)}", err=True)
    return 2
