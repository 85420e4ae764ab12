"""The blind sums: what ``bench/blind.py`` of the shared folder says of pages that nobody looks at. Only sums come out."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.quality import corpora

PROGRAM = corpora.SHARED / "bench" / "blind.py"
PREFIX = "blind:"


def there() -> bool:
    return PROGRAM.is_file() and Path(sys.executable).with_name("cleaner").exists()


def score() -> dict[str, dict[str, float]]:
    """The figures by set, the sets' names with ``blind:`` before them; {} where the pages are not there."""
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "blind.json"
        command = [sys.executable, str(PROGRAM), str(Path(sys.executable).with_name("cleaner")), "--save", str(saved)]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        found = json.loads(saved.read_text(encoding="utf-8")) if done.returncode == 0 and saved.exists() else {}
    return {f"{PREFIX}{name}": {k: round(float(v), 4) for k, v in sums.items()} for name, sums in found.items()}
