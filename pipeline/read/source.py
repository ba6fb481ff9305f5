"""What a file is before anybody reads it: its digest, name and media type."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pipeline.model import Source, UnreadableError

MEDIA_TYPES = {".pdf": "application/pdf", ".txt": "text/plain", ".md": "text/markdown"}
"""The suffixes that the pipeline reads."""

_CHUNK = 1 << 20


def identify(path: Path, root: Path | None = None) -> Source:
    """The identity of a file: `doc_id` is the first 16 hex digits of its SHA-256.

    `path` in the result is relative to `root` (the file's own folder by default). Raises
    UnreadableError where the file cannot be opened.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise UnreadableError(
            f"The file cannot be opened ({error.strerror}): check that it exists and that you "
            "may read it.",
            cause="unopened",
        ) from error
    sha256 = digest.hexdigest()
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    name = as_text(Path(path.name))
    return Source(sha256[:16], name, _relative(path, root), sha256, media_type)


def as_text(path: Path) -> str:
    """A path as text that can be stored: bytes of its name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _relative(path: Path, root: Path | None) -> str:
    base = (root or path.parent).resolve()
    try:
        return as_text(path.resolve().relative_to(base))
    except ValueError:
        return as_text(path)
