"""How text is set: fonts by their names and flags, and the type of each text object."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium_c

_PICTURES = re.compile(r"wingdings|webdings|dingbats", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd|^(?:.*\+)?(?:cm|sf)bx", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,]it\b|^(?:.*\+)?(?:cm|sf)ti", re.IGNORECASE)
_FORCE_BOLD_FLAG, _ITALIC_FLAG = 1 << 18, 1 << 6
_FILL_AND_STROKE, INVISIBLE, _CLIP_ONLY = 2, 3, 7


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name and flags tell about its look; `pictures` are fonts of bullets."""

    bold: bool = False
    italic: bool = False
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """How the characters of one text object are set; `size` in points as drawn.

    `run` is the direction that the text runs in, as the first column of its matrix.
    """

    font: Font
    size: float
    bold: bool
    run: tuple[float, float]
    invisible: bool
    white: bool


def as_object(address: int) -> Any:
    """The page object at an address, as PDFium's functions take it."""
    return ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)


class FontBook:
    """The fonts of one document, each asked for its look only once."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}

    def font_of(self, text_object: Any) -> Font:
        handle = pdfium_c.FPDFTextObj_GetFont(text_object)
        if not handle:
            return Font()
        address = ctypes.addressof(handle.contents)
        if address not in self._fonts:
            self._fonts[address] = _look(handle)
        return self._fonts[address]

    def type_of(self, textpage: Any, address: int, index: int) -> Type:
        """The type of the text object at `address`, to which character `index` belongs."""
        if not address:
            return Type(Font(), 0.0, False, (1.0, 0.0), True, False)
        text_object = as_object(address)
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
        size = pdfium_c.FPDFText_GetFontSize(textpage, index)
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text_object)
        font = self.font_of(text_object)
        return Type(
            font=font,
            size=round(abs(size) * hypot(matrix.c, matrix.d), 2),
            # Word processors without a bold cut at hand outline the letters instead.
            bold=font.bold or mode == _FILL_AND_STROKE,
            run=(matrix.a, matrix.b),
            invisible=mode in (INVISIBLE, _CLIP_ONLY),
            white=_is_white(text_object),
        )


def _look(handle: Any) -> Font:
    buffer = ctypes.create_string_buffer(256)
    length = pdfium_c.FPDFFont_GetBaseFontName(handle, buffer, 256)
    name = buffer.raw[: max(min(length, 256) - 1, 0)].decode("utf-8", "replace")
    flags = max(pdfium_c.FPDFFont_GetFlags(handle), 0)
    return Font(
        bold=bool(_BOLD.search(name) or flags & _FORCE_BOLD_FLAG),
        italic=bool(_ITALIC.search(name) or flags & _ITALIC_FLAG),
        pictures=bool(_PICTURES.search(name)),
    )


def _is_white(text_object: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= 250
