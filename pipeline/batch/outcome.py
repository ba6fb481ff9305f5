"""The line that a run tells of each document."""

from __future__ import annotations

from pipeline.batch.worker import Tables
from pipeline.model import DocumentOutcome


def outcome_of(tables: Tables) -> DocumentOutcome:
    """The outcome of one document, from its row of `documents`."""
    row = tables["documents"].to_pylist()[0]
    return DocumentOutcome(**{name: row[name] for name in DocumentOutcome.__slots__})
