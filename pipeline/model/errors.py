"""The failures that a user can act on: each says what, where and what to do about it."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """What the command's exit status says.

    Where both a discrepancy was found and a file was quarantined, the higher wins: 3 hides 1.
    """

    RECONCILED = 0
    """All documents are reconciled or have nothing to check."""
    DISCREPANCY = 1
    """At least one check does not hold."""
    USAGE = 2
    """The command was called wrongly; nothing was written."""
    QUARANTINED = 3
    """At least one file or folder could not be read; `documents` and the manifest say why."""
    INTERNAL = 70
    """A fault of the pipeline itself; nothing was written."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C; nothing was written."""
    TERMINATED = 143
    """Stopped by SIGTERM; nothing was written."""


class OverensError(Exception):
    """The root of all failures that are reported without a traceback."""


class UsageError(OverensError):
    """The command was called in a way that cannot be carried out."""


class RuleError(OverensError):
    """A rule file is wrong; `line` is 1-based."""

    def __init__(self, path: Path, line: int, reason: str, remedy: str) -> None:
        super().__init__(f"{path}:{line}: {reason}. {remedy}")
        self.path, self.line = path, line


class UnreadableError(OverensError):
    """A file cannot be read as a document; the message is one sentence with the remedy.

    `cause` is one of `unreadable`, `unopened`, `empty`, `encrypted`, `no_text`, `no_ocr`,
    `unsupported`, `timeout`, `memory`, `crash`.
    """

    def __init__(self, message: str, cause: str = "unreadable") -> None:
        super().__init__(message)
        self.message, self.cause = message, cause

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str]]:
        return type(self), (self.message, self.cause)
