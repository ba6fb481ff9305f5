"""PDF to Document: pages, furniture, tables, columns, paragraphs, in that order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.collector import collector_paused
from pipeline.model import Cell, Document, Source, UnreadableError
from pipeline.read.assembly.builder import BlockDraft, CellDraft, DocumentBuilder, TableDraft
from pipeline.read.layout import PageLayout
from pipeline.read.pdf.lines import printed_lines
from pipeline.read.pdf.page_bodies import page_bodies
from pipeline.read.pdf.page_flow import Flow, PlacedTable
from pipeline.read.pdf.pages import read_pages
from pipeline.read.pdf.setting import setting_of
from pipeline.read.scans.image import Tilt
from pipeline.read.scans.ocr import ScannedPage, settled
from pipeline.read.tables.joining import JoinedCell


def read_pdf(path: Path, source: Source) -> Document:
    """Read a PDF by its text layer, and scanned pages by OCR.

    Raises UnreadableError for a file that is empty, broken or encrypted, for one in which
    no page has any text, and for a scan where Tesseract is not installed.
    """
    with collector_paused():
        builder = DocumentBuilder(source)
        pages = _read_pages(path, builder)
        return _assembled(pages, builder)


def _read_pages(path: Path, builder: DocumentBuilder) -> list[PageLayout | ScannedPage]:
    pdf = open_pdf(path)
    try:
        _add_outline(pdf, builder)
        return list(read_pages(pdf))
    except pdfium.PdfiumError as error:
        raise _reason(None) from error
    finally:
        pdf.close()


def _assembled(pages: Sequence[PageLayout | ScannedPage], builder: DocumentBuilder) -> Document:
    layouts = _layouts(pages)
    if not any(layout.words for layout in layouts):
        raise UnreadableError(
            "The PDF has no text, neither as characters nor in pictures that can be read: check "
            "that it is the right file and not blank.",
            cause="no_text",
        )
    _assemble(layouts, builder)
    scans = [page for page in pages if isinstance(page, ScannedPage)]
    for scan in scans:
        for finding in scan.findings:
            builder.add_finding(finding)
    return _as_scanned(builder.build(), scans)


def _layouts(pages: Sequence[PageLayout | ScannedPage]) -> list[PageLayout]:
    scanned = iter(settled([page for page in pages if isinstance(page, ScannedPage)]))
    return [next(scanned) if isinstance(page, ScannedPage) else page for page in pages]


def _as_scanned(document: Document, scans: Sequence[ScannedPage]) -> Document:
    """The document with the boxes of scanned pages where the words stand in the file: they
    were read from a page put straight."""
    if not scans:
        return document
    tilts = {scan.layout.number: scan.tilt for scan in scans}
    words = tuple(
        replace(word, box=tilts[word.page].box_in_file(word.box)) if word.page in tilts else word
        for word in document.words
    )
    tables = tuple(
        replace(table, cells=tuple(_cell_as_scanned(cell, tilts) for cell in table.cells))
        for table in document.tables
    )
    return replace(document, words=words, tables=tables)


def _cell_as_scanned(cell: Cell, tilts: Mapping[int, Tilt]) -> Cell:
    if cell.box is None or cell.page not in tilts:
        return cell
    return replace(cell, box=tilts[cell.page].box_in_file(cell.box))


def open_pdf(path: Path) -> pdfium.PdfDocument:
    """Open a PDF; one that is encrypted with an empty password opens as well."""
    if path.stat().st_size == 0:
        raise UnreadableError(
            "The file is empty (0 bytes): fetch it again from its source.", cause="empty"
        )
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        # PDFium tells of an earlier file's error where it has none to tell of this one.
        encrypted = b"/Encrypt" in path.read_bytes()
        raise _reason(getattr(error, "err_code", None) if encrypted else None) from error


def _reason(code: int | None) -> UnreadableError:
    if code == pdfium_c.FPDF_ERR_PASSWORD:
        return UnreadableError(
            "The PDF is protected by a password: save a copy without protection and try again.",
            cause="encrypted",
        )
    if code == pdfium_c.FPDF_ERR_SECURITY:
        return UnreadableError(
            "The PDF is protected in a way that cannot be opened: print it to a new PDF and "
            "try again.",
            cause="encrypted",
        )
    return UnreadableError(
        "The file is not a readable PDF (damaged, cut short or of another kind): fetch it "
        "again from its source, or open it in a PDF program and save a new copy."
    )


def _assemble(layouts: Sequence[PageLayout], builder: DocumentBuilder) -> None:
    for layout in layouts:
        builder.add_page(layout.number, layout.source, layout.width, layout.height, layout.turned)
    bodies = page_bodies(layouts)
    flow = Flow(setting_of(body.lines for body in bodies))
    for body in bodies:
        flow.add(body)
    for draft in flow.drafts():
        if isinstance(draft, BlockDraft):
            builder.add_block(draft)
        else:
            builder.add_table(_table(draft))


def _table(placed: PlacedTable) -> TableDraft:
    cells = tuple(_cell(cell) for cell in placed.table.cells)
    return TableDraft(cells, placed.caption, placed.table.ruled)


def _cell(cell: JoinedCell) -> CellDraft:
    lines = [line for part in cell.parts for line in printed_lines(part.words, part.page)]
    box = cell.parts[0].box if cell.parts else None
    return CellDraft(
        row=cell.row,
        column=cell.column,
        lines=tuple(line.for_builder() for line in lines),
        box=box,
        bold=bool(lines) and all(line.bold for line in lines),
        indent=round(max(lines[0].x0 - box.x0, 0.0), 1) if lines and box else 0.0,
    )


def _add_outline(pdf: pdfium.PdfDocument, builder: DocumentBuilder) -> None:
    for bookmark in pdf.get_toc():
        destination = bookmark.get_dest()
        index = destination.get_index() if destination else None
        title = " ".join(bookmark.get_title().split())
        if title:
            builder.add_outline(title, bookmark.level + 1, None if index is None else index + 1)
