"""XPath 1.0 taken apart: the parts of an expression, and what it gives. ``xpath_parser.py`` makes them of a text."""

from __future__ import annotations

from dataclasses import dataclass

# Each function's least and most arguments, and what it gives.
FUNCTIONS = {
    "last": (0, 0, "number"), "position": (0, 0, "number"), "count": (1, 1, "number"), "id": (1, 1, "elements"),
    "local-name": (0, 1, "text"), "name": (0, 1, "text"), "string": (0, 1, "text"), "concat": (2, 99, "text"),
    "starts-with": (2, 2, "truth"), "contains": (2, 2, "truth"), "substring-before": (2, 2, "text"),
    "substring-after": (2, 2, "text"), "substring": (2, 3, "text"), "string-length": (0, 1, "number"),
    "normalize-space": (0, 1, "text"), "translate": (3, 3, "text"), "boolean": (1, 1, "truth"), "not": (1, 1, "truth"),
    "true": (0, 0, "truth"), "false": (0, 0, "truth"), "number": (0, 1, "number"), "sum": (1, 1, "number"),
    "floor": (1, 1, "number"), "ceiling": (1, 1, "number"), "round": (1, 1, "number"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Literal:
    value: str


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Binary:
    """``operator`` is one of or, and, =, !=, <, >, <=, >=, +, -, *, div, mod, |."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Step:
    """``test`` is a tag, ``*``, or ``node()``, ``text()``, ``comment()``."""

    axis: str
    test: str
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the page's root (``absolute``), from what ``start`` gives, or from where one stands.

    ``predicates`` are those of ``start``: ``(//a)[1]``.
    """

    steps: tuple[Step, ...]
    absolute: bool = False
    start: Expression | None = None
    predicates: tuple[Expression, ...] = ()


Expression = Literal | Number | Call | Binary | Path


def gives(tree: Expression) -> str:
    """elements, attributes, texts (nodes); text, number, truth (values); mixed for several of them."""
    match tree:
        case Literal():
            return "text"
        case Number():
            return "number"
        case Call(name):
            return FUNCTIONS[name][2]
        case Binary("|", left, right):
            one, other = gives(left), gives(right)
            return one if one == other else "mixed"
        case Binary(operator):
            return "number" if operator in ("+", "-", "*", "div", "mod") else "truth"
        case Path(steps, _, start):
            given = gives(start) if start else "elements"
            for step in steps:
                given = _step_gives(step, given)
            return given


def _step_gives(step: Step, before: str) -> str:
    if step.axis == "attribute":
        return "attributes"
    if step.test != "node()":
        return {"text()": "texts", "comment()": "comments"}.get(step.test, "elements")
    if step.axis in ("parent", "ancestor"):
        return "elements"
    stays = step.axis == "self" or (step.axis == "ancestor-or-self" and before == "elements")
    return before if stays else "mixed"
