"""Importing rules from other projects' files, as the command does it: read, prove each rule, write a new folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from cleaner.addons.importing import adblock, ftr
from cleaner.addons.importing.draft import Draft, Import, NotTaken, RuleFile, apart, holds, prove
from cleaner.addons.importing.write import report, summary, yaml_of
from cleaner.errors import InputError, RuleError
from cleaner.pipeline import run_example
from cleaner.rules.compile import Rules

REPORT = "import-report.txt"


def import_ftr(folder: Path, output: Path, stderr: TextIO, only: list[str] | None = None) -> None:
    """Make rules of a checkout of ftr-site-config, one file a site under ``output/sites``.

    ``only`` names the directives to take: strip, body, title, author, date. Raises InputError for another name, a folder
    without site files, and an ``output`` that holds something already.
    """
    _need_new(output)
    unknown = sorted(set(only or ()) - set(ftr.KINDS))
    if unknown:
        raise InputError(f"--only {unknown[0]}: give one of {', '.join(ftr.KINDS)}")
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder")
    paths = sorted(p for p in folder.iterdir() if p.suffix == ".txt" and p.is_file())
    if not paths:
        raise InputError(f"{folder}: no site files (example.org.txt) in this folder")
    found = Import(read=len(paths))
    sites = {p.name: ftr.site_of_file(p.name) for p in paths}
    not_sites = ftr.scopes(s for s in sites.values() if s)
    drafts: dict[str, list[Draft]] = {}
    ids: set[str] = set()
    for path in paths:
        site = sites[path.name]
        made, refused, counts = ftr.read(path.name, _text(path), site, not_sites, frozenset(only or ftr.KINDS))
        found.directives.update(counts)
        found.not_taken.extend(refused)
        if site:
            # Two files may be one site's: Example.org.txt and example.org.txt.
            drafts.setdefault(f"sites/{site.name}.yaml", []).extend(apart(made, ids))
    _prove_all(found, drafts)
    _write(found, output, stderr)


def import_adblock(files: list[Path], output: Path, stderr: TextIO) -> None:
    """Make rules of the cosmetic filters of adblock lists, one YAML file for all.

    Raises InputError for a list that cannot be read, and for an ``output`` that holds something already.
    """
    _need_new(output)
    by_name: dict[str, list[str]] = {}
    for path in files:
        by_name.setdefault(adblock.list_name(path.name), []).append(path.name)
    for name, same in by_name.items():
        if len(same) > 1:
            which = ", ".join(same)
            raise InputError(
                f"two lists are named {name} ({which}); rename one, since rules are named after their list"
            )
    found = Import(read=len(files))
    drafts, refused, counts = adblock.read({p.name: _text(p) for p in files})
    found.directives.update(counts)
    found.not_taken.extend(refused)
    proved = list(_proved(drafts, found.not_taken))
    rules = [one for group in adblock.grouped(proved) for one in _proved_groups(group, proved, found.not_taken)]
    if rules:
        found.files.append(RuleFile("adblock.yaml", tuple(rules)))
    _write(found, output, stderr)


def _proved_groups(group: Draft, members: list[Draft], not_taken: list[NotTaken]) -> Iterator[Draft]:
    """The group, or where its filters' examples disturb one another the halves of it."""
    result = prove(group, run_example)
    if isinstance(result, Draft):
        yield result
        return
    inside = [d for d in members if d.sources[0] in group.sources]
    if len(inside) < 2:
        not_taken.extend(NotTaken(s, "no example could be built to prove it", result) for s in group.sources)
        return
    for half in (inside[: len(inside) // 2], inside[len(inside) // 2 :]):
        yield from _proved_groups(adblock.joined(half), half, not_taken)


def _prove_all(found: Import, drafts: dict[str, list[Draft]]) -> None:
    """Put each draft that is proved, alone and among all others, into ``found.files``, what isn't to ``not_taken``."""
    alone = {name: list(_proved(made, found.not_taken)) for name, made in drafts.items()}
    together = Rules((*Rules.load().all, *(d.rule() for made in alone.values() for d in made)))
    for name, made in alone.items():
        kept = tuple(_proved(made, found.not_taken, together))
        if kept:
            found.files.append(RuleFile(name, kept))


def _proved(drafts: Iterable[Draft], not_taken: list[NotTaken], together: Rules | None = None) -> Iterator[Draft]:
    for draft in drafts:
        known = draft.stage == "select" or (draft.match and together and holds(draft, run_example, together))
        result = draft if known else prove(draft, run_example, together)
        if isinstance(result, Draft):
            yield result
        else:
            not_taken.extend(NotTaken(s, "no example could be built to prove it", result) for s in draft.sources)


def _need_new(output: Path) -> None:
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise InputError(f"{output}: holds something already; give a new folder, or empty this one")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as e:
        raise InputError(f"{path}: {e.strerror}") from e


def _write(found: Import, output: Path, stderr: TextIO) -> None:
    """Write all beside ``output``, load it, and only then give it its name: what is there is whole, and can be used."""
    # A folder that is there may be a mount, which nothing can take the place of.
    part = output / ".part" if output.exists() else output.with_name(f"{output.name}.part")
    if part.exists():
        raise InputError(f"{part}: is there already, perhaps from an import that was broken off; remove it")
    try:
        for file in found.files:
            _write_text(part / file.name, yaml_of(file.drafts))
        _write_text(part / REPORT, report(found))
        _need_to_load(part, found)
        if output.exists():
            for path in part.iterdir():
                path.rename(output / path.name)
            part.rmdir()
        else:
            part.rename(output)
    except OSError as e:
        raise InputError(f"{output}: cannot be written: {e.strerror}") from e
    finally:
        shutil.rmtree(part, ignore_errors=True)
    stderr.writelines(f"{line}\n" for line in summary(found))
    stderr.write(f"each directive that was not taken, with its reason: {output / REPORT}\n")


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _need_to_load(folder: Path, found: Import) -> None:
    """Raises InputError where these rules, over the shipped ones, are no rules folder, or not all are read again."""
    try:
        rules = Rules.load([folder])
    except RuleError as e:
        raise InputError(f"nothing is written: of these files came rules that cannot be loaded: {e}") from e
    missing = {d.id for d in found.drafts} - rules.by_id.keys()
    if missing:
        raise InputError(f"nothing is written: of these files came a rule that is not read again: {min(missing)}")
