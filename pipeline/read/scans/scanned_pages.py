"""How many pages of a PDF need OCR, told without reading them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.model import UnreadableError
from pipeline.read.pdf.document import open_pdf
from pipeline.read.pdf.legibility import is_nonsense

_FEW_WORDS = 20
_PICTURED = 0.25
_OUTLINES = 400
_DEEPEST_FORM = 5


def count_scanned_pages(path: Path) -> int:
    """The pages without a text layer to speak of over a picture or outlines, or with one that
    makes no sense.

    This is an estimate to set a time limit by, at the pace of bare text; which pages OCR reads
    is decided where they are read. A file that is no PDF, or none that opens, has none.
    """
    try:
        pdf = open_pdf(path)
    except (UnreadableError, OSError):
        return 0
    try:
        return sum(_is_scanned(pdf, index) for index in range(len(pdf)))
    finally:
        pdf.close()


def _is_scanned(pdf: pdfium.PdfDocument, index: int) -> bool:
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        return False
    try:
        words = _words(page)
        if len(words) < _FEW_WORDS and _pictured_share(page) > _PICTURED:
            return True
        if not words:
            return int(pdfium_c.FPDFPage_CountObjects(page.raw)) > _OUTLINES
        return is_nonsense(words)
    finally:
        page.close()


def _words(page: pdfium.PdfPage) -> list[str]:
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_bounded()).split()
    finally:
        textpage.close()


def _pictured_share(page: pdfium.PdfPage) -> float:
    pictures = page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST_FORM)
    area = float(sum(_area(*picture.get_bounds()) for picture in pictures))
    page_area = float(page.get_width() * page.get_height())
    return area / max(page_area, 1.0)


def _area(left: float, bottom: float, right: float, top: float) -> float:
    return max(right - left, 0.0) * max(top - bottom, 0.0)
