"""The lines drawn on a scanned page: long dark runs of pixels across and down."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pipeline.read.layout import Stroke
from pipeline.read.scan_image import ScanImage

_SHORTEST = 0.35  # inches; a word's underline or a letter's stem is shorter
_THICKEST = 0.04  # inches
_WHOLE = 0.9  # the share of a run that has to be dark
_DARK = 150

Mask = NDArray[np.bool_]


def strokes_on(image: ScanImage) -> tuple[Stroke, ...]:
    """The horizontal and vertical lines of a page, in points."""
    dark: Mask = image.grey < _DARK
    length = round(_SHORTEST * image.dpi)
    thickest = max(round(_THICKEST * image.dpi), 3)
    across = [
        Stroke(*(image.points(v) for v in (start, level, end, level)))
        for level, start, end in _runs(dark, length, thickest)
    ]
    down = [
        Stroke(*(image.points(v) for v in (level, start, level, end)))
        for level, start, end in _runs(dark.T, length, thickest)
    ]
    return (*across, *down)


def _runs(dark: Mask, length: int, thickest: int) -> Iterator[tuple[float, int, int]]:
    """Level, start and end of the dark runs along the rows of a mask, no thicker than a line.

    A line that is not quite straight is found in pieces on neighbouring rows; pieces that
    touch are put together.
    """
    open_runs: list[list[int]] = []  # first row, last row, start, end
    for row in range(dark.shape[0]):
        for start, end in _long_runs(dark[row], length):
            for run in open_runs:
                if row - run[1] <= 2 and start <= run[3] + length and end >= run[2] - length:
                    run[1], run[2], run[3] = row, min(run[2], start), max(run[3], end)
                    break
            else:
                open_runs.append([row, row, start, end])
    for first, last, start, end in open_runs:
        if last - first < max(thickest, 0.01 * (end - start)):
            yield (first + last) / 2, start, end


def _long_runs(row: Mask, length: int) -> list[tuple[int, int]]:
    """The stretches of a row that are dark nearly throughout."""
    if np.count_nonzero(row) < _WHOLE * length:
        return []
    sums = np.concatenate(([0], np.cumsum(row)))
    full = (sums[length:] - sums[:-length]) >= _WHOLE * length
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(np.int8)))
    found = ((int(a), int(b) + length - 1) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return [_dark_part(row, start, end) for start, end in found]


def _dark_part(row: Mask, start: int, end: int) -> tuple[int, int]:
    places = np.flatnonzero(row[start:end])
    return start + int(places[0]), start + int(places[-1]) + 1
