"""What is drawn on a page besides text: rules, the edges of boxes, fills and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium_c

from pipeline.model import Box
from pipeline.read.layout import Stroke
from pipeline.read.pdf.geometry import Upright

_THIN = 2.5
_MOST_SEGMENTS = 2_000
_MOST_OBJECTS = 50_000
_DEEPEST = 6
_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Fill:
    """An area painted over: `order` is its place among the page's objects."""

    box: Box
    order: int
    white: bool
    opaque: bool


@dataclass
class Drawings:
    """What one page's objects paint, and the place of each text object among them.

    `dots` are filled shapes as small as a bullet.
    """

    strokes: list[Stroke] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    in_forms: set[int] = field(default_factory=set)
    n_objects: int = 0


def clip_of(text_object: Any, upright: Upright) -> Box | None:
    """The box outside of which an object on the page itself cannot be seen, if any."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(text_object)
    seen: Box | None = None
    for path in range(pdfium_c.FPDFClipPath_CountPaths(clip)):
        count = min(pdfium_c.FPDFClipPath_CountPathSegments(clip, path), _MOST_SEGMENTS)
        segments = [pdfium_c.FPDFClipPath_GetPathSegment(clip, path, i) for i in range(count)]
        corners = [upright.point(*_end_of(segment)) for segment in segments]
        box = _around(corners) if corners else Box(0.0, 0.0, 0.0, 0.0)
        seen = box if seen is None else _common(seen, box)
    return seen


def _end_of(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _common(one: Box, other: Box) -> Box:
    return Box(
        max(one.x0, other.x0),
        max(one.top, other.top),
        min(one.x1, other.x1),
        min(one.bottom, other.bottom),
    )


def drawings_on(page: Any, upright: Upright) -> Drawings:
    """The drawings of a page (a raw PDFium handle)."""
    drawings = Drawings()
    count = pdfium_c.FPDFPage_CountObjects(page)
    objects = (pdfium_c.FPDFPage_GetObject(page, index) for index in range(count))
    _collect(objects, _IDENTITY, upright, drawings, depth=0)
    drawings.strokes = [stroke for stroke in drawings.strokes if _on_page(stroke, upright)]
    return drawings


def _collect(
    objects: Iterator[Any], matrix: Matrix, upright: Upright, drawings: Drawings, depth: int
) -> None:
    for drawn in objects:
        drawings.n_objects += 1
        if drawings.n_objects > _MOST_OBJECTS:
            return
        kind = pdfium_c.FPDFPageObj_GetType(drawn)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            address = ctypes.addressof(drawn.contents)
            drawings.order[address] = drawings.n_objects
            if depth:
                drawings.in_forms.add(address)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            _add_path(drawn, matrix, upright, drawings)
        elif kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            drawings.pictures.append(_bounds(drawn, matrix, upright))
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = pdfium_c.FPDFFormObj_CountObjects(drawn)
            inner = (pdfium_c.FPDFFormObj_GetObject(drawn, index) for index in range(count))
            _collect(inner, _times(matrix_of(drawn), matrix), upright, drawings, depth + 1)


def _add_path(drawn: Any, matrix: Matrix, upright: Upright, drawings: Drawings) -> None:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(drawn, mode, stroked)
    if not mode.value and not stroked.value:
        return
    white, opaque = _paint(drawn, filled=bool(mode.value))
    for outline in _outlines(drawn, _times(matrix_of(drawn), matrix), upright):
        box = _around(outline)
        if mode.value and not white and _is_dot(box):
            drawings.dots.append(box)
            continue
        thin = min(box.x1 - box.x0, box.bottom - box.top) <= _THIN
        if mode.value and not thin:
            drawings.fills.append(Fill(box, drawings.n_objects, white, opaque))
        if white or not opaque:
            continue
        if stroked.value or not thin:
            drawings.strokes.extend(_straight_lines(outline))
        else:
            drawings.strokes.append(_middle(box))


def _paint(drawn: Any, *, filled: bool) -> tuple[bool, bool]:
    """Whether an object is painted white, and whether nothing shines through."""
    colour = [ctypes.c_uint() for _ in range(4)]
    getter = pdfium_c.FPDFPageObj_GetFillColor if filled else pdfium_c.FPDFPageObj_GetStrokeColor
    if not getter(drawn, *colour):
        return False, True
    red, green, blue, alpha = (part.value for part in colour)
    return min(red, green, blue) >= _WHITE, alpha >= _WHITE


Outline = list[tuple[float, float]]


def _outlines(drawn: Any, matrix: Matrix, upright: Upright) -> Iterator[Outline]:
    """The corners of each closed or open line of a path, in points on the upright page."""
    count = pdfium_c.FPDFPath_CountSegments(drawn)
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: Outline = []
    for index in range(min(count, _MOST_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(drawn, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO and outline:
            yield outline
            outline = []
        outline.append(upright.point(*_apply(matrix, x.value, y.value)))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            outline.append(outline[0])
    if outline:
        yield outline


def _straight_lines(outline: Outline) -> Iterator[Stroke]:
    """The horizontal and vertical parts of an outline; slanted ones part no cells."""
    for (ax, ay), (bx, by) in pairwise(outline):
        if min(abs(ax - bx), abs(ay - by)) <= 1.0 < max(abs(ax - bx), abs(ay - by)):
            yield Stroke(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _around(outline: Outline) -> Box:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_dot(box: Box) -> bool:
    """Whether a filled shape has the size of a bullet."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    return min(width, height) > 1.0 and max(width, height) < min(8.0, 1.4 * min(width, height))


def _middle(box: Box) -> Stroke:
    """The line that a thin filled box stands for."""
    if box.x1 - box.x0 >= box.bottom - box.top:
        y = (box.top + box.bottom) / 2
        return Stroke(box.x0, y, box.x1, y)
    x = (box.x0 + box.x1) / 2
    return Stroke(x, box.top, x, box.bottom)


def _on_page(stroke: Stroke, upright: Upright) -> bool:
    """Whether a stroke can be seen; the frame of the page itself is not one."""
    if stroke.x1 < 0 or stroke.bottom < 0:
        return False
    if stroke.x0 > upright.width or stroke.top > upright.height:
        return False
    if stroke.horizontal:
        return 1 < stroke.top < upright.height - 1
    return 1 < stroke.x0 < upright.width - 1


def _bounds(drawn: Any, matrix: Matrix, upright: Upright) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    low = _apply(matrix, left.value, bottom.value)
    high = _apply(matrix, right.value, top.value)
    return upright.box(*low, *high)


def matrix_of(drawn: Any) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(drawn, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The map that applies `inner` first."""
    if outer == _IDENTITY:
        return inner
    a, b, c, d, _, _ = outer
    e, f = _apply(outer, inner[4], inner[5])
    return (
        a * inner[0] + c * inner[1],
        b * inner[0] + d * inner[1],
        a * inner[2] + c * inner[3],
        b * inner[2] + d * inner[3],
        e,
        f,
    )
