"""For each field of the metadata: what stood where, what was taken, and by what order."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cleaner.document import Document, origins

# Their values are written anew: a date in UTC, yes or no.
_REWRITTEN = frozenset(("modified_at", "is_free"))
_ALSO = {"published_at": ("page_published_at", "times"), "source": ("outlet",)}


def trace(document: Document) -> dict[str, dict[str, Any]]:
    """By field: ``value``, ``from`` (the places that gave it), ``rule`` and ``candidates``, each with ``where`` and ``value``.

    Fields that nothing speaks of are left out.
    """
    meta = asdict(document.metadata)
    found: dict[str, dict[str, Any]] = {}
    for field, origin in origins().items():
        told = [hint for name in (field, *_ALSO.get(field, ())) for hint in document.hints.get(name, ())]
        if field in document.captured:
            told.append(("rule", document.captured[field]))
        value = meta[field]
        if value in (None, ()) and not told:
            continue
        raw = meta["published_raw"] if field == "published_at" else value
        given = document.origins.get(field) or ", ".join(dict.fromkeys(w for w, v in told if _gives(v, raw)))
        if not given and told and value is not None and field in _REWRITTEN:
            given = told[0][0]
        found[field] = {
            "value": list(value) if isinstance(value, tuple) else value,
            "from": given or ("the text" if field == "language" else "the page's text or address" if value else ""),
            "rule": origin.decides,
            "candidates": [{"where": where, "value": offered} for where, offered in told],
        }
    return found


def _gives(offered: Any, value: Any) -> bool:
    """Whether a place offers the value, be it a part of an address or one of several."""
    if value in (None, ""):
        return False
    if isinstance(value, tuple):
        return any(str(v) in str(offered) for v in value)
    return str(offered) == str(value) or (len(str(offered)) > 1 and str(value).endswith(str(offered)))
