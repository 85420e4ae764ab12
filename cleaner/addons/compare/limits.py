"""``--fail-on lost-text>0.1%``: what a comparison may not exceed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cleaner.addons.compare.compare import Comparison
from cleaner.errors import SettingsError

# Of each metric its value, and the whole that a percentage is of.
METRICS: dict[str, Callable[[Comparison], tuple[int, int]]] = {
    "lost-text": lambda c: (c.total.lost, c.old_chars),
    "won-text": lambda c: (c.total.won, c.old_chars),
    "lost-blocks": lambda c: (c.total.lost_blocks, c.old_blocks),
    "won-blocks": lambda c: (c.total.won_blocks, c.old_blocks),
    "changed-rows": lambda c: (c.changed, c.both),
    "failed-rows": lambda c: (c.failed, c.both),
    "lost-rows": lambda c: (c.old_rows - c.both, c.old_rows),
    "won-rows": lambda c: (c.new_rows - c.both, c.old_rows),
}
_EXPRESSION = re.compile(r"\s*([a-z-]+)\s*>\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Limit:
    """``most`` is a number of characters, blocks or rows, or, with ``percent``, of OLD's hundred."""

    metric: str
    most: float
    percent: bool

    def broken(self, found: Comparison) -> str:
        """How it is exceeded, in words; "" where it holds."""
        value, whole = METRICS[self.metric](found)
        # Something of nothing is all of it.
        measured = (100.0 * value / whole if whole else 100.0 * bool(value)) if self.percent else float(value)
        if measured <= self.most:
            return ""
        sign = "%" if self.percent else ""
        return f"{self.metric} is {_over(measured, self.most)}{sign}, over {_figure(self.most)}{sign}"


def _over(measured: float, most: float) -> str:
    """The measured number in three digits, or as many as it takes to see that it is more."""
    places = max(0, 2 - math.floor(math.log10(measured)))
    return next(_figure(short) for n in range(places, 400) if (short := round(measured, n)) > most)


def _figure(number: float) -> str:
    """Without an exponent, and without digits that it doesn't have."""
    text = format(Decimal(repr(number)), ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def limit(expression: str) -> Limit:
    """The limit that an expression says. Raises SettingsError for one that can't be read."""
    found = _EXPRESSION.fullmatch(expression)
    if expression in METRICS:
        raise SettingsError(f"--fail-on {expression}: over what? Say it in quotes: --fail-on '{expression}>0.1%'")
    if found is None:
        raise SettingsError(f"--fail-on {expression!r}: say METRIC>NUMBER or METRIC>NUMBER%, such as 'lost-text>0.1%'")
    metric, number, percent = found.groups()
    if metric not in METRICS:
        raise SettingsError(f"--fail-on: there is no metric {metric!r}; known: {', '.join(METRICS)}")
    return Limit(metric, float(number), bool(percent))
