"""What came of a run, document by document and as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.model.errors import ExitCode


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """One input file in a line: what it is and how it came out."""

    doc_id: str
    file_name: str
    source_path: str
    title: str | None
    year: int | None
    total_sek: Decimal | None
    verdict: str
    n_checks: int
    n_mismatches: int
    status: str
    error: str | None
    cause: str | None
    n_rounding: int = 0
    n_unverifiable: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished run: its folder, its documents in order, the files passed over for their
    suffix and the folders that may not be read."""

    output: Path
    documents: tuple[DocumentOutcome, ...]
    ignored: tuple[Path, ...]
    unreadable: tuple[Path, ...]
    seconds: float

    @property
    def by_verdict(self) -> Mapping[str, int]:
        return Counter(d.verdict for d in self.documents if d.status == "ok")

    @property
    def n_quarantined(self) -> int:
        return sum(document.status == "quarantined" for document in self.documents)

    @property
    def exit_code(self) -> ExitCode:
        if self.n_quarantined or self.unreadable:
            return ExitCode.QUARANTINED
        if self.by_verdict.get("discrepancy"):
            return ExitCode.DISCREPANCY
        return ExitCode.RECONCILED


Progress = Callable[[int, int, DocumentOutcome], None]
"""Called after each document with how many are done, how many there are, and its outcome."""
