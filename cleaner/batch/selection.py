"""Which files of the inputs are read, and which of their documents: ``--include``, ``--exclude``, ``--limit``, ``--sample``."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cleaner.errors import SettingsError
from cleaner.io.sources import Source

_WILD = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\]|.", re.S)


@dataclass(frozen=True, slots=True)
class Wanted:
    """``limit``: the first so many documents, None for all. ``places``: only these, by source and number from 1, None for all."""

    limit: int | None = None
    places: Mapping[int, frozenset[int]] | None = None


ALL = Wanted()


@dataclass(frozen=True, slots=True)
class Globs:
    """Patterns of the path below the folder that was named: without a slash of any name on it, ``**`` goes over folders."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    _include: tuple[re.Pattern[str], ...] = field(init=False)
    _exclude: tuple[re.Pattern[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_include", tuple(map(glob_regex, self.include)))
        object.__setattr__(self, "_exclude", tuple(map(glob_regex, self.exclude)))

    def keeps(self, source: Source) -> bool:
        """Whether the source is to be read. Standard input always is."""
        path = path_below(source)
        if not path:
            return True
        wanted = not self._include or any(p.fullmatch(path) for p in self._include)
        return wanted and not any(p.fullmatch(path) for p in self._exclude)


def path_below(source: Source) -> str:
    """A file's path below the folder that was named, its bare name where it was named itself; "" of standard input."""
    whole = source.url or (source.path.as_posix() if source.path is not None else "")
    # The id is that path without its endings.
    return "/".join(whole.split("/")[-1 - source.id.count("/") :])


def glob_regex(pattern: str) -> re.Pattern[str]:
    """The pattern as a regex for whole paths; what matches a folder matches all in it. Raises SettingsError for an empty one."""
    bare = pattern.removeprefix("./").strip("/")
    if not bare:
        raise SettingsError(f"--include and --exclude take patterns of paths, not {pattern!r}")
    start = "" if pattern.startswith("/") else "(?:.*/)?"
    below = "/.*" if pattern.endswith("/") else "(?:/.*)?"
    try:
        return re.compile(start + "".join(_piece(m.group()) for m in _WILD.finditer(bare)) + below, re.S)
    except re.error as e:
        raise SettingsError(f"{pattern}: that is no pattern of paths: {e}") from e


def _piece(piece: str) -> str:
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if piece in known:
        return known[piece]
    if len(piece) > 1:
        inside = piece[1:-1].replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
        return f"[^/{inside[1:]}]" if inside.startswith("!") else f"[{inside.replace('^', chr(92) + '^')}]"
    return re.escape(piece)


def sample(places: Iterable[tuple[int, int]], size: int, seed: int) -> tuple[Wanted, int]:
    """(so many of the places, each as likely as any other, how many there were). The same seed draws the same."""
    draw = random.Random(seed)
    held: list[tuple[int, int]] = []
    total = 0
    for total, place in enumerate(places, 1):
        # Algorithm R: of a row whose length nobody knows.
        if len(held) < size:
            held.append(place)
        elif (at := draw.randrange(total)) < size:
            held[at] = place
    by_source: dict[int, set[int]] = {}
    for source, record in held:
        by_source.setdefault(source, set()).add(record)
    return Wanted(places={source: frozenset(records) for source, records in by_source.items()}), total
