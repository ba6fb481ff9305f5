"""A PDF's pages, one at a time, as layouts: the words that can be seen and the rules."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.characters import TextLayer
from pipeline.read.drawings import drawings_on
from pipeline.read.drawn_bullets import with_drawn_bullets
from pipeline.read.fonts import FontBook
from pipeline.read.geometry import Upright, upright_page
from pipeline.read.layout import PageLayout
from pipeline.read.lines import join_spaced_out
from pipeline.read.overprints import embolden, overprints
from pipeline.read.visibility import visible_words


def page_layouts(pdf: pdfium.PdfDocument) -> Iterator[PageLayout]:
    """The pages in order. Each is closed before the next is opened, so that memory does not
    grow with their number."""
    fonts = FontBook()
    for index in range(len(pdf)):
        page = pdf[index]
        try:
            yield page_layout(page, index + 1, fonts)
        finally:
            page.close()


def page_layout(page: pdfium.PdfPage, number: int, fonts: FontBook) -> PageLayout:
    """One page, turned upright."""
    textpage = page.get_textpage()
    try:
        layer = TextLayer(textpage.raw, _upright(page), fonts)
        drawn = layer.words()
    finally:
        textpage.close()
    upright = layer.upright
    drawings = drawings_on(page.raw, upright)
    drawn = embolden(drawn, overprints(drawings, layer.objects, upright))
    words = join_spaced_out(visible_words(drawn, drawings, upright))
    words = with_drawn_bullets(words, drawings.dots)
    strokes = tuple(drawings.strokes)
    return PageLayout(number, upright.width, upright.height, tuple(words), strokes)


def _upright(page: pdfium.PdfPage) -> Upright:
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        return upright_page((0.0, 0.0, page.get_width(), page.get_height()), 0)
    sides = (box.left, box.bottom, box.right, box.top)
    return upright_page(sides, page.get_rotation())
