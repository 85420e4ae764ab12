"""Importing rules from other projects' files, as the command does it: read, prove each rule, write a new folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from cleaner.errors import InputError
from cleaner.pipeline import run_example
from cleaner.rules.importing import ftr
from cleaner.rules.importing.draft import Draft, Import, NotTaken, RuleFile, prove
from cleaner.rules.importing.write import report, summary, yaml_of

REPORT = "import-report.txt"


def import_ftr(folder: Path, output: Path, stderr: TextIO) -> None:
    """Make rules of a checkout of ftr-site-config, one file a site under ``output/sites``.

    Raises InputError for a folder without site files, and for an ``output`` that holds something already.
    """
    _need_new(output)
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    paths = sorted(p for p in folder.iterdir() if p.suffix == ".txt" and p.is_file())
    if not paths:
        raise InputError(f"{folder}: no site files (example.org.txt) in this folder")
    found = Import(read=len(paths))
    sites = {p.name: ftr.site_of_file(p.name) for p in paths}
    not_sites = ftr.scopes(s for s in sites.values() if s)
    for path in paths:
        site = sites[path.name]
        drafts, refused, counts = ftr.read(path.name, _text(path), site, not_sites)
        found.directives.update(counts)
        found.not_taken.extend(refused)
        proved = tuple(_proved(drafts, found.not_taken))
        if proved and site:
            found.files.append(RuleFile(f"sites/{site.name}.yaml", proved))
    _write(found, output, stderr)


def _proved(drafts: Iterable[Draft], not_taken: list[NotTaken]) -> Iterator[Draft]:
    for draft in drafts:
        result = draft if draft.stage == "select" else prove(draft, run_example)
        if isinstance(result, Draft):
            yield result
        elif len(draft.sources) > 1:
            yield from _proved(_apart(draft), not_taken)
        else:
            not_taken.append(NotTaken(draft.sources[0], "no example could be built to prove it", result))


def _apart(draft: Draft) -> Iterator[Draft]:
    """A draft for each source of one that could not be proved as a whole."""
    for source in draft.sources:
        yield replace(draft, sources=(source,))


def _need_new(output: Path) -> None:
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise InputError(f"{output}: holds something already; give a new folder, or empty this one")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as e:
        raise InputError(f"{path}: {e.strerror}") from e


def _write(found: Import, output: Path, stderr: TextIO) -> None:
    for file in found.files:
        path = output / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml_of(file.drafts), encoding="utf-8")
    output.mkdir(parents=True, exist_ok=True)
    (output / REPORT).write_text(report(found), encoding="utf-8")
    stderr.writelines(f"{line}\n" for line in summary(found))
    stderr.write(f"each directive that was not taken, with its reason: {output / REPORT}\n")
