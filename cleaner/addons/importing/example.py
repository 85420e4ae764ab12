"""A small page on which an XPath expression finds something, built from the expression itself.

It is a guess at what the expression asks for, good for what site files say: names, attributes, words, places. Whoever uses it
tries it out: an example that isn't found is no proof.
"""

from __future__ import annotations

from cleaner.addons.importing.element import INLINE, Element
from cleaner.addons.importing.xpath import Binary, Call, Expression, Literal, Number, Path, Step

KEPT = "The mill opened again."
GONE = "This goes."
# So much beside what goes that no guard minds.
PROSE = "{prose:400}"
_ANY_TAG = "div"
_MOST_COPIES = 12


class NoExampleError(Exception):
    """The expression asks for something that is not built here."""


def pages_for(tree: Expression) -> tuple[str, ...]:
    """HTML in which the elements that the expression names hold ``GONE`` or its own words, and beside them ``KEPT``.

    Several to try: what stays stands below, above, or out of reach of the siblings of what goes. Raises NoExampleError.
    """
    body = Element("body")
    target = _nodes(tree, body, body)
    if target is body:
        raise NoExampleError("it names the whole page")
    if target.is_silent():
        target.innermost().inside.append(GONE)
    inner = "".join(i.html() for i in body.inside if isinstance(i, Element))
    kept = f"<p>{KEPT}</p>"
    return (inner + kept, kept + inner, f"<div>{inner}</div>{kept}", f"{kept}<div>{inner}</div>")


def _nodes(tree: Expression, here: Element, body: Element) -> Element:
    """Build what ``tree`` finds, seen from ``here``; the element it ends at (of an attribute or a text, its element)."""
    match tree:
        case Binary("|", left, right):
            return _first(left, right, here, body)
        case Path(steps, absolute, start, predicates):
            at = body if absolute else here
            if start is not None:
                at = _nodes(start, here, body)
                for predicate in predicates:
                    _satisfy(predicate, at, body)
            for number, step in enumerate(steps):
                at = _step(step, at, body, first=absolute and number == 0)
            return at
        case Call("normalize-space" | "string" | "translate", (first, *_)):
            return _nodes(first, here, body)
    raise NoExampleError("it does not name elements")


def _first(left: Expression, right: Expression, here: Element, body: Element) -> Element:
    try:
        return _nodes(left, here, body)
    except NoExampleError:
        return _nodes(right, here, body)


def _step(step: Step, at: Element, body: Element, *, first: bool) -> Element:
    if step.axis == "descendant-or-self" and step.test == "node()":
        return at
    if step.axis == "attribute":
        at.attributes.setdefault(step.test if step.test != "*" else "title", _something(step.test))
        return at
    if step.test == "text()":
        if at.is_empty():
            at.inside.append(GONE)
        return at
    tag = _ANY_TAG if step.test in ("*", "node()") else step.test.lower()
    if step.test == "comment()":
        raise NoExampleError("it asks for a comment")
    if at is body and (tag == "html" or tag == "body") and step.axis in ("child", "descendant", "descendant-or-self"):
        found = body
    else:
        found = _along(step.axis, tag, step.test in ("*", "node()"), at, body)
    for predicate in step.predicates:
        if step.axis in ("parent", "ancestor") and isinstance(predicate, Number):
            for _ in range(min(int(predicate.value), _MOST_COPIES) - 1):
                found = _wrap(found, tag)
        else:
            _satisfy(predicate, found, body)
    return found


def _along(axis: str, tag: str, any_tag: bool, at: Element, body: Element) -> Element:
    """The element that an axis leads to, made where it isn't there yet."""
    parent = at.parent
    if axis in ("child", "descendant"):
        if any_tag and at.tag in ("p", *INLINE):
            tag = "span"
        return at.add(tag)
    if axis in ("self", "descendant-or-self", "ancestor-or-self"):
        if not any_tag and at.tag != tag:
            if at.tag != _ANY_TAG or at is body:
                raise NoExampleError("an element with two tags")
            at.tag = tag
        return at
    if parent is None:
        raise NoExampleError("it goes beyond the body")
    if axis in ("parent", "ancestor"):
        if parent is not body and (any_tag or parent.tag == tag):
            return parent
        return _wrap(at, tag)
    place = parent.inside.index(at)
    if axis in ("following-sibling", "following"):
        return parent.add("span" if any_tag and at.tag in INLINE else tag, place + 1)
    return parent.add(tag, place)


def _wrap(at: Element, tag: str) -> Element:
    outer = at.parent
    assert outer is not None
    if tag in ("p", "h2", "h3", "h4", *INLINE) and at.tag == _ANY_TAG:
        at.tag = "span"  # no block stands in these
    around = Element(tag, outer, inside=[at])
    outer.inside[outer.inside.index(at)] = around
    at.parent = around
    return around


def _satisfy(wish: Expression, at: Element, body: Element) -> None:
    """Change ``at`` so that the predicate holds of it."""
    match wish:
        case Number(value):
            _stand_at(int(value), at)
        case Binary("and", left, right):
            _satisfy(left, at, body)
            _satisfy(right, at, body)
        case Binary("or", left, right):
            try:
                _satisfy(left, at, body)
            except NoExampleError:
                _satisfy(right, at, body)
        case Binary("|") | Path():
            _nodes(wish, at, body)
        case Call("not" | "last" | "true"):
            pass  # an element just made has nothing that it could fail for
        case Call("boolean", (inner,)):
            _satisfy(inner, at, body)
        case Call("contains" | "starts-with" as how, (place, value)):
            _write(place, _text(value), "starts" if how == "starts-with" else "has", at, body)
        case Binary("=" | "!=" | "<" | ">" | "<=" | ">=" as operator, left, right):
            _compare(operator, left, right, at, body)
        case Call("string" | "normalize-space", ()):
            at.inside.append(GONE)
        case Call("normalize-space" | "string" | "string-length", (inner,)):
            _nodes(inner, at, body)
        case _:
            raise NoExampleError("a condition that no example is built for")


def _compare(operator: str, left: Expression, right: Expression, at: Element, body: Element) -> None:
    match (left, right):
        case (Call("position"), Number(value)):
            _stand_at(int(value) + (operator == ">") - (operator == "<"), at)
        case (Call("position"), _):
            pass
        case (Call("count", (Path() as counted,)), Number(value)):
            wanted = int(value) + (operator == ">") - (operator == "<")
            for _ in range(min(wanted, _MOST_COPIES)):
                _nodes(counted, at, body)
        case (Call("name" | "local-name", ()), Literal(value)):
            if at.tag not in (_ANY_TAG, value):
                raise NoExampleError("an element with two tags")
            at.tag = value
        case (Call("string-length"), _) | (Call("number"), _):
            raise NoExampleError("a condition that no example is built for")
        case (Call("substring", (Path() as place, *_)), Literal(value)):
            _write(place, value, "ends", at, body)
        case (Literal() | Number(), Literal() | Number()):
            pass
        case (Literal() | Number(), _):
            _compare(operator, right, left, at, body)
        case (_, Literal(value)) if operator == "=":
            _write(left, value, "is", at, body)
        case (_, Literal()) if operator == "!=":
            if isinstance(left, Path):
                _nodes(left, at, body)
        case _:
            raise NoExampleError("a condition that no example is built for")


def _write(place: Expression, value: str, how: str, at: Element, body: Element) -> None:
    """Put ``value`` where ``place`` says: into an attribute or a text. ``how``: is, has, starts, ends."""
    match place:
        case Call("concat", arguments):
            inner = next((a for a in arguments if not isinstance(a, Literal)), None)
            if inner is None:
                raise NoExampleError("a condition that no example is built for")
            return _write(inner, value.strip(), how, at, body)
        case Call("normalize-space" | "string" | "translate" | "substring-after" | "substring-before", (inner, *_)):
            return _write(inner, value, how, at, body)
        case Call("normalize-space" | "string", ()):
            return _write_text(value, how, at)
        case Call("name" | "local-name", _):
            at.tag = value if how == "is" else f"{value}x"
            return None
        case Path((*_, Step("attribute", name))) if name != "*":
            return _write_attribute(name, value, how, _nodes(place, at, body))
        case Path():
            return _write_text(value, how, _nodes(place, at, body))
    raise NoExampleError("a condition that no example is built for")


def _write_attribute(name: str, value: str, how: str, at: Element) -> None:
    old = at.attributes.get(name, "")
    old = "" if old == _something(name) else old
    if how == "is" or value == old:
        at.attributes[name] = value
    elif how == "starts":
        at.attributes[name] = f"{value} {old}".strip() if old and not old.startswith(value) else old or value
    elif how == "ends" or value not in old.split():
        at.attributes[name] = f"{old} {value}" if old else value


def _write_text(value: str, how: str, at: Element) -> None:
    if at.inside == [GONE]:
        at.inside.clear()
    if how == "starts":
        at.inside.insert(0, value)
    else:
        at.inside.append(value if how == "is" or not at.inside else f" {value}")


def _something(attribute: str) -> str:
    return "#" if attribute in ("href", "src") else "x"


def _stand_at(number: int, at: Element) -> None:
    """Put elements of its kind before it, so that it is the ``number``-th."""
    if not 1 <= number <= _MOST_COPIES or at.parent is None:
        raise NoExampleError("a place that no example is built for")
    place = at.parent.inside.index(at)
    for _ in range(number - 1):
        copy = at.parent.add(at.tag, place)
        copy.attributes = dict(at.attributes)
        copy.inside.append("Another line.")


def _text(value: Expression) -> str:
    match value:
        case Literal(text):
            return text
        case Number(number):
            return f"{number:g}"
    raise NoExampleError("a condition that no example is built for")
