"""What a file is before anybody reads it: its digest, name and media type."""

from __future__ import annotations

import hashlib
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
            "may read it."
        ) from error
    sha256 = digest.hexdigest()
    media_type = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
    return Source(sha256[:16], path.name, _relative(path, root), sha256, media_type)


def _relative(path: Path, root: Path | None) -> str:
    base = (root or path.parent).resolve()
    try:
        return path.resolve().relative_to(base).as_posix()
    except ValueError:
        return path.as_posix()
