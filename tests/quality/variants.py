"""The constants and rules that ``ablate`` changes one at a time, and what of the program each of them can reach."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import cleaner
from cleaner.rules.model import Rule

ROOT = Path(cleaner.__file__).parent
# Rooms, and of the room of rules what decides by numbers. A room that isn't there yet has no constants.
SEARCHED = ("stages", "body", "page", "meta", "text", "rules/place.py", "rules/shape.py", "rules/lists.py",
            "rules/ending.py", "rules/openings.py", "rules/match.py")  # fmt: skip
_CACHE, _FLOOD = "the size of a cache: no answer depends on it", "a limit against floods: no article comes near it"
# By name, in whatever module: a file may move.
SKIPPED = {
    "_KEPT": _CACHE, "_KEPT_LENGTH": _CACHE,
    "_MOST_ATTRIBUTES": _FLOOD, "_LONG_TAG": _FLOOD, "_MOST_ELEMENTS": _FLOOD, "_MOST_BLOCKS": _FLOOD, "_DEEPEST": _FLOOD,
    "_MAX_DEPTH": _FLOOD, "_QUOTED_WORK": _FLOOD, "_MAX_ELEMENTS": _FLOOD, "_MOST_LINES": _FLOOD,
    "_MOST_HOLDERS": "only samples for learned rules ask it",
    "_SEED": "a random generator's start: no more and no less",
    "_HOUR": "a fact",
}  # fmt: skip
Number = int | float


@dataclass(frozen=True, slots=True)
class Constant:
    module: str
    name: str
    value: Number

    @property
    def label(self) -> str:
        return f"{self.module.removeprefix('cleaner.')}.{self.name}"


@dataclass(frozen=True, slots=True)
class Variant:
    """One change: a constant with another value, or some rules fewer. ``group`` is what the report puts together."""

    group: str
    change: str
    constant: Constant | None = None
    value: Number = 0
    without: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        return f"{self.group} {self.change}"


def constants(root: Path = ROOT, package: str = "cleaner") -> list[Constant]:
    """The numbers that modules name at their top level, but for those that ``SKIPPED`` gives a reason for."""
    found = []
    for place in SEARCHED:
        paths = [root / place] if place.endswith(".py") else sorted((root / place).glob("*.py"))
        for path in filter(Path.is_file, paths):
            module = ".".join((package, *path.relative_to(root).with_suffix("").parts))
            found += [Constant(module, name, value) for name, value in _numbers(path.read_text(encoding="utf-8"))]
    return [c for c in found if c.name not in SKIPPED]


def _numbers(source: str) -> Iterator[tuple[str, Number]]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
        elif isinstance(node, ast.AnnAssign):
            target = node.target
        else:
            continue
        value = node.value.value if isinstance(node.value, ast.Constant) else None
        # A bool is an int too, but no number.
        if isinstance(target, ast.Name) and isinstance(value, (int, float)) and not isinstance(value, bool):
            yield target.id, value


def of_constants(found: list[Constant]) -> list[Variant]:
    """Each halved and doubled. A share that doubles beyond 1 is one that nothing reaches."""
    return [
        Variant(c.label, f"{c.value:g} -> {value:g}", c, value)
        for c in found
        for value in (c.value // 2 if isinstance(c.value, int) else c.value / 2, 2 * c.value)
        if value != c.value
    ]


def of_rules(rules: tuple[Rule, ...]) -> list[Variant]:
    """Each rule of structure, and each family, gone."""
    structure = [Variant(r.id, "off", without=frozenset((r.id,))) for r in rules if r.family == "structure"]
    families: dict[str, set[str]] = {}
    for rule in rules:
        families.setdefault(rule.family, set()).add(rule.id)
    return structure + [Variant(f"family {f}", "off", without=frozenset(ids)) for f, ids in families.items()]


@contextmanager
def changed(constant: Constant | None, value: Number) -> Iterator[None]:
    """The constant has this value meanwhile, and no answer that was kept from before is given again."""
    if constant is None:
        yield
        return
    held = _holders(constant)
    before = getattr(held[0], constant.name)
    try:
        for module in held:
            setattr(module, constant.name, value)
        _forget(constant.module)
        yield
    finally:
        for module in held:
            setattr(module, constant.name, before)
        _forget(constant.module)


def _holders(constant: Constant) -> list[ModuleType]:
    """The constant's module, and those that imported it by name: what is private nobody imports."""
    own = importlib.import_module(constant.module)
    users = [] if constant.name.startswith("_") else [n for n, on in import_graph().items() if constant.module in on]
    return [own, *(sys.modules[n] for n in users if n in sys.modules and constant.name in vars(sys.modules[n]))]


def _forget(module: str) -> None:
    for kept in _caches(module):
        kept.cache_clear()


@cache
def _caches(module: str) -> tuple[Any, ...]:
    """The answers that modules keep which use this one. What takes no argument keeps what it loaded, not an answer."""
    users = [sys.modules[name] for name in import_graph() if name in sys.modules and module in reached(name)]
    kept = [v for user in users for v in vars(user).values() if callable(getattr(v, "cache_clear", None))]
    return tuple({id(k): k for k in kept if inspect.signature(k).parameters}.values())


def touches(stage: Callable[..., Any], variant: Variant, rules: Mapping[str, Rule]) -> bool:
    """Whether the stage itself may work differently, not only on what an earlier one left."""
    if variant.constant is not None:
        return variant.constant.module in reached(stage.__module__)
    stages = {rules[i].stage for i in variant.without}
    return stage.__name__ in stages or ("select" in stages and stage.__name__ in ("hints", "blocks"))


@cache
def reached(module: str) -> frozenset[str]:
    """The module and all that it imports, however far."""
    found, todo = set(), [module]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += import_graph().get(name, ())
    return frozenset(found)


@cache
def import_graph() -> dict[str, frozenset[str]]:
    """The package's modules, and which of them each imports anywhere in its file."""
    files = {".".join(("cleaner", *p.relative_to(ROOT).with_suffix("").parts)): p for p in ROOT.rglob("*.py")}
    graph = {}
    for name, path in files.items():
        imported: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
            elif isinstance(node, ast.Import):
                imported |= {a.name for a in node.names}
        graph[name] = frozenset(imported & files.keys())
    return graph
