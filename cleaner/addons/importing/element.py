"""Elements of a small page while it is being built."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

_VOID = frozenset(("img", "br", "hr", "input", "meta", "link", "source", "col", "embed"))
# Elements that a page rule finds nothing to read in.
SILENT = frozenset(
    [
        *_VOID,
        *("picture", "iframe", "script", "style", "svg", "video", "audio", "button", "noscript", "select", "textarea"),
        *("object", "template", "canvas", "title", "math", "dialog"),
    ]
)
INLINE = frozenset(("a", "abbr", "b", "cite", "em", "font", "i", "small", "span", "strong", "sub", "sup", "time", "u"))


@dataclass(eq=False)
class Element:
    """An element being built; ``inside`` holds elements and texts."""

    tag: str
    parent: Element | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def html(self) -> str:
        said = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        if self.tag in _VOID:
            return f"<{self.tag}{said}>"
        inner = "".join(escape(i, quote=False) if isinstance(i, str) else i.html() for i in self.inside)
        return f"<{self.tag}{said}>{inner}</{self.tag}>"

    def add(self, tag: str, at: int | None = None) -> Element:
        child = Element(tag, self)
        self.inside.insert(len(self.inside) if at is None else at, child)
        return child

    def is_silent(self) -> bool:
        """Whether there is nothing in it that we would read."""
        return not any(isinstance(i, str) or (i.tag not in SILENT and not i.is_silent()) for i in self.inside)

    def is_empty(self) -> bool:
        return not any(isinstance(i, str) or not i.is_empty() for i in self.inside)

    def innermost(self) -> Element:
        """The element in it, down its first ones, where a text can stand."""
        for child in self.inside:
            if isinstance(child, Element) and child.tag not in SILENT:
                return child.innermost()
        return self
