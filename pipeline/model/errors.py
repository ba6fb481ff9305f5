"""The failures that a user can act on: each says what, where and what to do about it."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """What the command's exit status says, with the sentence by which all help tells it.

    Where both a check fails and a file was quarantined, the higher wins: 3 hides 1. After 2
    and all above 3 nothing was written.
    """

    meaning: str

    def __new__(cls, code: int, meaning: str) -> ExitCode:
        """A code with its meaning."""
        member = int.__new__(cls, code)
        member._value_, member.meaning = code, meaning
        return member

    RECONCILED = 0, "no check fails; there may be none, or none that can be settled"
    DISCREPANCY = 1, "a check does not hold"
    USAGE = 2, "the command was called wrongly or cannot write there, or a rule file is wrong"
    QUARANTINED = 3, "a file or folder could not be read, whether or not a check fails: 3 hides 1"
    INTERNAL = 70, "a fault of overens itself"
    INTERRUPTED = 130, "stopped by Ctrl-C"
    TERMINATED = 143, "stopped by SIGTERM"


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
