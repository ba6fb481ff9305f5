"""Which files a run is about."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import UsageError
from pipeline.read.source import MEDIA_TYPES


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read and the folder that its `source_path` is told relative to."""

    path: Path
    root: Path


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to read, in a stable order, and what was passed over: files for their suffix,
    folders because they may not be read."""

    files: tuple[InputFile, ...]
    ignored: tuple[Path, ...]
    unreadable: tuple[Path, ...]


def discover(inputs: Sequence[Path], output: Path) -> Discovery:
    """The PDF, text and markdown files among the inputs; folders are searched recursively.

    Hidden files and folders are left out, as is `output`, and a file reached twice counts
    once. A file that is named itself is read whatever it is called: its content tells what it
    is. Raises UsageError for an input that is neither file nor folder, and where nothing is
    found.
    """
    found: dict[Path, InputFile] = {}
    ignored: list[Path] = []
    unreadable: list[Path] = []
    for given in inputs:
        if not _is_folder(given):
            found.setdefault(given.resolve(), InputFile(given, given.parent))
            continue
        for path in _files_below(given, output.resolve(), unreadable):
            if _is_read(path):
                found.setdefault(path.resolve(), InputFile(path, given))
            else:
                ignored.append(path)
    if not found:
        raise _nothing_found(inputs, unreadable)
    return Discovery(tuple(found.values()), tuple(ignored), tuple(unreadable))


def _is_folder(given: Path) -> bool:
    """Whether an input is a folder; raises UsageError where it is no file to read either."""
    try:
        status = given.stat()
    except PermissionError as error:
        raise UsageError(f"{given} may not be read. Get the right to read it.") from error
    except OSError as error:
        raise UsageError(f"{given} does not exist. Name a file or a folder that does.") from error
    if stat.S_ISDIR(status.st_mode):
        return True
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(f"{given} is neither a file nor a folder. Name one of these.")
    return False


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in MEDIA_TYPES


def _files_below(folder: Path, output: Path, unreadable: list[Path]) -> list[Path]:
    """The files of a folder and its subfolders; those it may not look into are added to
    `unreadable`."""
    files: list[Path] = []

    def note(error: OSError) -> None:
        unreadable.append(Path(error.filename))

    for at, folders, names in os.walk(folder, onerror=note):
        below = (Path(at, name) for name in folders if not name.startswith("."))
        folders[:] = [path.name for path in below if path.resolve() != output]
        files += (Path(at, name) for name in names if not name.startswith("."))
    return sorted(filter(_may_be_file, files))


def _may_be_file(path: Path) -> bool:
    """False for pipes, sockets and devices; what cannot be looked at is told of when read."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _nothing_found(inputs: Sequence[Path], unreadable: Sequence[Path]) -> UsageError:
    if unreadable:
        named = ", ".join(map(str, unreadable))
        return UsageError(f"{named} may not be read. Get the right to read it.")
    named = ", ".join(map(str, inputs))
    return UsageError(f"No {_suffixes()} files in {named}. Name a folder that holds some.")


def _suffixes() -> str:
    return _either(MEDIA_TYPES)


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}"
