"""XPath 1.0 read, and told beforehand whether the engine can run it on any page.

libxml2 compiles calls of functions that don't exist, wrong numbers of arguments and prefixes that nobody declared, and
fails only on the page where it comes to them. Here they are refused.
"""

from __future__ import annotations

import re

from cleaner.addons.importing.xpath import FUNCTIONS, Binary, Call, Expression, Literal, Number, Path, Step, gives

_TOKEN = re.compile(
    r"""\s*(?:(?P<literal>"[^"]*"|'[^']*')|(?P<number>\d+(?:\.\d*)?|\.\d+)"""
    r"""|(?P<op>//|::|\.\.|!=|<=|>=|[/|+\-=<>*()\[\].@,])|(?P<name>[^\W\d][\w.\-]*(?::(?!:)[^\W\d][\w.\-]*)?))"""
)
_AXES = frozenset(
    [
        *("ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self", "following"),
        *("following-sibling", "parent", "preceding", "preceding-sibling", "self"),
    ]
)
_NODE_TYPES = frozenset(("text", "node", "comment"))
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "div", "mod"))
_MOST_DEPTH = 40
_MOST_PARTS = 200


class XPathError(ValueError):
    """What is wrong with an expression, in words for a report."""


def parse(expression: str) -> Expression:
    """The expression's tree. Raises XPathError with the reason where the engine could not run it."""
    return _Parser(expression).whole()


class _Parser:
    def __init__(self, expression: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at = 0
        expression = expression.rstrip()
        while at < len(expression):
            found = _TOKEN.match(expression, at)
            if not found:
                raise XPathError(f"not XPath 1.0 from {expression[at : at + 20]!r} on")
            kind = found.lastgroup or ""
            self.tokens.append((kind, found.group(kind)))
            at = found.end()
        self.at = 0
        self.depth = 0
        self.parts = 0
        self.predicate = 0

    def count(self) -> None:
        """One more operator or step: what is built of them is walked by recursion."""
        self.parts += 1
        if self.parts > _MOST_PARTS:
            raise XPathError("too long")

    def whole(self) -> Expression:
        tree = self.level(0)
        if self.at < len(self.tokens):
            raise XPathError(f"not XPath 1.0: {self.tokens[self.at][1]!r} is out of place")
        return tree

    def peek(self, ahead: int = 0) -> str:
        """The next token's text; a literal's with its quotes, so that it is never taken for an operator."""
        return self.tokens[self.at + ahead][1] if self.at + ahead < len(self.tokens) else ""

    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        found = self.peek()
        if not found or (wanted and found != wanted):
            raise XPathError(
                f"not XPath 1.0: {wanted or 'more'!r} is missing" + (f" before {found!r}" if found else "")
            )
        self.at += 1
        return found

    def level(self, level: int) -> Expression:
        if level == len(_LEVELS):
            return self.unary()
        if level == 0:
            self.depth += 1
            if self.depth > _MOST_DEPTH:
                raise XPathError("nested too deep")
        left = self.level(level + 1)
        while self.peek() in _LEVELS[level]:
            self.count()
            left = Binary(self.take(), left, self.level(level + 1))
        if level == 0:
            self.depth -= 1
        return left

    def unary(self) -> Expression:
        if self.peek() == "-":
            self.count()
            self.take()
            return Binary("-", Number(0), self.unary())
        left = self.path()
        while self.peek() == "|":
            self.count()
            self.take()
            right = self.path()
            _need_nodes(left, "|")
            _need_nodes(right, "|")
            left = Binary("|", left, right)
        return left

    def path(self) -> Expression:
        start = self.start()
        if start is None:
            absolute = self.peek() in ("/", "//")
            steps: list[Step] = []
            if self.peek() == "/":
                self.take()
                if not self.step_ahead():
                    return Path((), absolute=True)
                steps.append(self.step())
            elif not absolute:
                steps.append(self.step())
            return Path(tuple(steps + self.more_steps()), absolute)
        predicates = self.predicates()
        steps = self.more_steps()
        if predicates or steps:
            _need_nodes(start, "a path")
            return Path(tuple(steps), False, start, tuple(predicates))
        return start

    def start(self) -> Expression | None:
        """A literal, number, call or parenthesis; None where a path's steps begin."""
        if self.kind() == "literal":
            return Literal(self.take()[1:-1])
        if self.kind() == "number":
            return Number(float(self.take()))
        if self.peek() == "(":
            self.take()
            inside = self.level(0)
            self.take(")")
            return inside
        if self.kind() == "name" and self.peek(1) == "(" and self.peek() not in _NODE_TYPES:
            return self.call()
        return None

    def call(self) -> Expression:
        name = self.take()
        if name not in FUNCTIONS:
            raise XPathError(f"XPath 1.0 has no function {name}()")
        self.take("(")
        arguments: list[Expression] = []
        while self.peek() != ")":
            if arguments:
                self.take(",")
            arguments.append(self.level(0))
        self.take(")")
        if name in ("last", "position") and not self.predicate:
            raise XPathError(f"{name}() has no meaning outside brackets")
        least, most, _ = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise XPathError(f"{name}() does not take {len(arguments)} arguments")
        if name in ("count", "sum", "local-name", "name") and arguments:
            _need_nodes(arguments[0], f"{name}()")
        return Call(name, tuple(arguments))

    def more_steps(self) -> list[Step]:
        steps: list[Step] = []
        while self.peek() in ("/", "//"):
            if self.take() == "//":
                steps.append(Step("descendant-or-self", "node()"))
            steps.append(self.step())
        return steps

    def step_ahead(self) -> bool:
        return self.kind() == "name" or self.peek() in ("*", "@", ".", "..")

    def step(self) -> Step:
        self.count()
        if self.peek() in (".", ".."):
            return Step("self" if self.take() == "." else "parent", "node()")
        axis = "child"
        if self.peek() == "@":
            self.take()
            axis = "attribute"
        elif self.peek(1) == "::":
            axis = self.take()
            self.take("::")
            if axis not in _AXES:
                raise XPathError(f"XPath 1.0 has no axis {axis}::")
        return Step(axis, self.test(), tuple(self.predicates()))

    def test(self) -> str:
        if self.kind() != "name" and self.peek() != "*":
            raise XPathError("not XPath 1.0: a step is missing" + (f" before {self.peek()!r}" if self.peek() else ""))
        name = self.take()
        if ":" in name:
            raise XPathError("a name with a namespace prefix")
        if self.peek() == "(":
            self.take()
            self.take(")")
            return f"{name}()"
        return name

    def predicates(self) -> list[Expression]:
        found: list[Expression] = []
        while self.peek() == "[":
            self.take()
            self.predicate += 1
            found.append(self.level(0))
            self.predicate -= 1
            self.take("]")
        return found


def _need_nodes(tree: Expression, where: str) -> None:
    if gives(tree) in ("text", "number", "truth"):
        raise XPathError(f"{where} needs nodes, and gets a {gives(tree)}")
