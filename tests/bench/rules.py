"""Strip rules made up by the thousand."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cleaner.rules.load import read_rule_file
from cleaner.rules.model import Rule

_FINDS = (
    "{{equals: ['ferry notice {n}', 'mill notice {n}']}}",
    "{{starts: 'the river office wants you to know {n}'}}",
    "{{regex: '^(?:sign up|subscribe) (?:to|for) ferry letter {n}\\b.{{0,60}}$'}}",
)
_RULE = """
- id: bench.rule-{n}
  why: "Made up."
  stage: strip
  find: {find}
  match: [{{text: "x", left: ""}}]
  keep: ["y"]
"""


def many_rules(count: int) -> list[Rule]:
    """So many rules of the kinds that people write, none like another."""
    finds = [_FINDS[n % len(_FINDS)].format(n=n) for n in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.yaml"
        path.write_text("".join(_RULE.format(n=n, find=find) for n, find in enumerate(finds)))
        return read_rule_file(path)
