"""The pages of a PDF as pictures for people to look at."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.model import UnreadableError
from pipeline.read.pdf import open_pdf

DPI = 120
_QUALITY = 80
_LARGEST_SIDE = 4_000  # pixels: a poster is drawn coarsely rather than not at all


def page_pictures(path: Path, dpi: int = DPI) -> Iterator[bytes]:
    """Every page as a JPEG, one at a time and in order.

    JPEG, because it is written five times as fast as WebP or PNG, and a report has thousands
    of pages. Raises UnreadableError where the file is no PDF or a page cannot be drawn.
    """
    pdf = open_pdf(path)
    try:
        pdf.init_forms()  # else what was filled into a form's fields is left out
        for index in range(len(pdf)):
            yield _picture(pdf, index, dpi)
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"A page cannot be drawn ({error}).") from error
    finally:
        pdf.close()


def _picture(pdf: pdfium.PdfDocument, index: int, dpi: int) -> bytes:
    page = pdf[index]
    try:
        longest = max(*page.get_size(), 1.0)
        drawn = page.render(scale=min(dpi / 72, _LARGEST_SIDE / longest)).to_pil()
    finally:
        page.close()
    file = io.BytesIO()
    drawn.convert("RGB").save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()
