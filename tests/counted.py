"""Cost in function calls: the same on any machine, however busy."""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from typing import Any


def calls(work: Callable[..., object], *given: Any) -> int:
    """How many functions are called in doing the work, those of C among them."""
    profile = cProfile.Profile()
    profile.runcall(work, *given)
    return sum(entry.callcount for entry in profile.getstats())
