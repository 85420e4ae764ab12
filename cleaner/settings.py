"""Settings from the nearest ``pyproject.toml [tool.cleaner]`` or ``cleaner.toml``, upwards from a folder."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleaner.errors import SettingsError

_KNOWN: dict[str, type] = {
    "rules": list, "disable": list, "text_field": str, "html_field": str, "url_field": str, "id_field": str,
    "format": str, "schema": str, "max_errors": int, "jobs": int, "timeout": float, "max_bytes": int, "rules_version": str,
    "favor": str, "standfirst": str, **dict.fromkeys(("tables", "blocks", "links", "images", "comments", "html"), bool),
}  # fmt: skip
_SAID = {
    list: "a list of texts",
    str: "a text",
    int: "a whole number from 0 up",
    float: "a number over 0",
    bool: "true or false",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file says; paths in it are relative to its folder."""

    values: dict[str, Any] = field(default_factory=dict)
    file: Path | None = None

    def rules_folders(self) -> list[Path | str]:
        """Where rules come from: paths of folders, files and archives; URLs as they are."""
        base = self.file.parent if self.file else Path()
        return [f if "://" in f else base / f for f in self.values.get("rules", [])]


def find_settings(start: Path) -> Settings:
    """The nearest settings. Raises SettingsError for a file that can't be read or a key that doesn't exist."""
    start = start.resolve()
    for folder in (start, *start.parents):
        own, project = folder / "cleaner.toml", folder / "pyproject.toml"
        if own.is_file():
            return Settings(_checked(_load(own), own), own)
        if project.is_file():
            tool = _load(project).get("tool")
            table = tool.get("cleaner") if isinstance(tool, dict) else None
            if table is not None:
                return Settings(_checked(table, project), project)
    return Settings()


def _load(path: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return dict(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise SettingsError(f"{path}: {e}") from e


def _checked(values: Any, path: Path) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise SettingsError(f"{path}: [tool.cleaner] must be a table of settings")
    for key, value in values.items():
        kind = _KNOWN.get(key)
        if kind is None:
            raise SettingsError(f"{path}: [tool.cleaner] has no setting {key!r}; known: {', '.join(_KNOWN)}")
        wrong = (
            not isinstance(value, (int, float) if kind is float else kind)
            or isinstance(value, bool) is not (kind is bool)
            or (isinstance(value, (int, float)) and (value < 0 or (kind is float and not value)))
        )
        if wrong or (kind is list and not all(isinstance(v, str) for v in value)):
            raise SettingsError(f"{path}: {key} must be {_SAID[kind]}")
    return values
