"""The floors: figures that may not fall.

python -m tests.quality.floors            # measure, and raise the floors that were passed
python -m tests.quality.floors --lower    # also lower those that were missed: say why in the commit
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from cleaner import Pipeline
from tests.quality import corpora

FILE = Path(__file__).with_name("floors.json")
# The higher the better, but for these.
CEILINGS = ("segment_left_in", "body_lines_lost", "careful_body_lines_lost")
SLACK = 0.0005


def read() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def missed(floors: dict[str, float], found: dict[str, float]) -> list[str]:
    """The figures that are worse than their floor, in words."""
    return [
        f"{k}: {found.get(k)}, the floor is {floor}"
        for k, floor in floors.items()
        if (found.get(k, 1.0) > floor + SLACK if k in CEILINGS else found.get(k, 0.0) < floor - SLACK)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", action="store_true", help="lower the floors that were missed")
    wanted = parser.parse_args()
    floors, pipeline, failed = read(), Pipeline(), 0
    for name in corpora.present():
        found = corpora.score(name, pipeline)
        for key, floor in floors.setdefault(name, {}).items():
            worse = bool(missed({key: floor}, found))
            failed += worse and not wanted.lower
            if worse and not wanted.lower:
                print(f"{name} {key}: {found[key]}, the floor is {floor} (--lower lowers it)", file=sys.stderr)
            else:
                floors[name][key] = found[key]
    FILE.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
