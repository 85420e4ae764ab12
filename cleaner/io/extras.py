"""What is installed only where it is wanted."""

from __future__ import annotations

from importlib.util import find_spec

from cleaner.errors import InputError


def need(module: str, extra: str, doing: str) -> None:
    """Raise InputError, with what to install, where ``module`` isn't there for ``doing`` something."""
    if find_spec(module) is None:
        raise InputError(f"{doing} needs {module}: pip install 'newsroom-cleaner[{extra}]'")
