"""The public names: a list that is said, each importable, and nothing loaded before it is used."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest

import cleaner

NAMES = ["Article", "CleanerError", "Pipeline", "Removal", "Rules", "clean"]


def test_the_public_names_are_these() -> None:
    assert cleaner.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_can_be_imported_and_says_what_it_is(name: str) -> None:
    found = getattr(cleaner, name)
    assert found.__name__ == name
    assert found.__doc__
    assert name in dir(cleaner)


def test_a_star_import_gives_the_public_names() -> None:
    space: dict[str, object] = {}
    exec("from cleaner import *", space)
    assert sorted(set(space) - {"__builtins__"}) == NAMES


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'cleaner' has no attribute 'scrub'"):
        cleaner.scrub  # noqa: B018


def test_importing_the_package_imports_no_part_of_it_but_the_version() -> None:
    script = "import sys, cleaner; print(sorted(m for m in sys.modules if m.startswith('cleaner.')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['cleaner.version']"


def test_the_package_says_that_it_is_typed() -> None:
    assert files("cleaner").joinpath("py.typed").is_file()


def test_every_error_of_ours_is_a_cleaner_error() -> None:
    from cleaner import errors

    found = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    assert {e.__name__ for e in found} == {"CleanerError", "RuleError", "SettingsError", "InputError", "BatchError"}
    assert all(issubclass(e, cleaner.CleanerError) for e in found)
    assert [e.__name__ for e in found if e.__name__ not in (errors.__doc__ or "")] == []
