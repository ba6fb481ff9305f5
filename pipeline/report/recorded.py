"""A run as its tables record it, put together again agreement by agreement."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pipeline.model import (
    Amount,
    Appropriation,
    Box,
    Check,
    Deadline,
    Finding,
    LineItem,
    Part,
    Party,
    Provenance,
    Responsibility,
    Section,
    Signature,
    Span,
)
from pipeline.report.unpaged import is_unpaged, section_name
from pipeline.store import read_manifest, read_table

Fact = TypeVar("Fact")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordedDocument:
    """A row of `documents`: a file, what it is and how its checks came out."""

    doc_id: str
    file_name: str
    source_path: str
    sha256: str
    media_type: str
    n_pages: int
    text_source: str | None
    doc_type: str
    title: str | None
    year: int | None
    diarienummer: tuple[str, ...]
    total_sek: Decimal | None
    state_total_sek: Decimal | None
    verdict: str
    n_checks: int
    n_mismatches: int
    status: str
    error: str | None
    pipeline_version: str
    rules_version: str
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """A row of `pages`; sizes are points, None where no pages are drawn.

    `turned` is the degrees clockwise by which the page was turned to be read.
    """

    page: int
    width: float | None
    height: float | None
    char_start: int
    char_end: int
    text: str
    turned: int = 0


@dataclass(frozen=True)
class RecordedAgreement:
    """One document with every row that was made of it."""

    document: RecordedDocument
    pages: tuple[RecordedPage, ...]
    sections: tuple[Section, ...]
    amounts: tuple[Amount, ...]
    appropriations: tuple[Appropriation, ...]
    deadlines: tuple[Deadline, ...]
    responsibilities: tuple[Responsibility, ...]
    parties: tuple[Party, ...]
    signatures: tuple[Signature, ...]
    line_items: tuple[LineItem, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def sections_for_pages(self) -> Mapping[str, str]:
        """The names of the sections, by their ids, where pages do not tell a place."""
        if not is_unpaged(self.document.media_type, self.document.n_pages):
            return {}
        return {s.section_id: section_name(s.number, s.title) for s in self.sections}


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A finished run. `input_root` is what the command was given, files or folders."""

    run_id: str
    ended: dt.datetime
    input_root: tuple[Path, ...]
    agreements: tuple[RecordedAgreement, ...]
    quarantined: tuple[RecordedDocument, ...]


_FACTS: Mapping[str, type] = {
    "pages": RecordedPage,
    "sections": Section,
    "amounts": Amount,
    "appropriations": Appropriation,
    "deadlines": Deadline,
    "responsibilities": Responsibility,
    "parties": Party,
    "signatures": Signature,
    "line_items": LineItem,
    "checks": Check,
    "findings": Finding,
}


def recorded_run(folder: Path) -> RecordedRun:
    """Read a run's output. Raises UsageError where the folder holds no finished run."""
    manifest = read_manifest(folder)
    documents = [
        _fact(RecordedDocument, row) for row in read_table(folder, "documents").to_pylist()
    ]
    return RecordedRun(
        manifest.run_id,
        manifest.ended,
        manifest.input_root,
        tuple(_agreements(folder, documents)),
        tuple(document for document in documents if document.status == "quarantined"),
    )


def _agreements(folder: Path, documents: list[RecordedDocument]) -> Iterator[RecordedAgreement]:
    """One for each distinct file: copies of a file share their rows, and so their page."""
    tables: dict[str, Mapping[str, list[Any]]] = {
        name: _by_document(folder, name, kind) for name, kind in _FACTS.items()
    }
    distinct = {d.doc_id: d for d in reversed(documents) if d.status != "quarantined"}
    for document in documents:
        if distinct.get(document.doc_id) is document:
            facts = {name: tuple(rows[document.doc_id]) for name, rows in tables.items()}
            yield RecordedAgreement(document, **facts)


def _by_document(folder: Path, table: str, kind: type[Fact]) -> Mapping[str, list[Fact]]:
    facts: dict[str, list[Fact]] = defaultdict(list)
    for row in read_table(folder, table).to_pylist():
        facts[row["doc_id"]].append(_fact(kind, row))
    return facts


def _fact(kind: type[Fact], row: Row) -> Fact:
    """The fact that a row was made of: its columns carry the names of the fact's fields."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    values = {name: _frozen(value) for name, value in row.items() if name in names}
    if "where" in names:
        values["where"] = _provenance(row)
    if "span" in names:
        values["span"] = _span(row)
    if "parts" in names:
        values["parts"] = tuple(Part(**part) for part in row["parts"])
    return kind(**values)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _provenance(row: Row) -> Provenance:
    boxes = tuple(Box(**box) for box in row["boxes"] or ())
    span = Span(row["char_start"], row["char_end"])
    return Provenance(row["doc_id"], row["page"], span, boxes, row["raw"])


def _span(row: Row) -> Span | None:
    return None if row["char_start"] is None else Span(row["char_start"], row["char_end"])
