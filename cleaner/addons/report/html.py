"""One HTML file that needs nothing else: its own style and script, named by their digests, and data that can't become markup.

The page's policy lets nothing run or load but what these digests name. Data stands in an element that isn't run, with every
character that markup starts from written as an escape, and the script puts it on the page as text alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from importlib.resources import files
from typing import Any

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(title: str, data: dict[str, Any], scripts: tuple[str, ...]) -> bytes:
    """The file's bytes; the same data gives the same ones. ``scripts``: names in ``static/``, joined in order."""
    style = _static("page.css")
    script = "(function () {\n'use strict';\n" + "\n".join(map(_static, scripts)) + "\n}());\n"
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {"POLICY": policy, "TITLE": escape(title), "STYLE": style, "SCRIPT": script, "DATA": as_data(data)}
    # In one pass: nothing that is put in is taken for a place to fill. A file's name may be no UTF-8 and still the title.
    return re.sub("@([A-Z]+)@", lambda found: parts[found[1]], _static("page.html")).encode("utf-8", "replace")


def as_data(data: Any) -> str:
    """JSON that no parser of markup sees a tag, comment or entity in; halves of surrogate pairs become "?"."""
    # NaN is no JSON: the browser would refuse all of the data for it.
    text = (
        json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace").decode()
    )
    for character, written in _ESCAPES.items():
        text = text.replace(character, written)
    return text


def _digest(content: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode() + "'"


def _static(name: str) -> str:
    return (files("cleaner.addons.report") / "static" / name).read_text(encoding="utf-8")
