"""What the readers of texts ask of letters."""

from __future__ import annotations

import re

_UNSPACED = re.compile("[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def is_unspaced(text: str) -> bool:
    """All of it is in scripts that write no spaces between words."""
    return bool(text) and all(map(_UNSPACED.match, text))
