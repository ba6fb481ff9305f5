"""Which files a run is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    """The files to read, in a stable order, and those passed over for their suffix."""

    files: tuple[InputFile, ...]
    ignored: tuple[Path, ...]


def discover(inputs: Sequence[Path]) -> Discovery:
    """The PDF, text and markdown files among the inputs; folders are searched recursively.

    A file named on its own is taken whatever its suffix, hidden files and folders are left
    out, and a file reached twice counts once. Raises UsageError for an input that does not
    exist and where nothing is found.
    """
    found: dict[Path, InputFile] = {}
    ignored: list[Path] = []
    for given in inputs:
        if given.is_dir():
            for path in _files_below(given):
                if path.suffix.lower() in MEDIA_TYPES:
                    found.setdefault(path.resolve(), InputFile(path, given))
                else:
                    ignored.append(path)
        elif given.exists():
            found.setdefault(given.resolve(), InputFile(given, given.parent))
        else:
            raise UsageError(f"{given} does not exist. Name a file or a folder that does.")
    if not found:
        named = ", ".join(map(str, inputs))
        raise UsageError(f"No {_suffixes()} files in {named}. Name a folder that holds some.")
    return Discovery(tuple(found.values()), tuple(ignored))


def _files_below(folder: Path) -> Iterator[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.is_file() and not _hidden(p, folder))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _suffixes() -> str:
    return _either(MEDIA_TYPES)


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}"
