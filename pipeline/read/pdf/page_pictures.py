"""The pages of a PDF as pictures for people to look at."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.model import UnreadableError
from pipeline.read.pdf.document import open_pdf

DPI = 120
_QUALITY = 80
_LARGEST_SIDE = 4_000  # pixels: a poster is drawn coarsely rather than not at all


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a JPEG; `width` and `height` are those of the page as drawn, in points."""

    jpeg: bytes
    width: float
    height: float


def page_pictures(path: Path, dpi: int = DPI, turned: Sequence[int] = ()) -> Iterator[PagePicture]:
    """Every page as a picture, one at a time and in order.

    `turned` is by how many degrees clockwise each page is to be turned from how the file shows
    it, a multiple of 90; pages without one are drawn as the file shows them.

    JPEG, because it is written five times as fast as WebP or PNG, and a report has thousands
    of pages. Raises UnreadableError where the file is no PDF or a page cannot be drawn.
    """
    pdf = open_pdf(path)
    try:
        pdf.init_forms()  # else what was filled into a form's fields is left out
        for index in range(len(pdf)):
            yield _picture(pdf, index, dpi, turned[index] if index < len(turned) else 0)
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"A page cannot be drawn ({error}).") from error
    finally:
        pdf.close()


def _picture(pdf: pdfium.PdfDocument, index: int, dpi: int, turned: int) -> PagePicture:
    page = pdf[index]
    try:
        width, height = page.get_size()
        scale = min(dpi / 72, _LARGEST_SIDE / max(width, height, 1.0))
        # In four bytes a pixel Pillow takes the bitmap as it lies, without a copy: twice as fast.
        drawn = page.render(scale=scale, rotation=turned, prefer_bgrx=True, rev_byteorder=True)
        file = io.BytesIO()
        drawn.to_pil().save(file, "JPEG", quality=_QUALITY)
    finally:
        page.close()
    if turned % 180:
        width, height = height, width
    return PagePicture(file.getvalue(), width, height)
