"""Bullets and dashes at the beginning of scanned lines.

Tesseract leaves them out, takes them for a letter, or puts them into one word with the figure
behind (`«68`). They are found by their shape: a spot in the white before a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.read.pdf.characters import BULLET
from pipeline.read.scans.image import ScanImage
from pipeline.read.scans.tesseract import SeenLine, SeenWord

# All in heights of the line.
_BEFORE, _INTO = 2.2, 3.0
_GAP = 0.28
_WIDEST, _HIGHEST, _SMALLEST = 1.0, 0.45, 0.1
_LOWEST_MIDDLE, _HIGHEST_MIDDLE = 0.08, 0.6
_FULL = 0.55
_SPECK = 0.012  # of the square of the line's height
_INK = 180


@dataclass(frozen=True, slots=True)
class _Spot:
    """A bullet's place in pixels, and where the text behind it begins."""

    left: int
    right: int
    text: str
    follows: int


def part_bullets(image: ScanImage, lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines with bullets as words of their own."""
    return [_parted(image, line) for line in lines]


def _parted(image: ScanImage, line: SeenLine) -> SeenLine:
    spot = _spot_before(image, line)
    if spot is None:
        return line
    first = line.words[0]
    bullet = SeenWord(spot.text, spot.left, first.top, spot.right, first.bottom, first.confidence)
    rest = line.words[1:]
    if spot.right <= first.left:
        return replace(line, words=(bullet, first, *rest))
    if first.right <= spot.follows:
        return replace(line, words=(bullet, *rest)) if rest else line
    return replace(line, words=(bullet, _without_bullet(first, spot.follows), *rest))


def _without_bullet(word: SeenWord, left: int) -> SeenWord:
    """A word that took the bullet in; whether a digit stands for it, only the second look
    can tell."""
    if word.text[0].isdigit():
        return replace(word, left=left, confidence=0.0)
    return replace(word, left=left, text=word.text[1:])


def _spot_before(image: ScanImage, line: SeenLine) -> _Spot | None:
    first, size = line.words[0], line.size
    left = max(round(first.left - _BEFORE * size), 0)
    top = max(round(line.level - 0.95 * size), 0)
    part = image.grey[top : round(line.level + 0.1 * size), left : round(first.left + _INTO * size)]
    ink = part < _INK
    groups = _groups(ink, size)
    if len(groups) < 2:
        return None
    (start, end), (behind, _) = groups[:2]
    text = _bullet_shape(ink[:, start:end], round(line.level) - top, size)
    return _Spot(left + start, left + end, text, left + behind) if text else None


def _groups(ink: NDArray[np.bool_], size: float) -> list[tuple[int, int]]:
    """The stretches of columns with ink and wide gaps between them, specks left out."""
    counts = ink.sum(axis=0)
    columns = np.flatnonzero(counts)
    if not len(columns):
        return []
    parts = np.split(columns, np.flatnonzero(np.diff(columns) > _GAP * size) + 1)
    return [
        (int(part[0]), int(part[-1]) + 1)
        for part in parts
        if counts[part].sum() > _SPECK * size * size
    ]


def _bullet_shape(ink: NDArray[np.bool_], level: int, size: float) -> str:
    """What a spot is read as, empty if it is no bullet. `level` is the baseline's row."""
    first, after = _densest_rows(ink)
    ink = ink[first:after]
    height, width = ink.shape
    middle = level - (first + after - 1) / 2
    if not _SMALLEST * size <= width <= _WIDEST * size or height > _HIGHEST * size:
        return ""
    if not _LOWEST_MIDDLE * size <= middle <= _HIGHEST_MIDDLE * size:
        return ""
    if np.count_nonzero(ink) < _FULL * width * height:
        return ""
    if width > 2.2 * height:
        return "–"
    return BULLET if width <= _HIGHEST * size else ""


def _densest_rows(ink: NDArray[np.bool_]) -> tuple[int, int]:
    """The stretch of rows with the most ink: a speck above a bullet is none of it."""
    counts = ink.sum(axis=1)
    rows = np.flatnonzero(counts)
    parts = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    most = max(parts, key=lambda part: counts[part].sum())
    return int(most[0]), int(most[-1]) + 1
