"""Where the files that a run read are now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.report.recorded import RecordedDocument


def find_original(document: RecordedDocument, folders: Sequence[Path]) -> Path | None:
    """The file that a document was read from, below one of `folders`.

    None where it has moved or is no longer the same: a picture of another version would be
    false evidence.
    """
    for candidate in _candidates(document, folders):
        if candidate.is_file() and _sha256(candidate) == document.sha256:
            return candidate
    return None


def _candidates(document: RecordedDocument, folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        # A run may have been given single files: their paths are told from their folder.
        base = folder.parent if folder.is_file() else folder
        yield base / document.source_path
        yield base / document.file_name


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # it may not be read any more
        return None
