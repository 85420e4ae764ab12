"""What can go wrong outside a document; what goes wrong inside one travels with its row.

CleanerError                 catch this one to catch them all
├── RuleError                a rule file or an override says something that cannot be; names file:line:column
├── SettingsError            a settings file or an option does
├── InputError               an input cannot be opened or listed at all
└── BatchError               a run cannot go on: its workers, its ledger, the disk
"""

from __future__ import annotations


class CleanerError(Exception):
    """Base of every error this package raises on purpose."""


class RuleError(CleanerError):
    """A rule that cannot be used, and where it stands.

    ``where`` is ``file:line:column`` (line and column from 1), or the file alone.
    """

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where


class SettingsError(CleanerError):
    """A setting, option or field name that does not exist or does not fit."""


class InputError(CleanerError):
    """An input that cannot be found, opened or read at all."""


class BatchError(CleanerError):
    """A run that cannot start or go on: workers that don't start, a ledger of another run, a full disk."""
