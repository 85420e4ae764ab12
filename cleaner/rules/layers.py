"""Layers of rule files, one over the other: folders on the disk, or files that came from elsewhere as texts."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from cleaner.errors import RuleError
from cleaner.rules.additions import is_addition, with_additions
from cleaner.rules.lexicon import LEXICON, Lexicon, read_lexicon
from cleaner.rules.load import RuleFile, read_items, read_rule, read_site_groups
from cleaner.rules.model import Rule
from cleaner.rules.nodes import Node
from cleaner.rules.override import Override, read_overrides

ENDINGS = (".yaml", ".yml")
# Where two rules take the same line, the first is named: those of no language, then those of the commonest.
_ORDER = {"common": 0, "en": 1}
_SITES = "sites.yaml"
_NO_RULES = (_SITES, LEXICON)
_IN_LANGUAGE = 2


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule file that isn't on the disk: its path below the layer's root, the name that messages give it, its content."""

    path: PurePosixPath
    shown: str
    content: bytes

    @property
    def name(self) -> str:
        return self.path.name

    def __str__(self) -> str:
        return self.shown

    def read_text(self, encoding: str) -> str:
        """As ``Path.read_text``, with its one kind of line end."""
        return io.TextIOWrapper(io.BytesIO(self.content), encoding=encoding).read()


@dataclass(frozen=True, slots=True)
class Layer:
    """A rules folder as texts, which gives the same rules as the folder would."""

    files: tuple[RuleText, ...]

    @classmethod
    def of(cls, name: str, contents: Mapping[str, bytes], *, packed: bool = False) -> Layer:
        """``contents`` by path, with ``/``; messages say ``name/path``. ``packed``: one folder that holds all may be the root."""
        tops = {path.partition("/")[0] for path in contents}
        # A folder of one language is no wrapping: its name says when its rules are read.
        wrapped = packed and len(tops) == 1 and not tops & _ORDER.keys() and all("/" in path for path in contents)
        return cls(
            tuple(
                RuleText(PurePosixPath(path.partition("/")[2] if wrapped else path), f"{name}/{path}", content)
                for path, content in contents.items()
            )
        )

    @classmethod
    def of_file(cls, name: str, content: bytes) -> Layer:
        """One rule file; messages say ``name``."""
        return cls((RuleText(PurePosixPath(name.rpartition("/")[2]), name, content),))


def rule_files(root: Path | Layer) -> list[RuleFile]:
    """The YAML files below a rules folder (or the one file), in the order they are read: common, en, the rest."""
    if isinstance(root, Layer):
        return [
            *sorted(
                (f for f in root.files if f.name not in _NO_RULES),
                key=lambda f: (_ORDER.get(f.path.parts[0], 2), f.path),
            )
        ]
    return [*_paths(root)]


def _paths(root: Path) -> list[Path]:
    if root.is_file():
        return [root]
    found = [p for ending in ENDINGS for p in root.rglob("*" + ending) if p.name not in _NO_RULES]
    return sorted(found, key=lambda p: (_ORDER.get(p.relative_to(root).parts[0], 2), p))


def digest(root: Path | Layer) -> str:
    """Of the names and contents of the files below a rules folder; a layer of texts is its own."""
    if isinstance(root, Layer):
        return ""
    if not root.exists():
        raise RuleError("there is no such rules folder", str(root))
    found = hashlib.sha256(str(Path.cwd()).encode() if not root.is_absolute() else b"")
    for path in [*_paths(root), *root.glob(_SITES), *root.rglob(LEXICON)]:
        try:
            content = path.read_bytes()
        except OSError:  # whoever reads the rules says so better
            content = b""
        found.update(f"{path}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def read_layers(roots: tuple[Path | Layer, ...]) -> tuple[tuple[Rule, ...], tuple[Override, ...]]:
    """The rules and overrides of all layers. Raises RuleError, with file:line:column, for what can't be used."""
    read: list[Rule | Node] = []
    overrides: list[Override] = []
    seen: dict[str, Rule] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for root in roots:
        for sites in _site_files(root):
            groups |= read_site_groups(sites)
        for file in rule_files(root):
            if file.name == "overrides.yaml":
                overrides.extend(read_overrides(file, groups))
                continue
            for item in read_items(file):
                if is_addition(item):
                    read.append(item)
                    continue
                rule = read_rule(item, groups)
                if rule.id in seen:
                    raise RuleError(
                        f"the id {rule.id!r} stands already in {seen[rule.id].where_defined}",
                        f"{rule.where_defined}:{rule.column}",
                    )
                seen[rule.id] = rule
                read.append(rule)
    return with_additions(read), tuple(overrides)


def read_lexicons(root: Path | Layer) -> tuple[Lexicon, ...]:
    """The lexicons of a rules folder, by language. Raises RuleError for one that stands in no language's folder."""
    if isinstance(root, Layer):
        found: list[tuple[PurePath, RuleFile]] = [(f.path, f) for f in root.files if f.name == LEXICON]
    else:
        found = [(path.relative_to(root), path) for path in root.rglob(LEXICON)]
    for path, file in found:
        if len(path.parts) != _IN_LANGUAGE:
            raise RuleError(f"a lexicon stands in a language's folder: de/{LEXICON}", str(file))
    return tuple(read_lexicon(path.parts[0], file) for path, file in sorted(found, key=lambda f: f[0]))


def _site_files(root: Path | Layer) -> list[RuleFile]:
    if isinstance(root, Layer):
        return [f for f in root.files if str(f.path) == _SITES]
    return [root / _SITES] if (root / _SITES).is_file() else []
