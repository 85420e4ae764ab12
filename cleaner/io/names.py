"""File names made of ids."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r'[\x00-\x1f<>:"\\|?*]')
_MAX_PART = 120
_MAX_NAME = 1000


def safe_name(id: str) -> str:
    """A relative path for an id that can't leave the folder: a URL's without its scheme, no ``..``, no odd letters."""
    id = re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://", "", id)
    parts = [_cut(_UNSAFE.sub("_", p), _MAX_PART) for p in id.split("/")]
    return _cut("/".join(p for p in parts if p), _MAX_NAME).strip("/") or "article"


def _cut(name: str, length: int) -> str:
    """At most so many bytes of a name, which is what file systems count."""
    return name.strip(". ").encode("utf-8", "replace")[:length].decode("utf-8", "ignore").strip(". ")
