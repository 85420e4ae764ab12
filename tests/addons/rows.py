"""Rows and outputs for the tests of reports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cleaner.article import Article, Removal, Status
from cleaner.pipeline import Pipeline
from cleaner.rules.compile import Rules

Row = dict[str, Any]


def removal(rule_id: str, block: int, text: str, start: int | None = None, **more: Any) -> Removal:
    return Removal(rule_id, more.pop("stage", "strip"), block, text, start=start, **more)


def row(id: str = "a", text: str = "", *removed: Removal, **more: Any) -> Row:
    return Article(id=id, text=text, removed=list(removed), **more).to_dict()


def flagged(id: str, *flags: str, **more: Any) -> Row:
    return row(id, status=Status.FLAGGED, flags=list(flags), **more)


def failed(id: str, error: str = "empty") -> Row:
    return row(id, status=Status.FAILED, error=error)


def write(path: Path, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(r) + "\n" for r in rows)
    return path


def cleaned(rules: Rules, content: str, **more: Any) -> Row:
    return Pipeline(rules).clean(content, **more).to_dict()
