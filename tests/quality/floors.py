"""The floors: figures that may not fall, on the open sets and on the blind sums.

python -m tests.quality.floors            # measure, and raise the floors that were passed
python -m tests.quality.floors --lower    # also lower those that were missed: say why in the commit

A floor stands a little below what was measured: the last digit of a figure on pages seen is no promise.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path

from cleaner import Pipeline
from tests.quality import blind, corpora

FILE = Path(__file__).with_name("floors.json")
# The higher the better, but for these.
CEILINGS = ("segment_left_in", "body_lines_lost", "careful_body_lines_lost", "pages_lost", "pages_noisy")
HELD = ("body_f1", "body_exact", "pages_lost", "pages_noisy", "word_f1", "segment_f1", "segment_left_in", "removal_recall",
        "body_lines_lost", "careful_removal_recall", "careful_body_lines_lost", "first_words",
        "title", "authors_f1", "date")  # fmt: skip
ROOM = 0.002


def read() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def missed(floors: dict[str, float], found: dict[str, float]) -> list[str]:
    """The figures that are worse than their floor, in words."""
    return [
        f"{k}: {found.get(k)}, the floor is {floor}"
        for k, floor in floors.items()
        if (found.get(k, 1.0) > floor if k in CEILINGS else found.get(k, 0.0) < floor)
    ]


def floor_of(key: str, figure: float) -> float:
    """Where the floor of a figure stands: the room below it, or above it for what is better low, in thousandths."""
    if key in CEILINGS:
        return math.ceil(round((figure + ROOM) * 1000, 6)) / 1000
    return math.floor(round((figure - ROOM) * 1000, 6)) / 1000


def renewed(old: float | None, key: str, figure: float, *, lower: bool) -> float:
    """The new floor: higher where the figure passed it, lower only where that is asked for."""
    new = floor_of(key, figure)
    if old is None or (lower and missed({key: old}, {key: figure})):
        return new
    return min(old, new) if key in CEILINGS else max(old, new)


def measured() -> dict[str, dict[str, float]]:
    """The held figures of all open sets that are there, and the blind sums."""
    pipeline = Pipeline()
    found = {name: corpora.score(name, pipeline) for name in corpora.at_hand()}
    found |= blind.score() if blind.there() else {}
    return {name: {k: v for k, v in figures.items() if k in HELD} for name, figures in found.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="lower the floors that were missed")
    wanted = parser.parse_args()
    floors, failed = read(), 0
    for name, found in measured().items():
        held = floors.setdefault(name, {})
        for line in missed(held, found):
            failed += not wanted.lower
            print(f"{name} {line}{'' if wanted.lower else ' (--lower lowers it)'}", file=sys.stderr)
        floors[name] = {k: renewed(held.get(k), k, v, lower=wanted.lower) for k, v in found.items()}
    FILE.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
