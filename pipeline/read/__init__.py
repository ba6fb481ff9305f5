"""Bytes to documents: PDF, plain text, markdown; the only importers of PDF libraries."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Document

__all__ = ["read_document"]


def read_document(path: Path, root: Path | None = None) -> Document:
    """Read a PDF, plain text or markdown file; see `pipeline.read.dispatch`.

    Raises UnreadableError, with the remedy in one sentence.
    """
    # The readers bring numpy and PDFium, which a process that only hands out work can spare.
    from pipeline.read import dispatch

    return dispatch.read_document(path, root)
