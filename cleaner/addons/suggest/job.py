"""Rules proposed from samples, as the command does it: read, clean, compare, prove, write."""

from __future__ import annotations

import errno
import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from cleaner.addons.sample import sample
from cleaner.addons.suggest.model import Options, Sample
from cleaner.addons.suggest.propose import suggest
from cleaner.addons.suggest.write import WAYS, Named, named, rule_file, rule_text
from cleaner.batch.rules import DEFAULT_CLEAN
from cleaner.batch.runner import documents
from cleaner.errors import InputError, RuleError, SettingsError
from cleaner.io import sources
from cleaner.io.base import Fields
from cleaner.io.lists import expanded
from cleaner.page.addresses import address_of, domain_of, host_of
from cleaner.pipeline import STAGES, Pipeline, run_example
from cleaner.rules.check import check, disturbing, read_clean_articles
from cleaner.rules.compile import Rules
from cleaner.rules.load import read_rule_file
from cleaner.rules.model import Rule
from cleaner.rules.nodes import SITE
from cleaner.stages.strip import strip

_IS_THERE = "{} is there already, and suggest never writes over a file: name another with -o"
# What file systems say that know no second names for a file.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
UNTIL_STRIP = STAGES[: STAGES.index(strip) + 1]


def suggest_job(
    inputs: Sequence[str],
    out: Path | None,
    rules: Rules,
    options: Options,
    site: str | None,
    fields: Mapping[str, str],
    stdout: TextIO,
    stderr: TextIO,
) -> None:
    """Write the proposed rules to ``out``, or to ``stdout``. Raises InputError where ``out`` is there already."""
    if out is not None and (out.exists() or out.is_symlink()):
        raise InputError(_IS_THERE.format(out))
    samples, failed = read_samples(inputs, rules, _domain(site), fields)
    unknown = sum(not s.outlet for s in samples)
    proposed = named(suggest(samples, options), set(rules.by_id))
    proof = prove(proposed, rules)
    proved = proof.rules
    outlets = Counter(s.outlet for s in samples if s.outlet)
    note = f"{len(samples)} documents of {len(outlets)} outlets"
    if proved and out is not None:
        _write(out, rule_file(proved, [note]))
    elif proved:
        stdout.write(rule_file(proved, [note]))
    if unknown:
        stderr.write(f"{unknown} documents have no address; say whose they are with --site DOMAIN\n")
    repaired = sum(p.way > 0 for p in proved)
    more = f", {repaired} with examples in other words" if repaired else ""
    stderr.write(
        f"{note}{f', {failed} failed' if failed else ''}: {len(proved)} rules proposed{more}; "
        f"{proof.refused + proof.spoiling} left out because `rules check` would refuse them{_spoiling(proof)}\n"
    )
    if not proposed:
        least = options.min_documents
        fewer = "; --min-documents 2 asks for less" if least > 2 else ""
        stderr.write(f"outside the bodies nothing repeats in {least} different articles of an outlet{fewer}\n")


def _spoiling(proof: Proof) -> str:
    return f", {proof.spoiling} of them for what they take from examples of other rules" if proof.spoiling else ""


def _domain(site: str | None) -> str | None:
    """The host that ``--site`` names, be it by an address."""
    if not site:
        return None
    host = host_of(site if "//" in site else f"https://{site}")
    if host is None or not SITE.fullmatch(host):
        raise SettingsError(f"--site {site}: name the outlet's domain, as in --site news.example")
    return host


def _write(out: Path, text: str) -> None:
    """A new file that gets its name when all is written: half a file would be in the way of the next run."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        # Unlike a new name for the part, a second name for it never stands in for a file that came to be meanwhile.
        os.link(part, out)
    except FileExistsError as e:
        raise InputError(_IS_THERE.format(out)) from e
    except OSError as e:
        if e.errno not in _NO_LINKS:
            raise
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)


def read_samples(
    inputs: Sequence[str], rules: Rules, site: str | None, fields: Mapping[str, str]
) -> tuple[list[Sample], int]:
    """The documents after the rules in force, and how many could not be read."""
    pipeline = Pipeline(rules, UNTIL_STRIP)
    found: list[Sample] = []
    failed = 0
    for document in documents(sources.find(expanded(inputs)), Fields(**fields)):
        done = pipeline.process(document if document.url or not site else document.but(url=f"https://{site}/"))
        if done.error is not None:
            failed += 1
            continue
        # Where --site made it up it is a home page's, which tells no article from another.
        address = address_of(done)
        found.append(Sample(document.id, domain_of(host_of(address)) or "", address, sample(done)))
    return found, failed


@dataclass(frozen=True, slots=True)
class Proof:
    """The proposed ``rules`` that pass ``rules check`` beside those in force, and how many don't.

    ``refused``: in none of the ways to give examples; ``spoiling``: they take from examples of rules in force.
    """

    rules: list[Named]
    refused: int = 0
    spoiling: int = 0


def prove(proposed: Sequence[Named], rules: Rules) -> Proof:
    """Check the proposals beside ``rules``, and give others examples in other words until they pass or are left out."""
    folder = DEFAULT_CLEAN
    articles = list(read_clean_articles(folder)) if folder.is_dir() else []
    left = list(proposed)
    refused = spoiling = 0
    while left:
        compiled = {r.id: rule for r in left if (rule := _read(r)) is not None}
        failing = {r.id for r in left} - set(compiled)
        if not failing:
            mine = Rules(tuple(compiled[r.id] for r in left))
            both = Rules((*rules.all, *mine.all), (), rules.overrides, lexicons=rules.lexicons)
            failing = {f.rule_id for f in check(both, run_example, articles, only=frozenset(compiled))} & set(compiled)
        if failing:
            again = [replace(r, way=r.way + 1) if r.id in failing else r for r in left]
            kept = [r for r in again if r.way < WAYS]
            refused += len(left) - len(kept)
        else:
            # No other words help against what takes from other rules' examples.
            spoils = disturbing(both, mine, run_example)
            if not spoils:
                break
            kept = [r for r in left if r.id not in spoils]
            spoiling += len(left) - len(kept)
        left = kept
    return Proof(left, refused, spoiling)


def _read(rule: Named) -> Rule | None:
    """The rule as it would be read from its file; None where it can't be."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "proposed.yaml"
        path.write_text(rule_text(rule), encoding="utf-8", errors="replace")
        try:
            return read_rule_file(path)[0]
        except RuleError:
            return None
