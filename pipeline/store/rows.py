"""Agreements as rows of the tables.

A fact's fields carry its columns' names, so a row is the fact itself with its provenance
spread out; only documents, pages and cells need words of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import pyarrow as pa

from pipeline.model import Agreement, Box, Document, Finding, Provenance, Source
from pipeline.store.schemas import SCHEMAS
from pipeline.version import __version__

Row = dict[str, Any]


def tables_of(agreement: Agreement, rules_version: str) -> dict[str, pa.Table]:
    """All tables of one document."""
    document, facts = agreement.document, agreement.facts
    rows: Mapping[str, Iterable[Row]] = {
        "documents": [_document_row(agreement, rules_version)],
        "pages": _page_rows(document),
        "sections": map(_fact_row, facts.sections),
        "amounts": map(_fact_row, facts.amounts),
        "appropriations": map(_fact_row, facts.appropriations),
        "deadlines": map(_fact_row, facts.deadlines),
        "responsibilities": map(_fact_row, facts.responsibilities),
        "parties": _owned(document, facts.parties),
        "signatures": _owned(document, facts.signatures),
        "table_cells": _cell_rows(document),
        "line_items": map(_fact_row, facts.line_items),
        "checks": map(_check_row, _owned(document, agreement.checks)),
        "findings": _finding_rows(document.doc_id, agreement.findings),
        "figures": map(_fact_row, facts.figures),
    }
    return {
        name: pa.Table.from_pylist(list(rows[name]), schema=schema)
        for name, schema in SCHEMAS.items()
    }


def quarantine_tables(
    source: Source, message: str, cause: str, rules_version: str
) -> dict[str, pa.Table]:
    """The tables of a file that could not be read: one row of `documents`, one finding."""
    row = _source_row(source, rules_version) | {
        "verdict": "unverifiable",
        "n_checks": 0,
        "n_mismatches": 0,
        "n_figures": 0,
        "n_unexplained": 0,
        "n_rounding": 0,
        "n_unverifiable": 0,
        "n_pages": 0,
        "diarienummer": [],
        "doc_type": "other",
        "status": "quarantined",
        "error": message,
        "cause": cause,
    }
    finding = _finding_rows(source.doc_id, [Finding("read", cause, message)])
    filled = {"documents": [row], "findings": list(finding)}
    return {
        name: pa.Table.from_pylist(filled.get(name, []), schema=schema)
        for name, schema in SCHEMAS.items()
    }


def _source_row(source: Source, rules_version: str) -> Row:
    return {
        "doc_id": source.doc_id,
        "file_name": source.file_name,
        "source_path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pipeline_version": __version__,
        "rules_version": rules_version,
    }


def _document_row(agreement: Agreement, rules_version: str) -> Row:
    document, header = agreement.document, agreement.facts.header
    return (
        _source_row(document.source, rules_version)
        | _columns(header)
        | {
            "n_pages": len(document.pages),
            "text_source": _text_source(document),
            "verdict": agreement.verdict,
            "n_checks": len(agreement.checks),
            "n_mismatches": agreement.n_mismatches,
            "status": "ok",
            "n_figures": len(agreement.facts.figures),
            "n_unexplained": agreement.facts.n_unexplained,
            "n_rounding": agreement.count_of("rounding"),
            "n_unverifiable": agreement.count_of("unverifiable"),
        }
    )


def _text_source(document: Document) -> str:
    sources = {page.text_source for page in document.pages}
    return sources.pop() if len(sources) == 1 else "mixed"


def _page_rows(document: Document) -> Iterator[Row]:
    for page in document.pages:
        yield {
            "doc_id": document.doc_id,
            "page": page.number,
            "width": page.width,
            "height": page.height,
            "char_start": page.char_start,
            "char_end": page.char_end,
            "text": page.text,
            "text_source": page.text_source,
            "turned": page.turned,
        }


def _cell_rows(document: Document) -> Iterator[Row]:
    for table in document.tables:
        for cell in table.cells:
            yield {
                "doc_id": document.doc_id,
                "table_id": table.table_id,
                "page": cell.page,
                "row": cell.row,
                "column": cell.column,
                "text": cell.text,
                "char_start": cell.span.start,
                "char_end": cell.span.end,
            } | _box_columns(cell.box)


def _finding_rows(doc_id: str, findings: Iterable[Finding]) -> Iterator[Row]:
    for number, finding in enumerate(findings, 1):
        yield _columns(finding) | {
            "finding_id": f"{doc_id}-f{number:04d}",
            "doc_id": doc_id,
            "char_start": finding.span.start if finding.span else None,
            "char_end": finding.span.end if finding.span else None,
        }


def _columns(fact: Any) -> Row:
    return {field.name: getattr(fact, field.name) for field in fields(fact)}


def _fact_row(fact: Any) -> Row:
    row = _columns(fact)
    return row | _provenance_columns(row.pop("where"))


def _owned(document: Document, facts: Iterable[Any]) -> Iterator[Row]:
    for fact in facts:
        yield _columns(fact) | {"doc_id": document.doc_id}


def _check_row(row: Row) -> Row:
    return row | {"parts": [_columns(part) for part in row["parts"]]}


def _provenance_columns(where: Provenance) -> Row:
    return {
        "doc_id": where.doc_id,
        "page": where.page,
        "char_start": where.span.start,
        "char_end": where.span.end,
        "raw": where.raw,
        "boxes": [_box_columns(box) for box in where.boxes],
    } | _box_columns(where.box)


def _box_columns(box: Box | None) -> Row:
    if box is None:
        return dict.fromkeys(("x0", "top", "x1", "bottom"))
    return {"x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}
