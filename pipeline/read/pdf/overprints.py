"""Text printed twice, a hair's breadth apart, to look bold.

PDFium leaves such a copy out of the page's text; what is left of it is an object that draws
text and to which no character belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pypdfium2.raw as pdfium_c

from pipeline.read.pdf.characters import DrawnWord
from pipeline.read.pdf.drawings import Drawings, matrix_of
from pipeline.read.pdf.fonts import INVISIBLE, as_object
from pipeline.read.pdf.geometry import Upright
from pipeline.read.pdf.lines import baseline_of

_REACH = 0.15  # ems
_NEAR = range(-2, 3)  # points

Place = tuple[float, float]


def overprints(drawings: Drawings, known: frozenset[int], upright: Upright) -> list[Place]:
    """Where text objects begin that PDFium has made no characters of."""
    places = []
    for address in drawings.order.keys() - known - drawings.in_forms:
        text_object = as_object(address)
        if pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) != INVISIBLE:
            matrix = matrix_of(text_object)
            places.append(upright.point(matrix[4], matrix[5]))
    return places


def embolden(drawn: list[DrawnWord], places: Sequence[Place]) -> list[DrawnWord]:
    """The words, bold where another object begins on top of the one that drew them."""
    if not places:
        return drawn
    near = {(round(x) + i, round(y) + j) for x, y in places for i in _NEAR for j in _NEAR}
    firsts: dict[int, DrawnWord] = {}
    for one in drawn:
        firsts.setdefault(one.drawn_by, one)
    doubled = {
        address
        for address, one in firsts.items()
        if (round(one.word.box.x0), round(baseline_of(one.word))) in near
        and _begins_at(one, places)
    }
    return [
        replace(one, word=replace(one.word, bold=True)) if one.drawn_by in doubled else one
        for one in drawn
    ]


def _begins_at(one: DrawnWord, places: Sequence[Place]) -> bool:
    reach = _REACH * one.word.size
    x, y = one.word.box.x0, baseline_of(one.word)
    return any(abs(x - px) <= reach and abs(y - py) <= reach for px, py in places)
