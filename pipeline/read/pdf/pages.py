"""A PDF's pages, one at a time, as layouts: the words that can be seen and the rules."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.read.layout import PageLayout
from pipeline.read.pdf.characters import DrawnWord, TextLayer
from pipeline.read.pdf.drawings import Drawings, drawings_on
from pipeline.read.pdf.drawn_bullets import with_drawn_bullets
from pipeline.read.pdf.fonts import FontBook
from pipeline.read.pdf.geometry import Upright, upright_page
from pipeline.read.pdf.legibility import is_nonsense
from pipeline.read.pdf.lines import join_spaced_out
from pipeline.read.pdf.overprints import embolden, overprints
from pipeline.read.pdf.tags import PageTags, TagBook
from pipeline.read.pdf.visibility import pictured_share, visible_words
from pipeline.read.scans.ocr import ScannedPage, read_scan

_PICTURED = 0.25
_WHOLLY_PICTURED = 0.6
_MARGIN = 0.12
_FEW_WORDS = 20
_OUTLINES = 400
"""So many shapes on a page without a word are letters turned into shapes."""


def read_pages(pdf: pdfium.PdfDocument) -> Iterator[PageLayout | ScannedPage]:
    """The pages in order, scanned ones read by OCR. Each is closed before the next is opened,
    so that memory does not grow with their number."""
    fonts, tags = FontBook(), TagBook(pdf)
    for index in range(len(pdf)):
        page = pdf[index]
        try:
            layout, drawings = page_layout(page, index + 1, fonts, tags)
            yield read_scan(page, index + 1) if _is_picture(layout, drawings) else layout
        finally:
            page.close()


def page_layout(
    page: pdfium.PdfPage, number: int, fonts: FontBook, tags: TagBook
) -> tuple[PageLayout, Drawings]:
    """One page by its text layer, turned upright, and what else is drawn on it."""
    shown = _upright(page)
    here = tags.of_page(page)
    layer, drawn = _text_layer(page, fonts, here)
    if shown.quarters_to(layer.upright) == 2:
        layer, drawn = _upside_down(page, fonts, here)
    upright = layer.upright
    drawings = drawings_on(page.raw, upright)
    drawn = embolden(drawn, overprints(drawings, layer.objects, upright))
    words = join_spaced_out(visible_words(drawn, drawings, upright))
    words = with_drawn_bullets(words, drawings.dots)
    strokes = tuple(drawings.strokes)
    turned = 90 * shown.quarters_to(upright)
    layout = PageLayout(number, upright.width, upright.height, tuple(words), strokes, turned=turned)
    return layout, drawings


def _text_layer(
    page: pdfium.PdfPage, fonts: FontBook, tags: PageTags | None
) -> tuple[TextLayer, list[DrawnWord]]:
    textpage = page.get_textpage()
    try:
        layer = TextLayer(textpage.raw, _upright(page), fonts, tags)
        return layer, layer.words()
    finally:
        textpage.close()


def _upside_down(
    page: pdfium.PdfPage, fonts: FontBook, tags: PageTags | None
) -> tuple[TextLayer, list[DrawnWord]]:
    """The text of a page that is shown on its head: PDFium puts letters and spaces of such
    text in disorder, so the page is turned for as long as it is read."""
    rotation = page.get_rotation()
    page.set_rotation((rotation + 180) % 360)
    try:
        return _text_layer(page, fonts, tags)
    finally:
        page.set_rotation(rotation)


def _is_picture(layout: PageLayout, drawings: Drawings) -> bool:
    """Whether a page is to be read by its picture: it has no text layer to speak of over a
    picture, or one that makes no sense."""
    pictured = pictured_share(drawings, layout.width, layout.height)
    if not layout.words:
        return pictured > _PICTURED or drawings.n_objects > _OUTLINES
    if pictured > _WHOLLY_PICTURED and len(layout.words) < _FEW_WORDS:
        return _is_stamp(layout)
    return is_nonsense([word.text for word in layout.words])


def _is_stamp(layout: PageLayout) -> bool:
    """Whether all words stand in the margins, as a number stamped on a scan does; a cover
    has its title on the picture."""
    edge = _MARGIN * layout.height
    return all(
        word.box.bottom < edge or word.box.top > layout.height - edge for word in layout.words
    )


def _upright(page: pdfium.PdfPage) -> Upright:
    box = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        return upright_page((0.0, 0.0, page.get_width(), page.get_height()), 0)
    sides = (box.left, box.bottom, box.right, box.top)
    return upright_page(sides, page.get_rotation())
