"""YAML nodes that know their place, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from cleaner.errors import RuleError

_NOT_TEXT = re.compile(
    r"|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_NOT_PRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Composing nodes calls itself level by level, and in C nothing stops it before the stack ends, and with it the process.
_DEEPEST = 200
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Places:
    """Parses a file's text into nodes that name the file when they complain."""

    file: str

    def parse(self, text: str) -> Node | None:
        """The document's root, None for an empty file."""
        try:
            if _most_levels(text) > _DEEPEST:
                self._refuse_too_deep(text)
            root = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as e:
            mark = e.problem_mark or e.context_mark
            raise RuleError(f"not valid YAML: {e.problem or e.context}", self._at(mark)) from e
        except yaml.YAMLError as e:
            found = _NOT_PRINTABLE.search(text)
            at = found.start() if found else 0
            line = text.count("\n", 0, at) + 1
            where = f"{self.file}:{line}:{at - text.rfind(chr(10), 0, at)}"
            raise RuleError(f"not valid YAML: {str(e).splitlines()[0]}", where) from e
        return None if root is None else Node(self.file, root)

    def _refuse_too_deep(self, text: str) -> None:
        """Walk the parser's events, which come one after the other whatever the depth."""
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    where = self._at(event.start_mark)
                    raise RuleError(f"not valid YAML: nested too deep, more than {_DEEPEST} levels", where)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def _at(self, mark: Any) -> str:
        return f"{self.file}:{mark.line + 1}:{mark.column + 1}" if mark else self.file


def _most_levels(text: str) -> int:
    """No less than the depth of a text's lists and mappings, and quickly told: each level needs one of these signs.

    A bracket may open two, its own and that of a single pair in it: ``[a: b]``.
    """
    return 2 * sum(map(text.count, "[{")) + sum(map(text.count, "-:?"))


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML node; each method gives its value as one type or raises a RuleError that names the place."""

    file: str
    raw: yaml.Node

    @property
    def line(self) -> int:
        return int(self.raw.start_mark.line) + 1

    @property
    def column(self) -> int:
        return int(self.raw.start_mark.column) + 1

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def is_text(self) -> bool:
        return isinstance(self.raw, yaml.ScalarNode)

    def error(self, message: str) -> RuleError:
        return RuleError(message, f"{self.file}:{self.line}:{self.column}")

    def pairs(self, allowed: Iterable[str] | None) -> dict[str, Node]:
        """A mapping's values by key; only ``allowed`` keys (None: any), each once."""
        if not isinstance(self.raw, yaml.MappingNode):
            raise self.error("expected 'key: value' pairs")
        found: dict[str, Node] = {}
        names = None if allowed is None else list(allowed)
        for key_node, value_node in self.raw.value:
            key = Node(self.file, key_node)
            name = key.text()
            if names is not None and name not in names:
                raise key.error(f"unknown key {name!r}; known here: {', '.join(names)}")
            if name in found:
                raise key.error(f"the key {name!r} stands twice")
            found[name] = Node(self.file, value_node)
        return found

    def items(self, what: str) -> list[Node]:
        """A list's nodes."""
        if not isinstance(self.raw, yaml.SequenceNode):
            raise self.error(f"expected {what}")
        return [Node(self.file, n) for n in self.raw.value]

    def text(self) -> str:
        """A scalar that is text: quoted, or plain and neither number, boolean nor null."""
        raw = self.raw
        if not isinstance(raw, yaml.ScalarNode):
            raise self.error("expected a text")
        if not raw.style and _NOT_TEXT.fullmatch(raw.value):
            raise self.error(f"{raw.value or 'nothing'} is not a text; put it in quotes if it is meant as one")
        return str(raw.value)

    def each_text(self) -> list[Node]:
        """The nodes of a list of texts, or of one text; never empty."""
        nodes = [self] if self.is_text else self.items("a text or a list of texts")
        if not nodes:
            raise self.error("the list is empty")
        for n in nodes:
            n.text()
        return nodes

    def texts(self) -> tuple[str, ...]:
        return tuple(n.text() for n in self.each_text())

    def sites(self) -> tuple[str, ...]:
        """Texts that each are a site's host name."""
        for n in self.each_text():
            if not SITE.fullmatch(n.text()) or n.text() != n.text().lower():
                raise n.error(
                    f"{n.text()!r} is not a site: write it like news.example, small, without https:// and path"
                )
        return self.texts()

    def one_of(self, choices: tuple[str, ...]) -> str:
        value = self.text()
        if value not in choices:
            raise self.error(f"{value!r} is not one of {', '.join(choices)}")
        return value

    def whole(self, least: int) -> int:
        """A whole number."""
        value = self.number()
        if value != int(value) or value < least:
            raise self.error(f"expected a whole number from {least} up")
        return int(value)

    def number(self, most: float | None = None) -> float:
        """A number that is not below zero, nor above ``most``."""
        raw = self.raw
        if isinstance(raw, yaml.ScalarNode) and not raw.style:
            try:
                value = float(raw.value)
            except ValueError:
                value = -1.0
            if 0 <= value < float("inf") and (most is None or value <= most):
                return value
        raise self.error("expected a number from 0 " + ("up" if most is None else f"to {most:g}"))

    def flag(self) -> bool:
        raw = self.raw
        if isinstance(raw, yaml.ScalarNode) and not raw.style and raw.value in ("true", "false"):
            return bool(raw.value == "true")
        raise self.error("expected true or false")
